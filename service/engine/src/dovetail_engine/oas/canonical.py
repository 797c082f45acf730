"""Hashes of what a document says rather than how it is written.

Equal are: JSON and YAML of one document, any order of keys, `1` and `1.0`, and any order or repetition in the
lists that JSON Schema and OpenAPI define as sets: `required`, `enum` and `type` of a schema, its dependent
names, and the scopes of a security requirement. Everything else counts, descriptions included. Lists named
like sets in an example, a default or an extension are values and keep their order.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.structure import FIELDS, Place

_ENCODER = msgspec.json.Encoder(order="sorted")
_SETS = ("required", "enum", "type")
_SET_NAMES = frozenset(["required", "enum", "dependentRequired"])


@dataclass(frozen=True, slots=True)
class Digests:
    """The digest of a document, and those of its components, path items and webhooks by pointer."""

    document: str
    components: Mapping[str, str]


def digests(tree: dict[str, Any], places: Iterable[Place], *, whole_floats: bool) -> Digests:
    """The digests of a tree that nobody else holds yet: it is changed meanwhile, and changed back.

    `places` is the walk of the tree, and `whole_floats` says that a number such as `1.0` may be in it.
    """
    spellings = [found for place in places for found in _sets(place)]
    if whole_floats:
        spellings.extend(_whole_floats(tree))
    with _canonical(spellings):
        components = {pointer: _digest(value) for pointer, value in _components(tree)}
        return Digests(_digest(_outline(tree, components)), components)


class _Spelling(NamedTuple):
    """A value that can be written in several ways, as it stands in its object or list, and its one form."""

    owner: Any
    key: Any
    written: Any
    canonical: Any


@contextmanager
def _canonical(spellings: list[_Spelling]) -> Iterator[None]:
    # Copying the tree to change these few places would cost several times what hashing it does.
    for each in spellings:
        each.owner[each.key] = each.canonical
    try:
        yield
    finally:
        for each in reversed(spellings):
            each.owner[each.key] = each.written


def _components(tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    components = _mapping(tree.get("components"))
    for section in FIELDS["components"]:
        for name, value in _mapping(components.get(section)).items():
            yield pointers.join("/components", section, name), value
    for section in ("paths", "webhooks"):
        for name, value in _mapping(tree.get(section)).items():
            yield pointers.join("", section, name), value


def _outline(tree: dict[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    """The document with the digest of each component in its place, so that no part is hashed twice."""
    outline = dict(tree)
    for section in ("paths", "webhooks"):
        outline[section] = _named(tree.get(section), pointers.join("", section), digests)
    components = tree.get("components")
    if type(components) is dict:
        outline["components"] = {
            section: _named(value, pointers.join("/components", section), digests)
            for section, value in components.items()
        }
    return outline


def _named(value: Any, pointer: str, digests: Mapping[str, str]) -> Any:
    if type(value) is not dict:
        return value
    return {name: digests.get(pointers.join(pointer, name), each) for name, each in value.items()}


def _digest(value: Any) -> str:
    return "sha256:" + hashlib.sha256(_ENCODER.encode(value)).hexdigest()


def _sets(place: Place) -> Iterator[_Spelling]:
    owner = place.value
    if place.kind == "schema":
        if type(owner.get("type")) is list or not _SET_NAMES.isdisjoint(owner):
            yield from _schema_sets(owner)
    elif place.kind in {"document", "operation"} and type(owner.get("security")) is list:
        for requirement in owner["security"]:
            yield from _set_members(requirement)


def _schema_sets(schema: dict[str, Any]) -> Iterator[_Spelling]:
    for key in _SETS:
        written = schema.get(key)
        if type(written) is not list or (key == "enum" and _is_by_position(schema)):
            continue
        ordered: Any = _as_set(written)
        if key == "type" and len(ordered) == 1:
            ordered = ordered[0]
        if ordered != written:
            yield _Spelling(schema, key, written, ordered)
    if "dependentRequired" in schema:
        yield from _set_members(schema["dependentRequired"])


def _is_by_position(schema: dict[str, Any]) -> bool:
    # Extensions such as x-enum-varnames name the values by position: there the order has a meaning.
    return any(key.startswith("x-enum") for key in schema)


def _set_members(owner: Any) -> Iterator[_Spelling]:
    for name, written in _mapping(owner).items():
        if type(written) is list:
            yield _Spelling(owner, name, written, _as_set(written))


def _as_set(items: list[Any]) -> list[Any]:
    if all(type(item) is str for item in items):
        return sorted(set(items))
    plain = [_with_integers(item) for item in items]
    written = {_ENCODER.encode(item): item for item in plain}
    return [written[key] for key in sorted(written)]


def _whole_floats(tree: Any) -> Iterator[_Spelling]:
    stack = [tree]
    while stack:
        owner = stack.pop()
        for key, value in owner.items() if type(owner) is dict else enumerate(owner):
            kind = type(value)
            if kind is dict or kind is list:
                stack.append(value)
            elif kind is float and value.is_integer():
                yield _Spelling(owner, key, value, int(value))


def _with_integers(value: Any) -> Any:
    kind = type(value)
    if kind is dict:
        return {key: _with_integers(child) for key, child in value.items()}
    if kind is list:
        return [_with_integers(child) for child in value]
    return int(value) if kind is float and value.is_integer() else value


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}
