"""What a schema says beside its values: defaults, deprecation, descriptions, extensible lists."""

from collections.abc import Callable, Iterable
from typing import Any

from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule, listed, shown


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _default_changed(base: Node, head: Node) -> Iterable[Hit]:
    if (
        "default" in base.schema
        and "default" in head.schema
        and base.schema["default"] != head.schema["default"]
    ):
        said = f"the default went from {shown(base.schema['default'])} to {shown(head.schema['default'])}"
        yield _hit("default", base, head, said)


def _default_added(base: Node, head: Node) -> Iterable[Hit]:
    if "default" in head.schema and "default" not in base.schema:
        yield _hit("default", base, head, f"the default is {shown(head.schema['default'])} now")


def _default_removed(base: Node, head: Node) -> Iterable[Hit]:
    if "default" in base.schema and "default" not in head.schema:
        yield _hit(
            "default", base, head, f"there is no default any more (it was {shown(base.schema['default'])})"
        )


def _deprecated(base: Node, head: Node) -> Iterable[Hit]:
    if head.get("deprecated") is True and base.get("deprecated") is not True:
        yield _hit("deprecated", base, head, "this is deprecated now")


def _undeprecated(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("deprecated") is True and head.get("deprecated") is not True:
        yield _hit("deprecated", base, head, "this is no longer deprecated")


def _text_changed(keyword: str) -> Callable[[Node, Node], Iterable[Hit]]:
    def check(base: Node, head: Node) -> Iterable[Hit]:
        if base.get(keyword) != head.get(keyword):
            yield _hit(keyword, base, head, f"the {keyword} changed")

    return check


def _content_changed(keyword: str, said: str) -> Callable[[Node, Node], Iterable[Hit]]:
    def check(base: Node, head: Node) -> Iterable[Hit]:
        if base.texts.get(keyword, base.get(keyword)) != head.texts.get(keyword, head.get(keyword)):
            yield Hit(f"{said} changed", base.where(keyword), head.where(keyword), keyword)

    return check


def _content_rule(keyword: str, name: str, said: str, base: Any, head: Any) -> Rule:
    return Rule(
        id=name,
        on="schema",
        effect="MEANING",
        since="0.2.0",
        summary=f"`{keyword}` changed: {said}.",
        rationale="Validators take any text: every message stays valid, and is decoded into something else.",
        examples=(
            Example("It changes.", {**_STRING, keyword: base}, {**_STRING, keyword: head}),
            Example("It stays.", {**_STRING, keyword: base}, {**_STRING, keyword: base}, fires=False),
        ),
        check=_content_changed(keyword, said),
    )


def _known_added(base: Node, head: Node) -> Iterable[Hit]:
    values = _unknown(head, base)
    if values:
        yield _known_hit(base, head, f"more values are known: {listed(values)}", values)


def _known_removed(base: Node, head: Node) -> Iterable[Hit]:
    values = _unknown(base, head)
    if values:
        yield _known_hit(base, head, f"values are no longer known: {listed(values)}", values)


def _unknown(node: Node, other: Node) -> list[Any]:
    """The known values of an extensible list that another list, which may be closed, does not have."""
    lists = [side.get("x-extensible-enum") for side in (node, other)]
    values, known = (
        found if isinstance(found, list) else side.get("enum")
        for found, side in zip(lists, (node, other), strict=True)
    )
    open_ended = any(isinstance(found, list) for found in lists)
    if not (open_ended and isinstance(values, list) and isinstance(known, list)):
        return []
    return [value for value in values if value not in known]


def _known_hit(base: Node, head: Node, message: str, values: list[Any]) -> Hit:
    keyword = "x-extensible-enum"
    return Hit(message, base.where(keyword), head.where(keyword), sorted(values, key=repr))


def _hit(keyword: str, base: Node, head: Node, message: str) -> Hit:
    return Hit(
        message, base.where(keyword), head.where(keyword), [keyword, base.get(keyword), head.get(keyword)]
    )


_STRING: dict[str, Any] = {"type": "string"}

_RULES = (
    Rule(
        id="default-changed",
        on="schema",
        effect="MEANING",
        since="0.1.0",
        summary="Leaving a value out means something else.",
        rationale=(
            "Every message stays valid; whoever leaves the value out gets another behaviour than before."
        ),
        examples=(
            Example("Another default.", {**_STRING, "default": "a"}, {**_STRING, "default": "b"}),
            Example("A default appears.", _STRING, {**_STRING, "default": "b"}, fires=False),
        ),
        check=_default_changed,
    ),
    Rule(
        id="default-added",
        on="schema",
        effect="ANNOTATED",
        since="0.1.0",
        summary="It is now said what leaving a value out means.",
        rationale="Nothing was promised before, so nothing is broken.",
        examples=(
            Example("A default appears.", _STRING, {**_STRING, "default": "a"}),
            Example("It changes.", {**_STRING, "default": "a"}, {**_STRING, "default": "b"}, fires=False),
        ),
        check=_default_added,
    ),
    Rule(
        id="default-removed",
        on="schema",
        effect="MEANING",
        since="0.1.0",
        summary="It is no longer said what leaving a value out means.",
        rationale="Every message stays valid; whoever relied on the default has no promise left.",
        examples=(
            Example("The default goes.", {**_STRING, "default": "a"}, _STRING),
            Example("It appears.", _STRING, {**_STRING, "default": "a"}, fires=False),
        ),
        check=_default_removed,
    ),
    Rule(
        id="extensible-enum-value-added",
        on="schema",
        effect="ANNOTATED",
        since="0.2.0",
        summary="An `x-extensible-enum` has a new known value.",
        rationale=(
            "Readers of an extensible list take values they do not know, but may not handle them well: it is "
            "risky in a response, and safe in a request."
        ),
        examples=(
            Example("A value joins.", {"x-extensible-enum": ["a"]}, {"x-extensible-enum": ["a", "b"]}),
            Example(
                "The order changes.",
                {"x-extensible-enum": ["a", "b"]},
                {"x-extensible-enum": ["b", "a"]},
                fires=False,
            ),
        ),
        check=_known_added,
        meaning_in=frozenset({"response"}),
    ),
    Rule(
        id="extensible-enum-value-removed",
        on="schema",
        effect="ANNOTATED",
        since="0.2.0",
        summary="An `x-extensible-enum` has lost a known value.",
        rationale=(
            "No message becomes invalid, but a service may no longer know what to make of the value: it is "
            "risky in a request, and safe in a response."
        ),
        examples=(
            Example("A value goes.", {"x-extensible-enum": ["a", "b"]}, {"x-extensible-enum": ["a"]}),
            Example(
                "A value joins.",
                {"x-extensible-enum": ["a"]},
                {"x-extensible-enum": ["a", "b"]},
                fires=False,
            ),
        ),
        check=_known_removed,
        meaning_in=frozenset({"request"}),
    ),
    Rule(
        id="schema-deprecated",
        on="schema",
        effect="ANNOTATED",
        since="0.1.0",
        summary="A schema or property was marked as deprecated.",
        rationale="Nothing changes yet: it announces a change to come.",
        examples=(
            Example("It is marked.", _STRING, {**_STRING, "deprecated": True}),
            Example("It is not.", _STRING, {**_STRING, "deprecated": False}, fires=False),
        ),
        check=_deprecated,
    ),
    Rule(
        id="schema-reactivated",
        on="schema",
        effect="ANNOTATED",
        since="0.1.0",
        summary="A schema or property is no longer marked as deprecated.",
        rationale="The announced change will not come.",
        examples=(
            Example("The mark goes.", {**_STRING, "deprecated": True}, _STRING),
            Example("It comes.", _STRING, {**_STRING, "deprecated": True}, fires=False),
        ),
        check=_undeprecated,
    ),
    Rule(
        id="description-changed",
        on="schema",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The description of a schema or property changed.",
        rationale="Documentation only.",
        examples=(
            Example("Other words.", {**_STRING, "description": "a"}, {**_STRING, "description": "b"}),
            Example("The title changes.", {**_STRING, "title": "a"}, {**_STRING, "title": "b"}, fires=False),
        ),
        check=_text_changed("description"),
    ),
    Rule(
        id="title-changed",
        on="schema",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The title of a schema or property changed.",
        rationale="Documentation only.",
        examples=(
            Example("Another title.", {**_STRING, "title": "a"}, {**_STRING, "title": "b"}),
            Example(
                "Other words.", {**_STRING, "description": "a"}, {**_STRING, "description": "b"}, fires=False
            ),
        ),
        check=_text_changed("title"),
    ),
    _content_rule(
        "contentEncoding", "content-encoding-changed", "how a text stands for bytes", "base64", "base16"
    ),
    _content_rule(
        "contentMediaType", "content-media-type-changed", "what a text is", "text/html", "text/csv"
    ),
    _content_rule(
        "contentSchema",
        "content-schema-changed",
        "the form of a document in a text",
        {"type": "object"},
        {"type": "array"},
    ),
)
