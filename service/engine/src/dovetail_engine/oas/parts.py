"""The parts of a document that others name or that stand alone: components, path items and webhooks.

Each is written once as canonical JSON (keys sorted, no white space). Most questions about a part are answered
by that text, at the speed of C and without a walk: whether two are equal, and what one refers to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.structure import FIELDS, Kind, Place, walk_from

ENCODER = msgspec.json.Encoder(order="sorted")
# Text in a string cannot look like this: its quotation marks are escaped.
_REFERENCE = re.compile(rb'"\$ref":("[^"]*")')
_ESCAPED_REFERENCE = re.compile(rb'"\$ref":("(?:[^"\\]|\\.)*")')
_DISCRIMINATOR = b'"discriminator":'


@dataclass(frozen=True)
class Part:
    """A component, path item or webhook; `kind` is None where the grammar gives it no meaning."""

    pointer: str
    kind: Kind | None
    value: Any

    @cached_property
    def text(self) -> bytes:
        """The part as written, as JSON with sorted keys: equal texts are equal values.

        Values that mean the same may differ: `1` and `1.0`, or the names under `required` in another order.
        """
        return ENCODER.encode(self.value)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The distinct texts of the `$ref`s and of the targets of discriminator mappings in it, sorted.

        One that stands in an example or an extension is among them.
        """
        written = set(_REFERENCE.findall(self.text))
        if any(b"\\" in each for each in written):
            written = set(_ESCAPED_REFERENCE.findall(self.text))
        found = {msgspec.json.decode(each, type=str) for each in written}
        if _DISCRIMINATOR in self.text:
            found.update(self._mapped())
        return tuple(sorted(found))

    def places(self) -> Iterator[Place]:
        """Every object of the grammar in it, also beside references."""
        if self.kind is not None and type(self.value) is dict:
            yield from walk_from(self.kind, self.value, self.pointer, "3.1")

    def _mapped(self) -> Iterator[str]:
        for place in self.places():
            discriminator = place.value.get("discriminator") if place.kind == "schema" else None
            mapping = discriminator.get("mapping") if type(discriminator) is dict else None
            if type(mapping) is dict:
                yield from (target for target in mapping.values() if type(target) is str)


def parts(tree: dict[str, Any]) -> Iterator[Part]:
    """The parts of a document: components in the order of the grammar, then path items and webhooks."""
    components = _mapping(tree.get("components"))
    for section, (_, kind) in FIELDS["components"].items():
        for name, value in _mapping(components.get(section)).items():
            yield Part(pointers.join("/components", section, name), kind, value)
    for path, value in _mapping(tree.get("paths")).items():
        yield Part(pointers.join("/paths", path), None if path.startswith("x-") else "path-item", value)
    for name, value in _mapping(tree.get("webhooks")).items():
        yield Part(pointers.join("/webhooks", name), "path-item", value)


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}
