"""The exchange of a witness as it goes over the wire, for what replays it or keeps it in an archive."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from dovetail_engine.compat.media import essence, is_form, is_json

PLACEHOLDERS: Final = ("$TOKEN", "$KEY")
"""What stands for a credential in a header, a query or a cookie."""

_BOUNDARY: Final = "dovetail-part"
_PATH: Final = "/%:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Raw:
    """One message: `target` is path and query, `body` is None where there is none."""

    method: str
    target: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    status: int | None
    body: bytes | None

    @property
    def media(self) -> str:
        """The media type of the body, with its parameters."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")


def raw(exchange: Mapping[str, Any]) -> Raw:
    """The message that an exchange of a report stands for; credentials are still placeholders."""
    query = tuple((str(name), str(value)) for name, value in exchange["query"])
    headers = [(str(name), str(value)) for name, value in exchange["headers"]]
    media = next((value for name, value in headers if name.lower() == "content-type"), "")
    parts = exchange.get("parts", {})
    body = _body(exchange["body"], media, parts) if "body" in exchange else None
    if body is not None and essence(media) == "multipart/form-data" and isinstance(exchange["body"], dict):
        headers = [
            (name, f"{value}; boundary={_BOUNDARY}" if name.lower() == "content-type" else value)
            for name, value in headers
        ]
    written = "&".join(f"{quote(name, safe='[]')}={_query_text(value)}" for name, value in query)
    path = quote(exchange["path"], safe=_PATH)
    target = f"{path}?{written}" if written else path
    return Raw(exchange["method"], target, query, tuple(headers), exchange["status"], body)


def _query_text(value: str) -> str:
    return value if value in PLACEHOLDERS else quote(value, safe="~,:")


def _body(value: Any, media: str, parts: Mapping[str, Any]) -> bytes:
    if is_form(media) and isinstance(value, dict):
        if essence(media) == "multipart/form-data":
            return _multipart(value, parts)
        return urlencode({name: _field(field) for name, field in value.items()}).encode()
    if isinstance(value, str) and not is_json(media):
        return value.encode()
    return _compact(value).encode()


def _multipart(fields: Mapping[str, Any], parts: Mapping[str, Any]) -> bytes:
    """The fields as parts, each with the headers that are said of it; without one it is text."""
    lines: list[str] = []
    for name, value in fields.items():
        lines += [f"--{_BOUNDARY}", f'Content-Disposition: form-data; name="{quote(name)}"']
        lines += [f"{header}: {said}" for header, said in parts.get(name, ())]
        lines += ["", _field(value)]
    return "\r\n".join([*lines, f"--{_BOUNDARY}--", ""]).encode()


def _field(value: Any) -> str:
    return value if isinstance(value, str) else _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
