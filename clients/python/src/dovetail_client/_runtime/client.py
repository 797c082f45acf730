"""From a call to its request, and from a response to its answer; nothing is sent here."""

import warnings
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx2

from . import parameters as wire
from .auth import apply
from .bodies import encode
from .errors import ApiError, ClientFailure, DecodeError, ServerFailure, TransportError, TransportTimeout
from .operation import STREAMS, Content, Operation
from .plan import Call, Plan, Settings

ResultT = TypeVar("ResultT")


def prepare(plan: Plan, build: Callable[..., httpx2.Request], configured: httpx2.Timeout) -> httpx2.Request:
    """The request of one attempt."""
    settings, operation, call = plan.settings, plan.operation, plan.call
    headers = {"accept": operation.accept, "user-agent": settings.user_agent, **settings.headers}
    headers |= wire.headers(operation.parameters, call.arguments)
    query = [text for text in (wire.query(operation.parameters, call.arguments),) if text]
    cookies = [text for text in (wire.cookies(operation.parameters, call.arguments),) if text]
    if call.url is not None:
        query = []
    for credential in plan.signed:
        apply(credential, headers, query, cookies)
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    if plan.options.query:
        query.append(urlencode(plan.options.query, doseq=True))
    base_url = settings.base_url if plan.options.base_url is None else plan.options.base_url.rstrip("/")
    url = call.url or base_url + wire.path(operation.path, operation.parameters, call.arguments)
    url = f"{url}{'&' if '?' in url else '?'}{'&'.join(query)}" if query else url
    body = _body(operation, call, headers)
    headers |= call.headers or {}
    return build(operation.method, url, headers=headers, timeout=plan.timeout(configured), **body)


def warn(plan: Plan) -> None:
    """Tell the caller about arguments that the contract deprecates."""
    for parameter in plan.operation.deprecated:
        if plan.call.arguments.get(parameter.name) is not None:
            text = f"{plan.operation.label}: the contract deprecates {parameter.name!r}"
            warnings.warn(text, DeprecationWarning, stacklevel=5)


def decode(settings: Settings, operation: Operation[ResultT], response: httpx2.Response) -> ResultT:
    """The typed answer; raises the error of an answer that is no result."""
    content = answered(settings, operation, response)
    if content is not None and (response.content or content.kind != "json"):
        value: ResultT = content.decode(response, strict=settings.strict)
        return value
    if content is not None or _is_described(operation, response):
        sent = response.headers.get("content-type", "no media type") if response.content else "without a body"
        message = f"{operation.label} answered {sent}, which the contract does not describe"
        raise DecodeError(message, response)
    nothing: Any = None
    result: ResultT = nothing
    return result


def answered(settings: Settings, operation: Operation[Any], response: httpx2.Response) -> Content | None:
    """How the body of a result is described, if at all; raises the error of an answer that is none.

    The body of an error must have been read.
    """
    status = operation.documented(response.status_code)
    if is_failure(operation, response):
        raise _error(settings, operation, response)
    content = operation.content(response)
    if content is None and status is None:
        message = f"{operation.label} answered {response.status_code}, which is not in the contract"
        raise DecodeError(message, response)
    return content


def streaming(settings: Settings, operation: Operation[Any], response: httpx2.Response) -> Content:
    """How the items of an answer are described; raises as `answered` does."""
    content = answered(settings, operation, response)
    if content is None or content.kind not in STREAMS:
        sent = response.headers.get("content-type", "no media type")
        raise DecodeError(f"{operation.label} answered {sent} and no stream", response)
    return content


def is_failure(operation: Operation[Any], response: httpx2.Response) -> bool:
    """Whether an answer is an error: 4xx, 5xx, or a redirect that the contract does not describe."""
    if response.status_code < 300:
        return False
    return response.status_code >= 400 or operation.documented(response.status_code) in (None, "default")


def failure(operation: Operation[Any], error: httpx2.RequestError) -> TransportError:
    """The error for a call that got no answer."""
    kind = TransportTimeout if isinstance(error, httpx2.TimeoutException) else TransportError
    return kind(f"{operation.label}: {type(error).__name__}: {error}".rstrip(": "))


def _is_described(operation: Operation[Any], response: httpx2.Response) -> bool:
    status = operation.documented(response.status_code)
    return any(option.status == status for option in operation.contents)


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
