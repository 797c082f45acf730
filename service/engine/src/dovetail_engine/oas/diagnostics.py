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
    """One objection to a document; `hint` is the way out, or empty when the message already says it."""

    severity: Severity
    code: str
    message: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    hint: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The wire form: every field under its own name."""
        return {name: getattr(self, name) for name in self.__slots__}

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: " if self.line is not None else ""
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
