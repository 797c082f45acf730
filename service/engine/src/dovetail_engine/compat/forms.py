"""The properties of a form as they are written: text in a style, or a part with a media type of its own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dovetail_engine.compat.media import essence
from dovetail_engine.compat.nodes import Sub, flatten
from dovetail_engine.compat.wire import encode, text
from dovetail_engine.oas import Document
from dovetail_engine.oas.model import Header, MediaType, Parameter

MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class FormPart:
    """One property of a form; `content_types` are what it may be sent as, its default if none is `said`."""

    pointer: str
    name: str
    multipart: bool
    content_types: tuple[str, ...]
    said: bool
    headers: tuple[Header, ...]
    style: str
    explode: bool
    allow_reserved: bool

    def as_parameter(self) -> Parameter:
        """The parameter that is written in the same way."""
        return Parameter(self.pointer, self.name, "query", False, None, (), self.style, self.explode)


def form_parts(document: Document, media: MediaType) -> dict[str, FormPart]:
    """The properties that the schema of a form declares, by name."""
    if media.schema is None:
        return {}
    properties = flatten(document, media.schema.pointer, "request").properties
    return {name: _part(document, media, name, at) for name, at in properties.items()}


def urlencoded(value: Mapping[str, Any], parts: Mapping[str, FormPart]) -> str:
    """A form as the text of its body, each property in its style."""
    pairs = [
        pair
        for name, inner in value.items()
        for pair in encode(
            name,
            inner,
            style=parts[name].style if name in parts else "form",
            explode=parts[name].explode if name in parts else True,
        )
    ]
    return "&".join(f"{quote(name, safe='[]')}={quote(inner, safe=',|')}" for name, inner in pairs)


def multipart(
    value: Mapping[str, Any], types: Mapping[str, str], headers: Mapping[str, Mapping[str, str]]
) -> str:
    """A form as the text of its body: parts with the media types and further headers given, boundary `-`."""
    lines: list[str] = []
    for name, inner in _each(value):
        lines += ["---", f'Content-Disposition: form-data; name="{name}"']
        lines += [f"Content-Type: {types[name]}"] if name in types else []
        lines += [f"{header}: {said}" for header, said in headers.get(name, {}).items()]
        lines += ["", json.dumps(inner) if isinstance(inner, dict | list) else text(inner)]
    return "\r\n".join([*lines, "-----", ""])


def _each(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        for item in inner if isinstance(inner, list) else [inner]:
            yield name, item


def _part(document: Document, media: MediaType, name: str, at: str) -> FormPart:
    said = media.encoding.get(name)
    return FormPart(
        pointer=said.pointer if said else at,
        name=name,
        multipart=essence(media.name) != URLENCODED,
        content_types=(said.content_types if said else ()) or _defaults(document, at),
        said=bool(said and said.content_types),
        headers=said.headers if said else (),
        style=(said.style if said else None) or "form",
        explode=said.explode if said else True,
        allow_reserved=said.allow_reserved if said else False,
    )


def _defaults(document: Document, at: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What OpenAPI says a property is sent as where its encoding does not: it depends on the type."""
    node = flatten(document, at, "request")
    if node.types is None or node.owner in seen:
        return ("application/octet-stream",)
    found: list[str] = []
    for kind in sorted(node.types - {"null"}):
        items = node.get("items")
        if kind == "array" and isinstance(items, Sub):
            found.extend(_defaults(document, items.pointer, seen | {node.owner}))
        elif kind in {"object", "array"}:
            found.append("application/json")
        elif node.get("format") == "binary" or node.get("contentEncoding"):
            found.append("application/octet-stream")
        else:
            found.append("text/plain")
    return tuple(dict.fromkeys(found)) or ("text/plain",)
