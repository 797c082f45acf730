"""The reference decoder: what a receiver may read from texts. It shares nothing with the encoder."""

import email
import re
from collections.abc import Iterator, Sequence
from email.message import Message
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, unquote

from dovetail_engine.oas.model import Parameter

_WHOLE = re.compile(r"[+-]?[0-9]+\Z")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\Z")
_SPLITTERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def scalar_readings(text: str, kinds: frozenset[str]) -> Iterator[Any]:
    """Every value of the given types that a text may stand for."""
    if kinds & {"integer", "number"} and _WHOLE.match(text):
        yield int(text)
    elif "number" in kinds and _DECIMAL.match(text):
        yield float(text)
    if "boolean" in kinds and text in {"true", "false"}:
        yield text == "true"
    if "null" in kinds and text == "":
        yield None
    if "string" in kinds:
        yield text


def pair_readings(
    parameter: Parameter, pairs: Sequence[tuple[str, str]], kinds: frozenset[str], items: frozenset[str]
) -> Iterator[Any] | None:
    """The values of a query or cookie parameter, None if it is not there. `items` are the types of parts."""
    exploded = parameter.explode or parameter.style == "deepObject"
    members = _members(parameter, pairs) if "object" in kinds and exploded else {}
    texts = [value for name, value in pairs if name == parameter.name]
    if not texts and not members:
        return None
    many = parameter.explode and parameter.style == "form"
    return chain(
        _readings(texts, parameter, kinds, items, many=many) if texts else (),
        _object_readings(members, items) if members else (),
    )


def segment_readings(
    parameter: Parameter, text: str, kinds: frozenset[str], items: frozenset[str]
) -> Iterator[Any]:
    """The values of a path or header parameter."""
    explode = parameter.explode
    bare = _unmarked(parameter, text, named="object" not in kinds or not explode)
    if bare is None:
        return
    if parameter.style == "label":
        parts = bare.split(".") if explode else bare.split(",")
    elif parameter.style == "matrix":
        parts = re.split(rf";(?:{re.escape(parameter.name)}=)?", bare) if explode else bare.split(",")
    else:
        parts = bare.split(",")
    yield from scalar_readings(bare, kinds)
    if "array" in kinds:
        yield from _list_readings([part.strip() for part in parts], items)
    if "object" in kinds:
        yield from _object_readings(_keyed(parts, explode=explode), items)


def form_pairs(text: str) -> list[tuple[str, str]]:
    """The names and values of a urlencoded body."""
    return parse_qsl(text, keep_blank_values=True)


def form_parts_in(text: str, media: str) -> list[tuple[str, dict[str, str], str]]:
    """The parts of a multipart body: name, headers by their names in lower case, and content."""
    message = email.message_from_string(f"Content-Type: {media}\r\n\r\n{text}")
    parts = message.get_payload() if message.is_multipart() else []
    return [_form_part(part) for part in parts if isinstance(part, Message)]


def unquoted(text: str) -> str:
    """Percent-decoded text."""
    return unquote(text)


def _form_part(part: Message) -> tuple[str, dict[str, str], str]:
    headers = {name.lower(): str(value) for name, value in part.items()}
    name = part.get_param("name", header="content-disposition")
    return str(name), headers, str(part.get_payload())


def _unmarked(parameter: Parameter, text: str, *, named: bool) -> str | None:
    """What follows the mark of the style, None where the mark is missing."""
    if parameter.style == "label":
        return text[1:] if text.startswith(".") else None
    if parameter.style != "matrix":
        return text
    name = re.escape(parameter.name)
    mark = re.match(rf";{name}(=|\Z)" if named else rf";({name}=)?", text)
    return text[mark.end() :] if mark else None


def _readings(
    texts: list[str], parameter: Parameter, kinds: frozenset[str], items: frozenset[str], *, many: bool
) -> Iterator[Any]:
    if len(texts) == 1:
        yield from scalar_readings(texts[0], kinds)
    if "array" in kinds and (many or len(texts) == 1):
        separator = _SPLITTERS.get(parameter.style, ",")
        yield from _list_readings(texts if many else texts[0].split(separator), items)
    if "object" in kinds and len(texts) == 1 and not parameter.explode:
        separator = _SPLITTERS.get(parameter.style, ",")
        yield from _object_readings(_keyed(texts[0].split(separator), explode=False), items)


def _list_readings(texts: Sequence[str], items: frozenset[str]) -> Iterator[Any]:
    columns = [list(scalar_readings(text, items)) for text in texts]
    if all(columns):
        yield [column[0] for column in columns]
        yield [column[-1] for column in columns]


def _object_readings(members: dict[str, str], items: frozenset[str]) -> Iterator[Any]:
    columns = {name: list(scalar_readings(text, items)) for name, text in members.items()}
    if all(columns.values()):
        yield {name: column[0] for name, column in columns.items()}
        yield {name: column[-1] for name, column in columns.items()}


def _members(parameter: Parameter, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    if parameter.style != "deepObject":
        return dict(pairs)
    opening = f"{parameter.name}["
    return {
        name[len(opening) : -1]: value
        for name, value in pairs
        if name.startswith(opening) and name.endswith("]")
    }


def _keyed(parts: Sequence[str], *, explode: bool) -> dict[str, str]:
    if explode:
        return {name: text for name, _, text in (part.partition("=") for part in parts)}
    return dict(zip(parts[::2], parts[1::2], strict=False))
