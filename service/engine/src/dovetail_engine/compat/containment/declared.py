"""Which names and patterns of an object each side of a question writes down, in branches not taken too."""

from collections.abc import Iterator

from .formulas import RECEIVER, SENDER, State
from .nodes import Node, in_place
from .objects import Declared


def declared_in(state: State) -> Declared | None:
    """Return what both sides declare, None where no receiver looks on."""
    sides = {literal.side for literal in state}
    if RECEIVER not in sides:
        return None
    names: tuple[set[str], set[str]] = (set(), set())
    patterns: tuple[set[str], set[str]] = (set(), set())
    for literal in state:
        found = _declared(literal.node)
        names[literal.side].update(found[0])
        patterns[literal.side].update(found[1])
        if literal.side == SENDER:
            names[SENDER].update(found[2])
    return Declared(
        (frozenset(names[0]), frozenset(names[1])), (frozenset(patterns[0]), frozenset(patterns[1]))
    )


def _declared(node: Node) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return names and patterns with a schema, and names that are merely mentioned."""
    known = node.cache.get("declared")
    if known is None:
        parts = list(_closure(node))
        known = node.cache["declared"] = (
            frozenset(name for part in parts for name in part.keywords.get("properties", ())),
            frozenset(name for part in parts for name in part.keywords.get("patternProperties", ())),
            frozenset(name for part in parts for name in _mentioned(part)),
        )
    found: tuple[frozenset[str], frozenset[str], frozenset[str]] = known
    return found


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


def _closure(node: Node) -> Iterator[Node]:
    seen = {node}
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        for child in in_place(part):
            if child not in seen:
                seen.add(child)
                stack.append(child)
