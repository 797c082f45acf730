"""Which alternatives of a union an object may satisfy, told by the property that names its variant."""

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .nodes import Node
from .shapes import shape
from .values import freeze

MANY: Final = 4
"""From so many alternatives on, looking them up is cheaper than trying each."""

_Tags = Mapping[str, frozenset[Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The alternatives of one union by the text that the tag has in them.

    `others` do not fix the tag, and those of `untagged` do not need it to be there."""

    parts: tuple[Node, ...]
    tag: str
    named: dict[Any, tuple[Node, ...]]
    others: tuple[Node, ...]
    untagged: tuple[Node, ...]

    def open_to(self, value: dict[str, Any]) -> tuple[Node, ...]:
        """Return the alternatives that may accept the object; the others refuse it."""
        if self.tag not in value:
            return self.untagged
        told = value[self.tag]
        return self.told((freeze(told),)) if isinstance(told, str) else self.parts

    def told(self, values: Iterable[Hashable]) -> tuple[Node, ...]:
        """Return the alternatives that may accept an object whose tag is one of the (frozen) values."""
        found = [part for value in values for part in self.named.get(value, ())]
        return (*dict.fromkeys(found), *self.others)


class Choices:
    """The unions met so far, each looked through once."""

    def __init__(self) -> None:
        self._known: dict[int, Choice] = {}

    def of(self, parts: tuple[Node, ...]) -> Choice:
        """Return the union of these alternatives."""
        if id(parts) not in self._known:
            # The choice keeps the alternatives, so that their id stays their own.
            self._known[id(parts)] = choice_of(parts)
        return self._known[id(parts)]

    def fitting(self, parts: tuple[Node, ...], needs: Container[str], tags: _Tags) -> tuple[Node, ...]:
        """Return the alternatives without some that no object with these needed names and tags satisfies."""
        if len(parts) < MANY:
            return parts
        choice = self.of(parts)
        if choice.tag not in needs or choice.tag not in tags:
            return parts
        return choice.told(sorted(tags[choice.tag], key=str))


def choice_of(parts: tuple[Node, ...]) -> Choice:
    """Return the union of these alternatives by the tag that most of them fix."""
    tags = [shape(part).tags for part in parts]
    counts = Counter(name for one in tags for name in sorted(one))
    tag = max(sorted(counts), key=lambda name: counts[name], default="")
    named: dict[Any, tuple[Node, ...]] = {}
    for part, one in zip(parts, tags, strict=True):
        for value in one.get(tag, ()):
            named[value] = (*named.get(value, ()), part)
    others = tuple(part for part, one in zip(parts, tags, strict=True) if tag not in one)
    untagged = tuple(part for part in parts if tag not in shape(part).needs)
    return Choice(parts, tag, named, others, untagged)
