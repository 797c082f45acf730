"""`dovetail bundle FILE`."""

import click

from dovetail_cli import options
from dovetail_cli.documents import InvalidDocument, put_together
from dovetail_cli.output import write_bytes
from dovetail_cli.sides import read_file
from dovetail_engine.oas import DocumentInvalid
from dovetail_engine.oas.bundle import Bundle


@click.command()
@click.argument("file")
@options.root
@options.output
def bundle(*, file: str, root: str | None, output: str | None) -> None:
    """Put a document and the files it refers to together: the same bytes every time.

    FILE is a file. Everything that its references lead to in other files of its folder (or of --root)
    becomes a component; nothing is fetched from a network. A document that refers to no other file is
    written as it is, unless the name of --output asks for the other format.
    """
    side = read_file(file, root=root)
    if side.neighbours is None:
        write_bytes(side.data, output)
        return
    try:
        bundled = put_together(side, side.neighbours)
    except DocumentInvalid as invalid:
        raise InvalidDocument(side.name, [found.to_dict() for found in invalid.diagnostics]) from invalid
    write_bytes(_written(bundled, file, output), output)


def _written(bundled: Bundle, file: str, output: str | None) -> bytes:
    was_yaml = file.lower().endswith((".yaml", ".yml"))
    ending = (output or file).lower().rpartition(".")[2]
    as_yaml = ending in {"yaml", "yml"} if ending in {"json", "yaml", "yml"} else was_yaml
    if bundled.original is not None and as_yaml == was_yaml:
        return bundled.original
    return bundled.to_yaml() if as_yaml else bundled.to_json()
