"""Enumerations, constants and scalar types in the IR's normal form."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dovetail_engine.codegen.ir import Schema
from dovetail_engine.codegen.survey import is_file
from dovetail_engine.codegen.text import is_encodable

_TEXT_FORMATS = """
date-time date time duration uuid byte uri uri-reference email hostname ipv4 ipv6 password regex
"""
FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset(_TEXT_FORMATS.split()),
    "integer": frozenset(("int32", "int64")),
    "number": frozenset(("float", "double")),
}
_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_BOUNDS: Mapping[str, tuple[str, ...]] = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": _NUMERIC,
    "number": _NUMERIC,
    "array": ("minItems", "maxItems"),
}
_NOTES = ("title", "description", "deprecated", "default")
_MAX_BOUND = 2**63


def choice(
    values: Iterable[Any], types: frozenset[str] | None, *, lenient: bool, exact: bool
) -> dict[str, Any]:
    """An enum or constant: literals by type, open when `lenient`, unless `exact` and of one value."""
    found = [value for value in _distinct(values) if types is None or _type(value) in _widened(types)]
    groups: dict[str, list[Any]] = {}
    for value in found:
        groups.setdefault(_type(value), []).append(value)
    options: list[Schema] = []
    for name in ("string", "integer", "number", "boolean", "array", "object", "null"):
        if name in groups:
            single = len(found) - len(groups.get("null", ())) == 1
            options.extend(_literal(name, groups[name], lenient=lenient and not (exact and single)))
    if types and "null" in types and "null" not in groups:
        options.append({"type": "null"})
    if options:
        return dict(options[0]) if len(options) == 1 else {"anyOf": options}
    names = sorted(types or ())
    return {"type": names[0]} if len(names) == 1 and names[0] not in ("array", "object") else {}


def merged(members: Iterable[Schema]) -> list[Schema]:
    """The members of a choice without repeats, the bare enums of one type put together."""
    found: dict[str, Schema] = {}
    for member in members:
        key = _identity(member)
        if key in found and _is_bare_literal(member):
            values = _distinct([*_values(found[key]), *_values(member)])
            found[key] = {"type": member["type"], "enum": values} if len(values) > 1 else found[key]
        else:
            found.setdefault(key, member)
    return list(found.values())


def scalar(name: str, keywords: Mapping[str, Any], *, lenient: bool, files: bool) -> dict[str, Any]:
    """A scalar type with the format and, on the strict side, the bounds that suit it."""
    if name == "string" and files and is_file(keywords):
        return {"type": "string", "format": "binary"}
    schema: dict[str, Any] = {"type": name}
    if keywords.get("format") in FORMATS.get(name, ()):
        schema["format"] = keywords["format"]
    return schema if lenient else schema | bounds(name, keywords)


def bounds(name: str, keywords: Mapping[str, Any]) -> dict[str, Any]:
    """The bounds that mean something for a type, in the manner of 3.1."""
    found: dict[str, Any] = {}
    for keyword in _BOUNDS.get(name, ()):
        value = keywords.get(keyword)
        if keyword == "pattern":
            if isinstance(value, str) and is_encodable(value):
                found[keyword] = value
        elif _is_number(value) and (keyword in _NUMERIC or (isinstance(value, int) and value >= 0)):
            found[keyword] = value
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if keywords.get(exclusive) is True and inclusive in found:
            found[exclusive] = found.pop(inclusive)
    return found


def tagged(schema: Schema, values: Iterable[str] | None) -> Schema:
    """A discriminator property, closed to the values that select its object; `schema` where it is no tag."""
    known = sorted(value for value in values or () if is_encodable(value))
    if not known:
        return schema
    notes = {key: value for key, value in schema.items() if key in ("title", "description", "deprecated")}
    own = next((member for member in _options(schema) if _is_literal(member)), None)
    if own is not None:
        return {**own, **notes}
    return {"type": "string", **({"const": known[0]} if len(known) == 1 else {"enum": known}), **notes}


def references(schema: Schema) -> list[str]:
    """The `$ref`s in a lowered schema, in order."""
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [ref for child in _children(schema) for ref in references(child)]


def rewritten(schema: Schema, change: Callable[[Schema], Schema]) -> dict[str, Any]:
    """A copy of a lowered schema whose direct subschemas went through `change`."""
    copy = dict(schema)
    if "properties" in schema:
        copy["properties"] = {name: change(child) for name, child in schema["properties"].items()}
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), Mapping):
            copy[keyword] = change(schema[keyword])
    for keyword in ("anyOf", "prefixItems"):
        if keyword in schema:
            copy[keyword] = [change(child) for child in schema[keyword]]
    return copy


def is_plain(value: Any) -> bool:
    """Whether a default can be shown: a JSON scalar without odd characters or size."""
    if isinstance(value, str):
        return len(value) <= 200 and is_encodable(value) and value.isprintable()
    return value is None or isinstance(value, bool) or _is_number(value)


def _children(schema: Schema) -> Iterator[Schema]:
    yield from schema.get("properties", {}).values()
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), Mapping):
            yield schema[keyword]
    for keyword in ("anyOf", "prefixItems"):
        yield from schema.get(keyword, ())


def _literal(name: str, values: list[Any], *, lenient: bool) -> list[Schema]:
    if name in ("array", "object"):
        return [
            {"type": "array", "items": {}}
            if name == "array"
            else {"type": "object", "additionalProperties": True}
        ]
    if name in ("null", "number") or (name == "boolean" and len(values) == 2):
        return [{"type": name}]
    closed: Schema = (
        {"type": name, "const": values[0]} if len(values) == 1 else {"type": name, "enum": values}
    )
    return [closed, {"type": name}] if lenient else [closed]


def _type(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, str):
        return "string"
    if isinstance(value, float):
        return "number"
    return "array" if isinstance(value, list) else "object"


def _widened(types: frozenset[str]) -> frozenset[str]:
    """An enum is often wider than its type says: null is let through, integers are numbers."""
    return types | {"null"} | ({"integer"} if "number" in types else frozenset())


def _distinct(values: Iterable[Any]) -> list[Any]:
    """Values a literal can hold, each once; whole floats become integers."""
    found: dict[tuple[str, Any], Any] = {}
    for value in values:
        if isinstance(value, str) and not is_encodable(value):
            continue
        whole = (
            int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value
        )
        key = str(whole) if isinstance(whole, list | Mapping) else whole
        found.setdefault((_type(whole), key), whole)
    return list(found.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MAX_BOUND


def _is_literal(schema: Schema) -> bool:
    return "const" in schema or "enum" in schema


def _is_bare_literal(schema: Schema) -> bool:
    return _is_literal(schema) and set(schema) <= {"type", "enum", "const", "title", "description"}


def _values(schema: Schema) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema["enum"])


def _identity(schema: Schema) -> str:
    """What makes two members of a choice one: all but annotations; for bare literals, the type."""
    if _is_bare_literal(schema):
        return f"literal {schema['type']}"
    if "$ref" in schema:
        return f"ref {schema['$ref']}"
    return repr({key: value for key, value in schema.items() if key not in _NOTES})


def _options(schema: Schema) -> list[Schema]:
    return list(schema["anyOf"]) if "anyOf" in schema else [schema]
