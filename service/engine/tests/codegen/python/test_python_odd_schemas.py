"""Schemas that few write and the loader accepts: each yields a package with every type usable."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from dovetail_engine.codegen import Package

ODD: dict[str, Any] = {
    "anything": {},
    "always": True,
    "never": False,
    "tuple": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
    "closed tuple": {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
    "negation": {"not": {"type": "string"}},
    "condition": {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "integer"}},
    "patterns": {"type": "object", "patternProperties": {"^x-": {"type": "string"}}},
    "typed extras": {"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "integer"}},
    "no fields": {"type": "object", "properties": {}},
    "hidden fields": {"type": "object", "properties": {"a": {"type": "string", "writeOnly": True}}},
    "mixed enum": {"enum": ["a", 1, True, None, 1.5, {"a": 1}, [1]]},
    "empty enum": {"type": "string", "enum": []},
    "null": {"type": "null"},
    "const object": {"const": {"a": 1}},
    "many types": {"type": ["string", "integer", "array", "object", "null"], "items": {"type": "string"}},
    "required only": {"type": "object", "required": ["a"]},
    "odd default": {"type": "object", "properties": {"a": {"type": "integer", "default": "x"}}},
    "odd bounds": {"type": "integer", "minimum": 1e300, "maxLength": 3, "multipleOf": 0.5},
    "contradiction": {"allOf": [{"type": "string"}, {"type": "integer"}]},
    "wrapped self": {"allOf": [{"$ref": "#/components/schemas/Odd"}]},
    "list of itself": {"type": "array", "items": {"$ref": "#/components/schemas/Odd"}},
    "tree": {
        "type": "object",
        "properties": {"child": {"anyOf": [{"$ref": "#/components/schemas/Odd"}, {"type": "null"}]}},
    },
    "union with itself": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Odd"}]},
    "deep pointer": {
        "type": "object",
        "properties": {
            "a": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/Odd/properties/a"}}}
        },
    },
    "nested unions": {
        "anyOf": [
            {"anyOf": [{"type": "string"}, {"oneOf": [{"type": "integer"}, {"type": "null"}]}]},
            {"type": "boolean"},
        ]
    },
    "clashing fields": {
        "type": "object",
        "properties": {"a-b": {}, "a_b": {}, "aB": {}, "A B": {}, "": {}, "ü": {}},
    },
    "a field called properties": {
        "type": "object",
        "properties": {
            "properties": {"type": "object", "properties": {"$ref": {"type": "string"}}},
            "discriminator": {"type": "string"},
        },
    },
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_yields_a_usable_package(
    odd: Any, package_of: Callable[..., Package], install: Callable[[Package], Any], contract: dict[str, Any]
) -> None:
    contract["components"]["schemas"] = {"Odd": odd, "Problem": {"type": "object"}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Odd"}}}}
    contract["paths"] = {
        "/odd": {
            "post": {
                "operationId": "odd",
                "requestBody": body,
                "responses": {"200": {"description": "x", **body}},
            }
        }
    }
    package = install(package_of(contract))
    for name, value in vars(package.models).items():
        if isinstance(value, type) and issubclass(value, BaseModel):
            assert value.model_rebuild() is not False
        elif type(value).__name__ == "TypeAliasType":
            TypeAdapter(value).json_schema()
        assert name
    content = vars(package)["client"]._ops.ODD.contents[0]
    assert content._adapter
