"""Reading JSON: exact integers, no duplicate keys, no NaN, and positions found only when asked for."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined] # the scanner's C half, unstubbed
from typing import Any, NamedTuple, Self

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.diagnostics import DocumentInvalid, Position, refuse
from dovetail_engine.oas.limits import Limits

_BLANK = re.compile(r"[ \t\r\n]*")
_OFFSET = re.compile(r"\(byte (\d+)\)")
# Whatever follows a quotation mark matches, so that no part of the text is looked at twice.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_ESCAPED_COLON = re.compile(rb"\\u003[aA]")
_WHERE = re.compile(r" - at `.*")
# Numbers are skipped, not read, while looking for a place: a huge one must not cost or fail twice.
_SKIPPER = json.JSONDecoder(parse_int=len, parse_float=len)


def decode(data: bytes, limits: Limits) -> Any:
    """The value of a UTF-8 JSON text without a byte order mark; raises DocumentInvalid.

    Of equal keys the last is taken, and the depth is hardly bounded: `verify` sees to that.
    """
    _bound_nodes(data, limits)
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise _too_deep(limits) from None
    except msgspec.MsgspecError as error:
        raise _malformed(data, _explained(data) or error) from None


class Piece(NamedTuple):
    """A part of a decoded value, its own JSON text, and how many objects and lists it lies in."""

    value: Any
    text: bytes
    depth: int


def verify(data: bytes, pieces: Iterable[Piece], limits: Limits) -> None:
    """Refuse a text that nests too deep or names a key twice; `pieces` are its decoded value, cut anyhow.

    Raises DocumentInvalid.
    """
    try:
        colons = sum(_colons(piece, limits) for piece in pieces)
    except RecursionError:
        raise _too_deep(limits) from None
    # The decoder keeps the last of equal keys, and a colon is lost with each of the others. In strings their
    # number stays the same, unless one is escaped.
    if colons != data.count(b":") or _ESCAPED_COLON.search(data):
        _refuse_duplicates(data)


def locate(data: bytes, wanted: Iterable[str]) -> dict[str, Position]:
    """The places of those pointers that exist: the key of a member, the first character of an element."""
    text = data.decode()
    offsets: dict[str, int] = {}
    _find(text, _skip(text, 0), _Wanted.of(wanted), offsets)
    return _positions(text, offsets)


def _bound_nodes(data: bytes, limits: Limits) -> None:
    # No value is shorter than a digit and its comma. And before one object is built: every value follows a
    # comma or a bracket, so this is never less than their number. Those in strings are only counted out where
    # that matters, and where there are not too many strings either.
    if len(data) < 2 * limits.nodes or _openings(data) < limits.nodes:
        return
    if data.count(b'"') > limits.nodes or _openings(_STRING.sub(b"", data)) >= limits.nodes:
        raise refuse("too-many-nodes", f"The document may hold more than {limits.nodes:,} values.")


def _openings(data: bytes) -> int:
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def _colons(piece: Piece, limits: Limits) -> int:
    value, text, depth = piece
    room = limits.depth - depth
    colons = text.count(b":")
    # A list opens with a bracket. So does an object, and it has a colon, unless it is the innermost.
    lists = text.count(b"[")
    if colons + lists >= room and text.count(b"{") + lists > room and _is_deeper(value, room):
        raise _too_deep(limits)
    return colons


def _is_deeper(tree: Any, room: int) -> bool:
    level = [tree] if type(tree) is dict or type(tree) is list else []
    for _ in range(room + 1):
        if not level:
            return False
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) is dict or type(child) is list
        ]
    return True


def _too_deep(limits: Limits) -> DocumentInvalid:
    return refuse("too-deep", f"The document nests deeper than {limits.depth} levels.")


def _explained(data: bytes) -> Exception | None:
    """The same objection once more, but for a number out of range, which is named."""
    try:
        msgspec.json.Decoder(float_hook=_finite).decode(data)
    except (msgspec.MsgspecError, ValueError) as error:
        return error
    return None


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"the number {_shorten(text)} is out of range")
    return value


def _malformed(data: bytes, error: Exception) -> DocumentInvalid:
    message = _WHERE.sub("", str(error).removeprefix("JSON is malformed: "))
    found = _OFFSET.search(message)
    position = _position(data.decode(), len(data[: int(found[1])].decode(errors="ignore"))) if found else None
    message = _OFFSET.sub("", message).strip()
    return refuse("not-json", f"The JSON cannot be read: {message}.", position=position)


def _refuse_duplicates(data: bytes) -> None:
    text = data.decode()
    marked = json.loads(text, object_pairs_hook=_mark_duplicate, parse_int=len, parse_float=len)
    for pointer, found in _duplicates(marked):
        raise _duplicate_key(text, pointer, found.key)


class _Duplicate:
    """Stands for an object that names a key twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                self.key = key
                return
            seen.add(key)


def _mark_duplicate(pairs: list[tuple[str, Any]]) -> Any:
    value = dict(pairs)
    return value if len(value) == len(pairs) else _Duplicate(pairs)


def _duplicates(tree: Any) -> Iterator[tuple[str, _Duplicate]]:
    stack: list[tuple[str, Any]] = [("", tree)]
    while stack:
        pointer, value = stack.pop()
        if type(value) is _Duplicate:
            yield pointer, value
        members = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
        stack.extend(
            (pointers.join(pointer, token), child)
            for token, child in members
            if type(child) in {dict, list, _Duplicate}
        )


def _duplicate_key(text: str, pointer: str, key: str) -> DocumentInvalid:
    start = _value_offset(text, pointer)
    offset = [at for token, at, _ in _members(text, start) if token == key][1]
    return refuse(
        "duplicate-key",
        f"The key {json.dumps(key, ensure_ascii=False)} appears twice in one object.",
        pointer=pointers.join(pointer, key),
        position=_position(text, offset),
        hint="Remove one of the two: readers differ in which one they take.",
    )


def _value_offset(text: str, pointer: str) -> int:
    offset = _skip(text, 0)
    for token in pointers.split(pointer):
        offset = next(value for name, _, value in _members(text, offset) if name == token)
    return offset


@dataclass(slots=True)
class _Wanted:
    """A trie of the pointers looked for, so that everything else is skipped in C."""

    pointer: str | None = None
    children: dict[str, "_Wanted"] = field(default_factory=dict)

    @classmethod
    def of(cls, wanted: Iterable[str]) -> Self:
        root = cls()
        for pointer in wanted:
            place: _Wanted = root
            for token in pointers.split(pointer):
                place = place.children.setdefault(token, _Wanted())
            place.pointer = pointer
        return root


def _find(text: str, offset: int, wanted: _Wanted, found: dict[str, int]) -> None:
    if wanted.pointer is not None:
        found.setdefault(wanted.pointer, offset)
    if not wanted.children or text[offset] not in "{[":
        return
    for token, place, value in _members(text, offset):
        child = wanted.children.get(token)
        if child is None:
            continue
        if child.pointer is not None:
            found[child.pointer] = place
        _find(text, value, child, found)


def _members(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Each member's token, its own offset (of the key, or of the element) and its value's offset."""
    is_object, index = text[offset] == "{", 0
    offset = _skip(text, offset + 1)
    while text[offset] not in "}]":
        place, token = offset, str(index)
        if is_object:
            token, offset = scanstring(text, offset + 1, True)
            offset = _skip(text, _skip(text, offset) + 1)
        yield token, place, offset
        _, offset = _SKIPPER.raw_decode(text, offset)
        offset = _skip(text, offset)
        if text[offset] == ",":
            offset, index = _skip(text, offset + 1), index + 1


def _skip(text: str, offset: int) -> int:
    blank = _BLANK.match(text, offset)
    return blank.end() if blank else offset


def _positions(text: str, offsets: dict[str, int]) -> dict[str, Position]:
    found: dict[str, Position] = {}
    line, counted = 1, 0
    for pointer, offset in sorted(offsets.items(), key=lambda each: each[1]):
        line += text.count("\n", counted, offset)
        counted = offset
        found[pointer] = Position(line, offset - text.rfind("\n", 0, offset))
    return found


def _position(text: str, offset: int) -> Position:
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
