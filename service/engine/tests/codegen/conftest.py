"""A contract that uses much of what a contract can use, and packages made from it."""

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Ir, Package, build, lower

ERROR = {
    "description": "A problem",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def json_body(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}, **more}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


CONTRACT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Orders", "version": "1.0.0", "description": "Orders and their items."},
    "servers": [{"url": "https://orders.example.com/{stage}", "variables": {"stage": {"default": "v1"}}}],
    "security": [{"token": []}],
    "tags": [{"name": "orders"}],
    "paths": {
        "/orders": {
            "get": {
                "operationId": "listOrders",
                "tags": ["orders"],
                "summary": "List orders",
                "parameters": [
                    {"name": "status", "in": "query", "schema": {"type": "array", "items": ref("Status")}},
                    {
                        "name": "createdAfter",
                        "in": "query",
                        "schema": {"type": "string", "format": "date-time"},
                    },
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 20}},
                    {
                        "name": "X-Trace",
                        "in": "header",
                        "description": "A trace.",
                        "schema": {"type": "string"},
                    },
                    {"name": "theme", "in": "cookie", "schema": {"type": "string"}},
                    {
                        "name": "filter",
                        "in": "query",
                        "style": "deepObject",
                        "explode": True,
                        "schema": {"type": "object", "properties": {"from": {"type": "integer"}}},
                    },
                ],
                "responses": {
                    "200": json_body(
                        {
                            "type": "object",
                            "required": ["items"],
                            "properties": {
                                "items": {"type": "array", "items": ref("Order")},
                                "nextCursor": {"type": ["string", "null"]},
                            },
                        },
                        description="A page",
                    ),
                    "401": ERROR,
                },
            },
            "post": {
                "operationId": "createOrder",
                "tags": ["orders"],
                "description": "Create an order.",
                "requestBody": json_body(ref("OrderCreate"), required=True),
                "responses": {
                    "201": json_body(ref("Order"), description="Created"),
                    "409": ERROR,
                    "4XX": ERROR,
                },
            },
        },
        "/orders/{orderId}": {
            "parameters": [
                {
                    "name": "orderId",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "format": "uuid"},
                }
            ],
            "get": {
                "operationId": "getOrder",
                "tags": ["orders"],
                "responses": {
                    "200": json_body(ref("Order"), description="It"),
                    "404": ERROR,
                    "default": ERROR,
                },
            },
            "patch": {
                "operationId": "updateOrder",
                "tags": ["orders"],
                "requestBody": json_body(ref("Order"), required=True),
                "responses": {"200": json_body(ref("Order"), description="It")},
            },
            "delete": {
                "operationId": "deleteOrder",
                "tags": ["orders"],
                "deprecated": True,
                "responses": {"204": {"description": "Gone"}},
            },
        },
        "/orders/{orderId}/files": {
            "parameters": [{"name": "orderId", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "operationId": "uploadFile",
                "tags": ["files"],
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "required": ["file"],
                                "properties": {
                                    "file": {"type": "string", "format": "binary"},
                                    "note": {"type": "string"},
                                    "tags": {"type": "array", "items": {"type": "string"}},
                                    "details": ref("Money"),
                                },
                            }
                        }
                    },
                },
                "responses": {
                    "200": json_body(
                        {"type": "object", "additionalProperties": {"type": "string"}}, description="Ok"
                    )
                },
            },
            "get": {
                "operationId": "downloadFile",
                "tags": ["files"],
                "responses": {"200": {"description": "Bytes", "content": {"application/octet-stream": {}}}},
            },
        },
        "/events": {
            "post": {
                "operationId": "sendEvent",
                "tags": ["events"],
                "security": [{"key": []}, {}],
                "requestBody": json_body(ref("Event"), required=True),
                "responses": {"200": json_body(ref("Event"), description="Echo")},
            }
        },
        "/ping": {
            "get": {
                "security": [],
                "responses": {"200": {"description": "Text", "content": {"text/plain": {}}}},
            }
        },
        "/login": {
            "post": {
                "operationId": "login",
                "security": [{"basic": []}],
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "scope": {"type": "string"},
                                    "ids": {"type": "array", "items": {"type": "integer"}},
                                },
                            }
                        }
                    }
                },
                "responses": {"200": json_body({"type": "string"}, description="Token")},
            }
        },
    },
    "components": {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "key": {"type": "apiKey", "in": "query", "name": "api key"},
            "basic": {"type": "http", "scheme": "basic"},
        },
        "schemas": {
            "Status": {"type": "string", "enum": ["open", "paid"], "description": "The state of an order."},
            "Money": {
                "type": "object",
                "required": ["amount", "currency"],
                "properties": {
                    "amount": {"type": "number"},
                    "currency": {"type": "string", "minLength": 3, "maxLength": 3},
                },
            },
            "Order": {
                "type": "object",
                "required": ["id", "status", "class"],
                "properties": {
                    "id": {"type": "string", "format": "uuid", "readOnly": True},
                    "status": ref("Status"),
                    "class": {"type": "string", "description": "A word of the language."},
                    "createdAt": {"type": "string", "format": "date-time"},
                    "total": {"anyOf": [ref("Money"), {"type": "null"}]},
                    "parent": ref("Order"),
                    "secret": {"type": "string", "writeOnly": True},
                },
            },
            "OrderCreate": {
                "type": "object",
                "required": ["items"],
                "additionalProperties": False,
                "properties": {
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["sku"],
                            "properties": {
                                "sku": {"type": "string", "pattern": "^[A-Z]+$"},
                                "count": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                    "priority": {"type": "string", "enum": ["low", "high"], "default": "low"},
                    "note": {"type": ["string", "null"]},
                },
            },
            "Created": {
                "type": "object",
                "required": ["kind", "at"],
                "properties": {"kind": {"const": "created"}, "at": {"type": "string"}},
            },
            "Paid": {
                "type": "object",
                "required": ["kind", "total"],
                "properties": {"kind": {"type": "string"}, "total": ref("Money")},
            },
            "Event": {
                "oneOf": [ref("Created"), ref("Paid")],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {
                        "created": "#/components/schemas/Created",
                        "paid": "#/components/schemas/Paid",
                    },
                },
            },
            "Problem": {
                "type": "object",
                "properties": {"title": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


@pytest.fixture(scope="session")
def orders_contract() -> dict[str, Any]:
    """The contract, to be read only."""
    tree: dict[str, Any] = json.loads(json.dumps(CONTRACT))
    return tree


@pytest.fixture
def contract() -> dict[str, Any]:
    """A copy of the contract to change at will."""
    copy: dict[str, Any] = json.loads(json.dumps(CONTRACT))
    return copy


IDENTITY = Identity("acme", "orders", "1.2.0", "Orders", "Orders and their items.", "sha256:0")


@pytest.fixture
def identity() -> Identity:
    return IDENTITY


@pytest.fixture
def ir_of(identity: Identity) -> Callable[[dict[str, Any]], Ir]:
    return lambda tree: lower(oas.load(json.dumps(tree).encode()), identity)


@pytest.fixture
def schemas_ir(ir_of: Callable[[dict[str, Any]], Ir]) -> Callable[..., Ir]:
    """The IR of a contract whose one operation takes and answers the given schemas."""

    def make(
        schemas: dict[str, Any], *, takes: Any = None, answers: Any = None, openapi: str = "3.1.0"
    ) -> Ir:
        operation: dict[str, Any] = {"operationId": "call", "responses": {"200": {"description": "Ok"}}}
        if takes is not None:
            operation["requestBody"] = json_body(takes)
        if answers is not None:
            operation["responses"]["200"] = json_body(answers, description="Ok")
        info = {"title": "T", "version": "1"}
        return ir_of(
            {
                "openapi": openapi,
                "info": info,
                "paths": {"/x": {"post": operation}},
                "components": {"schemas": schemas},
            }
        )

    return make


@pytest.fixture
def package_of(identity: Identity) -> Callable[..., Package]:
    def make(tree: dict[str, Any], target: str = "python") -> Package:
        return build(oas.load(json.dumps(tree).encode()), identity, target)  # type: ignore[arg-type]

    return make


@pytest.fixture
def install(tmp_path: Path) -> Iterator[Callable[[Package], ModuleType]]:
    """Write a Python package to a folder of the test and import it under a name that nobody else uses."""
    names: list[str] = []

    def into(package: Package) -> ModuleType:
        name = f"acme_orders_{tmp_path.name.replace('-', '_')}"
        for path, data in package.files.items():
            target = tmp_path / path.replace("acme_orders", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.replace(b"acme_orders", name.encode()))
        sys.path.insert(0, str(tmp_path / "src"))
        names.append(name)
        return importlib.import_module(name)

    yield into
    sys.path[:] = [entry for entry in sys.path if entry != str(tmp_path / "src")]
    for module in [module for module in sys.modules if module.split(".")[0] in names]:
        del sys.modules[module]


@pytest.fixture(scope="session")
def orders_package() -> Package:
    """The Python package of the contract, built once."""
    return build(oas.load(json.dumps(CONTRACT).encode()), IDENTITY, "python")


@pytest.fixture(scope="session")
def orders(orders_package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """That package, written to a folder and imported."""
    folder = tmp_path_factory.mktemp("orders")
    write(orders_package, folder)
    sys.path.insert(0, str(folder / "src"))
    yield importlib.import_module("acme_orders")
    sys.path.remove(str(folder / "src"))
    for module in [module for module in sys.modules if module.split(".")[0] == "acme_orders"]:
        del sys.modules[module]


def write(package: Package, folder: Path) -> None:
    for name, data in package.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture
def write_files() -> Callable[[Package, Path], None]:
    return write


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    """The real documents, by API and age."""
    root = Path(__file__).resolve().parents[4]
    folder = Path(os.environ.get("DOVETAIL_CORPUS", root.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"there is no corpus of real documents at {folder}")
    return sorted(path for path in folder.glob("*/*") if path.suffix in {".json", ".yaml"})
