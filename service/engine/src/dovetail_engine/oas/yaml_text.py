"""Writing JSON values as YAML that YAML 1.1 and 1.2 readers understand alike."""

import io
import re
from typing import Any

import yaml
from yaml._yaml import CEmitter
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from dovetail_engine.oas import yaml_source

_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.resolver.Resolver.yaml_implicit_resolvers
_EXPONENT = re.compile(r"(?<=\d)e")


def dump(tree: Any) -> bytes:
    """The value in block style, keys in their order; reading it again gives an equal value."""
    out = io.BytesIO()
    emitter = CEmitter(out, width=100, allow_unicode=True)
    emitter.emit(StreamStartEvent(encoding="utf-8"))
    emitter.emit(DocumentStartEvent(explicit=False))
    _emit(emitter, tree)
    emitter.emit(DocumentEndEvent(explicit=False))
    emitter.emit(StreamEndEvent())
    return out.getvalue()


def _emit(emitter: Any, value: Any) -> None:
    if type(value) is dict:
        emitter.emit(MappingStartEvent(None, None, True, flow_style=not value))
        for key, child in value.items():
            emitter.emit(_string(key, is_key=True))
            _emit(emitter, child)
        emitter.emit(MappingEndEvent())
    elif type(value) is list:
        emitter.emit(SequenceStartEvent(None, None, True, flow_style=not value))
        for child in value:
            _emit(emitter, child)
        emitter.emit(SequenceEndEvent())
    elif type(value) is str:
        emitter.emit(_string(value, is_key=False))
    else:
        emitter.emit(ScalarEvent(None, None, (True, False), _scalar(value)))


def _string(text: str, *, is_key: bool) -> ScalarEvent:
    if not _is_plain(text):
        return ScalarEvent(None, None, (False, True), text, style="'")
    style = "|" if "\n" in text and not is_key else None
    return ScalarEvent(None, None, (True, True), text, style=style)


def _is_plain(text: str) -> bool:
    if not yaml_source.is_plain_string(text) or text == "<<":
        return False
    resolvers = _RESOLVERS.get(text[:1], []) + _RESOLVERS.get("", [])
    return not any(pattern.match(text) for _, pattern in resolvers)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    # A YAML 1.1 reader takes a number for a float only if it has a point.
    text = repr(value)
    return text if "." in text else _EXPONENT.sub(".0e", text)
