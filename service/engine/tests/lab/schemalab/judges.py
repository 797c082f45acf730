"""Validity by validators that share nothing with the engine: jsonschema-rs, and Python's jsonschema."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import jsonschema
import jsonschema_rs

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


def canonical(value: Any) -> str:
    """Return one text for equal JSON values: keys sorted, 1.0 written as 1."""
    return json.dumps(_plain(value), sort_keys=True)


def rust(schema: Any, definitions: Mapping[str, Any] = _NONE) -> Callable[[Any], bool]:
    """Return what jsonschema-rs says of values under the schema."""
    valid: Callable[[Any], bool] = jsonschema_rs.Draft202012Validator(_bundle(schema, definitions)).is_valid
    return valid


def asserting(schema: Any) -> Callable[[Any], bool]:
    """Return what jsonschema-rs says of values under the schema, formats asserted."""
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    valid: Callable[[Any], bool] = validator.is_valid
    return valid


def python(schema: Any, definitions: Mapping[str, Any] = _NONE) -> Callable[[Any], bool]:
    """Return what Python's jsonschema says of values under the schema."""
    valid: Callable[[Any], bool] = jsonschema.Draft202012Validator(_bundle(schema, definitions)).is_valid
    return valid


def _bundle(schema: Any, definitions: Mapping[str, Any]) -> Any:
    return {"$defs": dict(definitions), **schema} if isinstance(schema, dict) and definitions else schema


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
