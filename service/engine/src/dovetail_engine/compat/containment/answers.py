"""What the engine can answer; nothing here knows how an answer is found."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A value that satisfies the question asked."""

    value: Any


@dataclass(frozen=True, slots=True)
class Empty:
    """Proof that no value satisfies the question asked."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither a value nor a proof; `place` is a JSON pointer into the value sought, empty for its root."""

    reason: str
    place: str = ""

    def under(self, token: str) -> "Undecided":
        """Return the same reason, seen from one level further out."""
        return Undecided(self.reason, "/" + token.replace("~", "~0").replace("/", "~1") + self.place)


@dataclass(frozen=True, slots=True)
class Contained:
    """Every value of the one schema is a value of the other."""


@dataclass(frozen=True, slots=True)
class NotContained:
    """`witness` is valid under the one schema and not under the other; an outside judge agrees."""

    witness: Any


Answer = Found | Empty | Undecided
Verdict = Contained | NotContained | Undecided

EMPTY = Empty()


class Exhausted(Exception):
    """The step budget of one question is used up."""


class Unsupported(Exception):
    """A construct that the engine does not model; the text says which."""


class Budget:
    """Counts steps, so that an answer does not depend on the machine's speed."""

    __slots__ = ("left", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.left = limit

    def spend(self, steps: int = 1) -> None:
        """Take `steps`; raise `Exhausted` when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise Exhausted

    def refill(self) -> None:
        """Start a new question."""
        self.left = self.limit
