"""What a node's values must look like, read off cheaply, never too narrow: types, tags and needed names."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from .keywords import type_mask
from .nodes import Deferred, Node
from .values import ANY, type_of

MAX_DEPTH: Final = 40

Values = frozenset[Any] | None


@dataclass(frozen=True, slots=True)
class Shape:
    """Possible types; names an object needs; the finite values a property may have where it is present."""

    types: int
    needs: frozenset[str]
    tags: dict[str, frozenset[Any]]

    def __and__(self, other: "Shape") -> "Shape":
        return Shape(self.types & other.types, self.needs | other.needs, both(self.tags, other.tags))

    def __or__(self, other: "Shape") -> "Shape":
        if not self.types or not other.types:
            return other if not self.types else self
        shared = self.tags.keys() & other.tags.keys()
        tags = {name: self.tags[name] | other.tags[name] for name in sorted(shared)}
        return Shape(self.types | other.types, self.needs & other.needs, tags)


ANYTHING: Final = Shape(ANY, frozenset(), {})
_NOTHING: Final = Shape(0, frozenset(), {})


def shape(node: Node, depth: int = 0) -> Shape:
    """Return the node's shape; a value that does not fit it is invalid."""
    known = node.cache.get("shape")
    if known is None:
        if depth > MAX_DEPTH:
            return ANYTHING
        # Met again inside itself, a node says nothing about itself.
        node.cache["shape"] = ANYTHING
        known = node.cache["shape"] = _compute(node, depth)
    found: Shape = known
    return found


def both(left: dict[str, frozenset[Any]], right: dict[str, frozenset[Any]]) -> dict[str, frozenset[Any]]:
    """Return the tags of objects that have both."""
    tags = dict(left)
    for name, values in right.items():
        tags[name] = tags[name] & values if name in tags else values
    return tags


def _compute(node: Node, depth: int) -> Shape:
    keywords = node.keywords
    if "false" in keywords:
        return _NOTHING
    types = type_mask(keywords["type"]) if "type" in keywords else ANY
    if "enum" in keywords:
        types &= reduce(lambda mask, value: mask | type_of(value), keywords["enum"].values(), 0)
    named = keywords.get("properties", {})
    tags = {name: values for name in named if (values := _values(named[name], 0)) is not None}
    found = Shape(types, frozenset(keywords.get("required", ())), tags)
    parts = keywords.get("allOf", ())
    for part in parts:
        if not isinstance(part, Deferred):
            found &= shape(part, depth + 1)
    # A tag that must be there tells alternatives apart; then nothing has to be read for it.
    for part in parts if found.needs.isdisjoint(found.tags) else ():
        found &= shape(part, depth + 1)
    for name in ("anyOf", "oneOf"):
        if name in keywords:
            found &= reduce(lambda one, part: one | shape(part, depth + 1), keywords[name], _NOTHING)
    return found


def _values(node: Node, depth: int) -> Values:
    """Return the finitely many values a node can have, None where that is not plain to see."""
    if depth > MAX_DEPTH:
        return None
    keywords = node.keywords
    if "enum" in keywords:
        return frozenset(keywords["enum"])
    for part in keywords.get("allOf", ()):
        values = _values(part, depth + 1)
        if values is not None:
            return values
    for name in ("anyOf", "oneOf"):
        if name in keywords:
            parts = [_values(part, depth + 1) for part in keywords[name]]
            if None not in parts:
                return frozenset().union(*(part for part in parts if part is not None))
    return None
