"""The one exception for what a user can put right."""

import os
from typing import IO, Any

import click

from dovetail_cli import exits
from dovetail_cli.safe import printable


class Failure(click.ClickException):
    """Ends the command with `Error: …` and, where there is one, a way out on the next line."""

    exit_code = exits.INVALID

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message and the hint to `file`, or to standard error."""
        colour = False if os.environ.get("NO_COLOR") else None
        label = click.style("Error:", fg="red", bold=True)
        click.echo(f"{label} {printable(self.message)}", file=file, err=True, color=colour)
        if self.hint:
            click.echo(f"  {printable(self.hint)}", file=file, err=True)
