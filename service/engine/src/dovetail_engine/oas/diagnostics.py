"""What a reader is told about a document: diagnostics with a place, and the one error the engine raises."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning"]


class Position(NamedTuple):
    """A place in the source text; both numbers count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One objection to a document; `hint` is the way out, or empty when the message already says it.

    `file` is where the place stands if that is not the main file of the document.
    """

    severity: Severity
    code: str
    message: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    hint: str = ""
    file: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The wire form: every field under its own name, `file` only where there is one."""
        said = {name: getattr(self, name) for name in self.__slots__ if name != "file"}
        return said if self.file is None else {**said, "file": self.file}

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: " if self.line is not None else ""
        place = f"{self.file}:{place or ' '}" if self.file else place
        where = f" (at {self.pointer})" if self.pointer else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{where}"


class DocumentInvalid(Exception):
    """The document cannot be used; `diagnostics` holds at least one error, and the warnings found with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(map(str, diagnostics)))


def refuse(
    code: str, message: str, *, pointer: str = "", position: Position | None = None, hint: str = ""
) -> DocumentInvalid:
    """The error for a document that fails at one place, before or while it is parsed."""
    line, column = position or (None, None)
    return DocumentInvalid((Diagnostic("error", code, message, pointer, line, column, hint),))
