"""Objects: properties that come, go or become required, and what is allowed beside the declared ones."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _added(base: Node, head: Node) -> Iterable[Hit]:
    for name in _new_names(base, head):
        if name not in head.required:
            yield _property_hit(name, None, head, f"property '{name}' was added")


def _required_added(base: Node, head: Node) -> Iterable[Hit]:
    for name in _new_names(base, head):
        if name in head.required and name not in base.required:
            yield _property_hit(name, None, head, f"required property '{name}' was added")


def _removed(base: Node, head: Node) -> Iterable[Hit]:
    for name in _new_names(head, base):
        yield _property_hit(name, base, None, f"property '{name}' was removed")


def _became_required(base: Node, head: Node) -> Iterable[Hit]:
    for name in sorted(head.required.keys() - base.required.keys()):
        if name in base.properties or name not in head.properties:
            yield _required_hit(name, base, head, f"'{name}' is required now")


def _became_optional(base: Node, head: Node) -> Iterable[Hit]:
    for name in sorted(base.required.keys() - head.required.keys()):
        if name in head.properties or name not in base.properties:
            yield _required_hit(name, base, head, f"'{name}' may be left out now")


def _became_read_only(base: Node, head: Node) -> Iterable[Hit]:
    yield from _hiding(base, head, "request", "'{}' is read-only now: services ignore it in requests")


def _became_write_only(base: Node, head: Node) -> Iterable[Hit]:
    yield from _hiding(base, head, "response", "'{}' is write-only now: responses hold it no more")


def _no_longer_read_only(base: Node, head: Node) -> Iterable[Hit]:
    yield from _hiding(head, base, "request", "'{}' is no longer read-only: requests may hold it", back=True)


def _no_longer_write_only(base: Node, head: Node) -> Iterable[Hit]:
    yield from _hiding(
        head, base, "response", "'{}' is no longer write-only: responses may hold it", back=True
    )


def _closed(base: Node, head: Node) -> Iterable[Hit]:
    if _rest(head) == "closed" and _rest(base) != "closed":
        yield _rest_hit(base, head, "properties that are not declared are refused now")


def _opened(base: Node, head: Node) -> Iterable[Hit]:
    if _rest(base) == "closed" and _rest(head) != "closed":
        yield _rest_hit(base, head, "properties that are not declared are allowed now")


def _typed(base: Node, head: Node) -> Iterable[Hit]:
    if _rest(base) == "open" and _rest(head) == "typed":
        yield _rest_hit(base, head, "properties that are not declared must have a certain form now")


def _untyped(base: Node, head: Node) -> Iterable[Hit]:
    if _rest(base) == "typed" and _rest(head) == "open":
        yield _rest_hit(base, head, "properties that are not declared may have any form now")


def _dependent(base: Node, head: Node) -> Iterable[Hit]:
    old, new = base.get("dependentRequired"), head.get("dependentRequired")
    if old != new:
        yield Hit(
            "which properties require others changed",
            base.where("dependentRequired"),
            head.where("dependentRequired"),
            [old, new],
            keywords=("dependentRequired",),
        )


def _new_names(before: Node, after: Node) -> list[str]:
    known = before.properties.keys() | before.hidden.keys()
    return sorted(name for name in after.properties if name not in known)


def _property_hit(name: str, base: Node | None, head: Node | None, message: str) -> Hit:
    return Hit(
        message,
        base.properties[name] if base else None,
        head.properties[name] if head else None,
        name,
        keywords=("properties", "required"),
        name=name,
    )


def _required_hit(name: str, base: Node, head: Node, message: str) -> Hit:
    return Hit(message, _declared(name, base), _declared(name, head), name, keywords=("required",), name=name)


def _declared(name: str, node: Node) -> str:
    return node.properties.get(name) or node.required.get(name) or node.owner


def _hiding(shown: Node, hidden: Node, view: str, message: str, *, back: bool = False) -> Iterable[Hit]:
    if shown.view != view:
        return
    for name in sorted(shown.properties.keys() & hidden.hidden.keys()):
        places = (
            (hidden.hidden[name], shown.properties[name])
            if back
            else (shown.properties[name], hidden.hidden[name])
        )
        yield Hit(message.format(name), *places, name, keywords=("properties", "required"), name=name)


def _rest(node: Node) -> str:
    rest: Any = node.get("additionalProperties")
    if rest is False:
        return "closed"
    return "open" if rest is None or rest is True else "typed"


def _rest_hit(base: Node, head: Node, message: str) -> Hit:
    where = "additionalProperties"
    return Hit(message, base.where(where), head.where(where), [_rest(base), _rest(head)], keywords=(where,))


def _object(properties: str, required: str = "", **more: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {n: {"type": "string"} for n in properties.split()},
    }
    return {**schema, **({"required": required.split()} if required else {}), **more}


def _marked(mark: str | None, required: str = "id") -> dict[str, Any]:
    schema = {"type": "string", **({mark: True} if mark else {})}
    return {"type": "object", "properties": {"id": schema}, "required": required.split()}


_RULES = (
    Rule(
        id="property-added",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="An optional property was declared.",
        rationale=(
            "Objects are open unless closed, and nobody sends a name by accident: adding an optional "
            "property "
            "breaks nobody. It does where the reader's object is closed, or gives its extra values a type."
        ),
        examples=(
            Example("One more.", _object("a"), _object("a b")),
            Example("It is required.", _object("a"), _object("a b", "b"), fires=False),
        ),
        check=_added,
    ),
    Rule(
        id="required-property-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A property was declared, and is required.",
        rationale=(
            "A client of the old contract does not send it, and is refused. In a response it is harmless."
        ),
        examples=(
            Example("One more, required.", _object("a"), _object("a b", "b")),
            Example("A known one becomes required.", _object("a b"), _object("a b", "b"), fires=False),
        ),
        check=_required_added,
    ),
    Rule(
        id="property-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A property is no longer declared.",
        rationale=(
            "A reader who required it breaks. A client that still sends it is refused by a closed object and "
            "silently ignored by an open one, which is why a request that loses a property is risky."
        ),
        examples=(
            Example("It goes.", _object("a b"), _object("a")),
            Example("It only becomes optional.", _object("a", "a"), _object("a"), fires=False),
        ),
        check=_removed,
        meaning_in=frozenset({"request"}),
    ),
    Rule(
        id="property-became-required",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A property that could be left out must be there.",
        rationale=(
            "A client of the old contract may leave it out, and is refused. In a response it is a stronger "
            "promise."
        ),
        examples=(
            Example("It becomes required.", _object("a b", "a"), _object("a b", "a b")),
            Example("The order of names changes.", _object("a b", "a b"), _object("a b", "b a"), fires=False),
        ),
        check=_became_required,
    ),
    Rule(
        id="property-became-optional",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A property that was always there may be missing.",
        rationale="A client of the old contract counts on it in responses. In a request nothing breaks.",
        examples=(
            Example("It becomes optional.", _object("a", "a"), _object("a")),
            Example("It goes altogether.", _object("a b", "b"), _object("a"), fires=False),
        ),
        check=_became_optional,
    ),
    Rule(
        id="property-became-read-only",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A property left the request: it is read-only now.",
        rationale="A closed object refuses a client that still sends it; an open one ignores the value.",
        examples=(
            Example("It becomes read-only.", _marked(None), _marked("readOnly")),
            Example("It was read-only.", _marked("readOnly"), _marked("readOnly"), fires=False),
        ),
        check=_became_read_only,
        meaning_in=frozenset({"request"}),
    ),
    Rule(
        id="property-became-write-only",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A property left the response: it is write-only now.",
        rationale="A client that was promised the property breaks when it is missing.",
        examples=(
            Example("It becomes write-only.", _marked(None), _marked("writeOnly")),
            Example("It was write-only.", _marked("writeOnly"), _marked("writeOnly"), fires=False),
        ),
        check=_became_write_only,
    ),
    Rule(
        id="property-no-longer-read-only",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A read-only property joined the request.",
        rationale="Where it is required, a client of the old contract, which never sends it, is refused.",
        examples=(
            Example("It may be sent.", _marked("readOnly"), _marked(None)),
            Example("It never was.", _marked(None), _marked(None, ""), fires=False),
        ),
        check=_no_longer_read_only,
    ),
    Rule(
        id="property-no-longer-write-only",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A write-only property joined the response.",
        rationale="A closed object in the old contract refuses it; an open one does not mind.",
        examples=(
            Example("It may come back.", _marked("writeOnly"), _marked(None)),
            Example("It never was.", _marked(None), _marked(None, ""), fires=False),
        ),
        check=_no_longer_write_only,
    ),
    Rule(
        id="additional-properties-closed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="An open object was closed.",
        rationale="A client of the old contract may send a property that is not declared, and is refused.",
        examples=(
            Example("It closes.", _object("a"), _object("a", additionalProperties=False)),
            Example(
                "Openness is spelled out.", _object("a"), _object("a", additionalProperties=True), fires=False
            ),
        ),
        check=_closed,
    ),
    Rule(
        id="additional-properties-opened",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A closed object was opened.",
        rationale="A client that was promised a closed object meets properties it was told never to expect.",
        examples=(
            Example("It opens.", _object("a", additionalProperties=False), _object("a")),
            Example("It closes.", _object("a"), _object("a", additionalProperties=False), fires=False),
        ),
        check=_opened,
    ),
    Rule(
        id="additional-properties-typed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Properties that are not declared must have a certain form.",
        rationale="A client of the old contract may send anything there, and is refused.",
        examples=(
            Example("They get a type.", _object("a"), _object("a", additionalProperties={"type": "integer"})),
            Example("They are refused.", _object("a"), _object("a", additionalProperties=False), fires=False),
        ),
        check=_typed,
    ),
    Rule(
        id="additional-properties-untyped",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="Properties that are not declared may have any form.",
        rationale="A client that reads a typed map meets values of another type.",
        examples=(
            Example(
                "They lose their type.", _object("a", additionalProperties={"type": "integer"}), _object("a")
            ),
            Example(
                "They get one.",
                _object("a"),
                _object("a", additionalProperties={"type": "integer"}),
                fires=False,
            ),
        ),
        check=_untyped,
    ),
    Rule(
        id="dependent-required-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Which properties require others changed.",
        rationale="A client of the old contract may send one without the other, and is refused.",
        examples=(
            Example("One requires another.", _object("a b"), _object("a b", dependentRequired={"a": ["b"]})),
            Example("Nothing changes.", _object("a"), _object("a b"), fires=False),
        ),
        check=_dependent,
    ),
)
