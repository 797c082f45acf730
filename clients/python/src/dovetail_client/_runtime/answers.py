"""Answers as they came: `raw` adds the response to the value, `streamed` gives one that is yet to be read."""

import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar, overload

import httpx2

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A decoded value and the response that carried it."""

    value: T
    response: httpx2.Response

    @property
    def status_code(self) -> int:
        """The status of the response."""
        return self.response.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the response."""
        return self.response.headers


class Capture:
    """Takes the response of the call that is made under it; `stream` leaves its body to be read."""

    __slots__ = ("_response", "stream")

    def __init__(self, *, stream: bool) -> None:
        self.stream = stream
        self._response: httpx2.Response | None = None

    def take(self, response: httpx2.Response) -> None:
        """Keep a response; of several attempts the last counts."""
        self._response = response

    @property
    def response(self) -> httpx2.Response:
        """The response that was taken."""
        if self._response is None:
            raise TypeError("the function that was called is no operation of a client")
        return self._response


CAPTURE: ContextVar[Capture | None] = ContextVar("CAPTURE", default=None)


@contextmanager
def capturing(*, stream: bool) -> Iterator[Capture]:
    """Take the response of the call inside."""
    capture = Capture(stream=stream)
    token = CAPTURE.set(capture)
    try:
        yield capture
    finally:
        CAPTURE.reset(token)


@overload
def raw(  # type: ignore[overload-overlap]  # a coroutine is a value too, and the first match is meant
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, Answer[T]]]: ...
@overload
def raw(method: Callable[P, T]) -> Callable[P, Answer[T]]: ...
def raw(method: Callable[P, Any]) -> Callable[P, Any]:
    """The same operation, answering the response beside the value: `raw(client.orders.get_order)(id=1)`."""

    async def awaited(*args: P.args, **kwargs: P.kwargs) -> Answer[Any]:
        with capturing(stream=False) as capture:
            value = await method(*args, **kwargs)
        return Answer(value, capture.response)

    def called(*args: P.args, **kwargs: P.kwargs) -> Answer[Any]:
        with capturing(stream=False) as capture:
            value = method(*args, **kwargs)
        return Answer(value, capture.response)

    return awaited if inspect.iscoroutinefunction(method) else called


@overload
def streamed(  # type: ignore[overload-overlap]  # as above
    method: Callable[P, Coroutine[Any, Any, object]],
) -> Callable[P, AbstractAsyncContextManager[httpx2.Response]]: ...
@overload
def streamed(method: Callable[P, object]) -> Callable[P, AbstractContextManager[httpx2.Response]]: ...
def streamed(method: Callable[P, Any]) -> Callable[P, Any]:
    """The same operation with a body to be read bit by bit: `with streamed(client.get)(id=1) as response`.

    Failures are raised as ever; what is answered is not decoded.
    """

    @asynccontextmanager
    async def awaited(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[httpx2.Response]:
        with capturing(stream=True) as capture:
            await method(*args, **kwargs)
        try:
            yield capture.response
        finally:
            await capture.response.aclose()

    @contextmanager
    def called(*args: P.args, **kwargs: P.kwargs) -> Iterator[httpx2.Response]:
        with capturing(stream=True) as capture:
            method(*args, **kwargs)
        try:
            yield capture.response
        finally:
            capture.response.close()

    return awaited if inspect.iscoroutinefunction(method) else called
