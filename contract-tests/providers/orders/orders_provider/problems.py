"""Errors as RFC 9457 problem documents, in the contract and on the wire."""

from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.routing import Match

MEDIA_TYPE = "application/problem+json"
REF = "#/components/schemas/{model}"
DESCRIPTIONS = {
    400: "The body cannot be read.",
    401: "The token is missing or wrong.",
    404: "There is no such resource.",
    409: "The request conflicts with the state of the shop.",
    413: "The body is too large.",
    422: "The request is not as declared.",
}


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    type: str = Field(description="Names the kind of problem.", examples=["urn:shop:problem:order-not-found"])
    title: str
    status: int
    detail: str


class InvalidField(BaseModel):
    """One part of a request that is not as declared."""

    place: str = Field(examples=["body/items/0/quantity"])
    message: str


class InvalidRequest(Problem):
    """The request is not what the contract declares; each offending part is named."""

    errors: list[InvalidField]


class ShopError(Exception):
    """What the shop refuses to do; each subclass names its status, slug and title."""

    status = 409
    slug = "conflict"
    title = "Conflict"
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an operation that may refuse with these statuses."""
    return {status: _response(status) for status in (*statuses, 422)}


def components() -> dict[str, Any]:
    """Return the component schemas that `responses` refers to."""
    _, document = models_json_schema([(InvalidRequest, "validation")], ref_template=REF)
    _, plain = models_json_schema([(Problem, "validation")], ref_template=REF)
    return {**document["$defs"], **plain["$defs"]}


def install(app: FastAPI) -> None:
    """Answer every refusal of `app` with a problem document."""
    app.add_exception_handler(ShopError, _on_shop_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)


def _response(status: int) -> dict[str, Any]:
    model = InvalidRequest if status == 422 else Problem
    schema = {"$ref": REF.format(model=model.__name__)}
    return {"description": DESCRIPTIONS[status], "content": {MEDIA_TYPE: {"schema": schema}}}


async def _on_shop_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ShopError)
    problem = Problem(
        type=f"urn:shop:problem:{error.slug}", title=error.title, status=error.status, detail=error.detail
    )
    return JSONResponse(
        problem.model_dump(), status_code=error.status, headers=error.headers, media_type=MEDIA_TYPE
    )


async def _on_invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = [
        InvalidField(place="/".join(str(part) for part in found["loc"]), message=found["msg"])
        for found in error.errors()
    ]
    problem = InvalidRequest(
        type="urn:shop:problem:invalid-request",
        title="Invalid request",
        status=422,
        detail=f"{len(errors)} part(s) of the request are not as declared.",
        errors=errors,
    )
    return JSONResponse(problem.model_dump(), status_code=422, media_type=MEDIA_TYPE)


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers
    phrase = HTTPStatus(error.status_code).phrase
    problem = Problem(type="about:blank", title=phrase, status=error.status_code, detail=str(error.detail))
    return JSONResponse(
        problem.model_dump(), status_code=error.status_code, headers=headers, media_type=MEDIA_TYPE
    )


def _allowed(request: Request) -> str:
    # Starlette names the methods of the first route of a path; a path here may have several.
    routes = request.app.router.routes
    return ", ".join(
        method
        for method in ("GET", "POST", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    )
