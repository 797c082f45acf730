"""Tables of figures, as aligned text for people and as JSON for machines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: the key of its figures in a row, its heading and a format for numbers (`""`: text)."""

    key: str
    heading: str
    spec: str = ""

    def cell(self, row: Row) -> str:
        """Return the text of one cell; a figure that is missing is a dash."""
        value = row.get(self.key)
        if value is None:
            return "-" if self.spec else ""
        return format(value, self.spec) if not isinstance(value, str) else value

    def align(self, text: str, width: int) -> str:
        """Return a cell's text at its width: numbers to the right, text to the left."""
        return text.rjust(width) if self.spec else text.ljust(width)


@dataclass
class Table:
    """Rows of raw figures under columns, with a title and what must be known to read them."""

    part: str
    title: str
    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the table as people paste it."""
        lines = [[column.heading for column in self.columns]]
        lines += [[column.cell(row) for column in self.columns] for row in self.rows]
        widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
        head = [f"{self.part}: {self.title}", "-" * min(len(f"{self.part}: {self.title}"), 110)]
        return "\n".join([*head, *(self._line(line, widths) for line in lines), *self.notes])

    def to_dict(self) -> dict[str, Any]:
        """Return the table as JSON, with unrounded figures."""
        return {"part": self.part, "title": self.title, "rows": self.rows, "notes": self.notes}

    def _line(self, cells: Sequence[str], widths: Sequence[int]) -> str:
        aligned = zip(self.columns, cells, widths, strict=True)
        return "  ".join(column.align(cell, width) for column, cell, width in aligned).rstrip()
