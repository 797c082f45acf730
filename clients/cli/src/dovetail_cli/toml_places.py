"""Where each key and value of a TOML document stands; tomllib and tomlkit read it, and tell no places."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Final

Path = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_INLINE: Final = re.compile(r"[ \t]*")
_TEXT: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\])*"' r"|'[^']*'", re.DOTALL
)
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\r\n]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text: line and column, both from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Places:
    """The places of a document that is known to be TOML, by the way from its root."""

    text: str
    _keys: dict[Path, int] = field(default_factory=dict)
    _values: dict[Path, int] = field(default_factory=dict)
    _lengths: dict[Path, int] = field(default_factory=dict)
    _at: int = 0

    def __post_init__(self) -> None:
        self._document()

    def of(self, path: Path, *, at_key: bool) -> Spot:
        """The place of a key, or of its value; of the nearest table around it where it is not written."""
        if not at_key and path in self._values:
            return self._spot(self._values[path])
        for length in range(len(path), 0, -1):
            if path[:length] in self._keys:
                return self._spot(self._keys[path[:length]])
        return Spot(1, 1)

    def _spot(self, offset: int) -> Spot:
        return Spot(self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset))

    def _document(self) -> None:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self.text):
            if self.text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        many = self.text.startswith("[[", self._at)
        self._at += 2 if many else 1
        start = self._at
        *names, last = self._key()
        self._at += 2 if many else 1
        path: Path = ()
        for name in names:
            path = self._entered((*path, name))
        path = (*path, last)
        if many:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            self._keys.setdefault(path, start)
        path = self._entered(path)
        self._keys.setdefault(path, start)
        return path

    def _entered(self, path: Path) -> Path:
        """The table that a name stands for: of a list of tables the last one."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for name in self._key():
            path = (*path, name)
            self._keys.setdefault(path, start)
        self._at += 1
        self._skip(_INLINE)
        self._value(path)

    def _value(self, path: Path) -> None:
        self._values[path] = self._at
        if self.text[self._at] == "[":
            self._list(path)
        elif self.text[self._at] == "{":
            self._table(path)
        else:
            self._skip(_TEXT if self.text[self._at] in "\"'" else _SCALAR)

    def _list(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        index = 0
        while self.text[self._at] != "]":
            self._keys[*path, index] = self._at
            self._value((*path, index))
            index += 1
            self._next()
        self._at += 1

    def _table(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        while self.text[self._at] != "}":
            self._pair(path)
            self._next()
        self._at += 1

    def _next(self) -> None:
        self._skip(_BLANK)
        if self.text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)

    def _key(self) -> list[str]:
        names = []
        while True:
            self._skip(_INLINE)
            start = self._at
            if self.text[start] in "\"'":
                self._skip(_TEXT)
                names.append(str(tomllib.loads(f"key = {self.text[start : self._at]}")["key"]))
            else:
                self._skip(_BARE_KEY)
                names.append(self.text[start : self._at])
            self._skip(_INLINE)
            if self.text[self._at] != ".":
                return names
            self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self._at)
        self._at = found.end() if found else self._at
