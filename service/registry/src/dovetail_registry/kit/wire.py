"""The HTTP side that all endpoints share: strict requests, sane methods, limits."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Problem, ProblemDetails


class RequestError(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(extra="forbid")

    location: str = Field(description="`path`, `query`, `header`, `cookie` or `body`.")
    name: str = Field(description="The parameter, or the JSON Pointer into the body; may be empty.")
    message: str = Field(description="What is wrong with it.")


class InvalidRequestDetails(ProblemDetails):
    """A request whose shape is wrong; `errors` names each place."""

    model_config = ConfigDict(extra="allow", title="InvalidRequest")

    errors: list[RequestError] = Field(description="Everything that is wrong.")


class InvalidRequest(Problem):
    """The request does not have the shape the contract asks for: a parameter is missing, unknown, repeated or
    has the wrong form, or the body does. `errors` names each place and what is wrong there."""

    status = 422
    slug = "invalid-request"
    title = "Invalid request"
    model: ClassVar[type[BaseModel]] = InvalidRequestDetails


class MalformedRequest(Problem):
    """The request cannot be read as HTTP or as the media type it claims. Send it again, well-formed."""

    status = 400
    slug = "malformed-request"
    title = "Malformed request"


class NotFound(Problem):
    """Nothing is there. Look at the path: a name may be misspelt, or the thing may never have existed."""

    status = 404
    slug = "not-found"
    title = "Not found"


class MethodNotAllowed(Problem):
    """The address exists, the method does not apply to it. `Allow` lists those that do."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"


class BodyTooLarge(Problem):
    """The body is larger than this service takes. It was refused before it was read to its end. The operator
    sets the limits (`DOVETAIL_MAX_DOCUMENT_BYTES`, `DOVETAIL_MAX_BODY_BYTES`)."""

    status = 413
    slug = "body-too-large"
    title = "Body too large"


class UnsupportedMediaType(Problem):
    """The service does not read this media type here. Set `Content-Type` to one of those the message
    lists."""

    status = 415
    slug = "unsupported-media-type"
    title = "Unsupported media type"


JSON_BODY = (MalformedRequest, BodyTooLarge, UnsupportedMediaType)
"""What may be wrong with a JSON body before its shape is looked at."""


class Busy(Problem):
    """The service is doing as much as it can. Nothing was written; try again after `Retry-After` seconds."""

    status = 503
    slug = "busy"
    title = "Busy"


def objection(location: str, name: str, message: str) -> dict[str, str]:
    """One entry of `errors` of an InvalidRequest."""
    return {"location": location, "name": name, "message": message}


def strict_request(request: Request) -> None:
    """A dependency that refuses what the endpoint does not declare: unknown or repeated query parameters, and
    a body that is not JSON where JSON is declared."""
    route = request.scope["route"]
    refuse_unknown_query(request, _query_names(route))
    if getattr(route, "body_field", None) is not None:
        _refuse_other_than_json(request)


def refuse_unknown_query(request: Request, known: frozenset[str]) -> None:
    """Raise InvalidRequest for query parameters outside `known`, or given more than once."""
    given = [name for name, _ in request.query_params.multi_items()]
    errors = [
        objection("query", name, _query_message(name, known))
        for name in dict.fromkeys(given)
        if name not in known or given.count(name) > 1
    ]
    if errors:
        raise invalid_request_of(errors)


def invalid_request_of(errors: list[dict[str, str]]) -> InvalidRequest:
    """The problem that tells these objections."""
    return InvalidRequest(f"The request has {_count(errors)}: {_summary(errors[0])}.", errors=errors)


def invalid_request(errors: Iterable[Mapping[str, Any]]) -> InvalidRequest:
    """The problem for what pydantic and FastAPI object to; the offending values are not repeated."""
    return invalid_request_of([_objection_of(error) for error in errors])


class HeadAsGet:
    """Answers HEAD wherever GET is answered, with the same headers and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        started = False

        async def receive_until_started() -> Message:
            # A stream that never ends by itself must not keep a HEAD waiting.
            return {"type": "http.disconnect"} if started else await receive()

        async def send_head(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                await send(message)
                await send({"type": "http.response.body", "body": b""})

        # A copy: the server itself looks at the method to know that no body follows.
        inner = {**scope, "method": "GET"}
        try:
            await self.app(inner, receive_until_started, send_head)
        finally:
            scope.update({key: inner[key] for key in ("route", "endpoint") if key in inner})


class ConditionalGet:
    """Gives JSON answers to GET an ETag of their bytes, and 304 to a client that has these bytes already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        started: list[Message] = []
        body: list[bytes] = []

        async def validated(message: Message) -> None:
            if message["type"] == "http.response.start" and _takes_etag(message):
                started.append(message)
            elif not started:
                await send(message)
            else:
                body.append(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_validated(Request(scope), started[0], b"".join(body), send)

        await self.app(scope, receive, validated)


class BodyBudget:
    """How many bytes the body of a request may have; an endpoint that takes more raises it before it
    reads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._read = 0

    def check_declared(self, scope: Scope) -> None:
        """Refuse a body that announces to be too large."""
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limit:
            raise self._too_large()

    def spend(self, size: int) -> None:
        """Count bytes that arrived; refuse the one too many."""
        self._read += size
        if self._read > self.limit:
            raise self._too_large()

    def _too_large(self) -> HTTPException:
        # An HTTPException, because FastAPI and Starlette let it pass through their body parsers.
        return HTTPException(413, f"The body is larger than the {self.limit:,} bytes taken here.")


class BodyLimit:
    """Counts the bytes of every request body while they arrive, chunked ones too."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        budget = BodyBudget(self.limit)

        async def counted() -> Message:
            budget.check_declared(scope)
            message = await receive()
            budget.spend(len(message.get("body", b"")))
            return message

        scope["body_budget"] = budget
        await self.app(scope, counted, send)


def _query_names(route: Any) -> frozenset[str]:
    fields = get_flat_params(route.dependant) if hasattr(route, "dependant") else []
    return frozenset(field.alias for field in fields if isinstance(field.field_info, Query))


def _refuse_other_than_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        given = media_type or "A body without Content-Type"
        raise UnsupportedMediaType(
            f"{given} is not read here: send JSON with `Content-Type: application/json`."
        )


def _query_message(name: str, known: frozenset[str]) -> str:
    if name in known:
        return "is given more than once"
    return f"is not a parameter of this operation; it has {', '.join(sorted(known)) or 'none'}"


def _objection_of(error: Mapping[str, Any]) -> dict[str, str]:
    location, *rest = [str(part) for part in error["loc"]] or ["body"]
    name = "".join(f"/{part}" for part in rest) if location == "body" else ".".join(rest)
    # pydantic puts its word for the exception before the message of a validator.
    return objection(location, name, str(error["msg"]).removeprefix("Value error, "))


def _summary(error: Mapping[str, str]) -> str:
    return f"{error['location']} {error['name']}".strip() + f": {error['message']}"


def _count(errors: list[dict[str, str]]) -> str:
    return "one error" if len(errors) == 1 else f"{len(errors)} errors"


def not_modified(request: Request, etag: str) -> bool:
    """Whether the client has this representation already (RFC 9110, section 13.1.2)."""
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    return given.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in given.split(",")}


def content_response(request: Request, data: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """Stored bytes with a strong ETag; 304 when the client has them already."""
    etag = f'"{hashlib.sha256(data).hexdigest()}"'
    tagged = {**headers, "ETag": etag}
    if not_modified(request, etag):
        return Response(status_code=304, headers=tagged)
    return Response(data, media_type=media_type, headers=tagged)


def _takes_etag(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_json = headers.get("content-type", "").startswith("application/json")
    return start["status"] == 200 and is_json and "etag" not in headers


async def _send_validated(request: Request, start: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()}"'
    headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    if not_modified(request, etag):
        del headers["content-length"], headers["content-type"]
        await send({**start, "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
