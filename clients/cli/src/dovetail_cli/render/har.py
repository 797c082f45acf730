"""The exchanges of all counter-examples as an HTTP archive (HAR 1.2), for tools that show or replay it."""

from collections.abc import Iterable
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Final

from dovetail_cli.render.raw import Raw, raw
from dovetail_cli.render.view import Cause, View, verdict_line

BASE: Final = "http://base.invalid"
"""Where the service would be: a report knows no address, and an archive wants one."""

_STARTED: Final = "1970-01-01T00:00:00.000Z"
_UNKNOWN: Final = -1


def log(view: View) -> dict[str, Any]:
    """The archive with an entry per counter-example, in the report's order.

    A request that was never answered has the response status 0, and each entry has the same moment: nothing
    was sent.
    """
    creator = {"name": "dovetail", "version": version("dovetail-cli")}
    entries = [entry for cause in view.findings for entry in _entries(cause, view)]
    return {"log": {"version": "1.2", "creator": creator, "entries": entries}}


def _entries(cause: Cause, view: View) -> Iterable[dict[str, Any]]:
    for occurrence in cause.finding["occurrences"]:
        witness = occurrence["witness"]
        if witness is None:
            continue
        message = raw(witness["exchange"])
        answered = witness["kind"] == "response"
        said = f"{cause.title}: {cause.subject}. {cause.message}"
        yield {
            "startedDateTime": _STARTED,
            "time": 0,
            "request": _request(message, sent=not answered),
            "response": _response(message if answered else None),
            "cache": {},
            "timings": {"send": 0, "wait": 0, "receive": 0},
            "comment": f"{said} {verdict_line(witness, cause.base(view.names))}",
        }


def _request(message: Raw, *, sent: bool) -> dict[str, Any]:
    """What was asked; of a request that only led to an answer its line alone is known."""
    headers = message.headers if sent else ()
    body = message.body if sent else None
    request: dict[str, Any] = {
        "method": message.method,
        "url": BASE + message.target,
        "httpVersion": "HTTP/1.1",
        "cookies": _cookies(headers),
        "headers": _pairs(headers),
        "queryString": _pairs(message.query),
        "headersSize": _UNKNOWN,
        "bodySize": len(body or b""),
    }
    if body is not None:
        request["postData"] = {"mimeType": message.media, "text": body.decode()}
    return request


def _response(message: Raw | None) -> dict[str, Any]:
    status = message.status or 0 if message else 0
    body = message.body if message else None
    content: dict[str, Any] = {
        "size": len(body or b""),
        "mimeType": (message.media if message else "") or "x-unknown",
    }
    if body is not None:
        content["text"] = body.decode()
    return {
        "status": status,
        "statusText": _phrase(status),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(message.headers if message else ()),
        "content": content,
        "redirectURL": "",
        "headersSize": _UNKNOWN,
        "bodySize": len(body or b"") if message else _UNKNOWN,
    }


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _cookies(headers: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    lines = (value for name, value in headers if name.lower() == "cookie")
    cookies = (cookie.partition("=") for line in lines for cookie in line.split("; "))
    return _pairs((name, value) for name, _, value in cookies)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
