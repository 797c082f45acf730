"""The connection to a registry: the generated client, with its errors as failures people can act on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dovetail_cli import problems
from dovetail_cli.location import Location
from dovetail_client import ApiError, Client, DecodeError, TransportError


@contextmanager
def connected(location: Location, *, name: str = "document") -> Iterator[Client]:
    """A client of the registry; what it raises inside the block is a Failure outside.

    `name` is what the places of a bad document are shown with.
    """
    try:
        with _client(location) as client:
            yield client
    except ApiError as error:
        raise _refused(error, location.url, name) from error
    except TransportError as error:
        raise problems.unreachable(location.url, str(error.__cause__ or error)) from error
    except DecodeError as error:
        raise problems.no_registry(location.url, str(error).splitlines()[0]) from error


def _client(location: Location) -> Client:
    if location.token is None:
        return Client(base_url=location.url)
    return Client(base_url=location.url, bearer=location.token)


def _refused(error: ApiError, url: str, name: str) -> Exception:
    try:
        problem: Any = json.loads(error.response.content)
    except ValueError:
        problem = None
    if not isinstance(problem, dict) or "title" not in problem:
        return problems.no_registry(url, f"HTTP {error.status_code} without an explanation")
    return problems.Refused(problem, status=error.status_code, url=url, name=name)
