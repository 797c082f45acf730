"""Request bodies: JSON, forms, multipart, text and bytes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from pydantic import BaseModel

from .parameters import Parameter, pairs_of, plain
from .wire import File

Part = tuple[str, tuple[str | None, bytes, str | None]]


@dataclass(frozen=True)
class PartStyle:
    """How one field of a form is written."""

    content_type: str = ""
    style: str = "form"
    explode: bool = True


@dataclass(frozen=True)
class BodyContent:
    """One representation of a request body; `fields` says how the fields of a form are written."""

    media_type: str
    kind: str
    fields: Mapping[str, PartStyle] = field(default_factory=dict)


@dataclass(frozen=True)
class Encoded:
    """A body ready to send: either `content` with its media type, or the `parts` of a multipart body."""

    content: bytes | None = None
    media_type: str = ""
    parts: tuple[Part, ...] | None = None


def encode(content: BodyContent, value: Any) -> Encoded:
    """The bytes of a body."""
    if content.kind == "multipart":
        return Encoded(parts=tuple(_parts(content, value)))
    if content.kind == "form":
        return Encoded("&".join(_form(content, value)).encode(), content.media_type)
    if content.kind == "json":
        return Encoded(_json(value), _concrete(content.media_type, "application/json"))
    return Encoded(_raw(value), _concrete(content.media_type, "application/octet-stream"))


def _json(value: Any) -> bytes:
    """The JSON text of a value; bytes are taken for JSON that is encoded already."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True, exclude_unset=True).encode()
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def _raw(value: str | bytes | IO[bytes]) -> bytes:
    if isinstance(value, str):
        return value.encode()
    return value if isinstance(value, bytes) else value.read()


def _concrete(media_type: str, fallback: str) -> str:
    return fallback if "*" in media_type else media_type


def _form(content: BodyContent, value: Any) -> Iterator[str]:
    for name, item in _fields(value).items():
        if item is not None:
            style = content.fields.get(name, PartStyle())
            as_json = "json" in style.content_type
            yield from pairs_of(
                Parameter(name, name, "query", style.style, style.explode, as_json=as_json), plain(item)
            )


def _parts(content: BodyContent, value: Any) -> Iterator[Part]:
    for name, item in _fields(value).items():
        style = content.fields.get(name, PartStyle())
        several = isinstance(item, list | tuple) and "json" not in style.content_type
        for single in item if several else (item,):
            if single is not None:
                yield name, _part(style, single)


def _part(style: PartStyle, value: Any) -> tuple[str | None, bytes, str | None]:
    if isinstance(value, File):
        return value.filename, value.read(), style.content_type or value.content_type
    if isinstance(value, bytes):
        return "upload", value, style.content_type or "application/octet-stream"
    if isinstance(value, BaseModel | Mapping | list | tuple):
        return None, _json(value), style.content_type or "application/json"
    text = plain(value)
    written = text if isinstance(text, str) else json.dumps(text)
    return None, written.encode(), style.content_type or None


def _fields(value: Any) -> dict[str, Any]:
    """The fields that were set, by wire name, as Python values: files must not be turned into JSON."""
    if not isinstance(value, BaseModel):
        return dict(value)
    wire = {name: info.alias or name for name, info in type(value).model_fields.items()}
    found = {wire[name]: getattr(value, name) for name in wire if name in value.model_fields_set}
    return {**found, **(value.model_extra or {})}
