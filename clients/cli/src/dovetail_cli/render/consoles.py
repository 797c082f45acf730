"""Consoles for text: as wide as the terminal, in colour only where someone looks."""

import os
import sys
from typing import IO, Final

from rich.console import Console

PIPE_WIDTH: Final = 100
_ASCII: Final = str.maketrans({"✗": "x", "✓": "+", "·": "|", "…": "...", "—": "-", "→": "->"})


def open_console(file: IO[str] | None = None) -> Console:
    """A console on `file`, or on standard output; a pipe gets `PIPE_WIDTH` columns and no colour."""
    target = file or sys.stdout
    console = Console(file=target, highlight=False, markup=False, emoji=False)
    if console.is_terminal or os.environ.get("COLUMNS"):
        return console
    return Console(file=target, highlight=False, markup=False, emoji=False, width=PIPE_WIDTH)


def spell(text: str, console: Console) -> str:
    """Our own signs as the console's encoding can show them."""
    return text.translate(_ASCII) if not console.encoding.startswith("utf") else text
