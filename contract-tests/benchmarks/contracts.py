"""Contracts of our own to measure with: of any size, changed in one place, or shuffled."""

import json
import random
from typing import Any

Tree = dict[str, Any]
GROUP = 10
"""Resources refer to their own group only, so a change reaches the same places in every size."""


def catalogue(resources: int, *, longest_name: int = 120, states: int = 6, notes: int = 0) -> Tree:
    """Return a contract of so many resources, each with five operations and five schemas.

    `longest_name` is a limit in one request schema, `notes` are optional properties added to that schema, and
    `states` are the values of an enum that the answers of a whole group of resources hold.
    """
    schemas: Tree = {"Problem": _problem(), "Money": _money()}
    paths: Tree = {}
    for number in range(resources):
        schemas |= _schemas(number, resources)
        paths |= _paths(number)
    first = schemas["Thing0Create"]["properties"]
    first["name"] = {**first["name"], "maxLength": longest_name}
    first |= {f"note_{number}": {"type": "string"} for number in range(notes)}
    schemas["Thing0Status"]["enum"] = [f"state_0_{each}" for each in range(states)]
    return _document("Catalogue", paths, {"schemas": schemas})


def shuffled(tree: Tree, seed: int = 7) -> Tree:
    """Return a copy with the keys of every object in another order."""
    copy: Tree = _shuffled(tree, random.Random(seed))  # noqa: S311 - an order, not a secret
    return copy


def items() -> Tree:
    """Return a contract that lists objects of ten fields and takes one by POST."""
    listed = _json("Item")
    listed["content"]["application/json"]["schema"] = {"type": "array", "items": _ref("Item")}
    operations = {
        "get": {"operationId": "list_items", "tags": ["items"], "responses": {"200": listed}},
        "post": {
            "operationId": "create_item",
            "tags": ["items"],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Item")}}},
            "responses": {"201": _json("Item")},
        },
    }
    return _document("Items", {"/items": operations}, {"schemas": {"Item": _item()}})


def item(number: int) -> Tree:
    """Return an object that fits the schema `Item`."""
    return {
        "id": number,
        "name": f"Item number {number}",
        "status": ("open", "paid", "sent")[number % 3],
        "price": number * 1.25,
        "currency": "EUR",
        "quantity": number % 7,
        "active": number % 2 == 0,
        "created_at": f"2026-01-{number % 28 + 1:02}T10:00:00Z",
        "tags": ["blue", "round", f"size-{number % 5}"],
        "comment": "Handle with care; this side up." if number % 2 else None,
    }


def text(tree: Tree) -> bytes:
    """Return a contract as people store it: indented JSON."""
    return json.dumps(tree, indent=2).encode()


def _document(title: str, paths: Tree, components: Tree) -> Tree:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1.0.0", "description": f"{title}, made to be measured."},
        "servers": [{"url": "http://127.0.0.1"}],
        "paths": paths,
        "components": components,
    }


def _schemas(number: int, resources: int) -> Tree:
    start = number - number % GROUP
    other = start + (number - start + 1) % min(GROUP, resources - start)
    written = {f"field_{each}": _field(number, each) for each in range(12)}
    create = {"name": {"type": "string", "minLength": 1, "maxLength": 120}, "price": _ref("Money"), **written}
    read = {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        **create,
        "status": _ref(f"Thing{number}Status"),
        "related": {"type": "array", "items": _ref(f"Thing{other}"), "maxItems": 20},
    }
    page = {"items": {"type": "array", "items": _ref(f"Thing{number}")}, "next": {"type": ["string", "null"]}}
    return {
        f"Thing{number}Create": _object(create, "name", "price"),
        f"Thing{number}": _object(read, "id", "name", "price", "status"),
        f"Thing{number}Patch": _object({"name": create["name"], **written}),
        f"Thing{number}Page": _object(page, "items", "next"),
        f"Thing{number}Status": {"type": "string", "enum": [f"state_{number}_{each}" for each in range(6)]},
    }


def _field(number: int, each: int) -> Tree:
    kinds: list[Tree] = [
        {"type": "string", "maxLength": 40 + each},
        {"type": "integer", "minimum": 0, "maximum": 1000 + number},
        {"type": "string", "format": "date-time"},
        {"type": "array", "items": {"type": "string", "maxLength": 30}, "maxItems": 10 + each},
    ]
    return {**kinds[each % 4], "description": f"What field {each} of resource {number} means to its readers."}


def _paths(number: int) -> Tree:
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    query = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}}
    whole, one = f"/things{number}", f"/things{number}/{{id}}"
    return {
        whole: {
            "get": _operation(number, "list", {"200": _json(f"Thing{number}Page")}, parameters=[query]),
            "post": _operation(number, "create", {"201": _json(f"Thing{number}")}, body="Create"),
        },
        one: {
            "parameters": [key],
            "get": _operation(number, "read", {"200": _json(f"Thing{number}"), "404": _json("Problem")}),
            "patch": _operation(number, "change", {"200": _json(f"Thing{number}")}, body="Patch"),
            "delete": _operation(number, "remove", {"204": {"description": "Gone."}}),
        },
    }


def _operation(number: int, verb: str, responses: Tree, *, body: str = "", **rest: Any) -> Tree:
    about = {
        "operationId": f"{verb}_thing_{number}",
        "tags": [f"things{number}"],
        "summary": f"{verb} resource {number}",
    }
    content = {"application/json": {"schema": _ref(f"Thing{number}{body}")}}
    sent = {"requestBody": {"required": True, "content": content}} if body else {}
    return {**about, **rest, **sent, "responses": {**responses, "default": _json("Problem")}}


def _item() -> Tree:
    simple = {name: {"type": "string"} for name in ("name", "currency")}
    numbers = {"id": {"type": "integer"}, "price": {"type": "number"}, "quantity": {"type": "integer"}}
    return _object(
        {
            **simple,
            **numbers,
            "status": {"type": "string", "enum": ["open", "paid", "sent"]},
            "active": {"type": "boolean"},
            "created_at": {"type": "string", "format": "date-time"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "comment": {"type": ["string", "null"]},
        },
        "id",
        "name",
        "status",
        "price",
    )


def _problem() -> Tree:
    return _object({"title": {"type": "string"}, "detail": {"type": "string"}}, "title")


def _money() -> Tree:
    currency = {"type": "string", "minLength": 3, "maxLength": 3}
    return _object({"amount": {"type": "integer", "minimum": 0}, "currency": currency}, "amount", "currency")


def _object(properties: Tree, *required: str) -> Tree:
    return {"type": "object", "required": list(required), "properties": properties}


def _ref(name: str) -> Tree:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> Tree:
    return {"description": "The answer.", "content": {"application/json": {"schema": _ref(name)}}}


def _shuffled(value: Any, order: random.Random) -> Any:
    if isinstance(value, list):
        return [_shuffled(each, order) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    order.shuffle(keys)
    return {key: _shuffled(value[key], order) for key in keys}
