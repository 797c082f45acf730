"""One operation of the contract as data: what is sent, and what the answers mean."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from .bodies import BodyContent
from .errors import DecodeError
from .pages import Pages
from .parameters import Parameter
from .retries import IDEMPOTENT
from .strict import objection

ResultT_co = TypeVar("ResultT_co", covariant=True)
STREAMS = frozenset(("event-stream", "ndjson"))


@dataclass(frozen=True)
class Content:
    """One representation of an answer, or of one item of an answer that goes on.

    `type` gives the type of JSON content when it is first needed.
    """

    status: str
    media_type: str
    kind: str
    type: Callable[[], Any] | None = None

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._type)

    @cached_property
    def _type(self) -> Any:
        return Any if self.type is None else self.type()

    @cached_property
    def is_text(self) -> bool:
        """Whether what it says is text and no JSON."""
        return self.kind in ("text", "event-stream") and self._type in (Any, str)

    def decode(self, response: httpx2.Response, *, strict: bool = False) -> Any:
        """The typed value of an answer's body."""
        if self.kind == "json":
            return self._value(response.content, response, strict=strict)
        return response.content if self.kind == "binary" else response.text

    def item(self, text: str, response: httpx2.Response, *, strict: bool = False) -> Any:
        """The typed value of one item."""
        return text if self.is_text else self._value(text, response, strict=strict)

    def _value(self, text: str | bytes, response: httpx2.Response, *, strict: bool) -> Any:
        try:
            value = self._adapter.validate_json(text)
        except ValidationError as error:
            message = f"the answer is not what the contract says: {error}"
            raise DecodeError(message, response) from error
        refused = objection(self._type, value) if strict else ""
        if refused:
            raise DecodeError(f"the answer is not what the contract says: {refused}", response)
        return value


@dataclass(frozen=True)
class Operation(Generic[ResultT_co]):
    """An operation; `statuses` are the documented ones, `contents` the bodies they carry.

    `streams` tells the call that reads an answer item by item from the one that reads it whole.
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[BodyContent, ...] = ()
    statuses: tuple[str, ...] = ()
    contents: tuple[Content, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    pages: Pages | None = None
    streams: bool = False

    @property
    def label(self) -> str:
        """The way people name it: `GET /orders/{id}`."""
        return f"{self.method} {self.path}"

    @cached_property
    def accept(self) -> str:
        """The Accept header: every media type that the answer to this call may have."""
        wanted = (
            content.media_type
            for content in self.contents
            if (content.kind in STREAMS) == self.streams or content.status[:1] not in "2d"
        )
        return ", ".join(dict.fromkeys(wanted)) or "*/*"

    @cached_property
    def idempotency_key(self) -> Parameter | None:
        """The parameter that makes a repeated call harmless."""
        named = (item for item in self.parameters if item.wire_name.lower() == "idempotency-key")
        return next((item for item in named if item.location == "header"), None)

    @cached_property
    def idempotent(self) -> bool:
        """Whether a call may be repeated."""
        return self.method in IDEMPOTENT or self.idempotency_key is not None

    @cached_property
    def deprecated(self) -> tuple[Parameter, ...]:
        """The parameters that the contract deprecates."""
        return tuple(item for item in self.parameters if item.deprecated)

    def documented(self, status: int) -> str | None:
        """The documented status that covers an answer: itself, its range, or `default`."""
        wanted = (str(status), f"{status // 100}XX", "default")
        return next((name for name in wanted if name in self.statuses), None)

    def content(self, response: httpx2.Response) -> Content | None:
        """The documented representation that an answer has, if any."""
        status = self.documented(response.status_code)
        options = [content for content in self.contents if content.status == status]
        sent = response.headers.get("content-type", "").split(";")[0].strip().lower()
        exact = (content for content in options if content.media_type.split(";")[0].strip().lower() == sent)
        return next(exact, None) or _similar(options, sent)


def _similar(options: list[Content], sent: str) -> Content | None:
    """Ranges match by family, JSON under any name; an answer without a type is the first option."""
    for content in options:
        kind, _, rest = content.media_type.lower().partition("/")
        if rest.startswith("*") and kind in ("*", sent.partition("/")[0]):
            return content
    if not sent:
        return options[0] if options else None
    if sent.endswith("json"):
        return next((content for content in options if content.kind == "json"), None)
    return None
