"""The parts of a document that others name or that stand alone: components, path items and webhooks.

Each is written once as canonical JSON (keys sorted, no white space). Most questions about a part are answered
by that text, at the speed of C and without a walk: whether two are equal, and what one refers to.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.structure import FIELDS, Kind, walk_from

encode = msgspec.json.Encoder(order="sorted").encode
# Text in a string cannot look like this: its quotation marks are escaped.
_REFERENCE = re.compile(rb'"\$ref":("[^"]*")')
_ESCAPED_REFERENCE = re.compile(rb'"\$ref":("(?:[^"\\]|\\.)*")')
_DISCRIMINATOR = b'"discriminator":'


class Part:
    """A component, path item or webhook; `kind` is None where the grammar gives it no meaning."""

    def __init__(self, pointer: str, kind: Kind | None, value: Any) -> None:
        self.pointer, self.kind, self.value = pointer, kind, value

    def __repr__(self) -> str:
        return f"Part({self.pointer!r}, {self.kind!r})"

    @cached_property
    def text(self) -> bytes:
        """The part as written, as JSON with sorted keys: equal texts are equal values.

        Values that mean the same may differ: `1` and `1.0`, or the names under `required` in another order.
        """
        return encode(self.value)

    @property
    def depth(self) -> int:
        """How many objects and lists of the document it lies in."""
        return self.pointer.count("/")

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The distinct texts of the `$ref`s and of the targets of discriminator mappings in it, sorted.

        One that stands in an example or an extension is among them.
        """
        return tuple(sorted({*map(unquote, self.quoted_references()), *self._mapped()}))

    def quoted_references(self) -> set[bytes]:
        """The distinct texts of the `$ref`s in it, as JSON strings."""
        found = set(_REFERENCE.findall(self.text))
        if any(b"\\" in each for each in found):
            return set(_ESCAPED_REFERENCE.findall(self.text))
        return found

    def _mapped(self) -> Iterator[str]:
        if self.kind is None or type(self.value) is not dict or _DISCRIMINATOR not in self.text:
            return
        # In 3.1 all that stands beside a reference counts; in 3.0 it does no harm.
        for place in walk_from(self.kind, self.value, self.pointer, "3.1"):
            discriminator = place.value.get("discriminator") if place.kind == "schema" else None
            targets = _mapping(_mapping(discriminator).get("mapping")).values()
            yield from (target for target in targets if type(target) is str)


def parts(tree: Any) -> Iterator[Part]:
    """The parts of a document: components in the order of the grammar, then path items and webhooks."""
    components = _mapping(_mapping(tree).get("components"))
    for section, (_, kind) in FIELDS["components"].items():
        for name, value in _mapping(components.get(section)).items():
            yield Part(pointers.join("/components", section, name), kind, value)
    for section in ("paths", "webhooks"):
        for name, value in _mapping(_mapping(tree).get(section)).items():
            is_extension = section == "paths" and name.startswith("x-")
            yield Part(pointers.join("", section, name), None if is_extension else "path-item", value)


def outline(tree: dict[str, Any], stand_ins: Mapping[str, Any]) -> dict[str, Any]:
    """The document with something else in the place of the parts that have a stand-in by their pointer."""
    result = dict(tree)
    for section in ("paths", "webhooks"):
        if section in tree:
            result[section] = _replaced(tree[section], pointers.join("", section), stand_ins)
    components = tree.get("components")
    if type(components) is dict:
        result["components"] = {
            section: _replaced(value, pointers.join("/components", section), stand_ins)
            for section, value in components.items()
        }
    return result


def unquote(text: bytes) -> str:
    """What a JSON string says."""
    return msgspec.json.decode(text, type=str)


def _replaced(value: Any, pointer: str, stand_ins: Mapping[str, Any]) -> Any:
    if type(value) is not dict:
        return value
    return {name: stand_ins.get(pointers.join(pointer, name), each) for name, each in value.items()}


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}
