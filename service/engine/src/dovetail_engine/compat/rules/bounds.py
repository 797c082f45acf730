"""Limits on numbers, lengths and sizes: a bound was added, moved or removed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.report import Effect
from dovetail_engine.compat.rules.model import Example, Hit, Rule

Check = Callable[[Node, Node], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class _Family:
    """A keyword with the words for it; `floor` tells a lower limit from an upper one."""

    stem: str
    keyword: str
    noun: str
    type: str
    floor: bool
    low: int
    high: int


_FAMILIES = (
    _Family("minimum", "minimum", "the least value", "integer", True, 1, 5),
    _Family("maximum", "maximum", "the greatest value", "integer", False, 1, 5),
    _Family("exclusive-minimum", "exclusiveMinimum", "the exclusive lower bound", "number", True, 1, 5),
    _Family("exclusive-maximum", "exclusiveMaximum", "the exclusive upper bound", "number", False, 1, 5),
    _Family("min-length", "minLength", "the least length", "string", True, 1, 5),
    _Family("max-length", "maxLength", "the greatest length", "string", False, 1, 5),
    _Family("min-items", "minItems", "the least number of items", "array", True, 1, 5),
    _Family("max-items", "maxItems", "the greatest number of items", "array", False, 1, 5),
    _Family("min-properties", "minProperties", "the least number of properties", "object", True, 1, 3),
    _Family("max-properties", "maxProperties", "the greatest number of properties", "object", False, 1, 3),
    _Family("min-contains", "minContains", "the least number of matching items", "array", True, 2, 3),
    _Family("max-contains", "maxContains", "the greatest number of matching items", "array", False, 1, 2),
)


def rules() -> tuple[Rule, ...]:
    """Two rules for each limit, and the pair for `multipleOf`."""
    made = [rule for family in _FAMILIES for rule in (_raised(family), _lowered(family))]
    return (*made, *_MULTIPLE_OF)


def _raised(family: _Family) -> Rule:
    effect: Effect = "NARROWED" if family.floor else "WIDENED"
    return Rule(
        id=f"{family.stem}-raised",
        on="schema",
        effect=effect,
        since="0.1.0",
        summary=f"{family.noun.capitalize()} went up, or {'appeared' if family.floor else 'disappeared'}.",
        rationale=_rationale(family.floor),
        examples=_examples(family, rises=True),
        check=_check(family, rises=True),
    )


def _lowered(family: _Family) -> Rule:
    effect: Effect = "WIDENED" if family.floor else "NARROWED"
    return Rule(
        id=f"{family.stem}-lowered",
        on="schema",
        effect=effect,
        since="0.1.0",
        summary=f"{family.noun.capitalize()} went down, or {'disappeared' if family.floor else 'appeared'}.",
        rationale=_rationale(not family.floor),
        examples=_examples(family, rises=False),
        check=_check(family, rises=False),
    )


def _rationale(narrows: bool) -> str:
    if narrows:
        return (
            "Fewer values are valid. In a request, a client of the old contract may still send one "
            "that is now "
            "refused; in a response nothing new can arrive."
        )
    return (
        "More values are valid. A request of the old contract stays valid; a response may hold a value "
        "that a "
        "client of the old contract was told never to expect."
    )


def _check(family: _Family, *, rises: bool) -> Check:
    def check(base: Node, head: Node) -> Iterable[Hit]:
        old, new = _limit(base, family), _limit(head, family)
        if old == new or not _moved(old, new, floor=family.floor, rises=rises):
            return
        yield Hit(
            message=_sentence(family, old, new),
            base=base.where(family.keyword),
            head=head.where(family.keyword),
            atom=[family.keyword, old, new],
            keywords=(family.keyword,),
        )

    return check


def _limit(node: Node, family: _Family) -> Any:
    value = node.get(family.keyword)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # A floor of zero on something counted says nothing.
    counted = family.type in {"string", "array", "object"} and family.keyword != "minContains"
    return None if counted and family.floor and value == 0 else value


def _moved(old: Any, new: Any, *, floor: bool, rises: bool) -> bool:
    if old is None:
        return floor == rises
    if new is None:
        return floor != rises
    return bool(new > old) == rises


def _sentence(family: _Family, old: Any, new: Any) -> str:
    if old is None:
        return f"{family.noun} is {new} now; there was no limit"
    if new is None:
        return f"{family.noun} is no longer limited (it was {old})"
    return f"{family.noun} went from {old} to {new}"


def _examples(family: _Family, *, rises: bool) -> tuple[Example, ...]:
    low = _example_schema(family, family.low)
    high = _example_schema(family, family.high)
    none = _example_schema(family, None)
    first, second = (low, high) if rises else (high, low)
    appears = family.floor == rises
    return (
        Example("The limit moves.", first, second),
        Example("It appears." if appears else "It goes.", *((none, low) if appears else (low, none))),
        Example("It moves the other way.", second, first, fires=False),
    )


def _example_schema(family: _Family, limit: int | None) -> dict[str, Any]:
    extra = {"contains": {"type": "integer"}} if "ontains" in family.keyword else {}
    return {"type": family.type, **extra, **({} if limit is None else {family.keyword: limit})}


def _multiple_changed(base: Node, head: Node, *, narrows: bool) -> Iterable[Hit]:
    old, new = base.get("multipleOf"), head.get("multipleOf")
    if old == new or _divides(old, new) != narrows:
        return
    said = (
        f"values must be multiples of {new}" if new is not None else "values need not be multiples any more"
    )
    yield Hit(
        message=said + (f" (it was {old})" if old is not None else ""),
        base=base.where("multipleOf"),
        head=head.where("multipleOf"),
        atom=["multipleOf", old, new],
        keywords=("multipleOf",),
    )


def _divides(old: Any, new: Any) -> bool:
    """Whether the new multiple is the stricter: there was none, or it leaves out multiples of the old."""
    if old is None:
        return True
    if new is None or isinstance(old, float) or isinstance(new, float):
        return new is not None and new >= old
    return bool(old % new != 0)


_MULTIPLE_OF = (
    Rule(
        id="multiple-of-tightened",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Values must be multiples of a number that did not apply before.",
        rationale=_rationale(narrows=True),
        examples=(
            Example("A step appears.", {"type": "integer"}, {"type": "integer", "multipleOf": 5}),
            Example(
                "It becomes coarser.",
                {"type": "integer", "multipleOf": 2},
                {"type": "integer", "multipleOf": 4},
            ),
            Example(
                "It becomes finer.",
                {"type": "integer", "multipleOf": 4},
                {"type": "integer", "multipleOf": 2},
                fires=False,
            ),
        ),
        check=lambda base, head: _multiple_changed(base, head, narrows=True),
    ),
    Rule(
        id="multiple-of-loosened",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="Values need no longer be multiples of a number, or of a smaller one.",
        rationale=_rationale(narrows=False),
        examples=(
            Example("The step goes.", {"type": "integer", "multipleOf": 5}, {"type": "integer"}),
            Example(
                "It becomes coarser.",
                {"type": "integer", "multipleOf": 2},
                {"type": "integer", "multipleOf": 4},
                fires=False,
            ),
        ),
        check=lambda base, head: _multiple_changed(base, head, narrows=False),
    ),
)
