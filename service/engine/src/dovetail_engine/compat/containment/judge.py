"""A second opinion on values: jsonschema-rs, which shares nothing with the engine."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, Final

import jsonschema_rs

from . import formats as known_formats
from .normal import reference_name

Schema = Mapping[str, Any] | bool

_SINGLE: Final = (
    "not",
    "if",
    "then",
    "else",
    "items",
    "contains",
    "propertyNames",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas")
# A lowered schema stands by itself: what would move the base of its references is left out.
_DROPPED: Final = ("$schema", "$id", "$anchor", "$defs", "definitions")

_AS_WRITTEN: Final[dict[str, Callable[..., Any]]] = {
    "draft4": jsonschema_rs.Draft4Validator,
    "draft6": jsonschema_rs.Draft6Validator,
    "draft7": jsonschema_rs.Draft7Validator,
    "draft2019-09": jsonschema_rs.Draft201909Validator,
    "draft2020-12": jsonschema_rs.Draft202012Validator,
}


class Judge:
    """Judges values under one lowered schema; one that the validator cannot compile judges nothing."""

    def __init__(
        self,
        schema: Schema,
        definitions: Mapping[str, Schema] = {},
        formats: frozenset[str] = frozenset(),
    ) -> None:
        try:
            document = _document(schema, definitions, formats)
        except RecursionError:
            # Too deep to prepare for the validator, so it judges nothing.
            self._validator = None
            return
        self._validator = _compiled(
            jsonschema_rs.Draft202012Validator,
            document,
            validate_formats=bool(formats),
            formats={"byte": _is_base64},
        )

    def accepts(self, value: Any) -> bool | None:
        """Return whether the value is valid, None where it cannot be judged."""
        return _judged(self._validator, value)


class JudgeAsWritten:
    """Judges values under one schema as its author wrote it, under its own draft, formats not asserted."""

    def __init__(self, schema: Schema, draft: str) -> None:
        self._validator = _compiled(_AS_WRITTEN[draft], schema, validate_formats=False)
        self.problem = "" if self._validator is not None else _problem(_AS_WRITTEN[draft], schema)

    def accepts(self, value: Any) -> bool | None:
        """Return whether the value is valid, None where it cannot be judged."""
        return _judged(self._validator, value)


def _compiled(validator: Callable[..., Any], schema: Any, **options: Any) -> Any:
    try:
        return validator(schema, offline=True, **options)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError):
        return None


def _problem(validator: Callable[..., Any], schema: Any) -> str:
    """Return in one line what the validator has against a schema that it does not compile."""
    try:
        validator(schema, offline=True, validate_formats=False)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        return (str(error).splitlines() or ["the validator refuses a schema"])[0]
    return ""


def _judged(validator: Any, value: Any) -> bool | None:
    try:
        return None if validator is None else bool(validator.is_valid(value))
    except (jsonschema_rs.ValidationError, ValueError):
        return None


def _document(schema: Schema, definitions: Mapping[str, Schema], formats: frozenset[str]) -> dict[str, Any]:
    """Return one document with the schema and the definitions it reaches."""
    reached: dict[str, Any] = {}
    missing: list[str] = []
    root = _asserting(schema, formats, missing)
    while missing:
        name = missing.pop()
        if name in definitions and name not in reached:
            reached[name] = None
            reached[name] = _asserting(definitions[name], formats, missing)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": reached, "allOf": [root]}


def _asserting(schema: Any, formats: frozenset[str], references: list[str]) -> Any:
    """Return the schema with only the asserted formats left, those of numbers as ranges."""
    if not isinstance(schema, Mapping):
        return schema
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key in _SINGLE:
            found[key] = _asserting(value, formats, references)
        elif key in _LISTS:
            found[key] = [_asserting(part, formats, references) for part in value]
        elif key in _MAPS:
            found[key] = {name: _asserting(part, formats, references) for name, part in value.items()}
        elif key == "required" and isinstance(value, list):
            # Real documents repeat names, which means nothing and which the validator refuses.
            found[key] = sorted(set(map(str, value)))
        elif key not in _DROPPED and (key != "format" or value in formats - known_formats.RANGES.keys()):
            found[key] = value
    name = reference_name(schema.get("$ref"))
    if name is not None:
        references.append(name)
    bounds = _bounds(schema.get("format"), formats)
    return {"allOf": [found, bounds]} if bounds else found


def _bounds(name: Any, formats: frozenset[str]) -> dict[str, int] | None:
    if name not in formats or name not in known_formats.RANGES:
        return None
    low, high = known_formats.RANGES[name]
    return {"minimum": int(low), "maximum": int(high), "multipleOf": 1}


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
