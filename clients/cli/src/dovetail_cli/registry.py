"""The connection to a registry: the generated client, with its errors as failures people can act on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx2

from dovetail_cli import problems
from dovetail_cli.location import Location
from dovetail_cli.safe import one_line
from dovetail_client import ApiError, Client, DecodeError, TransportError

# Comparing two large documents takes the registry a while.
_TIMEOUT: Final = httpx2.Timeout(180.0, connect=10.0)
_MOST_OF_A_REASON: Final = 300


@dataclass(slots=True)
class Connection:
    """The generated client, and the bytes of its last answer: documents have to arrive as they are."""

    client: Client
    last: httpx2.Response | None = None

    def content(self) -> bytes:
        """The body of the last answer."""
        return self.last.content if self.last is not None else b""

    def keep(self, response: httpx2.Response) -> None:
        """Remember an answer; a hook of the HTTP client."""
        self.last = response


@contextmanager
def connected(location: Location, *, name: str = "document") -> Iterator[Connection]:
    """A connection to the registry; what its client raises inside the block is a Failure outside.

    `name` is what the places of a bad document are shown with.
    """
    with httpx2.Client(timeout=_TIMEOUT) as http:
        connection = Connection(Client(location.url, bearer=location.token, http_client=http))
        http.event_hooks = {"response": [connection.keep]}
        try:
            yield connection
        except ApiError as error:
            raise _refused(error, location.url, name) from error
        except TransportError as error:
            raise problems.unreachable(location.url, str(error.__cause__ or error)) from error
        except DecodeError as error:
            raise problems.no_registry(location.url, one_line(str(error))[:_MOST_OF_A_REASON]) from error


def _refused(error: ApiError, url: str, name: str) -> Exception:
    try:
        problem: Any = json.loads(error.response.content)
    except ValueError:
        problem = None
    if not isinstance(problem, dict) or "title" not in problem:
        return problems.no_registry(url, f"HTTP {error.status_code} without an explanation")
    return problems.Refused(problem, status=error.status_code, url=url, name=name)
