"""Credentials, and where each kind goes in a request."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

Token = str | Callable[[], str]


@dataclass(frozen=True)
class Bearer:
    """A bearer token, or a function that gives the current one."""

    token: Token = field(repr=False)


@dataclass(frozen=True)
class Basic:
    """A user name and a password."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class ApiKey:
    """A key in a header, the query or a cookie."""

    key: Token = field(repr=False)
    location: Literal["header", "query", "cookie"]
    name: str


Credential = Bearer | Basic | ApiKey


def apply(
    alternatives: tuple[tuple[str, ...], ...],
    credentials: Mapping[str, Credential],
    headers: dict[str, str],
    query: list[str],
    cookies: list[str],
) -> None:
    """Add the first alternative that the credentials at hand can satisfy; none when there is none."""
    for names in alternatives:
        if names and all(name in credentials for name in names):
            for name in names:
                _add(credentials[name], headers, query, cookies)
            return


def _add(credential: Credential, headers: dict[str, str], query: list[str], cookies: list[str]) -> None:
    if isinstance(credential, Bearer):
        headers["authorization"] = f"Bearer {_current(credential.token)}"
    elif isinstance(credential, Basic):
        pair = f"{credential.username}:{credential.password}".encode()
        headers["authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    else:
        _add_key(credential, headers, query, cookies)


def _add_key(credential: ApiKey, headers: dict[str, str], query: list[str], cookies: list[str]) -> None:
    key = _current(credential.key)
    if credential.location == "header":
        headers[credential.name] = key
    else:
        pair = f"{quote(credential.name, safe='')}={quote(key, safe='')}"
        (query if credential.location == "query" else cookies).append(pair)


def _current(token: Token) -> str:
    return token if isinstance(token, str) else token()
