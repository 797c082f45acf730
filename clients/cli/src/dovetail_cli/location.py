"""Which registry a command talks to, and with which token."""

import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from dovetail_cli.credentials import Credentials
from dovetail_cli.failures import Failure

_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Location:
    """A registry's URL without a trailing slash, and the token to show there, if any."""

    url: str
    token: str | None = field(default=None, repr=False)


def find_location(option: str | None) -> Location:
    """The registry by `--registry`, `DOVETAIL_URL` or the last login, with the token for it.

    The token comes from `DOVETAIL_TOKEN` or the login; a stored one goes only where it was stored for.
    """
    stored = Credentials.load()
    named = option or os.environ.get("DOVETAIL_URL") or stored.current
    if not named:
        raise Failure(
            "No registry is named.",
            hint="Pass --registry URL, set DOVETAIL_URL, or run `dovetail login URL` once.",
        )
    url = parse_url(named)
    return Location(url, os.environ.get("DOVETAIL_TOKEN") or stored.tokens.get(url))


def parse_url(text: str) -> str:
    """The URL of a registry in the one spelling it is stored under."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise Failure(f"`{text}` is no URL of a registry: {error}.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Failure(
            f"`{text}` is no URL of a registry.", hint="Write it whole, e.g. http://127.0.0.1:8400."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Failure(
            "The URL of a registry has no user, query or fragment.", hint="Tokens go to `dovetail login`."
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def is_exposed(url: str) -> bool:
    """Whether a token sent to `url` would cross a network unencrypted."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in _LOOPBACK
