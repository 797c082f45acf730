"""Documents of releases, fetched by their coordinate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dovetail_cli.coordinates import Contract, Coordinate
from dovetail_cli.failures import Failure
from dovetail_cli.location import find_location
from dovetail_cli.registry import connected
from dovetail_cli.sides import Side
from dovetail_client import Client
from dovetail_client.models import ReleaseSummary

MAIN = "main"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The document of one release."""

    version: str
    data: bytes


def fetch(
    coordinate: Coordinate,
    *,
    location: str | None,
    rendition: Literal["original", "json", "yaml"] = "original",
) -> Fetched:
    """The document a coordinate names, as published or converted; a Failure if there is none."""
    namespace, name = coordinate.contract.namespace, coordinate.contract.name
    with connected(find_location(location)) as connection:
        version = coordinate.version or _newest(connection.client, coordinate)
        connection.client.releases.get_release_document(
            namespace=namespace, contract=name, version=version, format=rendition
        )
        return Fetched(version, connection.content())


def earlier(base: Side, *, location: str | None) -> list[str]:
    """The coordinates of the live releases in the channel of a release from it downward, without it, to the
    last one that broke clients on purpose."""
    coordinate = base.coordinate
    if coordinate is None:
        return []
    with connected(find_location(location)) as connection:
        found = list(releases(connection.client, coordinate.contract))
    own = next((one for one in found if one.version == base.version), None)
    if own is None:
        return []
    line = [one for one in found[found.index(own) :] if one.channel in {own.channel, MAIN} and not one.yanked]
    broke = (number for number, one in enumerate(line, 1) if one.allowed_breaking)
    deciding = line[: next(broke, len(line))]
    return [str(Coordinate(coordinate.contract, version=one.version)) for one in deciding if one is not own]


def releases(client: Client, contract: Contract, channel: str | None = None) -> Iterator[ReleaseSummary]:
    """Every release of a contract, highest version first; of one channel if given."""
    cursor = None
    while True:
        page = client.releases.list_releases(
            namespace=contract.namespace, contract=contract.name, channel=channel, cursor=cursor
        )
        yield from page.items
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


def _newest(client: Client, coordinate: Coordinate) -> str:
    channel = coordinate.channel or MAIN
    for release in releases(client, coordinate.contract, channel):
        if release.yanked is None:
            return release.version
    raise Failure(
        f"`{coordinate.contract}` has no live release in the channel `{channel}`.",
        hint=f"`dovetail releases {coordinate.contract}` lists what it has.",
    )
