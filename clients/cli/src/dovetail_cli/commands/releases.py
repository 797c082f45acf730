"""`dovetail releases CONTRACT`."""

import click

from dovetail_cli import options
from dovetail_cli.coordinates import parse_contract
from dovetail_cli.location import find_location
from dovetail_cli.output import write_text
from dovetail_cli.registry import connected
from dovetail_cli.registry_documents import releases as every_release
from dovetail_cli.render import formats, tables
from dovetail_client.models import ReleaseSummary


@click.command()
@click.argument("contract")
@click.option("--channel", metavar="CHANNEL", help="Only the releases of this channel.")
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.registry
def releases(*, contract: str, channel: str | None, wanted: str, registry: str | None) -> None:
    """List the releases of CONTRACT (acme/orders), highest version first."""
    named = parse_contract(contract)
    with connected(find_location(registry)) as connection:
        found = list(every_release(connection.client, named, channel))
    if wanted == "json":
        write_text(
            formats.as_json([release.model_dump(mode="json", by_alias=True) for release in found]), None
        )
        return
    where = f" in the channel `{channel}`" if channel else ""
    tables.print_table(
        ["version", "channel", "verdict", "published", ""],
        map(_row, found),
        empty=f"{named} has no release{where} yet.",
    )


def _row(release: ReleaseSummary) -> tuple[str, ...]:
    verdict = "first" if release.base_version is None else f"{release.verdict} with {release.base_version}"
    note = f"yanked: {release.yanked.reason}" if release.yanked else ""
    published = f"{release.created_at:%Y-%m-%d %H:%M} UTC"
    return release.version, release.channel, verdict, published, note
