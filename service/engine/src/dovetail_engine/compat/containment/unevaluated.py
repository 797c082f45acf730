"""`unevaluated*` without annotations: a case for every set of in-place schemas that may have evaluated."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final

from .answers import Unsupported
from .formulas import Atom, Formula, Literal, Or
from .nodes import Node, Nodes
from .values import ARRAY, OBJECT

MAX_CASES: Final = 256
MAX_DEPTH: Final = 20


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is evaluated in one case: everything, or these names, patterns, leading and matching items."""

    everything: bool = False
    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    prefix: int = 0
    contained: tuple[Node, ...] = ()

    def __or__(self, other: "_Marks") -> "_Marks":
        return _Marks(
            self.everything or other.everything,
            self.names | other.names,
            self.patterns | other.patterns,
            max(self.prefix, other.prefix),
            (*self.contained, *(node for node in other.contained if node not in self.contained)),
        )


_Case = tuple[tuple[Formula, ...], _Marks]

_NOTHING: Final = _Marks()


def eliminate(node: Node, kind: int, side: int, nodes: Nodes, *, positive: bool) -> list[Formula]:
    """Return the claim (or denial) of the node's own `unevaluated*` for one type, as alternatives."""
    keyword = {OBJECT: "unevaluatedProperties", ARRAY: "unevaluatedItems"}.get(kind, "")
    if keyword not in node.keywords:
        return []
    part = node.keywords[keyword]
    alternatives: list[tuple[Formula, ...]] = []
    for formulas, marks in _cases(node, kind, side, 0, own=True):
        if not marks.everything:
            alternatives.append((*formulas, _rest(part, marks, kind, side, nodes, positive=positive)))
        elif positive:
            alternatives.append(formulas)
    return [Or(tuple(alternatives))]


def _rest(part: Node, marks: _Marks, kind: int, side: int, nodes: Nodes, *, positive: bool) -> Atom:
    if kind == OBJECT:
        rest = (marks.names, tuple(sorted(marks.patterns)), part)
        return Atom("additional", rest, positive, side)
    if marks.contained:
        part = nodes.make({"anyOf": (*marks.contained, part)})
    return Atom("items", (marks.prefix, part), positive, side)


def _cases(node: Node, kind: int, side: int, depth: int, *, own: bool = False) -> list[_Case]:
    if depth > MAX_DEPTH:
        raise Unsupported("unevaluated properties or items across too many nested schemas")
    keywords = node.keywords
    if "unsupported" in keywords:
        raise Unsupported(keywords["unsupported"])
    cases: list[_Case] = [((), _local(node, kind, own=own))]
    for part in keywords.get("allOf", ()):
        cases = _times(cases, _applied(part, kind, side, depth))
    for part in keywords.get("anyOf", ()):
        cases = _times(cases, _maybe(part, kind, side, depth))
    if "oneOf" in keywords:
        cases = _times(cases, _exclusive(keywords["oneOf"], kind, side, depth))
    if "if" in keywords:
        test, then, otherwise = keywords["if"]
        passed = _times(_applied(test, kind, side, depth), _applied(then, kind, side, depth))
        failed = _applied(otherwise, kind, side, depth)
        cases = _times(cases, [*passed, *_with(Literal(test, False, side), failed)])
    if kind == OBJECT:
        for name, part in keywords.get("dependentSchemas", {}).items():
            present = _with(Atom("has", name, True, side), _applied(part, kind, side, depth))
            cases = _times(cases, [*present, ((Atom("has", name, False, side),), _NOTHING)])
    return cases


def _local(node: Node, kind: int, *, own: bool) -> _Marks:
    keywords = node.keywords
    if kind == OBJECT:
        return _Marks(
            "additionalProperties" in keywords or ("unevaluatedProperties" in keywords and not own),
            frozenset(keywords.get("properties", ())),
            frozenset(keywords.get("patternProperties", ())),
        )
    return _Marks(
        "items" in keywords or ("unevaluatedItems" in keywords and not own),
        prefix=len(keywords.get("prefixItems", ())),
        contained=(keywords["contains"],) if "contains" in keywords else (),
    )


def _applied(part: Node, kind: int, side: int, depth: int) -> list[_Case]:
    return _with(Literal(part, True, side), _cases(part, kind, side, depth + 1))


def _maybe(part: Node, kind: int, side: int, depth: int) -> list[_Case]:
    """A schema that evaluates nothing need not be decided for the sake of annotations."""
    applied = _applied(part, kind, side, depth)
    if all(marks == _NOTHING for _, marks in applied):
        return [((), _NOTHING)]
    return [*applied, ((Literal(part, False, side),), _NOTHING)]


def _exclusive(parts: tuple[Node, ...], kind: int, side: int, depth: int) -> list[_Case]:
    cases: list[_Case] = []
    for part in parts:
        others = tuple(Literal(other, False, side) for other in parts if other is not part)
        cases.extend((formulas + others, marks) for formulas, marks in _applied(part, kind, side, depth))
    return [((), _NOTHING)] if all(marks == _NOTHING for _, marks in cases) else cases


def _with(formula: Formula, cases: Iterable[_Case]) -> list[_Case]:
    return [((formula, *formulas), marks) for formulas, marks in cases]


def _times(left: list[_Case], right: list[_Case]) -> list[_Case]:
    if len(left) * len(right) > MAX_CASES:
        raise Unsupported("unevaluated properties or items across too many alternatives")
    return [(a + b, one | two) for (a, one), (b, two) in product(left, right)]
