"""Credentials, and where each kind goes in a request."""

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode

import httpx2

from .errors import TransportError

Token = str | Callable[[], str]
_SPARE = 30.0
"""Seconds before its end from which on a token is not used any more."""


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


@dataclass(frozen=True)
class ClientCredentials:
    """A client's own credentials (RFC 6749, 4.4): tokens are fetched, kept and renewed before they expire.

    Without `token_url` the contract's is used.
    """

    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ()
    token_url: str = ""


class Grant:
    """The token that client credentials were granted, as long as it is good."""

    def __init__(self, credentials: ClientCredentials, token_url: str) -> None:
        self.credentials = credentials
        self.token_url = credentials.token_url or token_url
        self.token = ""
        self._ends = 0.0

    def good(self) -> bool:
        """Whether the token can be used."""
        return bool(self.token) and time.monotonic() < self._ends

    def forget(self) -> None:
        """Take the token for spent."""
        self.token = ""

    def request(self, build: Callable[..., httpx2.Request], base_url: str) -> httpx2.Request:
        """The request for a token."""
        given = self.credentials
        pair = f"{quote(given.client_id, safe='')}:{quote(given.client_secret, safe='')}".encode()
        form = {"grant_type": "client_credentials"}
        if given.scopes:
            form["scope"] = " ".join(given.scopes)
        headers = {
            "accept": "application/json",
            "authorization": f"Basic {base64.b64encode(pair).decode()}",
            "content-type": "application/x-www-form-urlencoded",
        }
        url = httpx2.URL(base_url or self.token_url).join(self.token_url)
        return build("POST", url, headers=headers, content=urlencode(form).encode())

    def accept(self, response: httpx2.Response) -> None:
        """Keep the token of an answer; raises TransportError if it holds none."""
        try:
            answer = response.json()
        except ValueError:
            answer = None
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if response.status_code != 200 or not isinstance(token, str):
            reason = answer.get("error", "no token") if isinstance(answer, dict) else "no token"
            raise TransportError(f"{self.token_url} answered {response.status_code}: {reason}")
        lifetime = answer.get("expires_in")
        seconds = float(lifetime) if isinstance(lifetime, int | float) else 3600.0
        self.token = token
        self._ends = time.monotonic() + max(seconds - _SPARE, seconds / 2)


Credential = Bearer | Basic | ApiKey | Grant


def oauth(given: Token | ClientCredentials, token_url: str) -> Bearer | Grant:
    """The credential of an OAuth 2 scheme: a token that the caller has, or one to be fetched."""
    return Grant(given, token_url) if isinstance(given, ClientCredentials) else Bearer(given)


def chosen(
    alternatives: tuple[tuple[str, ...], ...], credentials: Mapping[str, Credential]
) -> tuple[Credential, ...]:
    """The first alternative that the credentials at hand can satisfy; none when there is none."""
    for names in alternatives:
        if names and all(name in credentials for name in names):
            return tuple(credentials[name] for name in names)
    return ()


def apply(credential: Credential, headers: dict[str, str], query: list[str], cookies: list[str]) -> None:
    """Add a credential to a request."""
    if isinstance(credential, Bearer):
        headers["authorization"] = f"Bearer {_current(credential.token)}"
    elif isinstance(credential, Grant):
        headers["authorization"] = f"Bearer {credential.token}"
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
