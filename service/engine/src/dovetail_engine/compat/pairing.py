"""Two schemas side by side: which parts belong together, and what the rules say about each pair.

Parts are paired once, however many ways lead to them. A pair that is the same on both sides is not looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dovetail_engine.compat.branches import align
from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.nodes import Node, Sub, View, flatten, target
from dovetail_engine.compat.rules.model import Hit, Rule
from dovetail_engine.oas import Document

StepKind = Literal["property", "item", "extra", "pattern", "branch", "child"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step into an instance (or, for a branch, into an alternative), with both schemas it leads to.

    `name` is the property or pattern, `index` the position of an item. A `child` is a schema that only a
    discriminator of its parent leads to.
    """

    kind: StepKind
    base: str
    head: str
    name: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A rule's hit at a pair, with both nodes."""

    rule: Rule
    hit: Hit
    base: Node
    head: Node


@dataclass(frozen=True, slots=True)
class Reached:
    """A pair reached from a root, by the shortest way."""

    path: tuple[Step, ...]
    seen: tuple[Seen, ...]

    @property
    def child(self) -> Step | None:
        """The last step on the way that only a discriminator of a parent leads to."""
        return next((step for step in reversed(self.path) if step.kind == "child"), None)


@dataclass(frozen=True, slots=True)
class _Pair:
    base: Node
    head: Node
    seen: tuple[Seen, ...]
    steps: tuple[Step, ...]


class Pairing:
    """All pairs of two documents in one view, made when first reached."""

    def __init__(
        self, base: Document, head: Document, view: View, drift: Drift, rules: Sequence[Rule]
    ) -> None:
        self._base, self._head, self._view = base, head, view
        self._drift, self._rules = drift, rules
        self._pairs: dict[tuple[str, str], _Pair] = {}

    def reach(self, base: str, head: str, enter: Callable[[str, str], bool]) -> Iterator[Reached]:
        """What differs under two schemas, nearest first; `enter` says whether to look into a pair.

        Where it says no, what has no bearing on values (descriptions, defaults) is still reported.
        """
        waiting: list[tuple[str, str, tuple[Step, ...], bool]] = [(base, head, (), True)]
        known: dict[tuple[str, str], bool] = {}
        for old, new, path, allowed in waiting:
            key = (target(self._base, old), target(self._head, new))
            if (key in known and known[key] >= allowed) or self._drift.unchanged(old, new):
                continue
            known[key] = allowed
            pair = self._pair(*key)
            inside = allowed and (not _may_be_rewritten(pair) or enter(*key))
            seen = tuple(one for one in pair.seen if inside or one.rule.effect in {"MEANING", "ANNOTATED"})
            if seen:
                yield Reached(path, seen)
            waiting.extend((step.base, step.head, (*path, step), inside) for step in pair.steps)

    def _pair(self, base: str, head: str) -> _Pair:
        key = (base, head)
        if key not in self._pairs:
            old, new = flatten(self._base, base, self._view), flatten(self._head, head, self._view)
            seen = tuple(Seen(rule, hit, old, new) for rule in self._rules for hit in rule.check(old, new))
            self._pairs[key] = _Pair(old, new, seen, tuple(steps(old, new)))
        return self._pairs[key]


def steps(base: Node, head: Node) -> Iterator[Step]:
    """The parts of two nodes that belong together."""
    for name in sorted(base.properties.keys() & head.properties.keys()):
        yield Step("property", base.properties[name], head.properties[name], name)
    yield from _extras(base, head)
    yield from _items(base, head)
    for old, new in align(base.branches, head.branches):
        yield Step("branch", old.pointer, new.pointer, old.label)
    for name in sorted(base.children.keys() & head.children.keys()):
        yield Step("child", base.children[name], head.children[name], name)


def _may_be_rewritten(pair: _Pair) -> bool:
    """Whether the pair may say the same in other words; where only parts differ, the parts are asked."""
    if any(one.rule.effect in {"NARROWED", "WIDENED"} for one in pair.seen):
        return True
    return bool(pair.base.branches or pair.head.branches)


def _extras(base: Node, head: Node) -> Iterator[Step]:
    old, new = base.get("additionalProperties"), head.get("additionalProperties")
    if isinstance(old, Sub) and isinstance(new, Sub):
        yield Step("extra", old.pointer, new.pointer, _free_name(base, head))
    patterns: Any = (base.get("patternProperties") or {}, head.get("patternProperties") or {})
    for pattern in sorted(patterns[0].keys() & patterns[1].keys()):
        yield Step("pattern", patterns[0][pattern].pointer, patterns[1][pattern].pointer, pattern)


def _items(base: Node, head: Node) -> Iterator[Step]:
    first, second = base.get("prefixItems") or [], head.get("prefixItems") or []
    for index, (old, new) in enumerate(zip(first, second, strict=False)):
        yield Step("item", old.pointer, new.pointer, index=index)
    rest = base.get("items"), head.get("items")
    if isinstance(rest[0], Sub) and isinstance(rest[1], Sub):
        yield Step("item", rest[0].pointer, rest[1].pointer, index=max(len(first), len(second)))


def _free_name(base: Node, head: Node) -> str:
    taken = base.properties.keys() | head.properties.keys() | base.required.keys() | head.required.keys()
    name = "key"
    while name in taken:
        name += "_"
    return name
