"""The gate between the dialects: Swagger 2.0 and OpenAPI 3 that say the same, and that do not."""

from typing import Any

import msgspec
import pytest

from dovetail_engine.compat import compare
from dovetail_engine.compat.report import Finding
from dovetail_engine.oas import load

JSON = "application/json"
TEXT = {"type": "string"}
FINE: dict[str, Any] = {"200": {"description": "Fine."}}
ORDER = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "readOnly": True}, "total": {"type": "number", "minimum": 0}},
}


def old(post: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A Swagger document with one operation."""
    root = {"swagger": "2.0", "info": {"title": "Orders", "version": "1"}}
    media = {"consumes": [JSON], "produces": [JSON]}
    return root | media | {"paths": {"/orders/{id}": {"post": {"responses": FINE} | post}}} | fields


def new(post: dict[str, Any], openapi: str = "3.0.3", **fields: Any) -> dict[str, Any]:
    """An OpenAPI document with one operation."""
    root = {"openapi": openapi, "info": {"title": "Orders", "version": "1"}}
    return root | {"paths": {"/orders/{id}": {"post": {"responses": FINE} | post}}} | fields


def findings(base: dict[str, Any], head: dict[str, Any]) -> list[Finding]:
    documents = (load(msgspec.json.encode(tree)) for tree in (base, head))
    return list(compare(*documents).findings)


def parameter(location: str, schema: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"name": "id", "in": location, "schema": schema} | fields


def body(media: str, schema: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"content": {media: {"schema": schema} | fields}}


LIST = {"type": "array", "items": TEXT}
SAME = {
    "path parameter": (
        {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "type": "integer", "format": "int64"}
            ]
        },
        {"parameters": [parameter("path", {"type": "integer", "format": "int64"}, required=True)]},
    ),
    "repeated query parameter": (
        {"parameters": [{"name": "id", "in": "query", "collectionFormat": "multi"} | LIST]},
        {"parameters": [parameter("query", LIST)]},
    ),
    "query parameter with commas": (
        {"parameters": [{"name": "id", "in": "query"} | LIST]},
        {"parameters": [parameter("query", LIST, explode=False)]},
    ),
    "header with a list": (
        {"parameters": [{"name": "id", "in": "header"} | LIST]},
        {"parameters": [parameter("header", LIST)]},
    ),
    "body": (
        {"parameters": [{"name": "order", "in": "body", "schema": ORDER}]},
        {"requestBody": body(JSON, ORDER)},
    ),
    "form": (
        {"parameters": [{"name": "note", "in": "formData"} | TEXT]},
        {
            "requestBody": body(
                "application/x-www-form-urlencoded", {"type": "object", "properties": {"note": TEXT}}
            )
        },
    ),
    "file": (
        {
            "consumes": ["multipart/form-data"],
            "parameters": [{"name": "photo", "in": "formData", "type": "file", "required": True}],
        },
        {
            "requestBody": {"required": True}
            | body(
                "multipart/form-data",
                {
                    "type": "object",
                    "required": ["photo"],
                    "properties": {"photo": {"type": "string", "format": "binary"}},
                },
            )
        },
    ),
    "response": (
        {
            "responses": {
                "200": {"description": "Fine.", "schema": ORDER, "headers": {"X-Rate": {"type": "integer"}}}
            }
        },
        {
            "responses": {
                "200": {"description": "Fine.", "headers": {"X-Rate": {"schema": {"type": "integer"}}}}
                | body(JSON, ORDER)
            }
        },
    ),
}


class TestTheSameInBothDialects:
    @pytest.mark.parametrize("name", SAME)
    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_what_says_the_same_is_silent(self, name: str, openapi: str) -> None:
        base, head = old(SAME[name][0]), new(SAME[name][1], openapi)
        assert findings(base, head) == []
        assert findings(head, base) == []

    def test_components_servers_and_security_say_the_same(self) -> None:
        base = old(
            {
                "parameters": [{"$ref": "#/parameters/Order"}],
                "responses": {"400": {"$ref": "#/responses/Bad"}},
            },
            host="api.example.com",
            basePath="/v1",
            schemes=["https"],
            definitions={"Order": ORDER, "Note": {"type": "string", "x-nullable": True}},
            parameters={"Order": {"name": "o", "in": "body", "schema": {"$ref": "#/definitions/Order"}}},
            responses={"Bad": {"description": "Bad.", "schema": {"$ref": "#/definitions/Note"}}},
            securityDefinitions={
                "key": {"type": "apiKey", "name": "k", "in": "query"},
                "b": {"type": "basic"},
            },
            security=[{"key": []}, {"b": []}],
        )
        head = new(
            {
                "requestBody": body(JSON, {"$ref": "#/components/schemas/Order"}),
                "responses": {
                    "400": {"description": "Bad."} | body(JSON, {"$ref": "#/components/schemas/Note"})
                },
            },
            "3.1.0",
            servers=[{"url": "https://api.example.com/v1"}],
            components={
                "schemas": {"Order": ORDER, "Note": {"type": ["string", "null"]}},
                "securitySchemes": {
                    "key": {"type": "apiKey", "name": "k", "in": "query"},
                    "b": {"type": "http", "scheme": "basic"},
                },
            },
            security=[{"key": []}, {"b": []}],
        )
        assert findings(base, head) == []
        assert findings(head, base) == []


class TestAChange:
    def test_a_break_stands_at_its_place_in_the_swagger_source(self) -> None:
        base = old({"parameters": [{"name": "order", "in": "body", "schema": ORDER}]})
        stricter = ORDER | {"required": ["id", "total"]}
        head = old({"parameters": [{"name": "order", "in": "body", "schema": stricter}]})
        (finding,) = findings(base, head)
        assert (finding.rule, finding.level) == ("property-became-required", "breaking")
        assert finding.head is not None
        assert finding.head.pointer.startswith("/paths/~1orders~1{id}/post/parameters/0/schema")
        assert finding.head.line == 1

    def test_it_is_found_between_the_dialects_too(self) -> None:
        base = old({"parameters": [{"name": "limit", "in": "query", "type": "number"}]})
        head = new({"parameters": [parameter("query", {"type": "integer"}, name="limit")]}, "3.1.0")
        (finding,) = findings(base, head)
        assert (finding.rule, finding.level) == ("type-narrowed", "breaking")
        assert finding.base is not None
        assert finding.base.pointer == "/paths/~1orders~1{id}/post/parameters/0/type"
