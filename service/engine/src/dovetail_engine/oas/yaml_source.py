"""Reading YAML 1.2 by libyaml's events: core schema, string keys, budgets, positions only when asked for.

PyYAML's own loaders are not used: they follow YAML 1.1 (`no` is false), build what a tag names, and can be
made to exhaust the stack. Here a scalar is read by the core schema, except that a number with a leading zero
stays a string (`017` is an identifier to everyone but a YAML 1.1 reader). A merge key (`<<`) is refused: YAML
1.2 has none, so tools disagree about what such a document says.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.diagnostics import DocumentInvalid, Position, refuse
from dovetail_engine.oas.limits import Limits

_CORE = "tag:yaml.org,2002:"
_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_TRUE = frozenset(["true", "True", "TRUE"])
_FALSE = frozenset(["false", "False", "FALSE"])
_MAY_BE_NUMBER = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_MOST_DIGITS = 4_000
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


def parse(data: bytes, limits: Limits) -> Any:
    """The value of a UTF-8 YAML text that holds one document; raises DocumentInvalid."""
    reader = _Reader(limits)
    take = reader.handlers
    for event in _events(data):
        handle = take.get(type(event))
        if handle is not None:
            handle(event)
    if not reader.documents:
        raise refuse("empty-document", "The document is empty.")
    return reader.root


def locate(data: bytes, wanted: Iterable[str]) -> dict[str, Position]:
    """The places of those pointers that exist: the key of a member, the start of an element."""
    open_paths = {tuple(pointers.split(pointer)): pointer for pointer in wanted}
    found: dict[str, Position] = {}
    while open_paths:
        open_paths = _locate_once(data, open_paths, found)
    return found


def is_plain_string(text: str) -> bool:
    """Whether the text, written plain, reads as a string by the core schema."""
    try:
        return type(_plain(text)) is str
    except ValueError:
        return False


def _locate_once(
    data: bytes, open_paths: dict[tuple[str, ...], str], found: dict[str, Position]
) -> dict[tuple[str, ...], str]:
    """Note the paths met, and answer those behind an alias, moved to where their anchor stands."""
    moved: dict[tuple[str, ...], str] = {}
    anchors: dict[str, tuple[str, ...]] = {}
    missing = len(open_paths)
    for path, mark, event in _replay(data):
        pointer = open_paths.get(path)
        if pointer is not None and pointer not in found:
            found[pointer] = Position(mark.line + 1, mark.column + 1)
            missing -= 1
        if type(event) is AliasEvent:
            for wanted, behind in open_paths.items():
                if len(wanted) > len(path) and wanted[: len(path)] == path:
                    moved[anchors[str(event.anchor)] + wanted[len(path) :]] = behind
        elif event.anchor:
            anchors[event.anchor] = path
        if not missing:
            break
    return moved


def _replay(data: bytes) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Every value of a readable document: its path, the mark of its key (or its own), and its event."""
    stack: list[_Replayed] = []
    texts: dict[str, str] = {}
    for event in _events(data):
        kind = type(event)
        if kind in _ENDS:
            stack.pop()
        elif kind not in _VALUES:
            continue
        elif stack and stack[-1].awaits_key:
            key = texts[event.anchor] if kind is AliasEvent else event.value
            stack[-1].begin(key, event.start_mark)
        else:
            path, mark = stack[-1].place(event.start_mark) if stack else ((), event.start_mark)
            if kind is ScalarEvent and event.anchor:
                texts[event.anchor] = event.value
            yield path, mark, event
            if kind is not ScalarEvent and kind is not AliasEvent:
                stack.append(_Replayed(path, is_map=kind is MappingStartEvent))


class _Replayed:
    __slots__ = ("awaits_key", "index", "is_map", "key", "mark", "path")

    def __init__(self, path: tuple[str, ...], *, is_map: bool) -> None:
        self.path, self.is_map, self.awaits_key = path, is_map, is_map
        self.index, self.key, self.mark = -1, "", None

    def begin(self, key: str, mark: Any) -> None:
        self.key, self.mark, self.awaits_key = key, mark, False

    def place(self, mark: Any) -> tuple[tuple[str, ...], Any]:
        if self.is_map:
            self.awaits_key = True
            return (*self.path, self.key), self.mark
        self.index += 1
        return (*self.path, str(self.index)), mark


_ENDS = frozenset([MappingEndEvent, SequenceEndEvent])
_VALUES = frozenset([ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent])


def _events(data: bytes) -> Iterator[Any]:
    parser = CParser(data)
    try:
        event = parser.get_event()
        while event is not None:
            yield event
            event = parser.get_event()
    except yaml.reader.ReaderError as error:
        raise refuse(
            "not-yaml", f"The YAML cannot be read: {error.reason}.", position=_at_byte(data, error)
        ) from None
    except yaml.MarkedYAMLError as error:
        problem = " ".join(filter(None, (error.context, error.problem)))
        mark = error.problem_mark or error.context_mark
        raise refuse("not-yaml", f"The YAML cannot be read: {problem}.", position=_at(mark)) from None


def _at(mark: Any) -> Position | None:
    return Position(mark.line + 1, mark.column + 1) if mark is not None else None


def _at_byte(data: bytes, error: yaml.reader.ReaderError) -> Position:
    before = data[: error.position]
    return Position(before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode(errors="ignore")) + 1)


class _Anchored(NamedTuple):
    """What an anchor stands for, and what an alias to it adds to the document once expanded."""

    value: Any
    text: str | None
    nodes: int
    size: int
    height: int


class _Open:
    __slots__ = ("anchor", "awaits_key", "height", "is_map", "key", "nodes", "size", "value")

    def __init__(self, value: Any, anchor: str | None, nodes: int, size: int) -> None:
        self.value, self.anchor, self.nodes, self.size = value, anchor, nodes, size
        self.is_map = self.awaits_key = type(value) is dict
        self.key, self.height = "", 1


class _Reader:
    """Builds the value event by event and stops at the first event past a limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root: Any = None
        self.documents = self.nodes = self.size = self.aliases = 0
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.handlers: dict[type[Any], Callable[[Any], None]] = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.start,
            SequenceStartEvent: self.start,
            MappingEndEvent: self.end,
            SequenceEndEvent: self.end,
            AliasEvent: self.alias,
            DocumentStartEvent: self.document,
        }

    def document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "Publish one document at a time; remove everything after the second '---'."
            raise self._refuse("several-documents", "The file holds more than one document.", event, hint)

    def scalar(self, event: ScalarEvent) -> None:
        stack = self.stack
        self.size += len(event.value)
        if stack and stack[-1].awaits_key:
            self._key(event, self._key_text(event))
            return
        self.nodes += 1
        value = self._value(event)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, event.value, 1, len(event.value), 0)
        self._put(value, event)

    def start(self, event: Any) -> None:
        stack, is_map = self.stack, type(event) is MappingStartEvent
        if event.tag is not None and event.tag not in {_CORE + ("map" if is_map else "seq"), "!"}:
            raise self._bad_tag(event)
        if stack and stack[-1].awaits_key:
            raise self._refuse("key-not-string", "An object's key must be a string.", event)
        if len(stack) >= self.limits.depth:
            raise self._too_deep(event)
        self.nodes += 1
        value: Any = {} if is_map else []
        self._put(value, event)
        # The counts before this node: their growth until its end is what an alias to it repeats.
        stack.append(_Open(value, event.anchor, self.nodes - 1, self.size))

    def end(self, _event: Any) -> None:
        closed = self.stack.pop()
        if self.stack and self.stack[-1].height <= closed.height:
            self.stack[-1].height = closed.height + 1
        if closed.anchor:
            nodes, size = self.nodes - closed.nodes, self.size - closed.size
            self.anchors[closed.anchor] = _Anchored(closed.value, None, nodes, size, closed.height)

    def alias(self, event: Any) -> None:
        target = self.anchors.get(event.anchor)
        if target is None:
            message = f"The alias *{event.anchor} stands before the end of its anchor, or has none."
            raise self._refuse("bad-alias", message, event)
        self.aliases += 1
        self.size += target.size
        if self.aliases > self.limits.aliases:
            raise self._refuse("too-many-aliases", f"More than {self.limits.aliases:,} aliases.", event)
        if self.stack and self.stack[-1].awaits_key:
            if target.text is None:
                raise self._refuse("key-not-string", "An object's key must be a string.", event)
            self._key(event, target.text)
            return
        self.nodes += target.nodes
        if len(self.stack) + target.height > self.limits.depth:
            raise self._too_deep(event)
        if self.stack and self.stack[-1].height <= target.height:
            self.stack[-1].height = target.height + 1
        self._put(target.value, event)

    def _put(self, value: Any, event: Any) -> None:
        if self.nodes > self.limits.nodes or self.size > self.limits.expanded_size:
            limits = self.limits
            message = (
                f"The document expands beyond {limits.nodes:,} values or {limits.expanded_size:,} bytes."
            )
            raise self._refuse("too-many-nodes", message, event)
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if top.is_map:
            top.value[top.key] = value
            top.awaits_key = True
        else:
            top.value.append(value)

    def _key(self, event: Any, key: str) -> None:
        top = self.stack[-1]
        repeated = key in top.value
        top.key, top.awaits_key = key, False
        if repeated:
            hint = "Remove one of the two: readers differ in which one they take."
            raise self._refuse("duplicate-key", f'The key "{key}" appears twice in one object.', event, hint)

    def _key_text(self, event: ScalarEvent) -> str:
        if event.tag is not None and event.tag not in {_CORE + "str", "!"}:
            raise self._bad_tag(event)
        if event.value == "<<" and event.implicit[0] and event.tag is None:
            hint = "Write the merged keys out, or quote the key if it really is named '<<'."
            raise self._refuse("merge-key", "YAML 1.2 has no merge key (<<).", event, hint)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(event.value, event.value, 1, len(event.value), 0)
        return str(event.value)

    def _value(self, event: ScalarEvent) -> Any:
        text, tag = event.value, event.tag
        if tag is None and not event.implicit[0]:
            return text
        if tag in {"!", _CORE + "str"}:
            return text
        try:
            value = _plain(text)
        except ValueError as error:
            raise self._refuse("bad-number", f"This number cannot be read: {error}.", event) from None
        if tag == _CORE + "float" and type(value) is int:
            value = float(value)
        if tag is None or _fits(tag, value):
            return value
        raise self._bad_tag(event)

    def _too_deep(self, event: Any) -> DocumentInvalid:
        return self._refuse("too-deep", f"The document nests deeper than {self.limits.depth} levels.", event)

    def _bad_tag(self, event: Any) -> DocumentInvalid:
        message = f"The tag {event.tag} does not belong to YAML's core schema, or does not fit its value."
        return self._refuse(
            "bad-tag", message, event, "Remove the tag: JSON values are all a contract needs."
        )

    def _refuse(self, code: str, message: str, event: Any, hint: str = "") -> DocumentInvalid:
        tokens = [
            token
            for depth, place in enumerate(self.stack)
            if (token := _token(place, innermost=depth == len(self.stack) - 1)) is not None
        ]
        pointer = pointers.join("", *tokens)
        return refuse(code, message, pointer=pointer, position=_at(event.start_mark), hint=hint)


def _token(place: _Open, *, innermost: bool) -> str | int | None:
    if place.is_map:
        return None if innermost and place.awaits_key else place.key
    return len(place.value) - (0 if innermost else 1)


def _fits(tag: str, value: Any) -> bool:
    kinds: dict[str, tuple[type, ...]] = {
        "null": (type(None),),
        "bool": (bool,),
        "int": (int,),
        "float": (float,),
    }
    return type(value) in kinds.get(tag.removeprefix(_CORE), ())


def _plain(text: str) -> Any:
    if text in _NULL:
        return None
    if text[0] in _MAY_BE_NUMBER:
        return _number(text)
    if text in _TRUE:
        return True
    return False if text in _FALSE else text


def _number(text: str) -> Any:
    if _INT.match(text) or _BASED.match(text):
        if len(text) > _MOST_DIGITS:
            raise ValueError(f"it has more than {_MOST_DIGITS:,} digits")
        return int(text, 10 if _INT.match(text) else 0)
    if _FLOAT.match(text):
        value = float(text)
        if not math.isfinite(value):
            raise ValueError("it is out of range")
        return value
    if _NOT_FINITE.match(text):
        raise ValueError("JSON has neither infinity nor not-a-number")
    return text
