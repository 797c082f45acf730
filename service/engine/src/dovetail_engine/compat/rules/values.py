"""Types, enumerations and constants: which plain values are meant."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule, listed, unordered

_ALL_TYPES = frozenset({"string", "number", "boolean", "array", "object", "null"})


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _type_narrowed(base: Node, head: Node) -> Iterable[Hit]:
    lost, gained = _moves(base, head)
    if lost and not gained:
        yield _type_hit(base, head, f"the type went from {_named(base)} to {_named(head)}")


def _type_widened(base: Node, head: Node) -> Iterable[Hit]:
    lost, gained = _moves(base, head)
    if gained and not lost:
        yield _type_hit(base, head, f"the type went from {_named(base)} to {_named(head)}")


def _type_changed(base: Node, head: Node) -> Iterable[Hit]:
    lost, gained = _moves(base, head)
    if lost and gained:
        yield _type_hit(base, head, f"the type went from {_named(base)} to {_named(head)}")


def _became_nullable(base: Node, head: Node) -> Iterable[Hit]:
    if _gains_null(base, head):
        yield Hit("null is now allowed", base.where("type"), head.where("type"), ["null"], values=(None,))


def _became_not_nullable(base: Node, head: Node) -> Iterable[Hit]:
    if _gains_null(head, base):
        yield Hit(
            "null is no longer allowed", base.where("type"), head.where("type"), ["null"], values=(None,)
        )


def _enum_added(base: Node, head: Node) -> Iterable[Hit]:
    old, new = _values(base), _values(head)
    if old is None or new is None:
        return
    values = _but_null(_without(new, old), _gains_null(base, head))
    if values:
        yield Hit(
            f"{_count(values)} added: {listed(values)}",
            _place(base),
            _place(head),
            unordered(values),
            values=tuple(values),
            tolerated=bool(base.get("x-extensible-enum")),
        )


def _enum_removed(base: Node, head: Node) -> Iterable[Hit]:
    old, new = _values(base), _values(head)
    if old is None or new is None:
        return
    values = _but_null(_without(old, new), _gains_null(head, base))
    if values:
        yield Hit(
            f"{_count(values)} removed: {listed(values)}",
            _place(base),
            _place(head),
            unordered(values),
            values=tuple(values),
            tolerated=bool(head.get("x-extensible-enum")),
        )


def _enum_introduced(base: Node, head: Node) -> Iterable[Hit]:
    if _values(base) is None and _values(head) is not None:
        said = f"only these values are allowed now: {listed(_values(head) or [])}"
        yield Hit(said, base.owner, _place(head), unordered(_values(head) or []), keywords=("enum", "const"))


def _enum_dropped(base: Node, head: Node) -> Iterable[Hit]:
    if _values(base) is not None and _values(head) is None:
        said = f"any value is allowed now, not only: {listed(_values(base) or [])}"
        yield Hit(said, _place(base), head.owner, unordered(_values(base) or []), keywords=("enum", "const"))


def _moves(base: Node, head: Node) -> tuple[frozenset[str], frozenset[str]]:
    """The types lost and gained; null alone is a type, beside others it has rules of its own."""
    beside = frozenset({"null"}) if _is_more_than_null(base, head) else frozenset()
    return _kinds(base) - _kinds(head) - beside, _kinds(head) - _kinds(base) - beside


def _is_more_than_null(base: Node, head: Node) -> bool:
    return all(_kinds(node) != {"null"} for node in (base, head))


def _gains_null(before: Node, after: Node) -> bool:
    if before.types is None or after.types is None or not _is_more_than_null(before, after):
        return False
    return "null" in after.types - before.types


def _kinds(node: Node) -> frozenset[str]:
    kinds = _ALL_TYPES if node.types is None else node.types
    return kinds | {"integer"} if "number" in kinds else kinds


def _named(node: Node) -> str:
    return "any" if node.types is None else " or ".join(sorted(node.types)) or "nothing"


def _type_hit(base: Node, head: Node, message: str) -> Hit:
    atom = [sorted(base.types or ["any"]), sorted(head.types or ["any"])]
    return Hit(message, base.where("type"), head.where("type"), atom, keywords=("type",))


def _values(node: Node) -> list[Any] | None:
    enum = node.get("enum")
    if isinstance(enum, list):
        return enum
    return [node.schema["const"]] if "const" in node.schema else None


def _place(node: Node) -> str:
    return node.where("enum" if "enum" in node.schema else "const")


def _without(values: list[Any], others: list[Any]) -> list[Any]:
    # Enumerations may have many thousand values: plain ones are looked up, not compared one by one.
    plain = {_key(other) for other in others if not isinstance(other, dict | list)}
    nested = [other for other in others if isinstance(other, dict | list)]
    return [
        value
        for value in values
        if (value not in nested if isinstance(value, dict | list) else _key(value) not in plain)
    ]


def _but_null(values: list[Any], moved: bool) -> list[Any]:
    """The values without a null that came or went with its type, which is told by itself."""
    return [value for value in values if value is not None] if moved else values


def _key(value: Any) -> tuple[bool, Any]:
    """Tell `true` from 1, which are equal to Python."""
    return isinstance(value, bool), value


def _count(values: list[Any]) -> str:
    return "a value was" if len(values) == 1 else f"{len(values)} values were"


_FEWER = "Fewer values are valid. In a request, a client may still send one that is now refused."
_MORE = (
    "More values are valid. In a response, a client of the old contract meets one it was never told about."
)
_STRING = {"type": "string"}
_AB = {"type": "string", "enum": ["a", "b"]}
_ABC = {"type": "string", "enum": ["a", "b", "c"]}

_RULES = (
    Rule(
        id="type-narrowed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Fewer types are allowed.",
        rationale=_FEWER,
        examples=(
            Example("A number must be whole.", {"type": "number"}, {"type": "integer"}),
            Example("A type goes.", {"type": ["string", "integer"]}, _STRING),
            Example("One more type is allowed.", _STRING, {"type": ["string", "integer"]}, fires=False),
        ),
        check=_type_narrowed,
    ),
    Rule(
        id="type-widened",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="More types are allowed.",
        rationale=_MORE,
        examples=(
            Example("An integer may have a fraction.", {"type": "integer"}, {"type": "number"}),
            Example("One type for another.", _STRING, {"type": "integer"}, fires=False),
        ),
        check=_type_widened,
    ),
    Rule(
        id="type-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="One type took the place of another.",
        rationale="Neither side's values are all valid on the other.",
        examples=(
            Example("Text becomes a number.", _STRING, {"type": "integer"}),
            Example(
                "A whole number becomes any number.", {"type": "integer"}, {"type": "number"}, fires=False
            ),
        ),
        check=_type_changed,
    ),
    Rule(
        id="became-nullable",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="null is allowed where it was not.",
        rationale="A client that reads the value meets null, which it was told never to expect.",
        examples=(
            Example("null joins.", _STRING, {"type": ["string", "null"]}),
            Example("null was allowed before.", {"type": ["string", "null"]}, _STRING, fires=False),
        ),
        check=_became_nullable,
    ),
    Rule(
        id="became-not-nullable",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="null is refused where it was allowed.",
        rationale="A client that sends null is refused.",
        examples=(
            Example("null goes.", {"type": ["string", "null"]}, _STRING),
            Example("null stays.", {"type": ["string", "null"]}, {"type": ["integer", "null"]}, fires=False),
        ),
        check=_became_not_nullable,
    ),
    Rule(
        id="enum-value-added",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A value joined an enumeration.",
        rationale=(
            "A client that answers each value it knows has no answer for the new one. Where readers "
            "are told to "
            'tolerate unknown values (the policy `enum_growth = "risky"`), it is risky.'
        ),
        examples=(
            Example("A value joins.", _AB, _ABC),
            Example("The order changes.", _AB, {"type": "string", "enum": ["b", "a"]}, fires=False),
        ),
        check=_enum_added,
    ),
    Rule(
        id="enum-value-removed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A value left an enumeration.",
        rationale="A client that sends the value is refused.",
        examples=(
            Example("A value leaves.", _ABC, _AB),
            Example("A value joins.", _AB, _ABC, fires=False),
        ),
        check=_enum_removed,
    ),
    Rule(
        id="enum-introduced",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Values are limited to a list, where any were allowed.",
        rationale=_FEWER,
        examples=(
            Example("A list appears.", _STRING, _AB),
            Example("There was a list.", _ABC, _AB, fires=False),
        ),
        check=_enum_introduced,
    ),
    Rule(
        id="enum-dropped",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="Values are no longer limited to a list.",
        rationale=_MORE,
        examples=(
            Example("The list goes.", _AB, _STRING),
            Example("A constant becomes a list.", {"const": "a"}, _AB, fires=False),
        ),
        check=_enum_dropped,
    ),
)
