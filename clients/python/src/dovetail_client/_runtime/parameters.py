"""Parameters on the wire: OpenAPI's `style` and `explode` (OpenAPI 3.1, 4.8.12; RFC 6570)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

_RESERVED = ":/?#[]@!$&'()*+,;="
_DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "|", "simple": ","}


@dataclass(frozen=True)
class Parameter:
    """How one argument is sent; `name` is the argument, `wire_name` what the service reads."""

    name: str
    wire_name: str
    location: Literal["path", "query", "header", "cookie"]
    style: str
    explode: bool
    reserved: bool = False
    as_json: bool = False
    deprecated: bool = False


def plain(value: Any) -> Any:
    """The JSON value of an argument: models with the fields that were set, dates as text."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return to_jsonable_python(value)


def path(template: str, parameters: Iterable[Parameter], arguments: Mapping[str, Any]) -> str:
    """The path with its parameters filled in."""
    for parameter in parameters:
        if parameter.location == "path":
            value = plain(arguments[parameter.name])
            template = template.replace("{" + parameter.wire_name + "}", _segment(parameter, value))
    return template


def query(parameters: Iterable[Parameter], arguments: Mapping[str, Any]) -> str:
    """The query string, percent-encoded, without the question mark."""
    pairs: list[str] = []
    for parameter in parameters:
        value = arguments.get(parameter.name)
        if parameter.location == "query" and value is not None:
            safe = _RESERVED if parameter.reserved else ""
            pairs.extend(pairs_of(parameter, plain(value), safe))
    return "&".join(pairs)


def pairs_of(parameter: Parameter, value: Any, safe: str = "") -> Iterator[str]:
    """The `name=value` pairs of one query or form value."""
    name = quote(parameter.wire_name, safe="[]")
    if parameter.as_json:
        yield f"{name}={quote(_json(value), safe=safe)}"
    elif parameter.style == "deepObject" and isinstance(value, dict | list):
        yield from (f"{name}{key}={quote(text, safe=safe)}" for key, text in _deep(value))
    elif isinstance(value, dict) and parameter.explode:
        yield from (f"{quote(key, safe='')}={quote(_text(item), safe=safe)}" for key, item in value.items())
    elif isinstance(value, list) and parameter.explode:
        yield from (f"{name}={quote(_text(item), safe=safe)}" for item in value)
    else:
        delimiter = _DELIMITERS.get(parameter.style, ",")
        yield f"{name}={delimiter.join(quote(text, safe=safe) for text in _flat(value))}"


def headers(parameters: Iterable[Parameter], arguments: Mapping[str, Any]) -> dict[str, str]:
    """The header parameters."""
    found: dict[str, str] = {}
    for parameter in parameters:
        value = arguments.get(parameter.name)
        if parameter.location == "header" and value is not None:
            text = plain(value)
            found[parameter.wire_name] = (
                _json(text) if parameter.as_json else _simple(text, parameter.explode)
            )
    return found


def cookies(parameters: Iterable[Parameter], arguments: Mapping[str, Any]) -> str:
    """The value of the Cookie header, empty when there is none."""
    pairs: list[str] = []
    for parameter in parameters:
        value = arguments.get(parameter.name)
        if parameter.location == "cookie" and value is not None:
            pairs.extend(pairs_of(parameter, plain(value)))
    return "; ".join(pairs)


def _segment(parameter: Parameter, value: Any) -> str:
    if parameter.as_json:
        return quote(_json(value), safe="")
    if parameter.style == "label":
        return "." + _expanded(value, "." if parameter.explode else ",", parameter.explode)
    if parameter.style == "matrix":
        return _matrix(parameter, value)
    return _expanded(value, ",", parameter.explode)


def _matrix(parameter: Parameter, value: Any) -> str:
    name = quote(parameter.wire_name, safe="")
    if parameter.explode and isinstance(value, list):
        return "".join(f";{name}={quote(_text(item), safe='')}" for item in value)
    if parameter.explode and isinstance(value, dict):
        return ";" + _expanded(value, ";", explode=True)
    return f";{name}=" + _expanded(value, ",", explode=False)


def _expanded(value: Any, delimiter: str, explode: bool) -> str:
    if isinstance(value, dict) and explode:
        pairs = (f"{quote(key, safe='')}={quote(_text(item), safe='')}" for key, item in value.items())
        return delimiter.join(pairs)
    return delimiter.join(quote(text, safe="") for text in _flat(value))


def _simple(value: Any, explode: bool) -> str:
    if isinstance(value, dict) and explode:
        return ",".join(f"{key}={_text(item)}" for key, item in value.items())
    return ",".join(_flat(value))


def _flat(value: Any) -> Iterator[str]:
    """The texts of a value: one for a scalar, one per item, name and value in turn for an object."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield _text(item)
    elif isinstance(value, list):
        yield from map(_text, value)
    else:
        yield _text(value)


def _deep(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _deep(item, f"{prefix}[{quote(key, safe='')}]")
    elif isinstance(value, list):
        for item in value:
            yield from _deep(item, f"{prefix}[]")
    elif value is not None:
        yield prefix, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _json(value) if isinstance(value, dict | list) else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
