"""Which alternatives of a union an object may satisfy, told by the property that names its variant."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from .nodes import Node
from .shapes import shape
from .values import freeze

MANY: Final = 4
"""From so many alternatives on, looking them up is cheaper than trying each."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The alternatives of one union by the text that the tag has in them; `others` do not fix the tag."""

    parts: tuple[Node, ...]
    tag: str
    named: dict[Any, tuple[Node, ...]]
    others: tuple[Node, ...]

    def open_to(self, value: dict[str, Any]) -> tuple[Node, ...]:
        """Return the alternatives that may accept the object; the others refuse it."""
        told = value.get(self.tag)
        return self.named.get(freeze(told), ()) + self.others if isinstance(told, str) else self.parts


def choice_of(parts: tuple[Node, ...]) -> Choice:
    """Return the union of these alternatives by the tag that most of them fix."""
    tags = [shape(part).tags for part in parts]
    counts = Counter(name for one in tags for name in sorted(one))
    tag = max(sorted(counts), key=lambda name: counts[name], default="")
    named: dict[Any, tuple[Node, ...]] = {}
    for part, one in zip(parts, tags, strict=True):
        for value in one.get(tag, ()):
            named[value] = (*named.get(value, ()), part)
    return Choice(
        parts, tag, named, tuple(part for part, one in zip(parts, tags, strict=True) if tag not in one)
    )
