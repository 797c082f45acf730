"""Hashes of what a document says rather than how it is written.

Equal are: JSON and YAML of one document, any order of keys, `1` and `1.0`, and any order or repetition in the
lists that JSON Schema and OpenAPI define as sets: `required`, `enum` and `type` of a schema, its dependent
names, and the scopes of a security requirement. Everything else counts, descriptions included. Lists named
like sets in an example, a default or an extension are values and keep their order.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.parts import Part, encode, outline
from dovetail_engine.oas.structure import Kind, Place, walk_from

_SETS = ("required", "enum", "type")
_MAY_HOLD_SETS = re.compile(rb'"(?:(?:required|enum|type|security)":\[|dependentRequired":\{)')

_MAY_HOLD_WHOLE_FLOATS = re.compile(rb"[0-9](?:\.0|e\+?[0-9]+)(?:[,\]}]|\Z)")


class Digests(Mapping[str, str]):
    """By pointer, the digest of each part of a document, made when it is asked for."""

    def __init__(self, tree: dict[str, Any], dialect: Dialect, parts: Mapping[str, Part]) -> None:
        self._tree, self._dialect, self._parts = tree, dialect, parts
        self._made: dict[str, str] = {}

    def __getitem__(self, pointer: str) -> str:
        made = self._made.get(pointer)
        if made is None:
            part = self._parts[pointer]
            made = self._made[pointer] = self._digest(part.text, part.kind)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    @cached_property
    def document(self) -> str:
        """The digest of the whole document, in which each part is represented by its own."""
        frame = {"paths": None, "webhooks": None, **outline(self._tree, self)}
        return self._digest(encode(frame), "document")

    def _digest(self, text: bytes, kind: Kind | None) -> str:
        return "sha256:" + hashlib.sha256(self._canonical(text, kind)).hexdigest()

    def _canonical(self, text: bytes, kind: Kind | None) -> bytes:
        has_sets = _MAY_HOLD_SETS.search(text) is not None
        if not has_sets and not _MAY_HOLD_WHOLE_FLOATS.search(text):
            return text
        # A copy of its own: the tree belongs to everybody.
        value = msgspec.json.Decoder(float_hook=_number).decode(text)
        if has_sets and kind is not None and type(value) is dict:
            for place in walk_from(kind, value, "", self._dialect):
                _order_sets(place)
        return encode(value)


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _order_sets(place: Place) -> None:
    owner = place.value
    if place.kind == "schema":
        for key in _SETS:
            if type(owner.get(key)) is list and not (key == "enum" and _is_by_position(owner)):
                owner[key] = _as_set(owner[key])
        if type(owner.get("type")) is list and len(owner["type"]) == 1:
            owner["type"] = owner["type"][0]
        _order_members(owner.get("dependentRequired"))
    elif place.kind in {"document", "operation"} and type(owner.get("security")) is list:
        for requirement in owner["security"]:
            _order_members(requirement)


def _is_by_position(schema: dict[str, Any]) -> bool:
    # Extensions such as x-enum-varnames name the values by position: there the order has a meaning.
    return any(key.startswith("x-enum") for key in schema)


def _order_members(owner: Any) -> None:
    if type(owner) is dict:
        owner |= {name: _as_set(written) for name, written in owner.items() if type(written) is list}


def _as_set(items: list[Any]) -> list[Any]:
    if all(type(item) is str for item in items):
        return sorted(set(items))
    written = {encode(item): item for item in items}
    return [written[key] for key in sorted(written)]
