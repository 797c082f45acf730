"""A part of a file: one byte range of RFC 9110, section 14; several at once are answered with the whole."""

import re

from starlette.requests import Request
from starlette.responses import Response

_ONE_RANGE = re.compile(r"bytes=(?:(?P<first>\d+)-(?P<last>\d*)|-(?P<suffix>\d+))", re.IGNORECASE)


def ranged(request: Request, data: bytes, content_type: str, headers: dict[str, str]) -> Response:
    """The whole of `data`, or the range that the request asks for; `headers` hold its strong ETag.

    A range that is malformed or not of bytes is ignored, as the RFC wants it; one that lies behind the end
    is 416.
    """
    headers = {**headers, "Accept-Ranges": "bytes"}
    found = _ONE_RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if request.method != "GET" or found is None or not _is_of_this(request, headers["ETag"]):
        return Response(data, media_type=content_type, headers=headers)
    size = len(data)
    if found["suffix"]:
        first, last = max(0, size - int(found["suffix"])), size - 1
        satisfiable = int(found["suffix"]) > 0 and size > 0
    else:
        first = int(found["first"])
        last = min(int(found["last"] or size - 1), size - 1)
        satisfiable = first < size
        if found["last"] and int(found["last"]) < first:
            return Response(data, media_type=content_type, headers=headers)
    if not satisfiable:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(data[first : last + 1], 206, media_type=content_type, headers=headers)


def _is_of_this(request: Request, etag: str) -> bool:
    """Whether the range was meant for these bytes (`If-Range`; a date never is, for none is sent)."""
    wanted = request.headers.get("if-range")
    return wanted is None or wanted == etag
