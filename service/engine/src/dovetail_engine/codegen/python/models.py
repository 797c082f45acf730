"""`models.py`: the named types, written by datamodel-code-generator from a text that holds nothing else.

The library gets a lowered document and explicit names for types and fields, so it decides no name. What it
writes is then parsed and held against a list of the few constructs a module of models needs.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from dovetail_engine.codegen import naming
from dovetail_engine.codegen.ir import Ir, NamedType, Schema
from dovetail_engine.codegen.literals import rewritten
from dovetail_engine.codegen.python.audit import ModelsRejected, audited
from dovetail_engine.codegen.python.source import wrapped

_PREFIX = "#/components/schemas/"
_FILE = {"$ref": f"{_PREFIX}File"}
_KEPT_FORMATS = frozenset(("date", "date-time", "uuid"))
_NOTES = ("title", "default", "discriminator", "deprecated", "description")
_BOUND_WORDS = """
minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern minItems maxItems
"""
_BOUNDS = tuple(_BOUND_WORDS.split())
_PYDANTIC = """
copy construct dict from_orm json parse_file parse_obj parse_raw schema schema_json
update_forward_refs validate model_computed_fields model_config model_construct model_copy
model_dump model_dump_json model_extra model_fields model_fields_set model_json_schema
model_parametrized_name model_post_init model_rebuild model_validate model_validate_json
model_validate_strings model_private_attributes
"""
FIELD_NAMES = frozenset(_PYDANTIC.split())
"""What a pydantic model has for itself: fields of these names get a trailing underscore."""


def models_module(ir: Ir, package: str) -> tuple[str, dict[str, str]]:
    """The source of the module, and the types that had to be left as `Any`, with the reason."""
    types = {named.name: named for named in ir.types}
    failures: dict[str, str] = {}
    while len(failures) < len(types):
        kept = [named for named in types.values() if named.name not in failures]
        try:
            return _generate(kept, sorted(failures), package), failures
        except (ModelsRejected, _library().Refused) as error:
            failures |= _culprits(kept, package) or dict.fromkeys(types, _reason(error))
    return _without_library(types), failures


def field_names(schema: Schema) -> dict[str, str]:
    """The Python names of an object's fields, by wire name."""
    wanted = {
        name: naming.snake(name, "field", FIELD_NAMES, naming.PYTHON_WORDS)
        for name in schema.get("properties", {})
    }
    return naming.unique(wanted)


def _generate(types: Sequence[NamedType], untyped: Sequence[str], package: str) -> str:
    schemas: dict[str, Any] = {named.name: _root(named) for named in types}
    schemas |= {name: {} for name in untyped}
    if any(_has_file(schema) for schema in schemas.values()):
        schemas["File"] = {"type": "object", "properties": {"content": {"type": "string"}}}
    aliases = {
        f"{named.name}.{wire}": name
        for named in types
        for wire, name in field_names(named.schema).items()
        if wire
    }
    source: str = _library().run(_document(schemas), aliases, package)
    return audited(source, {*schemas} - {"File"}, package)


def _without_library(names: Iterable[str]) -> str:
    """Every type left open; the only module that needs no library."""
    lines = [f"{name}: TypeAlias = Any" for name in names]
    return "\n".join(
        ['"""The types of the contract."""', "", "from typing import Any, TypeAlias", "", *lines, ""]
    )


def _document(schemas: Mapping[str, Any]) -> str:
    info = {"title": "models", "version": "1"}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}})


def _root(named: NamedType) -> Schema:
    schema = _described(named.schema, _typed(named.schema))
    properties = schema.get("properties")
    if properties is None:
        return schema
    root = {**schema, "properties": {name: _field(named.schema["properties"][name]) for name in properties}}
    if isinstance(root.get("additionalProperties"), Mapping):
        # The base keeps unknown fields; the library would declare their type by assigning `__annotations__`.
        del root["additionalProperties"]
    return root


def _field(schema: Schema) -> Schema:
    return _described(schema, _typed(schema))


def _typed(schema: Schema, *, inner: bool = False) -> dict[str, Any]:
    """What the library needs of a schema; without bounds of inner values, each of which it would name."""
    if schema.get("format") == "binary":
        return dict(_FILE)
    plain = {key: value for key, value in schema.items() if key not in _NOTES}
    plain = rewritten(plain, lambda child: _typed(child, inner=True))
    if "format" in plain and plain["format"] not in _KEPT_FORMATS:
        del plain["format"]
    for bound in _BOUNDS:
        if bound in plain and (inner or not _is_sound(bound, plain[bound])):
            del plain[bound]
    return plain


def _is_sound(bound: str, value: Any) -> bool:
    """Whether pydantic takes the bound exactly as the contract means it."""
    if bound == "multipleOf":
        return isinstance(value, int) and value > 0
    return bound != "pattern" or _library().compiles(value)


def _described(schema: Schema, typed: dict[str, Any]) -> dict[str, Any]:
    notes = ["Deprecated."] if schema.get("deprecated") is True else []
    if text := schema.get("description"):
        notes.append(wrapped(text))
    if "default" in schema and schema["default"] is not None:
        notes.append(f"Default: {schema['default']!a}.")
    return {**typed, "description": "\n\n".join(notes)} if notes else typed


def _has_file(schema: Any) -> bool:
    if isinstance(schema, Mapping):
        return schema.get("$ref") == _FILE["$ref"] or any(_has_file(child) for child in schema.values())
    return isinstance(schema, list) and any(_has_file(child) for child in schema)


def _culprits(types: Iterable[NamedType], package: str) -> dict[str, str]:
    """The types that fail even when everything they refer to is left open."""
    failed: dict[str, str] = {}
    for named in types:
        alone = NamedType(named.name, named.source, named.pointer, named.direction, _opened(named.schema))
        try:
            _generate([alone], (), package)
        except (ModelsRejected, _library().Refused) as error:
            failed[named.name] = _reason(error)
    return failed


def _opened(schema: Schema) -> Schema:
    return {} if "$ref" in schema else rewritten(schema, _opened)


def _library() -> ModuleType:
    from dovetail_engine.codegen.python import library  # noqa: PLC0415 - optional, and slow to import

    return library


def _reason(error: Exception) -> str:
    return f"the model generator refused it: {' '.join(str(error).split())[:200]}"
