"""What a call can raise.

ClientError
├── TransportError          no answer: connection, protocol, timeout
│   └── TransportTimeout
├── DecodeError             an answer that is not what the contract says
└── ApiError                an answer that reports a failure
    ├── ClientFailure       4xx
    └── ServerFailure       5xx
"""

from collections.abc import Mapping
from typing import Any

import httpx2


class ClientError(Exception):
    """Everything a call can raise by itself."""


class TransportError(ClientError):
    """No answer was received; the cause is the HTTP library's exception."""


class TransportTimeout(TransportError):
    """No answer was received in time."""


class DecodeError(ClientError):
    """An answer that the contract does not describe; `response` holds it."""

    def __init__(self, message: str, response: httpx2.Response) -> None:
        super().__init__(message)
        self.response = response


class ApiError(ClientError):
    """The service answered with a failure.

    `body` is the decoded body where the contract describes it, otherwise None; `response` holds the bytes.
    """

    body: Any

    def __init__(self, label: str, response: httpx2.Response, body: Any) -> None:
        super().__init__(
            f"{response.status_code} {response.reason_phrase} from {label}{_detail(body)}".rstrip()
        )
        self.status_code = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.body = body
        self.response = response


class ClientFailure(ApiError):
    """A status of 4xx: the request was refused."""


class ServerFailure(ApiError):
    """A status of 5xx: the service failed."""


def _detail(body: Any) -> str:
    """The one sentence of a problem document (RFC 9457) or of the usual error objects."""
    for name in ("detail", "message", "title", "error"):
        text = body.get(name) if isinstance(body, Mapping) else getattr(body, name, None)
        if isinstance(text, str) and text:
            return f": {text[:300]}"
    return ""
