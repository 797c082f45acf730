"""The application: `create_app(settings)` puts the domains on the kit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import click
from fastapi import APIRouter, Depends, FastAPI

from . import export, failures, health
from .checks import endpoints as checks
from .contracts import endpoints as contracts
from .identity import endpoints as identity
from .identity import service as identity_service
from .indexes import npm_endpoints, simple_endpoints
from .jobs import endpoints as jobs
from .kit.problems import problems
from .kit.telemetry import Metrics, RequestFrame
from .kit.wire import BodyLimit, ConditionalGet, HeadAsGet, InvalidRequest, strict_request
from .packages import endpoints as packages
from .pages import endpoints as pages
from .policies import endpoints as policies
from .releases import endpoints as releases
from .resources import Resources, opened
from .settings import Settings
from .worker import housekeeping, warm_up, work

ROUTERS = (
    contracts.router,
    policies.router,
    releases.router,
    checks.router,
    packages.router,
    jobs.router,
    identity.router,
)


def create_app(settings: Settings) -> FastAPI:
    """An application with these settings; it opens nothing before its lifespan begins."""
    metrics = Metrics()
    app = FastAPI(
        title="Dovetail registry",
        lifespan=lifespan(settings, metrics),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.openapi = _once(lambda: export.contract_of(app))  # type: ignore[method-assign]  # FastAPI's documented way
    app.include_router(_v1())
    health.add_routes(app)
    simple_endpoints.add_routes(app)
    npm_endpoints.add_routes(app)
    pages.add_routes(app)
    failures.add_handlers(app)
    # The last one added is the outermost.
    app.add_middleware(ConditionalGet)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    app.add_middleware(HeadAsGet)
    app.add_middleware(RequestFrame, metrics=metrics, public_url=settings.base_url)
    return app


def lifespan(settings: Settings, metrics: Metrics) -> Callable[[FastAPI], Any]:
    """Opens the resources, makes the first administrator, and closes everything in the end."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        async with opened(settings, metrics) as resources:
            app.state.resources = resources
            await _welcome(resources)
            async with asyncio.TaskGroup() as background:
                warming = background.create_task(warm_up(resources))
                background.create_task(housekeeping(resources))
                if settings.worker:
                    background.create_task(work(resources))
                yield
                resources.stopping.set()
                warming.cancel()

    return live


def _v1() -> APIRouter:
    router = APIRouter(
        prefix="/v1", dependencies=[Depends(strict_request)], responses=problems(InvalidRequest)
    )
    for domain in ROUTERS:
        router.include_router(domain)
    return router


async def _welcome(resources: Resources) -> None:
    given = resources.settings.admin_token
    secret = await identity_service.first_administrator(
        resources.db, given.get_secret_value() if given else None
    )
    if secret is not None and given is None:
        click.echo(f"The administrator's token, shown this once:\n\n    {secret}\n")


def _once(make: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    made: list[dict[str, Any]] = []

    def get() -> dict[str, Any]:
        if not made:
            made.append(make())
        return made[0]

    return get
