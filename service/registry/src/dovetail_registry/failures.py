"""From whatever went wrong to the one kind of answer people get: a problem."""

from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from .kit.db import problem_of
from .kit.problems import Problem, answer
from .kit.telemetry import log
from .kit.wire import (
    BodyTooLarge,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    UnsupportedMediaType,
    invalid_request,
)

_BY_STATUS: dict[int, type[Problem]] = {
    400: MalformedRequest,
    404: NotFound,
    405: MethodNotAllowed,
    413: BodyTooLarge,
    415: UnsupportedMediaType,
}


def add_handlers(app: FastAPI) -> None:
    """Answer every kind of failure with a problem."""

    async def on_problem(request: Request, error: Problem) -> Response:
        return answer(request, error)

    async def on_validation(request: Request, error: RequestValidationError) -> Response:
        return answer(request, invalid_request(error.errors()))

    async def on_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return _options(request) or answer(request, _method_not_allowed(request))
        return answer(request, _problem_of_status(request, error))

    async def on_database(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        log.exception("database_error", mapped=problem.slug if problem else None)
        return answer(request, problem or Problem("The service failed; the cause is in its logs."))

    app.exception_handler(Problem)(on_problem)
    app.exception_handler(RequestValidationError)(on_validation)
    app.exception_handler(HTTPException)(on_http)
    app.exception_handler(SQLAlchemyError)(on_database)
    app.exception_handler(ConnectionError)(on_database)


def _problem_of_status(request: Request, error: HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status_code, MalformedRequest)
    if kind is NotFound:
        return NotFound(f"There is nothing at {request.url.path}.")
    return kind(str(error.detail), headers=error.headers)


def _method_not_allowed(request: Request) -> Problem:
    allowed = _methods(request)
    detail = f"{request.method} does not apply here; the address answers to {', '.join(allowed)}."
    return MethodNotAllowed(detail, headers={"Allow": ", ".join(allowed)})


def _options(request: Request) -> Response | None:
    if request.method != "OPTIONS":
        return None
    return Response(status_code=204, headers={"Allow": ", ".join(_methods(request))})


def _methods(request: Request) -> list[str]:
    found: set[str] = set(_matching_methods(request))
    if "GET" in found:
        found.add("HEAD")
    return sorted(found | {"OPTIONS"})


def _matching_methods(request: Request) -> Iterable[str]:
    for context in iter_route_contexts(request.app.routes):
        match, _ = context.matches({**request.scope, "path_params": {}})
        if match is not Match.NONE:
            yield from context.methods or ()
