"""Sending calls: one preparation and one reading of answers, for a synchronous and an asynchronous sender."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import httpx2

from . import parameters as wire
from .auth import Credential, apply
from .bodies import encode
from .errors import ApiError, ClientFailure, DecodeError, ServerFailure, TransportError, TransportTimeout
from .operation import Operation

ResultT = TypeVar("ResultT")
Timeout = float | httpx2.Timeout | None
DEFAULT_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)


class Default(Enum):
    """Stands for an argument left to the client."""

    DEFAULT = "default"


DEFAULT = Default.DEFAULT


@dataclass(frozen=True)
class Settings:
    """What all calls of a client share."""

    base_url: str
    credentials: Mapping[str, Credential]
    headers: Mapping[str, str]
    errors: Mapping[int, type[ApiError]]
    user_agent: str


@dataclass(frozen=True)
class Call:
    """The arguments of one call."""

    arguments: Mapping[str, Any]
    body: Any = None
    content_type: str = ""
    headers: Mapping[str, str] | None = None
    timeout: Timeout | Default = DEFAULT


class SyncSender:
    """Sends calls through an `httpx2.Client`: its own, or one that the caller keeps and closes."""

    def __init__(self, settings: Settings, http_client: httpx2.Client | None, timeout: Timeout) -> None:
        self.settings = settings
        self._owned = http_client is None
        self.http = http_client or httpx2.Client(timeout=timeout)

    def call(self, operation: Operation[ResultT], call: Call) -> ResultT:
        """The decoded answer of an operation."""
        request = prepare(self.settings, self.http.build_request, operation, call)
        try:
            response = self.http.send(request)
        except httpx2.RequestError as error:
            raise failure(operation, error) from error
        return decode(self.settings, operation, response)

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            self.http.close()


class AsyncSender:
    """Sends calls through an `httpx2.AsyncClient`: its own, or one that the caller keeps and closes."""

    def __init__(self, settings: Settings, http_client: httpx2.AsyncClient | None, timeout: Timeout) -> None:
        self.settings = settings
        self._owned = http_client is None
        self.http = http_client or httpx2.AsyncClient(timeout=timeout)

    async def call(self, operation: Operation[ResultT], call: Call) -> ResultT:
        """The decoded answer of an operation."""
        request = prepare(self.settings, self.http.build_request, operation, call)
        try:
            response = await self.http.send(request)
        except httpx2.RequestError as error:
            raise failure(operation, error) from error
        return decode(self.settings, operation, response)

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            await self.http.aclose()


def prepare(
    settings: Settings, build: Callable[..., httpx2.Request], operation: Operation[Any], call: Call
) -> httpx2.Request:
    """The request of a call."""
    headers = {"accept": operation.accept, "user-agent": settings.user_agent, **settings.headers}
    headers |= wire.headers(operation.parameters, call.arguments)
    query = [text for text in (wire.query(operation.parameters, call.arguments),) if text]
    cookies = [text for text in (wire.cookies(operation.parameters, call.arguments),) if text]
    apply(operation.security, settings.credentials, headers, query, cookies)
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    url = settings.base_url + wire.path(operation.path, operation.parameters, call.arguments)
    url = f"{url}{'&' if '?' in url else '?'}{'&'.join(query)}" if query else url
    body = _body(operation, call, headers)
    headers |= call.headers or {}
    timeout = httpx2.USE_CLIENT_DEFAULT if call.timeout is DEFAULT else call.timeout
    return build(operation.method, url, headers=headers, timeout=timeout, **body)


def decode(settings: Settings, operation: Operation[ResultT], response: httpx2.Response) -> ResultT:
    """The typed answer, or the error it reports."""
    status = operation.documented(response.status_code)
    if response.status_code >= 400 or (response.status_code >= 300 and status in (None, "default")):
        raise _error(settings, operation, response)
    content = operation.content(response)
    if content is not None and (response.content or content.kind != "json"):
        value: ResultT = content.decode(response)
        return value
    if status is None:
        message = f"{operation.label} answered {response.status_code}, which is not in the contract"
        raise DecodeError(message, response)
    if any(option.status == status for option in operation.contents):
        sent = response.headers.get("content-type", "no media type") if response.content else "without a body"
        message = f"{operation.label} answered {sent}, which the contract does not describe"
        raise DecodeError(message, response)
    nothing: Any = None
    result: ResultT = nothing
    return result


def failure(operation: Operation[Any], error: httpx2.RequestError) -> TransportError:
    """The error for a call that got no answer."""
    kind = TransportTimeout if isinstance(error, httpx2.TimeoutException) else TransportError
    return kind(f"{operation.label}: {type(error).__name__}: {error}".rstrip(": "))


def _body(operation: Operation[Any], call: Call, headers: dict[str, str]) -> dict[str, Any]:
    if call.body is None or not operation.bodies:
        return {}
    chosen = next(
        (item for item in operation.bodies if item.media_type == call.content_type), operation.bodies[0]
    )
    encoded = encode(chosen, call.body)
    if encoded.parts is not None:
        return {"files": list(encoded.parts)}
    headers["content-type"] = encoded.media_type
    return {"content": encoded.content}


def _error(settings: Settings, operation: Operation[Any], response: httpx2.Response) -> ApiError:
    body = None
    content = operation.content(response)
    if content is not None and response.content:
        try:
            body = content.decode(response)
        except DecodeError:
            body = None
    general = ServerFailure if response.status_code >= 500 else ClientFailure
    kind = settings.errors.get(response.status_code, general if response.status_code >= 400 else ApiError)
    return kind(operation.label, response, body)
