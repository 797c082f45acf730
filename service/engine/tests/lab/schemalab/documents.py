"""Whole documents around bodies and schemas, as the gate is given them."""

import json
from typing import Any

from dovetail_engine.oas import Document, load
from schemalab.model import Body, Dialect


def tree_of(body: Body, dialect: Dialect) -> dict[str, Any]:
    """Return a document whose one operation takes and answers the body."""
    schema, components = body.openapi(dialect)
    content = {"application/json": {"schema": schema}}
    operation = {
        "operationId": "exchange",
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Done", "content": content}},
    }
    return {
        "openapi": dialect,
        "info": {"title": "Lab", "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": components},
    }


def everywhere(schema: Any, other: Any, components: dict[str, Any], *, openapi: str) -> dict[str, Any]:
    """Return a document with the schemas in bodies, parameters, headers, a callback and a webhook."""
    content = {"application/json": {"schema": schema}}
    answers = {
        "200": {"description": "Done", "content": content, "headers": {"X-Seen": {"schema": other}}},
        "default": {"description": "Bad", "content": {"*/*": {"schema": other}}},
    }
    called = {"requestBody": {"content": content}, "responses": {"200": {"description": "Taken"}}}
    operation = {
        "parameters": [
            {"name": "q", "in": "query", "schema": schema},
            {"name": "o", "in": "query", "style": "deepObject", "explode": True, "schema": other},
            {"name": "X-H", "in": "header", "schema": other},
            {"name": "c", "in": "cookie", "schema": other},
            {"name": "j", "in": "query", "content": content},
        ],
        "requestBody": {"content": {**content, "application/x-www-form-urlencoded": {"schema": other}}},
        "responses": answers,
        "callbacks": {"done": {"{$request.body#/url}": {"post": called}}},
    }
    tree = {
        "openapi": openapi,
        "info": {"title": "Lab", "version": "1"},
        "paths": {"/things/{id}": {"post": operation, "parameters": [_identity(other)]}},
        "components": {"schemas": components},
    }
    return tree if openapi.startswith("3.0") else {**tree, "webhooks": {"event": {"post": called}}}


def resolvable(schema: Any) -> Any:
    """Return the schema with its references leading to the components of a document."""
    return json.loads(json.dumps(schema).replace("#/$defs/", "#/components/schemas/"))


def loaded(tree: Any) -> Document:
    """Return the document of a tree."""
    return load(json.dumps(tree).encode())


def _identity(schema: Any) -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": schema}
