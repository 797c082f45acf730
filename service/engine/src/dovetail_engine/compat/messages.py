"""Building whole HTTP messages that one document's contract lets its sender send."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from dovetail_engine.compat.containment import Found
from dovetail_engine.compat.forms import MULTIPART
from dovetail_engine.compat.media import concrete, covering, essence, is_form, is_json, is_text
from dovetail_engine.compat.report import Exchange, Side
from dovetail_engine.compat.routes import filled
from dovetail_engine.compat.security import Credential, security_of
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.statuses import covering_response
from dovetail_engine.compat.walk import parameter_key
from dovetail_engine.compat.wire import encode, encode_segment
from dovetail_engine.oas.model import Header, MediaType, Operation, Parameter, SchemaSite

ABSENT: Any = object()
"""The value of a part that must be left out."""


EMPTY: Any = object()
"""The value of a parameter that is sent as a name without a value."""


_TOKEN, _KEY = "$TOKEN", "$KEY"


class CannotBuild(Exception):
    """No such message exists, or none could be found; the text says which part is missing."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message must hold; everything else is filled with samples, and left out where it may be.

    A `full` one leaves nothing out of the request but what is inside of values.
    """

    parameters: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    headers: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    has_body: bool = False
    without_body: bool = False
    media: str | None = None
    accept: str | None = None
    alternative: int = 0
    segments: tuple[str | None, ...] = ()
    base_path: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """An exchange with the credentials it carries.

    `base_path` is what the path begins with, where that is at stake; `meant` is what a parameter (by its key)
    or form field (by its name) says, where the text may be read as something else.
    """

    exchange: Exchange
    offered: tuple[Credential, ...] = ()
    base_path: str | None = None
    meant: tuple[Any, Any] | None = None


def request(sides: Sides, side: Side, operation: Operation, parts: Parts) -> Message:
    """A request that the operation lets a client send."""
    path = operation.path
    query: list[tuple[str, str]] = []
    headers: list[tuple[str, str]] = []
    cookies: list[tuple[str, str]] = []
    for parameter in operation.parameters:
        value = _parameter_value(sides, side, operation, parameter, parts)
        if value is ABSENT:
            continue
        if parameter.location == "path":
            path = _filled(path, parameter, value)
        elif parameter.location == "header":
            headers.append((parameter.name, _written(parameter, value)))
        else:
            (query if parameter.location == "query" else cookies).extend(_pairs(parameter, value))
    offered = security_of(sides.documents[side], operation).alternatives[parts.alternative]
    _authenticate(offered, query, headers, cookies)
    if cookies:
        headers.append(("Cookie", "; ".join(f"{name}={_cookie_text(value)}" for name, value in cookies)))
    if parts.accept:
        headers.append(("Accept", parts.accept))
    media, body = _request_body(sides, side, operation, parts)
    if media is not None:
        headers.append(("Content-Type", media))
    path = parts.base_path + (filled(path, parts.segments) if parts.segments else path)
    asked = Exchange(
        operation.method.upper(), path, tuple(query), tuple(headers), None, body, media is not None
    )
    return Message(asked, offered)


def response(sides: Sides, side: Side, operation: Operation, status: int, parts: Parts) -> Message:
    """A response that the operation lets the service send."""
    promised = covering_response(operation.responses, status)
    if promised is None:
        raise CannotBuild(f"status {status} is not declared")
    headers = [
        (header.name, _header_text(header, value))
        for header in promised.headers
        if (value := _header_value(sides, side, header, parts)) is not ABSENT
    ]
    media, body = None, None
    if promised.content and not parts.without_body:
        media, body = _content(sides, side, promised.content, parts, "response")
        headers.append(("Content-Type", media))
    path = _sample_path(sides, side, operation)
    asked = Exchange(operation.method.upper(), path, (), tuple(headers), status, body, media is not None)
    return Message(asked)


def curl(exchange: Exchange) -> str:
    """The command that sends a request, ready to paste; `$BASE` is the server's address."""
    names = [quote(name, safe="[]") + "=" + _query_text(value) for name, value in exchange.query]
    address = exchange.path + ("?" + "&".join(names) if names else "")
    method = [] if exchange.method == "GET" and not exchange.has_body else ["-X", exchange.method]
    words = ["curl", *method, _address(address)]
    for name, value in exchange.headers:
        if essence(value) != MULTIPART or isinstance(exchange.body, str):
            words.extend(["-H", _quoted(f"{name}: {value}")])
        elif not exchange.body:
            words.extend(["-H", _quoted(f"{name}: {value}; boundary=-")])
    return " ".join([*words, *_data(exchange)])


def value_site(part: Parameter | Header) -> SchemaSite | None:
    """The schema of a parameter's or header's value, also where it is a document of its own."""
    return part.schema or (part.content[0].schema if part.content else None)


def _sample_path(sides: Sides, side: Side, operation: Operation) -> str:
    """A concrete path that leads to the operation; the template itself where a variable has no value."""
    path = operation.path
    try:
        for parameter in operation.parameters:
            if parameter.location == "path":
                path = _filled(path, parameter, _parameter_value(sides, side, operation, parameter, Parts()))
    except CannotBuild:
        return operation.path
    return path


def _filled(path: str, parameter: Parameter, value: Any) -> str:
    return path.replace("{" + parameter.name + "}", quote(_written(parameter, value), safe="~,;=."))


def _parameter_value(
    sides: Sides, side: Side, operation: Operation, parameter: Parameter, parts: Parts
) -> Any:
    key = parameter_key(operation, parameter)
    if key in parts.parameters:
        return parts.parameters[key]
    if not (parameter.required or parts.full):
        return ABSENT
    site = value_site(parameter)
    if site is None:
        return "x"
    schema: dict[str, Any] = {"allOf": [sides.lowering(side, "request").schema(site.pointer)]}
    if parameter.location in {"path", "header", "cookie"} or parameter.schema:
        schema["not"] = {"enum": ["", [], {}]}
    return _sampled(sides, side, site, f"{parameter.location} parameter '{parameter.name}'", schema)


def _sampled(sides: Sides, side: Side, site: SchemaSite, part: str, schema: Any = None) -> Any:
    found = sides.sample(side, site.pointer, "request", schema)
    if not isinstance(found, Found):
        raise CannotBuild(f"no value was found for the {part}")
    return found.value


def _pairs(parameter: Parameter, value: Any) -> list[tuple[str, str]]:
    if value is EMPTY:
        return [(parameter.name, "")]
    if parameter.content:
        return [(parameter.name, _document_text(parameter.content, value))]
    return encode(parameter.name, value, style=parameter.style, explode=parameter.explode)


def _written(parameter: Parameter, value: Any) -> str:
    if parameter.content:
        return _document_text(parameter.content, value)
    return encode_segment(parameter.name, value, style=parameter.style, explode=parameter.explode)


def _document_text(content: tuple[MediaType, ...], value: Any) -> str:
    """A value as the document of its own that a parameter or header is; text of another type is as it is."""
    if isinstance(value, str) and not is_json(content[0].name):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _authenticate(
    offered: tuple[Credential, ...],
    query: list[tuple[str, str]],
    headers: list[tuple[str, str]],
    cookies: list[tuple[str, str]],
) -> None:
    for credential in offered:
        kind, _, name = credential.where.partition(" ")
        if name.startswith("Authorization: "):
            headers.append(("Authorization", f"{name.removeprefix('Authorization: ')} {_TOKEN}"))
        elif kind == "header":
            headers.append((credential.name, _KEY))
        elif kind in {"query", "cookie"}:
            (query if kind == "query" else cookies).append((name, _KEY))


def _request_body(sides: Sides, side: Side, operation: Operation, parts: Parts) -> tuple[str | None, Any]:
    body = operation.request_body
    if body is None or parts.without_body:
        return None, None
    if not (body.required or parts.has_body or parts.media or parts.full):
        return None, None
    return _content(sides, side, body.content, parts, "request")


def _content(
    sides: Sides, side: Side, content: tuple[MediaType, ...], parts: Parts, view: Any
) -> tuple[str, Any]:
    named = covering(parts.media, content) if parts.media else None
    chosen = named or next((media for media in content if is_json(media.name)), content[0])
    name = concrete(parts.media or chosen.name)
    if parts.has_body:
        return name, parts.body
    if chosen.schema is None:
        return name, {} if is_json(name) else "x"
    found = sides.sample(side, chosen.schema.pointer, view)
    if not isinstance(found, Found):
        raise CannotBuild(f"no value was found for the {view} body")
    return name, found.value


def _header_value(sides: Sides, side: Side, header: Header, parts: Parts) -> Any:
    name = header.name.lower()
    if name in parts.headers:
        return parts.headers[name]
    if not header.required:
        return ABSENT
    site = value_site(header)
    if site is None:
        return "x"
    return _sampled(sides, side, site, f"response header '{header.name}'")


def _header_text(header: Header, value: Any) -> str:
    if header.content:
        return _document_text(header.content, value)
    return encode_segment(header.name, value, style="simple", explode=header.explode)


def _cookie_text(value: str) -> str:
    return value if value == _KEY else quote(value)


def _query_text(value: str) -> str:
    return value if value == _KEY else quote(value, safe="~,:")


def _address(address: str) -> str:
    if re.search(r"[\"$`\\!']", address.replace("=" + _KEY, "")):
        return '"$BASE"' + _quoted(address).replace("=" + _KEY, f"='\"{_KEY}\"'")
    return f'"$BASE{address}"'


def _quoted(text: str) -> str:
    """In single quotes, but for a credential at the end, which the shell is to fill in."""
    for mark in (_TOKEN, _KEY):
        if text.endswith(mark):
            return _quoted(text.removesuffix(mark)) + f'"{mark}"'
    return "'" + text.replace("'", "'\\''") + "'"


def _shell(text: str) -> str:
    """In quotes that keep the line ends of a multipart body."""
    if "\r\n" not in text:
        return _quoted(text)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\r\n", "\\r\\n")
    return f"$'{escaped}'"


def _data(exchange: Exchange) -> list[str]:
    if not exchange.has_body:
        return []
    media = next((value for name, value in exchange.headers if name == "Content-Type"), "")
    if is_form(media) and isinstance(exchange.body, dict):
        multipart = essence(media) == MULTIPART
        if not exchange.body:
            return ["--data-binary", "'-----'" if multipart else "''"]
        flag = "-F" if multipart else "--data-urlencode"
        return [
            word
            for name, value in exchange.body.items()
            for word in (flag, _quoted(f"{name}={_field(value)}"))
        ]
    if is_form(media) and isinstance(exchange.body, str):
        return ["--data-binary", _shell(exchange.body)]
    if is_text(media) and isinstance(exchange.body, str):
        return ["--data-raw", _quoted(exchange.body)]
    return ["-d", _quoted(json.dumps(exchange.body, ensure_ascii=False, separators=(",", ":")))]


def _field(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
