"""Documents in few words, for the gate's tests."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Policy, Report, compare
from dovetail_engine.oas import Document, load

Make = Callable[..., Document]


def _document(paths: dict[str, Any], *, openapi: str = "3.1.0", **more: Any) -> Document:
    tree = {"openapi": openapi, "info": {"title": "Test", "version": "1"}, "paths": paths, **more}
    return load(json.dumps(tree).encode())


def _request(schema: Any, *, media: str = "application/json", **more: Any) -> Document:
    body = {"required": True, "content": {media: {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "Done"}}}
    return _document({"/things": {"post": operation}}, **more)


def _response(schema: Any, *, status: str = "200", **more: Any) -> Document:
    answer = {"description": "Done", "content": {"application/json": {"schema": schema}}}
    return _document({"/things": {"get": {"responses": {status: answer}}}}, **more)


def _parameter(schema: Any, *, location: str = "query", openapi: str = "3.1.0", **fields: Any) -> Document:
    found = {"name": "q", "in": location, "required": True, "schema": schema, **fields}
    path = "/things/{q}" if location == "path" else "/things"
    operation = {"parameters": [found], "responses": {"204": {"description": "Done"}}}
    return _document({path: {"get": operation}}, openapi=openapi)


@pytest.fixture
def document() -> Make:
    """A document from its `paths`."""
    return _document


@pytest.fixture
def request_of() -> Make:
    """A document whose one operation takes a JSON body of the schema."""
    return _request


@pytest.fixture
def response_of() -> Make:
    """A document whose one operation answers a JSON body of the schema."""
    return _response


@pytest.fixture
def parameter_of() -> Make:
    """A document whose one operation has one required parameter `q` of the schema."""
    return _parameter


@pytest.fixture
def requests(request_of: Make) -> Callable[..., Report]:
    """Compare two schemas as request bodies."""

    def judge(base: Any, head: Any, policy: Policy | None = None, **more: Any) -> Report:
        return compare(request_of(base, **more), request_of(head, **more), policy)

    return judge


@pytest.fixture
def responses(response_of: Make) -> Callable[..., Report]:
    """Compare two schemas as response bodies."""

    def judge(base: Any, head: Any, policy: Policy | None = None, **more: Any) -> Report:
        return compare(response_of(base, **more), response_of(head, **more), policy)

    return judge
