"""Arrays, branches and conditions: `items`, `anyOf`, `oneOf`, `not`, `if`, discriminators and their kin."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from dovetail_engine.compat.branches import unaligned
from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule

_APPLICATORS: dict[str, tuple[str, dict[str, Any]]] = {
    "items": ("every item must have a certain form", {"type": "array", "items": {"type": "string"}}),
    "contains": ("an item of a certain form must be there", {"type": "array", "contains": {"const": 1}}),
    "propertyNames": ("property names must have a certain form", {"propertyNames": {"maxLength": 3}}),
    "not": ("values of a certain form are refused", {"not": {"const": 1}}),
    "if": ("a condition applies", {"if": {"type": "string"}, "then": {"minLength": 1}}),
    "unevaluatedProperties": ("properties no branch knows are limited", {"unevaluatedProperties": False}),
    "unevaluatedItems": ("items no branch knows are limited", {"unevaluatedItems": False}),
    "prefixItems": (
        "the first items must have certain forms",
        {"type": "array", "prefixItems": [{"type": "string"}]},
    ),
    "patternProperties": (
        "properties of some names must have a form",
        {"patternProperties": {"^x-": {"type": "string"}}},
    ),
    "dependentSchemas": ("a property brings conditions", {"dependentSchemas": {"a": {"required": ["b"]}}}),
}


def rules() -> tuple[Rule, ...]:
    """Coming and going of each applicator, sizes of tuples, uniqueness, branches and discriminators."""
    made = [rule for keyword in _APPLICATORS for rule in (_comes(keyword), _goes(keyword))]
    return (*made, *_RULES)


def _comes(keyword: str) -> Rule:
    said, schema = _APPLICATORS[keyword]
    bare = {key: value for key, value in schema.items() if key == "type"}
    return Rule(
        id=f"{_kebab(keyword)}-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary=f"`{keyword}` appeared: {said}.",
        rationale="A client of the old contract may still send a value that is now refused.",
        examples=(Example("It appears.", bare, schema), Example("It goes.", schema, bare, fires=False)),
        check=_presence(keyword, f"{said} now", appears=True),
    )


def _goes(keyword: str) -> Rule:
    said, schema = _APPLICATORS[keyword]
    bare = {key: value for key, value in schema.items() if key == "type"}
    return Rule(
        id=f"{_kebab(keyword)}-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary=f"`{keyword}` disappeared. It said: {said}.",
        rationale="A client of the old contract may read a value it was told never to expect.",
        examples=(Example("It goes.", schema, bare), Example("It appears.", bare, schema, fires=False)),
        check=_presence(keyword, f"it is no longer said that {said}", appears=False),
    )


def _presence(keyword: str, message: str, *, appears: bool) -> Callable[[Node, Node], Iterable[Hit]]:
    def check(base: Node, head: Node) -> Iterable[Hit]:
        there = keyword in head.schema, keyword in base.schema
        if there == ((True, False) if appears else (False, True)):
            vague = keyword.startswith("unevaluated")
            yield Hit(
                message, base.where(keyword), head.where(keyword), keyword, keywords=(keyword,), vague=vague
            )

    return check


def _unique_added(base: Node, head: Node) -> Iterable[Hit]:
    if head.get("uniqueItems") is True and base.get("uniqueItems") is not True:
        yield _keyword_hit("uniqueItems", base, head, "items must differ from each other now")


def _unique_removed(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("uniqueItems") is True and head.get("uniqueItems") is not True:
        yield _keyword_hit("uniqueItems", base, head, "items may repeat now")


def _branch_added(base: Node, head: Node) -> Iterable[Hit]:
    for label, place in _branches_missing(base, head):
        yield Hit(f"one more alternative: {label}", _union_place(base), place, label, branch=place)


def _branch_removed(base: Node, head: Node) -> Iterable[Hit]:
    for label, place in _branches_missing(head, base):
        yield Hit(f"an alternative is gone: {label}", place, _union_place(head), label, branch=place)


def _union_added(base: Node, head: Node) -> Iterable[Hit]:
    if not base.branches and head.branches:
        yield _vague_hit(_keyword(head), base, head, "the value must be one of several alternatives now")


def _union_removed(base: Node, head: Node) -> Iterable[Hit]:
    if base.branches and not head.branches:
        yield _vague_hit(
            _keyword(base), base, head, "the value need not be one of several alternatives any more"
        )


def _union_kind(base: Node, head: Node) -> Iterable[Hit]:
    if base.branches and head.branches and _keyword(base) != _keyword(head):
        yield _vague_hit(
            _keyword(head), base, head, f"alternatives went from {_keyword(base)} to {_keyword(head)}"
        )


def _discriminator(base: Node, head: Node) -> Iterable[Hit]:
    if _mapping(base) != _mapping(head):
        yield _vague_hit("discriminator", base, head, "how a value selects its alternative changed")


def _parent_mapping(base: Node, head: Node) -> Iterable[Hit]:
    alone = not base.branches and not head.branches and (base.children or head.children)
    if alone and _mapping(base) != _mapping(head):
        said = "which values of its discriminator stand for which schema changed"
        atom = [_mapping(base), _mapping(head)]
        yield Hit(said, base.where("discriminator"), head.where("discriminator"), atom)


def _condition(base: Node, head: Node) -> Iterable[Hit]:
    both = base.texts.keys() & head.texts.keys()
    told = [*both, *(("then", "else") if "if" in both else ())]
    for keyword in ("not", "if", "then", "else", "contains", "propertyNames"):
        if keyword in told and base.texts.get(keyword) != head.texts.get(keyword):
            yield _vague_hit(keyword, base, head, f"what `{keyword}` says changed")


def _branches_missing(before: Node, after: Node) -> list[tuple[str, str]]:
    if not before.branches or not after.branches:
        return []
    return [(branch.label, branch.pointer) for branch in unaligned(before.branches, after.branches)]


def _union_place(node: Node) -> str:
    return node.where(_keyword(node))


def _keyword(node: Node) -> str:
    return "oneOf" if "oneOf" in node.schema else "anyOf"


def _mapping(node: Node) -> Any:
    found = node.get("discriminator")
    return (found.get("propertyName"), found.get("mapping")) if isinstance(found, dict) else None


def _vague_hit(keyword: str, base: Node, head: Node, message: str) -> Hit:
    return Hit(message, base.where(keyword), head.where(keyword), keyword, vague=True)


def _keyword_hit(keyword: str, base: Node, head: Node, message: str) -> Hit:
    return Hit(message, base.where(keyword), head.where(keyword), keyword, keywords=(keyword,))


def _kebab(keyword: str) -> str:
    return (
        "condition" if keyword == "if" else re.sub(r"([A-Z])", lambda found: "-" + found[1].lower(), keyword)
    )


_LIST = {"type": "array", "items": {"type": "string"}}
_TWO = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
_THREE = {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}
_CAT = {"title": "Cat", "type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}}}
_DOG = {"title": "Dog", "type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}}}
_PETS = {"oneOf": [_CAT, _DOG]}
_OVERLAPPING = [{"type": "integer"}, {"type": "number", "minimum": 0}]


def _selected(cat: str, dog: str) -> dict[str, Any]:
    names = {cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog"}
    pet = {
        "oneOf": [{"$ref": place} for place in sorted(names.values())],
        "discriminator": {"propertyName": "tag", "mapping": names},
    }
    body = {"content": {"application/json": {"schema": pet}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "Done"}}}
    return {"paths": {"/pets": {"post": operation}}, "components": {"schemas": {"Cat": _CAT, "Dog": _DOG}}}


def _family(value: str) -> dict[str, Any]:
    """A parent, its one child, and the value that stands for the child."""
    cat = "#/components/schemas/Cat"
    kind = {"propertyName": "kind", "mapping": {value: cat}}
    pet = {"type": "object", "required": ["kind"], "discriminator": kind}
    schemas = {"Pet": pet, "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    answer = {"200": {"description": "Done", "content": content}}
    return {"paths": {"/pets": {"get": {"responses": answer}}}, "components": {"schemas": schemas}}


_RULES = (
    Rule(
        id="unique-items-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="The items of a list must differ from each other.",
        rationale="A client of the old contract may send a list with repetitions, and is refused.",
        examples=(
            Example("Repetition is refused.", _LIST, {**_LIST, "uniqueItems": True}),
            Example("It is spelled out.", _LIST, {**_LIST, "uniqueItems": False}, fires=False),
        ),
        check=_unique_added,
    ),
    Rule(
        id="unique-items-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="The items of a list may repeat.",
        rationale="A client that was promised different items meets repetitions.",
        examples=(
            Example("Repetition is allowed.", {**_LIST, "uniqueItems": True}, _LIST),
            Example("It is refused.", _LIST, {**_LIST, "uniqueItems": True}, fires=False),
        ),
        check=_unique_removed,
    ),
    Rule(
        id="branch-added",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="One more alternative joined an `anyOf` or `oneOf`.",
        rationale=(
            "A client that handles each alternative it knows has no answer for the new one. In a "
            "`oneOf`, a new "
            "alternative that overlaps an old one also refuses what used to be valid."
        ),
        examples=(
            Example("A third alternative.", _TWO, _THREE),
            Example("The order changes.", _PETS, {"oneOf": [_DOG, _CAT]}, fires=False),
        ),
        check=_branch_added,
    ),
    Rule(
        id="branch-removed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="An alternative left an `anyOf` or `oneOf`.",
        rationale="A client that sends this alternative is refused.",
        examples=(
            Example("The third goes.", _THREE, _TWO),
            Example("One joins.", _TWO, _THREE, fires=False),
        ),
        check=_branch_removed,
    ),
    Rule(
        id="alternatives-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="The value must be one of several alternatives.",
        rationale="A value that none of the alternatives takes is refused.",
        examples=(
            Example("Alternatives appear.", {}, _TWO),
            Example("One joins those there are.", _TWO, _THREE, fires=False),
        ),
        check=_union_added,
    ),
    Rule(
        id="alternatives-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="The value need not be one of several alternatives any more.",
        rationale="A client that handles each alternative meets a value that is none of them.",
        examples=(
            Example("They go.", _TWO, {}),
            Example("One of them goes.", _THREE, _TWO, fires=False),
        ),
        check=_union_removed,
    ),
    Rule(
        id="alternatives-kind-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="`anyOf` became `oneOf` or the reverse.",
        rationale="`oneOf` refuses a value that two alternatives take; `anyOf` does not.",
        examples=(
            Example("Exactly one now.", {"anyOf": _OVERLAPPING}, {"oneOf": _OVERLAPPING}),
            Example("It stays.", _PETS, {"oneOf": [_CAT]}, fires=False),
        ),
        check=_union_kind,
    ),
    Rule(
        id="discriminator-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="How a value selects its alternative changed.",
        rationale=(
            "The discriminator decides which alternative a value must satisfy; another mapping, another one."
        ),
        examples=(
            Example("The values change places.", _selected("cat", "dog"), _selected("dog", "cat")),
            Example("It stays.", _selected("cat", "dog"), _selected("cat", "dog"), fires=False),
        ),
        check=_discriminator,
    ),
    Rule(
        id="parent-discriminator-changed",
        on="schema",
        effect="MEANING",
        since="0.2.0",
        summary="A parent without alternatives tells its children apart in another way.",
        rationale=(
            "The parent's schema takes the same values, so every message stays valid; the value of the "
            "property that tells the children apart stands for another one, or for none."
        ),
        examples=(
            Example("Another value.", _family("cat"), _family("kitten")),
            Example("The same.", _family("cat"), {**_family("cat"), "tags": []}, fires=False),
        ),
        check=_parent_mapping,
    ),
    Rule(
        id="condition-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="What `not`, `if`, `contains` or `propertyNames` says changed.",
        rationale="Containment decides whether more or fewer values are valid.",
        examples=(
            Example("Another value is refused.", {"not": {"const": 1}}, {"not": {"const": 2}}),
            Example("It appears.", {}, {"not": {"const": 2}}, fires=False),
        ),
        check=_condition,
    ),
)
