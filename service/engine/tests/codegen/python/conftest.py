"""A contract of lists, streams and flaky answers, and a service that keeps it."""

import importlib
import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Package, build


def answer(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    return {"200": {"description": "Ok", "content": {media_type: {"schema": schema}}}}


def query(name: str, kind: str = "integer", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": kind}, **more}


THING = {"$ref": "#/components/schemas/Thing"}
THINGS = {"type": "array", "items": THING}
FLOWS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Flows", "version": "1.0.0"},
    "security": [{"oauth": []}, {}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "parameters": [query("cursor", "string"), query("limit"), query("old", deprecated=True)],
                "responses": answer(
                    {
                        "type": "object",
                        "properties": {"items": THINGS, "next_cursor": {"type": ["string", "null"]}},
                    }
                ),
            },
            "post": {
                "operationId": "addThing",
                "requestBody": {"content": {"application/json": {"schema": THING}}},
                "responses": answer(THING),
            },
            "put": {
                "operationId": "orderThing",
                "parameters": [
                    {
                        "name": "Idempotency-Key",
                        "in": "header",
                        "required": True,
                        "schema": {"type": "string"},
                    }
                ],
                "responses": answer(THING),
            },
        },
        "/old": {
            "get": {
                "operationId": "oldThing",
                "deprecated": True,
                "x-sunset": "2027-01-31",
                "responses": answer(THING),
            }
        },
        "/offset": {
            "get": {
                "operationId": "byOffset",
                "parameters": [query("offset"), query("limit")],
                "responses": answer(THINGS),
            }
        },
        "/page": {
            "get": {
                "operationId": "byPage",
                "parameters": [query("page"), query("per_page")],
                "responses": answer({"type": "object", "properties": {"results": THINGS}}),
            }
        },
        "/linked": {
            "get": {
                "operationId": "byLink",
                "x-dovetail-pagination": {"style": "link"},
                "responses": answer(THINGS),
            }
        },
        "/events": {
            "get": {"operationId": "watch", "responses": answer(THING, "text/event-stream")},
        },
        "/lines": {
            "get": {
                "operationId": "exportThings",
                "responses": {
                    "200": {
                        "description": "Ok",
                        "content": {
                            "application/json": {"schema": THINGS},
                            "application/x-ndjson": {"schema": THING},
                        },
                    }
                },
            }
        },
    },
    "components": {
        "securitySchemes": {
            "oauth": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": "Read"}}},
            }
        },
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "integer"},
                    "colour": {"type": "string", "enum": ["red", "blue"]},
                    "inner": {"anyOf": [THING, {"$ref": "#/components/schemas/Other"}]},
                },
            },
            "Other": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
        },
    },
}


@pytest.fixture(scope="session")
def flows_package() -> Package:
    """The package of the contract, built once."""
    identity = Identity("acme", "flows", "1.0.0", "Flows", "", "sha256:0")
    return build(oas.load(json.dumps(FLOWS).encode()), identity, "python")


@pytest.fixture(scope="session")
def flows(flows_package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """That package, imported."""
    folder = tmp_path_factory.mktemp("flows")
    for name, data in flows_package.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sys.path.insert(0, str(folder / "src"))
    yield importlib.import_module("acme_flows")
    sys.path.remove(str(folder / "src"))
