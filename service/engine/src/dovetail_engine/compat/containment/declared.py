"""Which names and patterns of an object each side of a question writes down, in branches not taken too.

What the sender says of values that the one in question cannot be (another variant of a tagged union) does
not count: nothing there was sent on purpose.
"""

from collections.abc import Callable, Iterator

from .answers import Budget
from .branch import LOOKS_PER_STEP, Branch
from .formulas import RECEIVER, SENDER, State
from .nodes import Node, in_place
from .objects import Declared

_Names = tuple[frozenset[str], frozenset[str], frozenset[str]]


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


def _written(parts: list[Node]) -> _Names:
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
