"""Small tables: aligned, without lines, readable in a pipe."""

from collections.abc import Iterable, Sequence

from rich.table import Table

from dovetail_cli.render.consoles import open_console
from dovetail_cli.safe import one_line


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Print the rows under their columns, or the sentence `empty` where there is none."""
    table = Table(*columns, box=None, pad_edge=False, header_style="dim", padding=(0, 3, 0, 0))
    for row in rows:
        table.add_row(*map(one_line, row))
    console = open_console()
    if table.row_count:
        console.print(table, soft_wrap=not console.is_terminal)
    else:
        console.print(empty)
