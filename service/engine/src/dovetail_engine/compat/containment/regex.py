"""ECMA-262 patterns (Unicode mode) as syntax trees; what is no regular language is refused by name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NoReturn

from .answers import Unsupported

LAST: Final = 0x10FFFF
MAX_REPEAT: Final = 10_000
MAX_NESTING: Final = 50

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of sorted, disjoint, inclusive ranges of code points."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Assertion:
    """`start`, `end`, `boundary` or `inside`: a test that consumes nothing."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Its parts one after another; no parts is the empty word."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of its parts."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part `low` to `high` times, `high` None for without end."""

    part: "Tree"
    low: int
    high: int | None


Tree = Chars | Assertion | Sequence | Choice | Repeat

DIGIT: Final[Ranges] = ((48, 57),)
WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
SPACE: Final[Ranges] = (
    (9, 13),
    (32, 32),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
_LINE_ENDS: Final[Ranges] = ((10, 10), (13, 13), (0x2028, 0x2029))
_ESCAPES: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_CLASSES: Final = {"d": DIGIT, "w": WORD, "s": SPACE}
_SYNTAX: Final = "^$\\.*+?()[]{}|/-"


def parse(pattern: str) -> Tree:
    """Return the syntax tree; raise `Unsupported` for lookaround, back references and malformed patterns."""
    return _Parser(pattern).whole()


def lookahead_free(pattern: str) -> tuple[tuple[str, bool], ...]:
    """Return patterns to match (True) or not to match (False) that together mean the same.

    Lookahead directly behind a leading `^` comes apart this way; any other pattern is returned as it is."""
    parts: list[tuple[str, bool]] = []
    rest = pattern
    while rest.startswith(("^(?=", "^(?!")):
        end = _closing(rest, 1)
        if end is None:
            return ((pattern, True),)
        parts.append((f"^(?:{rest[4:end]})", rest[3] == "="))
        rest = "^" + rest[end + 1 :]
    if not parts or rest[1:2] in tuple("*+?{") or _has_alternatives(rest):
        return ((pattern, True),)
    return (*parts, (rest, True))


def _closing(pattern: str, start: int) -> int | None:
    """Return where the group that opens at `start` closes."""
    depth = 0
    for at, char in _outside_classes(pattern):
        if at >= start and char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return at
    return None


def _has_alternatives(pattern: str) -> bool:
    depth = 0
    for _, char in _outside_classes(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def _outside_classes(pattern: str) -> Iterator[tuple[int, str]]:
    """Yield the characters that are neither escaped nor within brackets."""
    escaped = inside = False
    for at, char in enumerate(pattern):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        else:
            yield at, char


def merge(ranges: list[tuple[int, int]]) -> Ranges:
    """Return the ranges sorted, with overlaps and neighbours joined."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def invert(ranges: Ranges) -> Ranges:
    """Return every other code point."""
    gaps: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if low > start:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


class _Parser:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    def whole(self) -> Tree:
        tree = self._choice()
        if self._at < len(self._pattern):
            self._refuse("an unmatched parenthesis")
        return tree

    def _choice(self) -> Tree:
        self._depth += 1
        if self._depth > MAX_NESTING:
            self._refuse("too many nested groups")
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            parts.append(self._quantified(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self, part: Tree) -> Tree:
        bounds = self._bounds()
        if bounds is None:
            return part
        if isinstance(part, Assertion):
            self._refuse("a quantified assertion")
        self._take("?")
        low, high = bounds
        if high is not None and high < low:
            self._refuse("a repetition with its bounds reversed")
        if max(low, high or 0) > MAX_REPEAT:
            self._refuse(f"a repetition of more than {MAX_REPEAT}")
        return Repeat(part, low, high)

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        return self._counted() if self._take("{") else None

    def _counted(self) -> tuple[int, int | None]:
        end = self._pattern.find("}", self._at)
        low, comma, high = self._pattern[self._at : max(end, self._at)].partition(",")
        if not (low.isascii() and low.isdigit()) or (high and not (high.isascii() and high.isdigit())):
            self._refuse("a brace that opens no repetition")
        self._at = end + 1
        if not comma:
            return int(low), int(low)
        return int(low), int(high) if high else None

    def _atom(self) -> Tree:
        char = self._next()
        match char:
            case "(":
                return self._group()
            case "[":
                return Chars(self._char_class())
            case ".":
                return Chars(invert(_LINE_ENDS))
            case "^":
                return Assertion("start")
            case "$":
                return Assertion("end")
            case "\\":
                return self._escaped_atom()
            case "*" | "+" | "?" | "{":
                self._refuse("a quantifier with nothing to repeat")
        return Chars(((ord(char), ord(char)),))

    def _group(self) -> Tree:
        if self._take("?"):
            if self._take("<") and self._peek() not in ("=", "!"):
                end = self._pattern.find(">", self._at)
                if end < 0:
                    self._refuse("an unfinished group name")
                self._at = end + 1
            elif not self._take(":"):
                self._refuse("lookaround or inline flags")
        tree = self._choice()
        if not self._take(")"):
            self._refuse("an unmatched parenthesis")
        return tree

    def _escaped_atom(self) -> Tree:
        char = self._peek()
        if char in ("b", "B"):
            self._at += 1
            return Assertion("boundary" if char == "b" else "inside")
        if char == "k" or (char.isdigit() and char != "0"):
            self._refuse("a back reference")
        return Chars(self._escape())

    def _escape(self) -> Ranges:
        """Read what follows a backslash, inside a class or outside."""
        char = self._next()
        if char.lower() in _CLASSES:
            ranges = _CLASSES[char.lower()]
            return ranges if char.islower() else invert(ranges)
        if char in "pP":
            ranges = self._property()
            return ranges if char == "p" else invert(ranges)
        code = self._escaped_code(char)
        return ((code, code),)

    def _escaped_code(self, char: str) -> int:
        if char in _ESCAPES:
            return _ESCAPES[char]
        if char == "0" and not self._peek().isdigit():
            return 0
        if char == "c" and self._peek().isascii() and self._peek().isalpha():
            return ord(self._next()) % 32
        if char == "x":
            return self._hexadecimal(2)
        if char == "u":
            return self._unicode()
        if char in _SYNTAX or not (char.isalnum() or char == "_"):
            return ord(char)
        return self._refuse(f"the escape \\{char}")

    def _unicode(self) -> int:
        if self._take("{"):
            end = self._pattern.find("}", self._at)
            return self._hexadecimal(end - self._at, closing=1)
        code = self._hexadecimal(4)
        low = self._pattern[self._at : self._at + 6]
        if 0xD800 <= code <= 0xDBFF and low[:2] == "\\u":
            self._at += 2
            return 0x10000 + ((code - 0xD800) << 10) + (self._hexadecimal(4) - 0xDC00)
        return code

    def _hexadecimal(self, length: int, closing: int = 0) -> int:
        digits = self._pattern[self._at : self._at + max(length, 0)]
        if not digits or len(digits) < length or any(d not in "0123456789abcdefABCDEF" for d in digits):
            self._refuse("a malformed escape")
        self._at += length + closing
        code = int(digits, 16)
        return code if code <= LAST else self._refuse("a code point beyond Unicode")

    def _property(self) -> Ranges:
        if not self._take("{"):
            self._refuse("a malformed escape")
        end = self._pattern.find("}", self._at)
        name = self._pattern[self._at : max(end, self._at)]
        self._at = end + 1
        _, _, name = name.rpartition("=") if name.startswith(("gc=", "General_Category=")) else ("", "", name)
        category = _CATEGORIES.get(name, name)
        ranges = _category(category) if _KNOWN_CATEGORIES.fullmatch(category) else None
        return ranges if ranges is not None else self._refuse(f"the Unicode property {name}")

    def _char_class(self) -> Ranges:
        inverted = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            ranges.extend(self._class_part())
        merged = merge(ranges)
        return invert(merged) if inverted else merged

    def _class_part(self) -> Ranges:
        first = self._class_atom()
        single = len(first) == 1 and first[0][0] == first[0][1]
        if self._peek() != "-" or self._pattern[self._at + 1 : self._at + 2] in ("]", ""):
            return first
        if not single:
            return first
        self._at += 1
        last = self._class_atom()
        if len(last) != 1 or last[0][0] != last[0][1] or last[0][0] < first[0][0]:
            self._refuse("a malformed range of characters")
        return ((first[0][0], last[0][0]),)

    def _class_atom(self) -> Ranges:
        char = self._next()
        if char != "\\":
            return ((ord(char), ord(char)),)
        if self._take("b"):
            return ((8, 8),)
        return self._escape()

    def _next(self) -> str:
        if self._at >= len(self._pattern):
            self._refuse("an unfinished pattern")
        self._at += 1
        return self._pattern[self._at - 1]

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self, text: str) -> bool:
        if self._pattern.startswith(text, self._at):
            self._at += len(text)
            return True
        return False

    def _refuse(self, what: str) -> NoReturn:
        raise Unsupported(f"{what} in the pattern {self._pattern!r}")


_KNOWN_CATEGORIES: Final = re.compile(r"L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|Cc")
_CATEGORIES: Final = {
    "Letter": "L",
    "Lowercase_Letter": "Ll",
    "Uppercase_Letter": "Lu",
    "Mark": "M",
    "Number": "N",
    "Decimal_Number": "Nd",
    "digit": "Nd",
    "Punctuation": "P",
    "Symbol": "S",
    "Separator": "Z",
    "Space_Separator": "Zs",
    "Control": "Cc",
}


@cache
def _category(category: str) -> Ranges:
    codes = (code for code in range(LAST + 1) if unicodedata.category(chr(code)).startswith(category))
    return merge([(code, code) for code in codes])
