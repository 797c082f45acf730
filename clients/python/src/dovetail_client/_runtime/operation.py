"""One operation of the contract as data: what is sent, and what the answers mean."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from .bodies import BodyContent
from .errors import DecodeError
from .parameters import Parameter

ResultT_co = TypeVar("ResultT_co", covariant=True)


@dataclass(frozen=True)
class Content:
    """One representation of an answer. `type` gives the type of JSON content when it is first needed."""

    status: str
    media_type: str
    kind: str
    type: Callable[[], Any] | None = None

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(Any if self.type is None else self.type())

    def decode(self, response: httpx2.Response) -> Any:
        """The typed value of an answer's body."""
        if self.kind == "json":
            try:
                return self._adapter.validate_json(response.content)
            except ValidationError as error:
                message = f"the answer is not what the contract says: {error}"
                raise DecodeError(message, response) from error
        return response.content if self.kind == "binary" else response.text


@dataclass(frozen=True)
class Operation(Generic[ResultT_co]):
    """An operation; `statuses` are the documented ones, `contents` the bodies they carry."""

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[BodyContent, ...] = ()
    statuses: tuple[str, ...] = ()
    contents: tuple[Content, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()

    @property
    def label(self) -> str:
        """The way people name it: `GET /orders/{id}`."""
        return f"{self.method} {self.path}"

    @cached_property
    def accept(self) -> str:
        """The Accept header: every media type that an answer may have."""
        return ", ".join(dict.fromkeys(content.media_type for content in self.contents)) or "*/*"

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
