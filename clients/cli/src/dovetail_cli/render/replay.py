"""The part of an exported test file that sends the requests: it is copied as it is and needs pytest alone."""

import http.client
import os
from urllib.parse import urlsplit

import pytest

BASE_URL = os.environ.get("BASE_URL", "")
CREDENTIALS = {"$TOKEN": os.environ.get("TOKEN", ""), "$KEY": os.environ.get("KEY", "")}
SCHEMES = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
TIMEOUT = 10


def replay(
    method: str,
    target: str,
    headers: list[tuple[str, str]],
    body: bytes | None,
    *,
    cause: str,
    gone: bool = False,
) -> None:
    """Send a request and fail unless the service accepts it.

    A status below 400 accepts. 404 and 409 speak of what the service has stored and not of the request, so
    they skip the test, unless the operation itself is `gone`: then 404 is the break.
    """
    if urlsplit(BASE_URL).scheme not in SCHEMES:
        pytest.fail("Set BASE_URL to the address of the service, e.g. http://127.0.0.1:8000", pytrace=False)
    status, said = send(method, filled(target), [(name, filled(value)) for name, value in headers], body)
    if status < 400:
        return
    answer = f"{method} {target} was answered with {status}: {said[:500]!r}"
    if status in {404, 409, 410} and not gone:
        pytest.skip(f"{answer}. That is about stored data; store what the request names, and try again.")
    pytest.fail(f"{cause}\n{answer}", pytrace=False)


def filled(text: str) -> str:
    """The text with its credential in place; without one the test cannot tell anything."""
    for mark, value in CREDENTIALS.items():
        if mark in text and not value:
            pytest.skip(f"The request needs a credential: set {mark.removeprefix('$')}.")
        text = text.replace(mark, value)
    return text


def send(method: str, target: str, headers: list[tuple[str, str]], body: bytes | None) -> tuple[int, bytes]:
    """The status and the body of the answer; redirects are not followed."""
    base = urlsplit(BASE_URL)
    connection = SCHEMES[base.scheme](base.netloc, timeout=TIMEOUT)
    try:
        connection.putrequest(method, base.path.rstrip("/") + target, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value.encode())
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
