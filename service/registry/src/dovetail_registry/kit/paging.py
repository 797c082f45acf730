"""Lists in pages: an opaque cursor says where the next page begins."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from .wire import InvalidRequest, invalid_request_of, objection

Item = TypeVar("Item")
Limit = Annotated[int, Query(ge=1, le=100, description="How many items a page has at most.")]
CursorText = Annotated[
    str,
    Query(alias="cursor", min_length=1, max_length=400, description="`next_cursor` of the page before."),
]


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item] = Field(description="The items of this page.")
    next_cursor: str | None = Field(description="Where the next page begins; null on the last one.")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`ReleasePage` for a page of `Release`: the name that clients show."""
        return f"{params[0].__name__}Page"


class Window:
    """What part of a list is asked for. `after` is the sort key of the last item seen, empty at the start."""

    def __init__(self, limit: int, after: tuple[Any, ...], name: str) -> None:
        self.limit = limit
        self.after = after
        self._name = name

    def page(
        self, rows: Sequence[Any], key: Callable[[Any], tuple[Any, ...]]
    ) -> tuple[list[Any], str | None]:
        """The items and the next cursor, from up to `limit + 1` rows."""
        shown = list(rows[: self.limit])
        more = len(rows) > self.limit
        return shown, encode(self._name, key(shown[-1])) if more else None


def window(name: str, *kinds: type) -> Callable[..., Window]:
    """A dependency that reads `cursor` and `limit` of the list `name`, whose sort key has parts of these
    types."""

    def read(limit: Limit = 50, cursor: CursorText | None = None) -> Window:
        return Window(limit, decode(name, cursor, kinds) if cursor is not None else (), name)

    return read


def encode(name: str, key: Sequence[Any]) -> str:
    """A cursor for the item with this sort key."""
    payload = json.dumps([str(part) for part in key], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(name, payload) + payload).decode().rstrip("=")


def decode(name: str, cursor: str, kinds: Sequence[type]) -> tuple[Any, ...]:
    """The sort key in a cursor. Raises InvalidRequest for one that this list did not give out."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        key = json.loads(raw[8:])
    except (binascii.Error, ValueError):
        raise _unknown_cursor() from None
    if raw[:8] != _check(name, raw[8:]) or encode(name, key) != cursor:
        raise _unknown_cursor()
    try:
        return tuple(kind(part) for kind, part in zip(kinds, key, strict=True))
    except (TypeError, ValueError):
        raise _unknown_cursor() from None


def _check(name: str, payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=8, person=name.encode()[:16]).digest()


def _unknown_cursor() -> InvalidRequest:
    message = "is not a cursor of this list; pass the `next_cursor` of the page before, or none for the start"
    return invalid_request_of([objection("query", "cursor", message)])
