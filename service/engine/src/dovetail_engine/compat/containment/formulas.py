"""The small logic that keywords are written in: literals, atoms and disjunctions over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from .nodes import Node, digest_of

# Whose word a literal is; only gate mode tells the two apart.
SENDER: Final = 0
RECEIVER: Final = 1
SIDES: Final = (SENDER, RECEIVER)


class Literal(NamedTuple):
    """A value is valid (or, negated, invalid) under a node."""

    node: Node
    positive: bool
    side: int

    def negated(self) -> "Literal":
        """Return the opposite claim."""
        return Literal(self.node, not self.positive, self.side)


class Atom(NamedTuple):
    """One keyword's claim about a value of one type, without reference to other in-place schemas."""

    kind: str
    argument: Any
    positive: bool
    side: int


class Properties:
    """The schemas of one node's properties by name; two are equal only if they are one."""

    __slots__ = ("by_name",)

    def __init__(self, by_name: Mapping[str, Node]) -> None:
        self.by_name = by_name


@dataclass(frozen=True, slots=True)
class Or:
    """At least one alternative holds; an alternative is a conjunction."""

    alternatives: tuple[tuple["Formula", ...], ...]


@dataclass(frozen=True, slots=True)
class One:
    """Exactly one (negated: none, or several) of the nodes holds; spelled out it would be quadratic."""

    nodes: tuple[Node, ...]
    positive: bool
    side: int


Formula = Literal | Atom | Or | One

# A question: is there a value for which all of these hold?
State = tuple[Literal, ...]

# The digest of the schema that takes everything: what it says needs no look at the node.
EVERYTHING: Final = digest_of({})

FALSE: Final = Or(())
TRUE: Final = Or(((),))


def state_of(literals: list[Literal]) -> State:
    """Return the canonical form of a conjunction of literals."""
    kept = {literal for literal in literals if literal.node.digest != EVERYTHING or not literal.positive}
    return tuple(sorted(kept, key=_order))


def _order(literal: Literal) -> tuple[str, bool, int]:
    return (literal.node.digest, literal.positive, literal.side)
