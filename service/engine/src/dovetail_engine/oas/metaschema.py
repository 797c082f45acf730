"""The official OpenAPI meta-schemas, compiled once, in a form whose errors name one cause.

They are read from the installed packages that carry them. Where they say "one of these" and a field decides
which, an equivalent condition is put in its place, so that an error in a schema is not reported as "neither
a Schema nor a Reference" of the outermost object.
"""

import functools
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from dovetail_engine.oas.model import Dialect

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# The vocabulary of each dialect: its name, and the file that holds it.
_VOCABULARIES = {
    "3.1": ("https://spec.openapis.org/oas/3.1/meta/base", "schemas/oas3.1/vocabularies/base"),
    "3.2": ("https://spec.openapis.org/oas/3.2/meta/2025-09-17", "schemas/oas3.2/meta/2025-09-17.json"),
}
_REFERENCE = {"$ref": "#/definitions/Reference"}
_HAS_REFERENCE = {"type": "object", "required": ["$ref"]}


@functools.cache
def validator(dialect: Dialect) -> jsonschema_rs.Validator:
    """The compiled meta-schema of a dialect; formats are not asserted, references not followed outside."""
    return _validator_30() if dialect == "3.0" else _validator_since_31(dialect)


def _validator_30() -> jsonschema_rs.Validator:
    schema = resource("openapi_spec_validator", "resources/schemas/v3.0/schema.json")
    decided = decide(schema, schema["definitions"])
    return jsonschema_rs.Draft7Validator(
        {**decided, "$schema": "http://json-schema.org/draft-07/schema#"},
        offline=True,
        validate_formats=False,
    )


def _validator_since_31(dialect: Dialect) -> jsonschema_rs.Validator:
    schema = resource("openapi_spec_validator", f"resources/schemas/v{dialect}/schema.json")
    name, path = _VOCABULARIES[dialect]
    base = resource("openapi_schema_validator", path)
    # As published, a Schema Object is any object or boolean; the dialect says what it may hold.
    schema["$defs"]["schema"] = {"$dynamicAnchor": "meta", "allOf": [{"$ref": _DRAFT}, {"$ref": name}]}
    registry = jsonschema_rs.Registry([(name, base)], draft=jsonschema_rs.Draft202012)
    return jsonschema_rs.Draft202012Validator(schema, registry=registry, offline=True, validate_formats=False)


def resource(package: str, path: str) -> dict[str, Any]:
    """A meta-schema that an installed package carries; raises ModuleNotFoundError if it is not there."""
    # The package is found, not imported: its modules cost far more than the file that is wanted.
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError(f"The OpenAPI meta-schema of {package} is not installed.", name=package)
    content: dict[str, Any] = msgspec.json.decode(Path(folders[0], path).read_bytes())
    return content


def decide(node: Any, definitions: dict[str, Any]) -> Any:
    """A draft 4 schema as draft 7, with a condition for every `oneOf` that a `$ref` or a constant decides."""
    if type(node) is list:
        return [decide(each, definitions) for each in node]
    if type(node) is not dict:
        return node
    result = {key: decide(each, definitions) for key, each in node.items()}
    if result.get("exclusiveMinimum") is True:
        result["exclusiveMinimum"] = result.pop("minimum")
    branches = node.get("oneOf")
    if type(branches) is list:
        decided = _by_reference(branches) or _by_constant(branches, definitions)
        if decided is not None:
            del result["oneOf"]
            result["allOf"] = [*result.get("allOf", []), decided]
    return result


def _by_reference(branches: list[Any]) -> dict[str, Any] | None:
    others = [each for each in branches if each not in (_REFERENCE, {"type": "boolean"})]
    if _REFERENCE not in branches or len(others) != 1:
        return None
    chosen = {"if": _HAS_REFERENCE, "then": _REFERENCE, "else": others[0]}
    return {"if": {"type": "boolean"}, "else": chosen} if {"type": "boolean"} in branches else chosen


def _by_constant(branches: list[Any], definitions: dict[str, Any]) -> dict[str, Any] | None:
    for field in ("in", "type"):
        constants = [_constant(branch, field, definitions) for branch in branches]
        if None in constants:
            continue
        return {
            "properties": {field: {"enum": constants}},
            "allOf": [
                {"if": {"required": [field], "properties": {field: {"enum": [value]}}}, "then": branch}
                for value, branch in zip(constants, branches, strict=True)
            ],
            "required": [field],
        }
    return None


def _constant(branch: dict[str, Any], field: str, definitions: dict[str, Any]) -> str | None:
    schema = definitions[branch["$ref"].rpartition("/")[2]] if "$ref" in branch else branch
    values = schema.get("properties", {}).get(field, {}).get("enum", [])
    return values[0] if len(values) == 1 else None
