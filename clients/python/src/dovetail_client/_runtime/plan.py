"""A call on its way: how often it may be repeated, and until when."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import httpx2

from .auth import Credential, chosen
from .errors import ApiError, TransportTimeout
from .operation import Operation
from .options import DEFAULT, Default, Hooks, Options, Timeout, retries_of
from .retries import Retries

_NO_OPTIONS = Options()


@dataclass(frozen=True)
class Settings:
    """What all calls of a client share. `logger` is the name that its log lines carry."""

    base_url: str
    credentials: Mapping[str, Credential]
    headers: Mapping[str, str]
    errors: Mapping[int, type[ApiError]]
    user_agent: str
    retries: Retries
    deadline: float | None
    hooks: Hooks
    strict: bool
    logger: str


@dataclass(frozen=True)
class Call:
    """The arguments of one call. `url` is the whole address where a page has named the next."""

    arguments: Mapping[str, Any]
    body: Any = None
    content_type: str = ""
    headers: Mapping[str, str] | None = None
    timeout: Timeout | Default = DEFAULT
    options: Options | None = None
    url: str | None = None


class Plan:
    """What one call may do; it counts the attempts and remembers when the time is over."""

    __slots__ = ("attempt", "call", "ends", "operation", "options", "retries", "settings", "signed")

    def __init__(self, settings: Settings, operation: Operation[Any], call: Call) -> None:
        options = call.options or _NO_OPTIONS
        deadline = settings.deadline if isinstance(options.deadline, Default) else options.deadline
        self.settings, self.operation, self.options = settings, operation, options
        self.call = _with_key(operation, call)
        self.retries = retries_of(options.retries, settings.retries)
        self.ends = None if deadline is None else time.monotonic() + deadline
        self.signed: tuple[Credential, ...] = chosen(operation.security, settings.credentials)
        self.attempt = 0

    def timeout(self, configured: httpx2.Timeout) -> Any:
        """The timeouts of an attempt: none lasts longer than the time that is left."""
        given = self.call.timeout
        if isinstance(given, Default):
            if self.ends is None and not self.operation.streams:
                return httpx2.USE_CLIENT_DEFAULT
            given = configured
            if self.operation.streams:
                # Between two events there may be any silence.
                given = httpx2.Timeout(connect=given.connect, read=None, write=given.write, pool=given.pool)
        if self.ends is None:
            return given
        own, left = httpx2.Timeout(given), self.left()
        phases = {name: _least(value, left) for name, value in own.as_dict().items()}
        return httpx2.Timeout(**phases)

    def left(self) -> float:
        """The seconds until the deadline; raises TransportTimeout when it is over."""
        if self.ends is None:
            return float("inf")
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TransportTimeout(f"{self.operation.label}: the deadline of the call is over")
        return left

    def after_error(self, error: httpx2.RequestError) -> float | None:
        """The pause before the next attempt, None to give up."""
        repeatable = self.operation.idempotent
        return self._next(self.retries.after_error(self.attempt, error, repeatable=repeatable))

    def after_response(self, response: httpx2.Response) -> float | None:
        """The pause before the next attempt, None if the response is to be kept."""
        if response.status_code < 400:
            return None
        repeatable = self.operation.idempotent
        return self._next(self.retries.after_response(self.attempt, response, repeatable=repeatable))

    def _next(self, pause: float | None) -> float | None:
        if pause is None or (self.ends is not None and time.monotonic() + pause >= self.ends):
            return None
        self.attempt += 1
        return pause


def _with_key(operation: Operation[Any], call: Call) -> Call:
    """The call with an idempotency key, one for all its attempts, where the operation takes one."""
    key = operation.idempotency_key
    if key is None or call.arguments.get(key.name) is not None:
        return call
    return replace(call, arguments={**call.arguments, key.name: str(uuid4())})


def _least(phase: float | None, left: float) -> float:
    return left if phase is None else min(phase, left)
