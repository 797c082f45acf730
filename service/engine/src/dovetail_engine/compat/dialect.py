"""One schema object, read the way its OpenAPI version means it: 2020-12 keywords, sub-schemas untouched.

OpenAPI 3.0 differs from JSON Schema 2020-12 in `nullable`, in boolean `exclusiveMinimum` and
`exclusiveMaximum`, in ignoring whatever stands beside a `$ref`, and in lacking the newer keywords.
"""

from collections.abc import Mapping
from typing import Any

from dovetail_engine.oas.model import Dialect

ASSERTIONS = frozenset(
    [
        "type",
        "enum",
        "const",
        "multipleOf",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minContains",
        "maxContains",
        "minProperties",
        "maxProperties",
        "required",
        "dependentRequired",
    ]
)
SCHEMA_KEYWORDS = frozenset(
    [
        "not",
        "if",
        "then",
        "else",
        "items",
        "contains",
        "additionalProperties",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
    ]
)
SCHEMA_LIST_KEYWORDS = frozenset(["allOf", "anyOf", "oneOf", "prefixItems"])
SCHEMA_MAP_KEYWORDS = frozenset(["properties", "patternProperties", "dependentSchemas"])
ANNOTATIONS = frozenset(
    [
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "discriminator",
        "xml",
        "externalDocs",
        "contentMediaType",
        "contentEncoding",
        "x-extensible-enum",
    ]
)

_NEWER_THAN_3_0 = frozenset(
    [
        "const",
        "if",
        "then",
        "else",
        "contains",
        "minContains",
        "maxContains",
        "prefixItems",
        "patternProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedItems",
        "unevaluatedProperties",
    ]
)
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def normalise(schema: Any, dialect: Dialect) -> dict[str, Any]:
    """The object's own keywords with the meaning they have in 2020-12; `False` becomes `{"not": True}`."""
    if isinstance(schema, bool):
        return {} if schema else {"not": True}
    if not isinstance(schema, Mapping):
        return {}
    return _normalise_3_0(schema) if dialect == "3.0" else _normalise_3_1(schema)


def type_names(schema: Mapping[str, Any]) -> frozenset[str] | None:
    """The types a normalised schema names, or None where it names none."""
    declared = schema.get("type")
    if declared is None:
        return None
    return frozenset([declared] if isinstance(declared, str) else declared)


def _normalise_3_1(schema: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in schema.items() if key != "nullable"}
    names = kept.get("type")
    if isinstance(names, list) and len(names) == 1:
        kept["type"] = names[0]
    return kept


def _normalise_3_0(schema: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("$ref"), str):
        return {"$ref": schema["$ref"]}
    kept = {key: value for key, value in schema.items() if key not in _NEWER_THAN_3_0 and key != "nullable"}
    for inclusive, exclusive in _BOUNDS:
        flag = kept.get(exclusive)
        if isinstance(flag, bool):
            del kept[exclusive]
            if flag and inclusive in kept:
                kept[exclusive] = kept.pop(inclusive)
    if schema.get("nullable") is True and isinstance(kept.get("type"), str):
        kept["type"] = [kept["type"], "null"]
    return kept
