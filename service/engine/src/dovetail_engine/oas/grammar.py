"""The table of structure as a schema for a validator in Rust: what passes it has no error of form.

It answers much faster than the official meta-schemas, which know every field that earns a warning. It is
never more lenient than they are about errors, and sometimes stricter: what does not pass is put to
`violations`, which decides and gives the reasons.
"""

import functools
import re
from typing import Any

import jsonschema_rs

from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.structure import FIELDS, MEMBERS, REFERABLE, Kind, Shape

Schema = dict[str, Any]


@functools.cache
def validator(kind: Kind, dialect: Dialect) -> jsonschema_rs.Validator:
    """What an object of a kind passes if it, and all that the grammar finds in it, has no error of form.

    The references in it lead to the place of a component of the right kind, if they lead anywhere.
    """
    kinds = sorted({*FIELDS, *MEMBERS, *REFERABLE})
    definitions = {each: _definition(each, dialect) for each in kinds}
    schema = {"$defs": definitions, **_at(kind)}
    return jsonschema_rs.Draft202012Validator(schema, offline=True, validate_formats=False)


def _definition(kind: Kind, dialect: Dialect) -> Schema:
    fields = {name: _field(shape, child) for name, (shape, child) in FIELDS.get(kind, {}).items()}
    fields |= _LEAVES.get(kind, {}) | _LEAVES_IN[dialect].get(kind, {})
    if kind in REFERABLE:
        fields["$ref"] = {"type": "string", "pattern": _references(kind)}
    definition: Schema = {"type": "object", "properties": fields, **_CONDITIONS.get(kind, {})}
    if kind == "callback":
        definition["additionalProperties"] = _at(MEMBERS[kind])
    elif kind in MEMBERS:
        definition["patternProperties"] = {_MEMBER_NAMES[kind]: _at(MEMBERS[kind]), "^x-": True}
        definition["additionalProperties"] = False
    elif kind == "schema":
        definition["type"] = "object" if dialect == "3.0" else ["object", "boolean"]
    return definition


def _references(kind: Kind) -> str:
    # That a parameter stands in for a header only earns a warning.
    meant = {kind, "parameter"} if kind == "header" else {kind}
    sections = "|".join(name for name, (_, each) in FIELDS["components"].items() if each in meant)
    steps = ""
    if kind == "schema":
        single = [re.escape(name) for name, (shape, _) in FIELDS[kind].items() if shape == "one"]
        many = [re.escape(name) for name, (shape, _) in FIELDS[kind].items() if shape != "one"]
        steps = f"(?:/(?:{'|'.join(single)})|/(?:{'|'.join(many)})/[^/%]+)*"
    return f"^#/components/(?:{sections})/[^/%]+{steps}$"


def _at(kind: Kind) -> Schema:
    return {"$ref": f"#/$defs/{kind}"}


def _field(shape: Shape, kind: Kind) -> Schema:
    if shape == "one":
        return _at(kind)
    return _list(_at(kind)) if shape == "list" else _map(_at(kind))


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(properties: dict[str, Any], *, required: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required)}


_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "number"}
_LIST: Schema = {"type": "array"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TYPES = ["array", "boolean", "integer", "number", "object", "string"]
_MEMBER_NAMES: dict[Kind, str] = {
    "paths": "^/",
    "responses": "^(?:default|[1-5](?:[0-9][0-9]|XX))$",
}
_STYLES = {
    "cookie": ["form"],
    "header": ["simple"],
    "path": ["label", "matrix", "simple"],
    "query": ["deepObject", "form", "pipeDelimited", "spaceDelimited"],
}
_DOCS = _object({"url": _TEXT})
_VARIABLE = _object({"enum": _list(_TEXT), "default": _TEXT})
_SERVERS = _list(_object({"url": _TEXT, "variables": _map(_VARIABLE)}, required=("url",)))
_SECURITY = _list(_map(_list(_TEXT)))
_FLOW = _object({"authorizationUrl": _TEXT, "tokenUrl": _TEXT, "refreshUrl": _TEXT, "scopes": _map(_TEXT)})
_FLOWS = _object(dict.fromkeys(("implicit", "password", "clientCredentials", "authorizationCode"), _FLOW))
_CONTENT = {**_map(_at("media-type")), "maxProperties": 1}
_HEADER: dict[str, Any] = {
    **dict.fromkeys(("required", "explode", "allowReserved", "allowEmptyValue"), _FLAG),
    "content": _CONTENT,
}
_LEAVES: dict[Kind, dict[str, Any]] = {
    "document": {
        "jsonSchemaDialect": _TEXT,
        "servers": _SERVERS,
        "security": _SECURITY,
        "tags": _list(_object({"name": _TEXT, "externalDocs": _DOCS}, required=("name",))),
        "externalDocs": _DOCS,
    },
    "path-item": {"servers": _SERVERS},
    "operation": {
        "operationId": _TEXT,
        "tags": _list(_TEXT),
        "security": _SECURITY,
        "servers": _SERVERS,
        "externalDocs": _DOCS,
    },
    "parameter": {**_HEADER, "name": {**_TEXT, "pattern": "[^/#?]$"}, "in": {"enum": list(_STYLES)}},
    "header": {**_HEADER, "style": {"enum": _STYLES["header"]}},
    "encoding": {
        "contentType": _TEXT,
        "style": {"enum": _STYLES["query"]},
        "explode": _FLAG,
        "allowReserved": _FLAG,
    },
    "request-body": {"required": _FLAG},
    "example": {"externalValue": _TEXT},
    "link": {
        "operationRef": _TEXT,
        "operationId": _TEXT,
        "parameters": _map(_TEXT),
        **dict.fromkeys(("server", "body"), _SERVERS["items"]),
    },
    "security-scheme": {"bearerFormat": _TEXT},
    "schema": {
        **dict.fromkeys(("$comment", "pattern", "format", "contentEncoding", "contentMediaType"), _TEXT),
        **dict.fromkeys(("maximum", "minimum"), _NUMBER),
        "multipleOf": {"type": "number", "exclusiveMinimum": 0},
        **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems"), _COUNT),
        **dict.fromkeys(("maxProperties", "minProperties", "maxContains", "minContains"), _COUNT),
        **dict.fromkeys(("readOnly", "writeOnly", "uniqueItems", "nullable"), _FLAG),
        **dict.fromkeys(("enum", "examples"), _LIST),
        "required": _list(_TEXT),
        "dependentRequired": _map(_list(_TEXT)),
        "externalDocs": _DOCS,
        "discriminator": _object({"propertyName": _TEXT, "mapping": _map(_TEXT)}, required=("propertyName",)),
        "xml": _object(
            {
                **dict.fromkeys(("name", "namespace", "prefix"), _TEXT),
                **dict.fromkeys(("attribute", "wrapped"), _FLAG),
            }
        ),
        # Hardly ever met, so what the meta-schema says of them is not said again.
        **dict.fromkeys(("$id", "$schema", "$anchor", "$vocabulary", "$dynamicRef", "$dynamicAnchor"), False),
        **dict.fromkeys(("$recursiveRef", "$recursiveAnchor", "dependencies"), False),
    },
}
_LEAVES_IN: dict[Dialect, dict[Kind, dict[str, Any]]] = {
    "3.0": {
        "document": {"openapi": {**_TEXT, "pattern": r"^3\.0\.\d(-.+)?$"}},
        "schema": {
            **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), _FLAG),
            "type": {"enum": _TYPES},
            "additionalProperties": {"if": _FLAG, "else": _at("schema")},
        },
    },
    "3.1": {
        "document": {"openapi": {**_TEXT, "pattern": r"^3\.1\.\d+(-.+)?$"}},
        "schema": {
            **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), _NUMBER),
            "type": {
                "if": _TEXT,
                "then": {"enum": [*_TYPES, "null"]},
                "else": {**_list({"enum": [*_TYPES, "null"]}), "minItems": 1, "uniqueItems": True},
            },
        },
    },
}
# A reference stands alone; anything else has what tells which object it is.
_UNLESS_REFERENCE = {"required": ["$ref"]}
_SCHEMA_OR_CONTENT = {"schema": {"properties": {"content": False}}}
_CONDITIONS: dict[Kind, Schema] = {
    "header": {"dependentSchemas": _SCHEMA_OR_CONTENT},
    "parameter": {
        "anyOf": [_UNLESS_REFERENCE, {"required": ["name", "in"]}],
        "dependentSchemas": {
            **_SCHEMA_OR_CONTENT,
            "style": {
                "anyOf": [
                    {"properties": {"in": {"const": location}, "style": {"enum": styles}}}
                    for location, styles in _STYLES.items()
                ]
            },
        },
    },
    "security-scheme": {
        "dependentSchemas": {"bearerFormat": {"properties": {"scheme": {"pattern": "^(?i:bearer)$"}}}},
        "anyOf": [
            _UNLESS_REFERENCE,
            _object(
                {"type": {"const": "apiKey"}, "name": _TEXT, "in": {"enum": ["cookie", "header", "query"]}},
                required=("type", "name", "in"),
            ),
            *(
                _object({"type": {"const": kind}, field: content}, required=("type", field))
                for kind, field, content in (
                    ("http", "scheme", _TEXT),
                    ("oauth2", "flows", _FLOWS),
                    ("openIdConnect", "openIdConnectUrl", _TEXT),
                )
            ),
        ],
    },
}
