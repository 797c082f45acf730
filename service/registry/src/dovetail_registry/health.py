"""Plain endpoints for machines: liveness, readiness, metrics, the contract."""

import hashlib

from fastapi import FastAPI
from prometheus_client import generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from . import export, schema
from .kit.wire import not_modified, refuse_unknown_query
from .resources import Resources

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def add_routes(app: FastAPI) -> None:
    """Mount them; they are public."""
    app.add_route("/healthz", healthz, include_in_schema=False)
    app.add_route("/readyz", readyz, include_in_schema=False)
    app.add_route("/metrics", metrics, include_in_schema=False)
    app.add_route("/openapi.json", contract, include_in_schema=False)


async def healthz(request: Request) -> Response:
    """The process answers."""
    refuse_unknown_query(request, frozenset())
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """200 when requests can be served, otherwise 503; the body names each part."""
    refuse_unknown_query(request, frozenset())
    parts = await readiness(request.app.state.resources)
    ready = all(state == "ok" for state in parts.values())
    return JSONResponse({"ready": ready, "parts": parts}, 200 if ready else 503)


async def readiness(resources: Resources) -> dict[str, str]:
    """`ok` or what is wrong, for each part the service needs."""
    return {
        "database": await _database(resources),
        "schema": await _schema(resources),
        "blobs": await _blobs(resources),
        "process": "stopping" if resources.stopping.is_set() else "ok",
    }


async def metrics(request: Request) -> Response:
    """Prometheus metrics."""
    refuse_unknown_query(request, frozenset())
    resources: Resources = request.app.state.resources
    return Response(generate_latest(resources.metrics.registry), media_type=_METRICS_TYPE)


async def contract(request: Request) -> Response:
    """The service's own contract."""
    refuse_unknown_query(request, frozenset())
    body = export.document_of(request.app)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "max-age=0, must-revalidate"}
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


async def _database(resources: Resources) -> str:
    try:
        async with resources.db.read() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError) as error:
        return f"unavailable: {type(error).__name__}"
    return "ok"


async def _schema(resources: Resources) -> str:
    try:
        found = await schema.revision(resources.db)
    except (SQLAlchemyError, OSError) as error:
        return f"unknown: {type(error).__name__}"
    return "ok" if found == schema.newest() else f"at {found}, needs {schema.newest()}"


async def _blobs(resources: Resources) -> str:
    try:
        await resources.blobs.check()
    except OSError as error:
        return f"not writable: {type(error).__name__}"
    return "ok"
