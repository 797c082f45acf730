"""The engine as the proofs ask it."""

from collections.abc import Mapping
from random import Random
from typing import Any

from dovetail_engine.compat.containment import Answer, Universe


class Asked:
    """One universe of the engine in a mode; schemas are added once and asked about in any pairing."""

    def __init__(self, **options: Any) -> None:
        self._universe = Universe(**options)

    def add(self, schema: Any, definitions: Mapping[str, Any] | None = None) -> Any:
        """Return what stands for the schema in questions."""
        return self._universe.add(schema, definitions or {})

    def refused(self, senders: list[Any], receiver: Any) -> Answer:
        """Return a value of all senders that the receiver refuses, or the proof that there is none."""
        return self._universe.find(senders, receiver)


def ask(sub: Any, sup: Any, definitions: Mapping[str, Any] | None = None, **options: Any) -> Answer:
    """Return the answer to one question in a universe of its own."""
    asked = Asked(**options)
    return asked.refused([asked.add(sub, definitions)], asked.add(sup, definitions))


def seeded(seed: int) -> Random:
    """Return a source of the same choices for the same seed."""
    return Random(seed)  # noqa: S311 - tests need repeatable choices, not secrets
