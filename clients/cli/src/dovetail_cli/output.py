"""Where the result of a command goes: standard output, or the file of `--output`."""

import sys
from pathlib import Path

import click

from dovetail_cli.failures import Failure


def write_text(text: str, output: str | None) -> None:
    """Write text that ends with a new line; a file is written whole."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_bytes(text.encode(), output)


def write_bytes(data: bytes, output: str | None) -> None:
    """Write bytes as they are; a file is written whole."""
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise Failure(f"`{output}` cannot be written: {error.strerror or error}.") from error
