"""Containment of one schema in another, with its witness judged."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Protocol

from .answers import Contained, Empty, Found, NotContained, Undecided, Verdict
from .judge import Judge
from .nodes import Schema
from .universe import DEFAULT_STEPS, Mode, Universe

_NONE: Final[Mapping[str, Schema]] = MappingProxyType({})


class Accepts(Protocol):
    """Says whether a value is valid, None where it cannot."""

    def accepts(self, value: Any) -> bool | None:
        """Return whether the value is valid."""


def contains(
    sub: Schema,
    sup: Schema,
    *,
    mode: Mode = "literal",
    definitions: Mapping[str, Schema] = _NONE,
    sup_definitions: Mapping[str, Schema] | None = None,
    formats: frozenset[str] = frozenset(),
    budget: int = DEFAULT_STEPS,
) -> Verdict:
    """Return whether every value of `sub` is a value of `sup`, both lowered to 2020-12.

    `$ref`s resolve in `definitions`, those of `sup` in `sup_definitions` where given."""
    others = definitions if sup_definitions is None else sup_definitions
    universe = Universe(mode=mode, formats=formats, budget=budget)
    answer = universe.find([universe.add(sub, definitions)], universe.add(sup, others))
    if not isinstance(answer, Found):
        return Contained() if isinstance(answer, Empty) else answer
    return judged(answer.value, Judge(sub, definitions, formats), Judge(sup, others, formats))


def judged(witness: Any, sub: Accepts, sup: Accepts) -> Verdict:
    """Return the verdict on a witness: a value that the judge does not confirm shows nothing."""
    accepted, refused = sub.accepts(witness), sup.accepts(witness)
    if accepted is None or refused is None:
        return Undecided("no judge for the witness")
    if accepted and not refused:
        return NotContained(witness)
    return Undecided("the judge contradicts the witness")
