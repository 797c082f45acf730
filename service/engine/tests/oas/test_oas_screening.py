"""The quick answer that a document has no error, held against the thorough one."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.oas import load, rules, screening, structure
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.parts import parts

Tree = dict[str, Any]
REF = "#/components/{}/A".format
SCHEMA: Tree = {
    "type": "object",
    "required": ["a"],
    "properties": {
        "a": {"type": "string", "minLength": 1, "pattern": "^a", "enum": ["a", "b"], "nullable": True},
        "b": {"$ref": REF("schemas")},
        "c": {"type": "array", "items": {"$ref": REF("schemas") + "/properties/a"}, "maxItems": 3},
        "d": {
            "oneOf": [{"$ref": REF("schemas")}],
            "discriminator": {"propertyName": "a", "mapping": {"x": "A"}},
        },
        "e": {
            "type": "number",
            "multipleOf": 0.5,
            "xml": {"name": "e"},
            "externalDocs": {"url": "https://a"},
        },
    },
    "additionalProperties": {"not": {"maximum": 3}},
    "example": {"$ref": REF("schemas")},
}
CONTENT: Tree = {
    "application/json": {"schema": {"$ref": REF("schemas")}, "examples": {"e": {"$ref": REF("examples")}}},
    "multipart/form-data": {
        "schema": SCHEMA,
        "encoding": {"a": {"contentType": "text/plain", "style": "form"}},
    },
}
OPERATION: Tree = {
    "operationId": "change",
    "tags": ["orders"],
    "parameters": [
        {"$ref": REF("parameters")},
        {"name": "q", "in": "query", "style": "deepObject", "explode": True, "schema": {"type": "object"}},
        {"name": "c", "in": "cookie", "content": {"application/json": {"schema": {}}}},
    ],
    "requestBody": {"required": True, "content": CONTENT},
    "responses": {
        "200": {
            "description": "ok",
            "content": CONTENT,
            "headers": {"H": {"$ref": REF("headers")}, "P": {"$ref": REF("parameters")}},
            "links": {"l": {"operationId": "change", "parameters": {"id": "$response.body#/id"}}},
        },
        "4XX": {"$ref": REF("responses")},
        "default": {"description": "else"},
        "x-note": 1,
    },
    "security": [{"A": []}, {"B": ["read"]}],
    "servers": [{"url": "https://{h}", "variables": {"h": {"default": "a", "enum": ["a"]}}}],
    "callbacks": {
        "done": {
            "{$request.body#/url}": {
                "post": {"operationId": "called", "responses": {"200": {"description": ""}}}
            }
        }
    },
}
COMPONENTS: Tree = {
    "schemas": {"A": SCHEMA, "B": {"allOf": [{"$ref": REF("schemas")}]}},
    "parameters": {"A": {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}},
    "responses": {"A": {"description": "no"}},
    "headers": {"A": {"schema": {"type": "string"}, "style": "simple"}},
    "examples": {"A": {"value": {"a": "b"}}},
    "requestBodies": {"A": {"content": CONTENT}},
    "links": {"A": {"operationId": "change"}},
    "securitySchemes": {
        "A": {"type": "apiKey", "name": "k", "in": "header"},
        "B": {
            "type": "oauth2",
            "flows": {"implicit": {"authorizationUrl": "https://a", "scopes": {"read": "r"}}},
        },
        "C": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "D": {"type": "openIdConnect", "openIdConnectUrl": "https://a"},
    },
}
DOCUMENT: Tree = {
    "info": {"title": "Orders", "version": "1"},
    "servers": [{"url": "/"}],
    "tags": [{"name": "orders"}],
    "security": [{"C": []}],
    "paths": {
        "/orders/{id}": {
            "parameters": [{"name": "h", "in": "header", "schema": {"type": "string"}}],
            "post": OPERATION,
            "get": {"operationId": "read", "responses": {"200": {"description": "ok"}}},
            "head": {"operationId": "read", "responses": {"200": {"description": "ok"}}},
        }
    },
    "components": COMPONENTS,
}
VALUES: list[Any] = [
    *(None, True, 1.5, -1, 0, "", "x", "a/b", [], {}, [[]], ["a", 1], ["a", "a"], {"": {}}, 10**30),
    *({"$ref": ref} for ref in ("#/info", "#/components", "#/components/schemas/None", "other.yaml", 1)),
    *({"$ref": ref} for ref in (REF("parameters"), REF("schemas"), "#/paths/~1orders~1%7Bid%7D")),
    {"type": "strin"},
    {"schema": {}, "content": {}},
    {"name": "a", "in": "path", "style": "form"},
    [{"name": "q", "in": "query", "schema": {}}] * 2,
    {"operationId": "change"},
    {"a": {"operationId": "read"}},
]
KEYS = [
    *(name for kind in ("schema", "operation", "components") for name in structure.FIELDS[kind]),
    *("$ref", "$id", "/", "/x", "2", "99", "content", "default", "dependentRequired", "description"),
    *("discriminator", "encoding", "enum", "exclusiveMinimum", "externalDocs", "flows", "in", "mapping"),
    *("minLength", "multipleOf", "name", "operationId", "propertyName", "required", "schema", "scopes"),
    *("security", "servers", "style", "tags", "type", "url", "x-a"),
]


def built(version: str) -> Tree:
    return copy.deepcopy({"openapi": version, **DOCUMENT})


def passes(tree: Tree, dialect: Dialect) -> bool:
    return screening.passes(tree, dialect, {part.pointer: part for part in parts(tree)})


def errors(tree: Tree, dialect: Dialect) -> list[str]:
    return [str(each) for each in rules.check(tree, dialect) if each.severity == "error"]


class TestPasses:
    @pytest.mark.parametrize(("version", "dialect"), [("3.0.3", "3.0"), ("3.1.0", "3.1")])
    def test_a_document_of_every_kind_of_object_does(self, version: str, dialect: Dialect) -> None:
        assert passes(built(version), dialect)
        assert errors(built(version), dialect) == []

    @pytest.mark.corpus
    def test_real_documents_do(self, corpus: list[Path]) -> None:
        slow = [path.name for path in corpus if not _loaded_at_once(path)]
        assert slow == []

    @settings(max_examples=600, deadline=None)
    @given(st.randoms(use_true_random=False), st.sampled_from(["3.0.3", "3.1.0"]))
    def test_what_does_has_no_error(self, chance: random.Random, version: str) -> None:
        tree = built(version)
        for _ in range(chance.randint(1, 3)):
            _spoil(tree, chance)
        dialect: Dialect = "3.0" if version == "3.0.3" else "3.1"
        if type(tree.get("openapi")) is str and passes(tree, dialect):
            assert errors(tree, dialect) == []

    @pytest.mark.parametrize("value", VALUES, ids=repr)
    def test_a_wrong_value_anywhere_is_found_by_both(self, value: Any) -> None:
        for owner, key in _slots(tree := built("3.1.0")):
            kept, owner[key] = owner[key], copy.deepcopy(value)
            if type(tree["openapi"]) is str and passes(tree, "3.1"):
                assert errors(tree, "3.1") == [], (key, value)
            owner[key] = kept


class TestShared:
    @pytest.mark.parametrize(
        ("others", "expected"), [(["get", "head"], True), (["get", "head", "put"], False)]
    )
    def test_head_may_share_the_name_of_get_and_nobody_else_may(
        self, others: list[str], expected: bool
    ) -> None:
        operation = {"operationId": "a", "responses": {"200": {"description": "ok"}}}
        item = dict.fromkeys(others, operation)
        tree = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": item}}
        assert passes(tree, "3.1") is expected
        assert (errors(tree, "3.1") == []) is expected

    def test_an_object_that_yaml_repeats_in_places_of_two_kinds_is_right_in_both(self) -> None:
        text = (
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\nx-a: &a {description: both}\n"
            "components:\n  schemas: {A: *a, B: {$ref: '#/components/schemas/A'}}\n"
            "  responses: {A: *a, B: {$ref: '#/components/responses/A'}}\n"
        )
        document = load(text.encode())
        assert document.warnings == ()
        assert errors(document.tree, "3.1") == []


def _loaded_at_once(path: Path) -> bool:
    document = load(path.read_bytes(), name=path.name)
    return screening.passes(document.tree, document.dialect, document.parts)


def _spoil(tree: Tree, chance: random.Random) -> None:
    slots = list(_slots(tree))
    owner, key = chance.choice(slots)
    value = copy.deepcopy(chance.choice(VALUES))
    match chance.randrange(4):
        case 0:
            owner[key] = value
        case 1 if type(owner[key]) is dict:
            owner[key][chance.choice(KEYS)] = value
        case 2 if type(owner) is dict:
            del owner[key]
        case _:
            other, there = chance.choice(slots)
            if there in other if type(other) is dict else there < len(other):
                owner[key] = copy.deepcopy(other[there])


def _slots(tree: Tree) -> Iterator[tuple[Any, Any]]:
    waiting: list[Any] = [tree]
    while waiting:
        owner = waiting.pop()
        for key, value in list(owner.items()) if type(owner) is dict else enumerate(list(owner)):
            yield owner, key
            if type(value) in {dict, list}:
                waiting.append(value)
