"""Consoles for text: as wide as the terminal, in colour only where someone looks."""

import os
import sys
from collections.abc import Iterable
from typing import IO, Any, Final, Literal

from rich.console import Console
from rich.text import Text

Colour = Literal["auto", "always", "never"]

PIPE_WIDTH: Final = 100
_COLOURS: Final[dict[Colour, dict[str, Any]]] = {
    "auto": {},
    "always": {"force_terminal": True, "color_system": "standard", "no_color": False},
    "never": {"color_system": None, "no_color": True},
}
_ASCII: Final = str.maketrans({"✗": "x", "✓": "+", "·": "|", "…": "...", "—": "-", "→": "->"})


def open_console(file: IO[str] | None = None, colour: Colour = "auto") -> Console:
    """A console on `file`, or on standard output; a pipe gets `PIPE_WIDTH` columns.

    Colour is for terminals, unless NO_COLOR is set; `always` and `never` win over both.
    """
    plain: dict[str, Any] = {
        "file": file or sys.stdout,
        "highlight": False,
        "markup": False,
        "emoji": False,
        **_COLOURS[colour],
    }
    console = Console(**plain)
    seen = (file or sys.stdout).isatty()
    return console if seen or os.environ.get("COLUMNS") else Console(**plain, width=PIPE_WIDTH)


def spell(text: str, console: Console) -> str:
    """Our own signs as the console's encoding can show them."""
    return text.translate(_ASCII) if not console.encoding.startswith("utf") else text


def print_paragraph(text: Text, indent: int, console: Console) -> None:
    """Prose folded between words, every line indented."""
    for line in text.wrap(console, max(console.width - indent, 20), tab_size=4):
        line.rstrip()
        print_line(Text(" " * indent).append_text(line), console)


def print_names(label: str, names: Iterable[str], end: str, indent: int, console: Console) -> None:
    """`label: name, name and the end`, dim, folded between names only, further lines two columns deeper."""
    shown = list(names)
    parts = [*(f"{name}," for name in shown[:-1]), *shown[-1:], *([end] if end else [])]
    lines = [label]
    for part in parts:
        deeper = indent + 2 * (len(lines) > 1)
        if len(lines[-1]) + 1 + len(part) + deeper > console.width:
            lines.append(part)
        else:
            lines[-1] += f" {part}"
    for number, line in enumerate(lines):
        print_paragraph(Text(line, style="dim"), indent + 2 * bool(number), console)


def print_line(text: Text, console: Console) -> None:
    """A line that is never folded, so that it can be pasted."""
    console.print(text, soft_wrap=True)
