"""Which names and patterns of an object each side of a question writes down, in branches not taken too.

What the sender says of values that the one in question cannot be (another variant of a tagged union) does
not count: nothing there was sent on purpose.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .answers import Budget
from .branch import LOOKS_PER_STEP, Branch
from .formulas import RECEIVER, SENDER, State
from .holds import Evaluator
from .nodes import Node, in_place
from .objects import Declared

_Names = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything that some schemas may say of one value, whichever of their alternatives it takes."""

    parts: tuple[Node, ...]
    names: frozenset[str]
    patterns: frozenset[str]
    mentioned: frozenset[str]
    constants: tuple[Any, ...]
    evaluator: Evaluator

    def knows(self, name: str) -> bool:
        """Say whether the name may be sent on purpose: written down, matched, or of a typed remainder."""
        return (
            name in self.names
            or name in self.mentioned
            or any(self.evaluator.matches(pattern, name) is not False for pattern in sorted(self.patterns))
            or self.typed
        )

    @property
    def typed(self) -> bool:
        """Whether extra values are constrained, so that they are no accident."""
        return any(
            node.keywords
            for part in self.parts
            for node in _held(part, "additionalProperties", "unevaluatedProperties")
        )

    def member(self, name: str) -> Iterator[Node]:
        """Yield what may be said of the value of a name."""
        for part in self.parts:
            if name in part.keywords.get("properties", ()):
                yield part.keywords["properties"][name]
            for pattern, node in part.keywords.get("patternProperties", {}).items():
                if self.evaluator.matches(pattern, name) is not False:
                    yield node
            yield from _held(part, "additionalProperties", "unevaluatedProperties")

    def members(self) -> Iterator[Node]:
        """Yield what may be said of the value of some name that is not written down."""
        for part in self.parts:
            yield from part.keywords.get("patternProperties", {}).values()
            yield from _held(part, "additionalProperties", "unevaluatedProperties")

    def items(self) -> Iterator[Node]:
        """Yield what may be said of an item."""
        for part in self.parts:
            yield from part.keywords.get("prefixItems", ())
            yield from _held(part, "items", "contains", "unevaluatedItems")


def heard(nodes: Iterable[Node], excludes: Callable[[Node], bool], evaluator: Evaluator) -> Speech:
    """Return what the nodes say of a value, leaving out what the value cannot be."""
    parts = tuple(dict.fromkeys(part for node in nodes for part in _closure(node, excludes)))
    constants = [value for part in parts for value in part.keywords.get("enum", {}).values()]
    return Speech(
        parts, *_written(parts), tuple(one for one in constants if isinstance(one, dict | list)), evaluator
    )


def _held(part: Node, *names: str) -> Iterator[Node]:
    return (part.keywords[name] for name in names if name in part.keywords)


def declared_in(state: State, branch: Branch, budget: Budget) -> Declared | None:
    """Return what both sides declare, None where no receiver looks on."""
    sides = {literal.side for literal in state}
    if RECEIVER not in sides:
        return None
    names: tuple[set[str], set[str]] = (set(), set())
    patterns: tuple[set[str], set[str]] = (set(), set())
    for literal in state:
        found = _declared(literal.node)
        if literal.side == SENDER and next(in_place(literal.node), None) is not None:
            parts = list(_closure(literal.node, branch.excludes))
            budget.spend(len(parts) // LOOKS_PER_STEP)
            found = _written(parts)
        names[literal.side].update(found[0])
        patterns[literal.side].update(found[1])
        if literal.side == SENDER:
            names[SENDER].update(found[2])
    return Declared(
        (frozenset(names[0]), frozenset(names[1])), (frozenset(patterns[0]), frozenset(patterns[1]))
    )


def _declared(node: Node) -> _Names:
    """Return names and patterns with a schema, and names that are merely mentioned."""
    known = node.cache.get("declared")
    if known is None:
        known = node.cache["declared"] = _written(list(_closure(node, lambda _: False)))
    found: _Names = known
    return found


def _written(parts: Iterable[Node]) -> _Names:
    return (
        frozenset(name for part in parts for name in part.keywords.get("properties", ())),
        frozenset(name for part in parts for name in part.keywords.get("patternProperties", ())),
        frozenset(name for part in parts for name in _mentioned(part)),
    )


def _mentioned(node: Node) -> Iterator[str]:
    keywords = node.keywords
    yield from keywords.get("required", ())
    yield from keywords.get("dependentSchemas", ())
    for name, needs in keywords.get("dependentRequired", {}).items():
        yield name
        yield from needs
    for value in keywords.get("enum", {}).values():
        if isinstance(value, dict):
            yield from value


def _closure(node: Node, excludes: Callable[[Node], bool]) -> Iterator[Node]:
    seen = {node}
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        for child in in_place(part):
            if child not in seen and not excludes(child):
                seen.add(child)
                stack.append(child)
