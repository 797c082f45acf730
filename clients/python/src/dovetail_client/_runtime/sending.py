"""Sending calls, synchronously and asynchronously: attempts, tokens, hooks and log lines."""

import inspect
import logging
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

import anyio
import httpx2

from .answers import CAPTURE
from .auth import Grant
from .client import decode, failure, is_failure, prepare, streaming, warn
from .errors import TransportTimeout
from .operation import Operation
from .options import Timeout
from .pages import Walk
from .plan import Call, Plan, Settings
from .streams import AsyncStream, Stream

T = TypeVar("T")


class SyncSender:
    """Sends calls through an `httpx2.Client`: its own, or one that the caller keeps and closes."""

    def __init__(self, settings: Settings, http_client: httpx2.Client | None, timeout: Timeout) -> None:
        self.settings = settings
        self._owned = http_client is None
        self.http = http_client or httpx2.Client(timeout=timeout)
        self._log = logging.getLogger(settings.logger)

    def call(self, operation: Operation[T], call: Call) -> T:
        """The decoded answer of an operation."""
        capture = CAPTURE.get()
        response = self._send(operation, call, stream=capture is not None and capture.stream)
        if capture is not None:
            capture.take(response)
            if capture.stream and not is_failure(operation, response):
                return cast("T", None)
        return decode(self.settings, operation, response)

    def stream(self, operation: Operation[T], call: Call) -> Stream[T]:
        """The items of an answer."""
        response = self._send(operation, call, stream=True)
        try:
            return Stream(
                response, streaming(self.settings, operation, response), strict=self.settings.strict
            )
        except BaseException:
            response.close()
            raise

    def items(self, operation: Operation[Any], call: Call) -> Iterator[Any]:
        """The items of all pages, one page after the other."""
        if operation.pages is None:
            raise AssertionError("the operation has no pages")
        walk = Walk(operation.pages, call.arguments)
        while walk.going:
            page = replace(call, arguments=walk.arguments, url=walk.url)
            response = self._send(operation, page, stream=False)
            yield from walk.items(decode(self.settings, operation, response), response)

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            self.http.close()

    def _send(self, operation: Operation[Any], call: Call, *, stream: bool) -> httpx2.Response:
        plan = Plan(self.settings, operation, call)
        warn(plan)
        renewed = False
        while True:
            try:
                response = self._attempt(plan, stream=stream)
            except httpx2.RequestError as error:
                pause = plan.after_error(error)
                if pause is None:
                    raise failure(operation, error) from error
            else:
                if not is_failure(operation, response):
                    return response
                if response.status_code == 401 and not renewed and _spent(plan):
                    renewed, pause = True, 0.0
                else:
                    pause = plan.after_response(response)
                if stream:
                    self._read(operation, response)
                if pause is None:
                    return response
            self._log.debug("%s: attempt %s in %.2f s", operation.label, plan.attempt + 1, pause)
            time.sleep(pause)

    def _attempt(self, plan: Plan, *, stream: bool) -> httpx2.Response:
        for grant in _wanted(plan):
            grant.accept(self.http.send(grant.request(self.http.build_request, self.settings.base_url)))
        request = prepare(plan, self.http.build_request, self.http.timeout)
        for before in self.settings.hooks.request:
            before(request)
        started = time.monotonic()
        response = self.http.send(request, stream=stream)
        _logged(self._log, plan, response, started)
        for after in self.settings.hooks.response:
            after(response)
        return response

    def _read(self, operation: Operation[Any], response: httpx2.Response) -> None:
        try:
            response.read()
        except httpx2.RequestError as error:
            raise failure(operation, error) from error


class AsyncSender:
    """Sends calls through an `httpx2.AsyncClient`: its own, or one that the caller keeps and closes."""

    def __init__(self, settings: Settings, http_client: httpx2.AsyncClient | None, timeout: Timeout) -> None:
        self.settings = settings
        self._owned = http_client is None
        self.http = http_client or httpx2.AsyncClient(timeout=timeout)
        self._log = logging.getLogger(settings.logger)

    async def call(self, operation: Operation[T], call: Call) -> T:
        """The decoded answer of an operation."""
        capture = CAPTURE.get()
        response = await self._send(operation, call, stream=capture is not None and capture.stream)
        if capture is not None:
            capture.take(response)
            if capture.stream and not is_failure(operation, response):
                return cast("T", None)
        return decode(self.settings, operation, response)

    async def stream(self, operation: Operation[T], call: Call) -> AsyncStream[T]:
        """The items of an answer."""
        response = await self._send(operation, call, stream=True)
        try:
            content = streaming(self.settings, operation, response)
            return AsyncStream(response, content, strict=self.settings.strict)
        except BaseException:
            await response.aclose()
            raise

    async def items(self, operation: Operation[Any], call: Call) -> AsyncIterator[Any]:
        """The items of all pages, one page after the other."""
        if operation.pages is None:
            raise AssertionError("the operation has no pages")
        walk = Walk(operation.pages, call.arguments)
        while walk.going:
            page = replace(call, arguments=walk.arguments, url=walk.url)
            response = await self._send(operation, page, stream=False)
            for item in walk.items(decode(self.settings, operation, response), response):
                yield item

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            await self.http.aclose()

    async def _send(self, operation: Operation[Any], call: Call, *, stream: bool) -> httpx2.Response:
        plan = Plan(self.settings, operation, call)
        warn(plan)
        renewed = False
        while True:
            try:
                response = await self._in_time(plan, stream=stream)
            except httpx2.RequestError as error:
                pause = plan.after_error(error)
                if pause is None:
                    raise failure(operation, error) from error
            else:
                if not is_failure(operation, response):
                    return response
                if response.status_code == 401 and not renewed and _spent(plan):
                    renewed, pause = True, 0.0
                else:
                    pause = plan.after_response(response)
                if stream:
                    await self._read(operation, response)
                if pause is None:
                    return response
            self._log.debug("%s: attempt %s in %.2f s", operation.label, plan.attempt + 1, pause)
            await anyio.sleep(pause)

    async def _in_time(self, plan: Plan, *, stream: bool) -> httpx2.Response:
        if plan.ends is None:
            return await self._attempt(plan, stream=stream)
        try:
            with anyio.fail_after(plan.left()):
                return await self._attempt(plan, stream=stream)
        except TimeoutError as error:
            raise TransportTimeout(f"{plan.operation.label}: the deadline of the call is over") from error

    async def _attempt(self, plan: Plan, *, stream: bool) -> httpx2.Response:
        for grant in _wanted(plan):
            request = grant.request(self.http.build_request, self.settings.base_url)
            grant.accept(await self.http.send(request))
        request = prepare(plan, self.http.build_request, self.http.timeout)
        for before in self.settings.hooks.request:
            if inspect.isawaitable(waiting := before(request)):
                await waiting
        started = time.monotonic()
        response = await self.http.send(request, stream=stream)
        _logged(self._log, plan, response, started)
        for after in self.settings.hooks.response:
            if inspect.isawaitable(waiting := after(response)):
                await waiting
        return response

    async def _read(self, operation: Operation[Any], response: httpx2.Response) -> None:
        try:
            await response.aread()
        except httpx2.RequestError as error:
            raise failure(operation, error) from error


def _wanted(plan: Plan) -> Iterator[Grant]:
    """The grants of a call that have no good token."""
    return (one for one in plan.signed if isinstance(one, Grant) and not one.good())


def _spent(plan: Plan) -> bool:
    """Whether a refused call was signed with a granted token, which is forgotten."""
    grants = [one for one in plan.signed if isinstance(one, Grant)]
    for grant in grants:
        grant.forget()
    return bool(grants)


def _logged(log: logging.Logger, plan: Plan, response: httpx2.Response, started: float) -> None:
    """Log an answer: never an argument, a header or a body, which may hold secrets."""
    if log.isEnabledFor(logging.DEBUG):
        spent = (time.monotonic() - started) * 1000
        log.debug("%s -> %s in %.0f ms", plan.operation.label, response.status_code, spent)
