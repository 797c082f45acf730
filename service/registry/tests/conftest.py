"""A registry in the test's own process, on SQLite and on PostgreSQL, and factories."""

import copy
import itertools
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest
import pytest_asyncio
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from dovetail_registry.app import create_app
from dovetail_registry.kit.telemetry import configure_logging
from dovetail_registry.resources import Resources
from dovetail_registry.settings import Settings

configure_logging("warning", "json")
ADMIN_TOKEN = "administrator-token-for-tests"
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All asynchronous tests share one loop, so that they can share one running application."""
    for item in items:
        if pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass
class Registry:
    """A running application and an administrator's client to it."""

    app: FastAPI
    client: httpx2.AsyncClient

    @property
    def resources(self) -> Resources:
        return self.app.state.resources

    @property
    def anonymous(self) -> httpx2.AsyncClient:
        return self.as_token(None)

    def as_token(self, token: str | None) -> httpx2.AsyncClient:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx2.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx2.AsyncClient(
            transport=transport, base_url="http://registry", headers=headers, timeout=60
        )

    async def token(self, *scopes: str, namespace: str | None = None, **more: Any) -> str:
        wanted = {"name": "test", "scopes": list(scopes), "namespace": namespace, **more}
        answer = await self.client.post("/v1/tokens", json=wanted)
        assert answer.status_code == 201, answer.text
        return answer.json()["secret"]

    async def namespace(self) -> str:
        name = f"team{next(_numbers)}"
        answer = await self.client.post("/v1/namespaces", json={"name": name})
        assert answer.status_code == 201, answer.text
        return name

    async def contract(self, name: str = "orders") -> str:
        """The address of a new contract in a new namespace."""
        namespace = await self.namespace()
        path = f"/v1/namespaces/{namespace}/contracts"
        answer = await self.client.post(path, json={"name": name})
        assert answer.status_code == 201, answer.text
        return f"{path}/{name}"

    async def publish(self, contract: str, document: Any, **query: Any) -> httpx2.Response:
        return await self.client.post(f"{contract}/releases", json=document, params=query)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database; PostgreSQL is skipped where DOVETAIL_TEST_POSTGRES names no server."""
    if request.param == "postgres" and not os.environ.get("DOVETAIL_TEST_POSTGRES"):
        pytest.skip("no PostgreSQL: DOVETAIL_TEST_POSTGRES is not set")
    return request.param


@asynccontextmanager
async def new_database(backend: str, folder: Path) -> AsyncIterator[str]:
    """The address of an empty database that is dropped in the end."""
    if backend == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    server = os.environ["DOVETAIL_TEST_POSTGRES"]
    name = f"dovetail_test_{os.getpid()}_{next(_numbers)}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rpartition('/')[0]}/{name}"
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def make_settings(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Settings for tests: no environment, a folder of their own, no worker, one process."""

    def make(database_url: str | None = None, **given: Any) -> Settings:
        defaults = {
            "data": tmp_path_factory.mktemp("data"),
            "database_url": database_url,
            "admin_token": ADMIN_TOKEN,
            "public_url": "https://registry.example",
            "worker": False,
            "processes": 1,
            "job_lease_seconds": 2,
            "max_document_bytes": 1024 * 1024,
        }
        return Settings(**{**defaults, **given})

    return make


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Registry]:
    """A started application with these settings."""
    app = create_app(settings)
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        registry = Registry(app, None)  # type: ignore[arg-type]
        async with registry.as_token(ADMIN_TOKEN) as client:
            registry.client = client
            yield registry


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def registry(
    backend: str, make_settings: Callable[..., Settings], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Registry]:
    """One application per database for all tests; each makes what it needs under names of its own."""
    async with (
        new_database(backend, tmp_path_factory.mktemp("db")) as url,
        running(make_settings(url)) as one,
    ):
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(
    backend: str, make_settings: Callable[..., Settings], tmp_path: Path
) -> AsyncIterator[Registry]:
    """An application that no other test has touched, without a worker."""
    async with new_database(backend, tmp_path) as url, running(make_settings(url)) as one:
        yield one


@pytest.fixture(scope="session")
def start() -> Callable[[Settings], Any]:
    """Starts another application, for tests that need settings or failures of their own."""
    return running


@pytest.fixture(scope="session")
def empty_database() -> Callable[[str, Path], Any]:
    """Makes a database of the given kind."""
    return new_database


@pytest.fixture(autouse=True)
def _only_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DOVETAIL_") and "TEST" not in name]:
        monkeypatch.delenv(name)


@pytest.fixture
def document() -> Callable[..., dict[str, Any]]:
    """Makes a small valid document; keywords change what clients must send or may receive."""

    def make(
        *, required: bool = False, version: str = "1.0.0", extra: str = "", openapi: str = "3.1.0"
    ) -> Any:
        parameter = {"name": "limit", "in": "query", "required": required, "schema": {"type": "integer"}}
        operation = {
            "operationId": "list_orders",
            "tags": ["orders"],
            "parameters": [parameter],
            "responses": {"200": {"description": "Orders."}},
        }
        paths = {"/orders": {"get": operation}}
        if extra:
            paths[f"/{extra}"] = {"get": {**operation, "operationId": f"list_{extra}"}}
        info = {"title": "Orders", "version": version}
        return copy.deepcopy({"openapi": "3.1.0", "info": info, "paths": paths})

    return make
