"""The parts of a document that others name or that stand alone: components, path items and webhooks.

Each is written once as canonical JSON (keys sorted, no white space). Most questions about a part are answered
by that text, at the speed of C and without a walk: whether two are equal, and what one refers to.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        self._text = b""

    def __repr__(self) -> str:
        return f"Part({self.pointer!r}, {self.kind!r})"

    @property
    def text(self) -> bytes:
        """The part as written, as JSON with sorted keys: equal texts are equal values.

        Values that mean the same may differ: `1` and `1.0`, or the names under `required` in another order.
        """
        if not self._text:
            self._text = encode(self.value)
        return self._text

    @property
    def depth(self) -> int:
        """How many objects and lists of the document it lies in."""
        return self.pointer.count("/")

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The distinct texts of the `$ref`s and of the targets of discriminator mappings in it, sorted.

        One that stands in an example or an extension is among them.
        """
        return tuple(sorted({*references([self]), *self._mapped()}))

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
            yield Part(f"/components/{section}/{pointers.escape(name)}", kind, value)
    for section in ("paths", "webhooks"):
        for name, value in _mapping(_mapping(tree).get(section)).items():
            is_extension = section == "paths" and name.startswith("x-")
            yield Part(f"/{section}/{pointers.escape(name)}", None if is_extension else "path-item", value)


def references(among: Iterable[Part]) -> set[str]:
    """The distinct texts of the `$ref`s in some parts."""
    texts = b"\n".join(part.text for part in among)
    found = set(_REFERENCE.findall(texts))
    if any(b"\\" in each for each in found):
        found = set(_ESCAPED_REFERENCE.findall(texts))
    return {msgspec.json.decode(each, type=str) for each in found}


def frame(tree: dict[str, Any]) -> dict[str, Any]:
    """The document with null in the place of each part."""
    return _outline(tree, lambda _, section: dict.fromkeys(section))


def outline(tree: dict[str, Any], stand_ins: Mapping[str, Any]) -> dict[str, Any]:
    """The document with what stands in for each part in its place; `stand_ins` are by the parts' pointers."""
    return _outline(
        tree,
        lambda pointer, section: {name: stand_ins[f"{pointer}/{pointers.escape(name)}"] for name in section},
    )


def _outline(
    tree: dict[str, Any], replace: Callable[[str, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    components = tree.get("components")
    made = {
        section: replace(f"/{section}", tree[section])
        for section in ("paths", "webhooks")
        if type(tree.get(section)) is dict
    }
    if type(components) is dict:
        made["components"] = components | {
            section: replace(f"/components/{section}", components[section])
            for section in FIELDS["components"]
            if type(components.get(section)) is dict
        }
    return tree | made


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}
