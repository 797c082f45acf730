"""Answers that go on: server-sent events and lines of JSON, item by item."""

from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Generic, TypeVar

import httpx2

from .operation import Content

T_co = TypeVar("T_co", covariant=True)
_END = "[DONE]"
"""What some services send as the last event in place of an item."""


class Stream(Generic[T_co]):
    """The items of an answer, decoded as they arrive. Iterate once; `with` closes the connection."""

    def __init__(self, response: httpx2.Response, content: Content, *, strict: bool = False) -> None:
        self.response = response
        self._content = content
        self._strict = strict

    def __iter__(self) -> Iterator[T_co]:
        with self:
            if self._content.kind == "ndjson":
                for line in self.response.iter_lines():
                    if line.strip("\x1e \t"):
                        yield self._item(line.strip("\x1e \t"))
            else:
                for event in self.events():
                    if _is_last(event, self._content):
                        return
                    if event.data:
                        yield self._item(event.data)

    def _item(self, text: str) -> T_co:
        item: T_co = self._content.item(text, self.response, strict=self._strict)
        return item

    def events(self) -> Iterator[httpx2.ServerSentEvent]:
        """The events themselves, with their names and ids."""
        return iter(httpx2.EventSource(self.response))

    def close(self) -> None:
        """Close the connection."""
        self.response.close()

    def __enter__(self) -> "Stream[T_co]":
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(Generic[T_co]):
    """The items of an answer, decoded as they arrive. Iterate once; `async with` closes the connection."""

    def __init__(self, response: httpx2.Response, content: Content, *, strict: bool = False) -> None:
        self.response = response
        self._content = content
        self._strict = strict

    async def __aiter__(self) -> AsyncIterator[T_co]:
        async with self:
            if self._content.kind == "ndjson":
                async for line in self.response.aiter_lines():
                    if line.strip("\x1e \t"):
                        yield self._item(line.strip("\x1e \t"))
            else:
                async for event in self.events():
                    if _is_last(event, self._content):
                        return
                    if event.data:
                        yield self._item(event.data)

    def _item(self, text: str) -> T_co:
        item: T_co = self._content.item(text, self.response, strict=self._strict)
        return item

    def events(self) -> AsyncIterator[httpx2.ServerSentEvent]:
        """The events themselves, with their names and ids."""
        return aiter(httpx2.EventSource(self.response))

    async def aclose(self) -> None:
        """Close the connection."""
        await self.response.aclose()

    async def __aenter__(self) -> "AsyncStream[T_co]":
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def _is_last(event: Any, content: Content) -> bool:
    return bool(event.data == _END) and not content.is_text
