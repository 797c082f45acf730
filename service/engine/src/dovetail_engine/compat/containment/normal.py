"""One schema object's keywords in normal form: no annotations, sets sorted, numbers exact."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from . import formats as known_formats
from .answers import Unsupported
from .values import NAMES, exact, freeze

Child = Callable[[Any], Any]

_PREFIX = "#/$defs/"
_SCHEMAS = (
    "not",
    "if",
    "items",
    "contains",
    "propertyNames",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_DYNAMIC = ("$dynamicRef", "$recursiveRef")


def keywords(schema: Any, child: Child, formats: frozenset[str]) -> dict[str, Any]:
    """Return the normalised keywords; `child` turns a subschema into what stands for it."""
    if schema is True:
        return {}
    if schema is False:
        return {"false": True}
    if not isinstance(schema, Mapping):
        raise Unsupported("a schema that is neither an object nor a boolean")
    found: dict[str, Any] = {}
    for name in _DYNAMIC:
        if name in schema:
            raise Unsupported(f"the keyword {name}")
    _applicators(schema, child, found)
    _conditions(schema, child, found)
    _values(schema, found)
    _limits(schema, found)
    _strings(schema, formats, found)
    _objects(schema, found)
    return found


def children(schema: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the subschemas that `keywords` may ask for."""
    for name, value in schema.items():
        if name in _SCHEMAS or name in ("then", "else"):
            yield value
        elif name in _LISTS and isinstance(value, list | tuple):
            yield from value
        elif name in _MAPS and isinstance(value, Mapping):
            yield from value.values()


def reference_name(reference: Any) -> str | None:
    """Return the definition a `$ref` names, None where it names something else."""
    if not isinstance(reference, str) or not reference.startswith(_PREFIX):
        return None
    return unquote(reference[len(_PREFIX) :]).replace("~1", "/").replace("~0", "~")


def _applicators(schema: Mapping[str, Any], child: Child, found: dict[str, Any]) -> None:
    for name in _SCHEMAS:
        if name in schema and name != "if":
            found[name] = child(_schema(schema[name], name))
    for name in _LISTS:
        if schema.get(name):
            found[name] = tuple(child(part) for part in _typed(schema[name], list | tuple, name))
    for name in _MAPS:
        if schema.get(name):
            parts = _typed(schema[name], Mapping, name)
            found[name] = {key: child(parts[key]) for key in sorted(parts)}
    if "$ref" in schema:
        if reference_name(schema["$ref"]) is None:
            raise Unsupported(f"the reference {schema['$ref']}")
        found["allOf"] = (child({"$ref": schema["$ref"]}), *found.get("allOf", ()))


def _conditions(schema: Mapping[str, Any], child: Child, found: dict[str, Any]) -> None:
    if "contains" in found:
        found["minContains"] = _count(schema.get("minContains", 1), "minContains")
        if "maxContains" in schema:
            found["maxContains"] = _count(schema["maxContains"], "maxContains")
    if "if" in schema:
        found["if"] = (
            child(_schema(schema["if"], "if")),
            child(_schema(schema.get("then", True), "then")),
            child(_schema(schema.get("else", True), "else")),
        )


def _values(schema: Mapping[str, Any], found: dict[str, Any]) -> None:
    if "type" in schema:
        named = schema["type"]
        names = [named] if isinstance(named, str) else _typed(named, list | tuple, "type")
        if not all(isinstance(name, str) and name in NAMES for name in names):
            raise Unsupported(f"the type {named!r}")
        found["type"] = tuple(sorted(set(names)))
    if "enum" in schema:
        values = {freeze(value): value for value in _typed(schema["enum"], list | tuple, "enum")}
        found["enum"] = values
    if "const" in schema:
        key = freeze(schema["const"])
        kept = "enum" not in found or key in found["enum"]
        found["enum"] = {key: schema["const"]} if kept else {}


def _limits(schema: Mapping[str, Any], found: dict[str, Any]) -> None:
    for name in _NUMBERS:
        if name in schema:
            value = schema[name]
            if isinstance(value, bool) or not hasattr(value, "__float__"):
                raise Unsupported(f"the keyword {name} with a value that is no number")
            found[name] = exact(value)
    if found.get("multipleOf", 1) <= 0:
        raise Unsupported("the keyword multipleOf with a value that is not positive")
    for name in _COUNTS:
        if name in schema:
            count = _count(schema[name], name)
            if count or name.startswith("max"):
                found[name] = count


def _strings(schema: Mapping[str, Any], formats: frozenset[str], found: dict[str, Any]) -> None:
    if "pattern" in schema:
        found["pattern"] = _typed(schema["pattern"], str, "pattern")
    name = schema.get("format")
    if isinstance(name, str) and name in formats and name in known_formats.KNOWN:
        found["format"] = name
    if schema.get("uniqueItems") is True:
        found["uniqueItems"] = True


def _objects(schema: Mapping[str, Any], found: dict[str, Any]) -> None:
    if schema.get("required"):
        found["required"] = _names(schema["required"], "required")
    if schema.get("dependentRequired"):
        needs = _typed(schema["dependentRequired"], Mapping, "dependentRequired")
        found["dependentRequired"] = {key: _names(needs[key], "dependentRequired") for key in sorted(needs)}


def _names(names: Any, keyword: str) -> tuple[str, ...]:
    listed = _typed(names, list | tuple, keyword)
    if not all(isinstance(name, str) for name in listed):
        raise Unsupported(f"the keyword {keyword} with a name that is no string")
    return tuple(sorted(set(listed)))


def _schema(value: Any, keyword: str) -> Any:
    if isinstance(value, Mapping | bool):
        return value
    raise Unsupported(f"the keyword {keyword} with a value that is no schema")


def _typed(value: Any, kind: Any, keyword: str) -> Any:
    if isinstance(value, kind):
        return value
    raise Unsupported(f"the keyword {keyword} with a value of the wrong type")


def _count(value: Any, keyword: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or exact(value).denominator != 1:
        raise Unsupported(f"the keyword {keyword} with a value that is no count")
    return int(value)
