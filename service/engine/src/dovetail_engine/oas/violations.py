"""Violations of the official meta-schema, each said once, at its real cause, in words."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import jsonschema_rs

from dovetail_engine.oas import metaschema
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.severity import objection
from dovetail_engine.oas.structure import FIELDS

# Enough to find fifty different ones; a document with more has one cause for most of them.
_MOST = 2_000
_ANNOTATIONS = frozenset(
    ["title", "summary", "description", "termsOfService", "externalDocs", "example", "deprecated"]
)
# Fields without which no reader knows what is meant, wherever they are required.
_DETERMINING = frozenset(
    ["in", "type", "scheme", "flows", "propertyName", "$ref", "openIdConnectUrl", "openapi"]
)
_STATUS_RANGE = re.compile(r"[1-5][xX]{2}\Z")


def check(tree: dict[str, Any], dialect: Dialect) -> Iterator[Diagnostic]:
    """The violations of the dialect's meta-schema."""
    yield from check_with(metaschema.validator(dialect), tree, dialect)


def check_with(
    validator: jsonschema_rs.Validator, tree: dict[str, Any], dialect: Dialect
) -> Iterator[Diagnostic]:
    """The violations of a meta-schema whose schemas are, by and large, those of a dialect."""
    for error in islice(validator.iter_errors(tree), _MOST):
        yield from _explain(error, dialect)


def _explain(error: jsonschema_rs.ValidationError, dialect: Dialect) -> Iterator[Diagnostic]:
    cause = _cause(error)
    explain = _EXPLANATIONS.get(cause.kind.name, _bad_value)
    yield from explain(cause, pointers.join("", *cause.instance_path), dialect)


def _cause(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """The error of the alternative that was meant: the one that fails deepest, else by value, not by type."""
    while error.kind.name in {"anyOf", "oneOf"}:
        branches = [branch for branch in error.kind.as_dict().get("context", []) if branch]
        candidates = [branch[0] for branch in branches if branch[0].kind.name != "required"]
        if len(candidates) != len(branches) or not candidates:
            return error
        error = max(candidates, key=lambda each: (len(each.instance_path), each.kind.name != "type"))
    return error


def _unknown_fields(error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    for name in error.kind.as_dict()["unexpected"]:
        if _is_beside_reference(name, error.instance, error.instance_path):
            continue
        yield _unknown_field(name, pointers.join(pointer, name), error.instance_path, error.schema_path)


def _is_beside_reference(name: str, value: Any, place: list[Any]) -> bool:
    # OpenAPI lets a path item say more than the one it refers to; the meta-schema of 3.1 does not.
    is_path_item = place[:1] in (["paths"], ["webhooks"]) and len(place) == 2
    is_path_item = is_path_item or place[:2] == ["components", "pathItems"] or place[-3:-2] == ["callbacks"]
    return is_path_item and "$ref" in value and (name in FIELDS["path-item"] or name == "servers")


def _unknown_field(name: str, place: str, owner: list[Any], schema: list[Any]) -> Diagnostic:
    if owner == ["paths"]:
        return objection("path-without-slash", f'The path "{name}" does not start with "/".', place)
    if owner and owner[-1] == "responses" and schema[-2] in {"Responses", "responses"}:
        if _STATUS_RANGE.match(name):
            return objection("status-in-lower-case", f'"{name}" is read as "{name.upper()}".', place)
        hint = 'Write a code ("404"), a range ("4XX") or "default".'
        return objection("bad-status", f'"{name}" is no status.', place, hint)
    if len(owner) == 2 and owner[0] == "components":
        return _component_name(name, place)
    message = f'OpenAPI knows no field "{name}" here; it is ignored.'
    return objection("unknown-field", message, place, 'Names of extensions start with "x-".')


def _component_name(name: str, place: str) -> Diagnostic:
    message = f'The component name "{name}" has characters other than letters, digits, ".", "-" and "_".'
    return objection("component-name", message, place)


def _property_name(error: Any, pointer: str, dialect: Dialect) -> Iterator[Diagnostic]:
    name = error.instance if type(error.instance) is str else error.kind.as_dict()["error"].instance
    if error.instance_path[:1] == ["components"]:
        yield _component_name(name, pointers.join(pointer, name))
    else:
        yield from _bad_value(error, pointer, dialect)


def _missing(error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    name, value, place = error.kind.as_dict()["property"], error.instance, error.instance_path
    if name == "default" and place[-1:] == ["responses"]:
        return  # an empty object and an unknown status are said as such
    if name == "required" and value.get("in") == "path":
        yield objection("path-parameter-not-required", "A path parameter is always required.", pointer)
    elif name in {"schema", "content"}:
        yield objection(
            "parameter-without-schema", "Neither schema nor content: any value is allowed.", pointer
        )
    elif name in _DETERMINING or (name == "name" and ("in" in value or "type" in value)):
        yield objection("missing-field", f'The field "{name}" is missing.', pointer)
    elif name == "url" and len(place) > 1 and place[-2] == "servers":
        yield objection("missing-field", 'The server has no "url".', pointer)
    else:
        yield objection("missing-annotation", f'The field "{name}" is required and missing.', pointer)


def _wrong_type(error: Any, pointer: str, dialect: Dialect) -> Iterator[Diagnostic]:
    expected = [_TYPES.get(name, name) for name in error.kind.as_dict()["types"]]
    last = error.instance_path[-1] if error.instance_path else ""
    message = f"This is {_type(error.instance)}, not {' or '.join(expected)}."
    if last in _ANNOTATIONS or error.instance_path[:1] == ["info"]:
        yield objection("annotation-of-wrong-type", message, pointer)
    elif dialect == "3.0" and _is_keyword_of_31(last, error.instance):
        yield _keyword_of_31(last, pointer)
    else:
        hint = "An empty field is null; leave it out." if error.instance is None else ""
        yield objection("wrong-type", message, pointer, hint)


def _is_keyword_of_31(keyword: str | int, value: Any) -> bool:
    if keyword == "type":
        return (
            type(value) is list
            and bool(value)
            and all(type(each) is str and each in _NAMES for each in value)
        )
    return keyword in {"exclusiveMinimum", "exclusiveMaximum"} and type(value) in {int, float}


def _keyword_of_31(keyword: str | int, pointer: str) -> Diagnostic:
    message = f'This form of "{keyword}" belongs to OpenAPI 3.1, and is read as there.'
    return objection("keyword-of-3.1", message, pointer, 'Say "openapi: 3.1.0", or write it as 3.0 does.')


def _bad_option(error: Any, pointer: str, dialect: Dialect) -> Iterator[Diagnostic]:
    detail = error.kind.as_dict()
    options = detail["options"] if "options" in detail else [detail["expected_value"]]
    last = error.instance_path[-1] if error.instance_path else ""
    if last == "required" and options == [True]:
        yield objection("path-parameter-not-required", "A path parameter is always required.", pointer)
    elif dialect == "3.0" and last == "type" and error.instance == "null":
        yield _keyword_of_31("type", pointer)
    elif dialect == "3.0" and last == "type" and type(error.instance) is not str:
        return  # the same place was said to be of the wrong type
    else:
        listed = ", ".join(_shown(option) for option in options)
        yield objection("bad-value", f"{_shown(error.instance)} is not one of {listed}.", pointer)


def _too_few_items(error: Any, pointer: str, dialect: Dialect) -> Iterator[Diagnostic]:
    if error.instance_path[-1:] == ["type"]:
        yield from _bad_value(error, pointer, dialect)
    else:
        yield objection("empty-list", "This list must not be empty.", pointer)


def _too_few_properties(error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    if error.instance_path[-1:] == ["content"]:
        yield objection("parameter-without-schema", "No media type is given: any value is allowed.", pointer)
    else:
        yield objection("empty-object", "This object must not be empty.", pointer)


def _repeated(_error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    yield objection("duplicate-entries", "This list has equal entries; each is read once.", pointer)


def _contradiction(error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    value = error.instance
    fields = set(value) if type(value) is dict else set()
    needs_schema = not _NEEDS_SCHEMA.isdisjoint(error.schema_path[-2:-1])
    if needs_schema and {"schema", "content"} <= fields:
        yield objection("schema-and-content", "Both schema and content are given; only one may be.", pointer)
    elif not pointer:
        message = "There is none of paths, webhooks and components: no exchange is described."
        yield objection("contradicting-fields", message, pointer)
    elif needs_schema and not fields & {"content", "schema"}:
        yield objection(
            "parameter-without-schema", "Neither schema nor content: any value is allowed.", pointer
        )
    elif _is_quibble(value):
        return
    else:
        named = ", ".join(f'"{name}"' for name in sorted(fields)) or _shown(value)
        yield objection(
            "contradicting-fields", f"These do not go together, or are incomplete: {named}.", pointer
        )


def _is_quibble(value: Any) -> bool:
    # The 3.0 meta-schema finds a bearer scheme in lower case, and one with a missing scheme, ambiguous.
    return type(value) is dict and value.get("type") == "http" and "scheme" not in value


def _bad_value(error: Any, pointer: str, _dialect: Dialect) -> Iterator[Diagnostic]:
    yield objection("bad-value", f"{_shorten(error.message)}.", pointer)


def _shown(value: Any) -> str:
    return _shorten(f'"{value}"' if type(value) is str else str(value))


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:157] + "..."


def _type(value: Any) -> str:
    for kind, name in ((bool, "boolean"), (dict, "object"), (list, "array"), (str, "string")):
        if type(value) is kind:
            return _TYPES[name]
    return "null" if value is None else _TYPES["number"]


_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "number": "a number",
    "integer": "an integer",
}
_NAMES = frozenset([*_TYPES, "null"])
_NEEDS_SCHEMA = frozenset(["parameter", "header", "SchemaXORContent"])
_EXPLANATIONS: dict[str, Callable[[Any, str, Dialect], Iterator[Diagnostic]]] = {
    "additionalProperties": _unknown_fields,
    "unevaluatedProperties": _unknown_fields,
    "propertyNames": _property_name,
    "required": _missing,
    "type": _wrong_type,
    "enum": _bad_option,
    "const": _bad_option,
    "minItems": _too_few_items,
    "minProperties": _too_few_properties,
    "uniqueItems": _repeated,
    "oneOf": _contradiction,
    "anyOf": _contradiction,
    "not": _contradiction,
}
