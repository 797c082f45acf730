"""Hashes of what a document says rather than how it is written.

Equal are: JSON and YAML of one document, any order of keys, `1` and `1.0`, and any order or repetition in the
lists that JSON Schema and OpenAPI define as sets: `required`, `enum` and `type` of a schema, its dependent
names, and the scopes of a security requirement. Everything else counts, descriptions included. Lists named
like sets in an example, a default or an extension are values and keep their order.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.structure import FIELDS, MEMBERS, Kind

_ENCODER = msgspec.json.Encoder(order="sorted")
_SETS = ("required", "enum", "type")


def document_digest(tree: dict[str, Any], dialect: Dialect) -> str:
    """`sha256:<hex>` of a whole document."""
    return _digest(_canonical("document", tree, dialect))


def component_digests(tree: dict[str, Any], dialect: Dialect) -> dict[str, str]:
    """The digest of each component, path item and webhook by its pointer; references are not followed."""
    return {pointer: _digest(_canonical(kind, value, dialect)) for pointer, kind, value in _components(tree)}


def _components(tree: dict[str, Any]) -> Iterator[tuple[str, Kind, Any]]:
    components = _mapping(tree.get("components"))
    for section, (_, kind) in FIELDS["components"].items():
        for name, value in _mapping(components.get(section)).items():
            yield pointers.join("/components", section, name), kind, value
    for section in ("paths", "webhooks"):
        for name, value in _mapping(tree.get(section)).items():
            if section == "webhooks" or not name.startswith("x-"):
                yield pointers.join("", section, name), "path-item", value


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _digest(value: Any) -> str:
    return "sha256:" + hashlib.sha256(_ENCODER.encode(value)).hexdigest()


def _canonical(kind: Kind, value: Any, dialect: Dialect) -> Any:
    if type(value) is not dict:
        return _number(value)
    member = MEMBERS.get(kind)
    fields = FIELDS.get(kind, {})
    result: dict[str, Any] = {}
    for key, child in value.items():
        if member is not None and not key.startswith("x-"):
            result[key] = _canonical(member, child, dialect)
        elif key in fields:
            result[key] = _field(*fields[key], child, dialect)
        elif type(child) is str:
            result[key] = child
        else:
            result[key] = _plain(child)
    if kind == "schema":
        _order_sets(result)
    elif kind in {"document", "operation"} and type(result.get("security")) is list:
        result["security"] = [_requirement(each) for each in result["security"]]
    return result


def _field(shape: str, kind: Kind, child: Any, dialect: Dialect) -> Any:
    if shape == "map" and type(child) is dict:
        return {name: _canonical(kind, item, dialect) for name, item in child.items()}
    if shape == "list" and type(child) is list:
        return [_canonical(kind, item, dialect) for item in child]
    return _canonical(kind, child, dialect)


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is dict:
        return {key: _plain(child) for key, child in value.items()}
    if kind is list:
        return [_plain(child) for child in value]
    return _number(value)


def _number(value: Any) -> Any:
    return int(value) if type(value) is float and value.is_integer() else value


def _order_sets(schema: dict[str, Any]) -> None:
    # Extensions such as x-enum-varnames name the values by position: there the order has a meaning.
    by_position = any(key.startswith("x-enum") for key in schema)
    for key in _SETS:
        if type(schema.get(key)) is list and not (key == "enum" and by_position):
            schema[key] = _as_set(schema[key])
    if type(schema.get("type")) is list and len(schema["type"]) == 1:
        schema["type"] = schema["type"][0]
    dependent = schema.get("dependentRequired")
    if type(dependent) is dict:
        schema["dependentRequired"] = {
            name: _as_set(names) if type(names) is list else names for name, names in dependent.items()
        }


def _as_set(items: list[Any]) -> list[Any]:
    if all(type(item) is str for item in items):
        return sorted(set(items))
    written = {_ENCODER.encode(item): item for item in items}
    return [written[key] for key in sorted(written)]


def _requirement(value: Any) -> Any:
    if type(value) is not dict:
        return value
    return {name: _as_set(scopes) if type(scopes) is list else scopes for name, scopes in value.items()}
