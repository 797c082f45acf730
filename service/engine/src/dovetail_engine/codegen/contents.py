"""Bodies of requests and responses: which representations are typed, and why others are not."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dovetail_engine.codegen.ir import Content, ContentKind, PartEncoding, Schema
from dovetail_engine.codegen.media import kind_of
from dovetail_engine.codegen.schemas import SchemaLowering
from dovetail_engine.codegen.survey import View
from dovetail_engine.codegen.text import is_encodable
from dovetail_engine.oas.model import MediaType

STREAMS: frozenset[ContentKind] = frozenset(("event-stream", "ndjson"))
"""Kinds of bodies that are read item by item."""
_BYTES: Schema = {"type": "string", "format": "binary"}
_TEXT: Schema = {"type": "string"}


def lower_contents(
    media_types: Iterable[MediaType], lowering: SchemaLowering, *, request: bool
) -> Iterator[Content]:
    """The representations of one body, in the contract's order."""
    for media in media_types:
        kind = _kind(media)
        view: View = "out" if not request else "form" if kind == "multipart" else "in"
        typed = kind in ("json", "form", "multipart") or (kind in STREAMS and not request)
        schema = lowering.use(media.schema, view) if typed else {}
        schema, raw = _settled(kind, media, schema) if kind not in STREAMS else _item(media, schema, request)
        yield Content(media.name.strip(), kind, schema, raw, tuple(_encodings(kind, media)))


def _kind(media: MediaType) -> ContentKind:
    kind = kind_of(media.name)
    value = media.schema.value if media.schema is not None else None
    if (
        kind == "json"
        and "*" in media.name
        and isinstance(value, Mapping)
        and value.get("format") == "binary"
    ):
        return "binary"
    return kind


def _settled(kind: ContentKind, media: MediaType, schema: Schema) -> tuple[Schema, str]:
    """The schema a client works with, and the reason where it says less than the contract."""
    if kind == "json":
        return schema, "" if media.schema is not None else "the contract gives no schema"
    if kind in ("form", "multipart"):
        return (schema, "") if _has_fields(schema) else ({}, "the contract gives no fields for the form")
    if kind == "text":
        return _TEXT, "" if _is_text(media) else "only plain text is read; the declared structure is not"
    return _BYTES, ""


def _item(media: MediaType, schema: Schema, request: bool) -> tuple[Schema, str]:
    """The schema of one item of a stream; some contracts describe the list of all items instead."""
    if request:
        return _TEXT, "a stream is sent as one text"
    if media.schema is None:
        return {}, "the contract gives no schema for the items"
    if media.by_item and kind_of(media.name) == "event-stream":
        return {}, "the contract describes events whole, not what their data hold"
    return (schema["items"], "") if schema.get("type") == "array" else (schema, "")


def _has_fields(schema: Schema) -> bool:
    options = schema.get("anyOf", [schema])
    return all("$ref" in option or option.get("type") == "object" for option in options)


def _is_text(media: MediaType) -> bool:
    value = media.schema.value if media.schema is not None else {}
    if not isinstance(value, Mapping) or "xml" in media.name.lower():
        return False
    return value.get("type", "string") == "string" and not {"$ref", "oneOf", "anyOf", "allOf"} & set(value)


def _encodings(kind: ContentKind, media: MediaType) -> Iterator[PartEncoding]:
    if kind not in ("form", "multipart"):
        return
    for name, encoding in sorted(media.encoding.items()):
        if is_encodable(name):
            content_type = _text(", ".join(encoding.content_types))
            yield PartEncoding(name, content_type, _text(encoding.style) or "form", encoding.explode)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value.isprintable() and value.isascii() else ""
