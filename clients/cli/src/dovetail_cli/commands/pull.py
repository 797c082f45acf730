"""`dovetail pull COORDINATE`."""

from typing import Literal

import click

from dovetail_cli import options
from dovetail_cli.coordinates import Coordinate, parse_coordinate
from dovetail_cli.output import write_bytes
from dovetail_cli.registry_documents import fetch


@click.command()
@click.argument("coordinate")
@click.option(
    "--as",
    "rendition",
    type=click.Choice(["original", "json", "yaml"]),
    default="original",
    show_default=True,
    help="As it was published, or converted.",
)
@options.output
@options.registry
def pull(
    *,
    coordinate: str,
    rendition: Literal["original", "json", "yaml"],
    output: str | None,
    registry: str | None,
) -> None:
    """Fetch the document of a release: acme/orders (newest), acme/orders@1.4.0, acme/orders@CHANNEL.

    It goes to standard output, or into FILE.
    """
    wanted = parse_coordinate(coordinate)
    fetched = fetch(wanted, location=registry, rendition=rendition)
    write_bytes(fetched.data, output)
    if output not in {None, "-"}:
        click.echo(f"{Coordinate(wanted.contract, version=fetched.version)} is in {output}")
