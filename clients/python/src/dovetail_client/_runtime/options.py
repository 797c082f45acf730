"""What a caller may decide for a whole client or for one call."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import httpx2

from .retries import Retries

Timeout = float | httpx2.Timeout | None
DEFAULT_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)


class Default(Enum):
    """Stands for an argument left to the client."""

    DEFAULT = "default"


DEFAULT = Default.DEFAULT


@dataclass(frozen=True)
class Options:
    """What one call does differently from its client.

    `query` is added to the query string as it is. `retries` is a number of further attempts or a whole
    policy. `deadline` bounds the call with all its attempts, in seconds.
    """

    query: Mapping[str, str | Sequence[str]] | None = None
    base_url: str | None = None
    retries: Retries | int | Default = DEFAULT
    deadline: float | Default | None = DEFAULT


@dataclass(frozen=True)
class Hooks:
    """Functions that see every request before it is sent, and every response before it is read.

    An asynchronous client awaits what they return, where that can be awaited.
    """

    request: Sequence[Callable[[httpx2.Request], Awaitable[None] | None]] = ()
    response: Sequence[Callable[[httpx2.Response], Awaitable[None] | None]] = ()


HOOKS = Hooks()
RETRIES = Retries()


def retries_of(given: Retries | int | Default, otherwise: Retries) -> Retries:
    """The retries of a call: its own, or those of its client."""
    if isinstance(given, Default):
        return otherwise
    return Retries(times=given) if isinstance(given, int) else given
