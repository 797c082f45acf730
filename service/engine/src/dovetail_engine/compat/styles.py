"""How parameters are written, as their declarations tell: in a style, or as a document of their own."""

from collections.abc import Mapping
from typing import Any

from dovetail_engine.compat.media import is_json
from dovetail_engine.compat.wire import encode, encode_segment
from dovetail_engine.oas.model import Parameter, SchemaSite

_ONE_TEXT = ("string", "integer", "number", "boolean")
_PLAIN = {"integer", "number", "boolean"}
_PLAIN_STYLE = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
"""The style of each place in which one value is written as it is."""


def in_style(head: Parameter, base: Parameter) -> str:
    """How the text of a parameter looks and looked, for a sentence: `written like 'q=a,b' now, not …`."""
    new, old = _sample(head), _sample(base)
    if new == old:
        return f"written in the style {style_of(head)} now, not {style_of(base)}"
    return f"written like {new} now, not like {old}"


def style_of(parameter: Parameter) -> str:
    """The name of the style, or the media type of a parameter that is a document of its own."""
    if parameter.content:
        return parameter.content[0].name
    return parameter.style + (" (exploded)" if parameter.explode else "")


def differ(base: Parameter, head: Parameter) -> bool:
    """Whether they may be written as different texts; `explode` does not change a single text."""
    if _form(base) == _form(head):
        return False
    single = _is_single(base) or _is_single(head)
    return not single or _form(base)[0] != _form(head)[0]


def _sample(parameter: Parameter) -> str:
    if parameter.content:
        return f"a document of {parameter.content[0].name}"
    value: Any = ["a", "b"]
    if _types(parameter.schema) == {"object"}:
        value = {"a": 1, "b": 2}
    elif _is_single(parameter):
        value = "a"
    style: dict[str, Any] = {"style": parameter.style, "explode": parameter.explode}
    if parameter.location in {"path", "header"}:
        return f"'{encode_segment(parameter.name, value, **style)}'"
    joint = "&" if parameter.location == "query" else "; "
    return f"'{joint.join(f'{name}={text}' for name, text in encode(parameter.name, value, **style))}'"


def _form(parameter: Parameter) -> tuple[str, bool]:
    """How it is written: as JSON or in a style, which for numbers and truth values is one text."""
    if not parameter.content:
        return parameter.style, parameter.explode
    if is_json(parameter.content[0].name):
        plain = _types(parameter.content[0].schema) <= _PLAIN
        return (_PLAIN_STYLE[parameter.location] if plain else "JSON"), False
    return _PLAIN_STYLE[parameter.location], False


def _is_single(parameter: Parameter) -> bool:
    site = parameter.content[0].schema if parameter.content else parameter.schema
    return _types(site) <= set(_ONE_TEXT)


def _types(site: SchemaSite | None) -> set[str]:
    schema = site.value if site else None
    declared = schema.get("type") if isinstance(schema, Mapping) else None
    types = declared if isinstance(declared, list) else [declared or "any"]
    return {str(one) for one in types}
