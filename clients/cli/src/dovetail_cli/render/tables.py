"""Small tables: aligned, without lines, readable in a pipe."""

from collections.abc import Iterable, Sequence

import click

from dovetail_cli.safe import one_line


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Print the rows under their columns, or the sentence `empty` where there is none."""
    shown = [tuple(map(one_line, row)) for row in rows]
    if not shown:
        click.echo(one_line(empty))
        return
    lines = [tuple(columns), *shown]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("   ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())
