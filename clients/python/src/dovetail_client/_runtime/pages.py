"""Lists that come in pages: how one page leads to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx2
from pydantic import BaseModel

from .errors import DecodeError


@dataclass(frozen=True)
class Pages:
    """How an operation's answer is one page of a list.

    `items` is the field of the answer that holds the items, empty where the answer is the list.
    `parameter` is the argument that asks for the next page: the cursor found in the field `next`, the number
    of items seen so far, or the number of the page. `size` is the argument that says how many items a page
    has. With `link` the next page is the one that the Link header names (RFC 8288).
    """

    style: Literal["cursor", "offset", "page", "link"]
    items: str = ""
    parameter: str = ""
    next: str = ""
    size: str = ""
    first: int = 1


class Walk:
    """A walk over the pages of one list: the arguments of the next call, and whether there is one."""

    def __init__(self, pages: Pages, arguments: Mapping[str, Any]) -> None:
        self.arguments = dict(arguments)
        self.url: str | None = None
        self.going = True
        self._pages = pages
        self._seen: set[Any] = set()

    def items(self, value: Any, response: httpx2.Response) -> list[Any]:
        """The items of a page; afterwards the walk stands at the next one."""
        found = field(value, self._pages.items) if self._pages.items else value
        items = found if isinstance(found, list) else []
        if self._pages.style == "cursor":
            self._follow_cursor(field(value, self._pages.next), response)
        elif self._pages.style == "link":
            self._follow_link(response)
        else:
            self._count(items)
        return items

    def _follow_cursor(self, cursor: Any, response: httpx2.Response) -> None:
        self.going = cursor not in (None, "")
        if self.going and cursor in self._seen:
            raise DecodeError(f"the service gives the cursor {cursor!r} a second time", response)
        self._seen.add(cursor)
        self.arguments[self._pages.parameter] = cursor

    def _count(self, items: list[Any]) -> None:
        """Go on behind the items seen, or at the next page, until a page is empty or short."""
        current = self.arguments.get(self._pages.parameter)
        if self._pages.style == "offset":
            following = (current or 0) + len(items)
        else:
            following = (self._pages.first if current is None else current) + 1
        self.arguments[self._pages.parameter] = following
        self.going = bool(items) and not self._is_short(items)

    def _follow_link(self, response: httpx2.Response) -> None:
        following = response.links.get("next", {}).get("url")
        self.going = following is not None
        if following is None:
            return
        url = response.url.join(following)
        if (url.scheme, url.host, url.port) != (response.url.scheme, response.url.host, response.url.port):
            raise DecodeError(f"the next page is on another server: {url.host}", response)
        if str(url) in self._seen:
            raise DecodeError(f"the service links to {url.path} a second time", response)
        self._seen.add(str(url))
        self.url = str(url)

    def _is_short(self, items: list[Any]) -> bool:
        """Whether a page has fewer items than were asked for, so that it is the last."""
        size = self.arguments.get(self._pages.size) if self._pages.size else None
        return isinstance(size, int) and len(items) < size


def field(value: Any, name: str) -> Any:
    """A field of an object by its name in the contract, None where there is none."""
    if isinstance(value, Mapping):
        return value.get(name)
    if not isinstance(value, BaseModel):
        return None
    for attribute, info in type(value).model_fields.items():
        if name == (info.alias or attribute):
            return getattr(value, attribute)
    return (value.model_extra or {}).get(name)
