"""What the tests of Swagger 2.0 share."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dovetail_engine.oas import Document, load


@pytest.fixture
def swagger() -> Callable[..., dict[str, Any]]:
    """Builds the tree of a small Swagger document that speaks JSON: `swagger(paths=…, definitions=…)`."""

    def build(**fields: Any) -> dict[str, Any]:
        return {
            "swagger": "2.0",
            "info": {"title": "Orders", "version": "1"},
            "consumes": ["application/json"],
            "produces": ["application/json"],
            "paths": {},
        } | fields

    return build


@pytest.fixture
def loaded(swagger: Callable[..., dict[str, Any]]) -> Callable[..., Document]:
    """Loads the small document with these fields."""
    return lambda **fields: load(msgspec.json.encode(swagger(**fields)))


@pytest.fixture
def operation(loaded: Callable[..., Document]) -> Callable[..., dict[str, Any]]:
    """Converts one operation, `POST /orders/{id}` with these fields, and hands out what became of it."""

    def build(root: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
        posted = {"responses": {"200": {"description": "Fine."}}} | fields
        document = loaded(paths={"/orders/{id}": {"post": posted}}, **(root or {}))
        made: dict[str, Any] = document.tree["paths"]["/orders/{id}"]["post"]
        return made

    return build
