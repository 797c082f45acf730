"""How a release in a registry is named: `acme/orders`, `acme/orders@1.4.0`, `acme/orders@<channel>`."""

import re
from dataclasses import dataclass
from typing import Final

from dovetail_cli.failures import Failure
from dovetail_cli.versions import is_version

_CONTRACT_NAME: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_CONTRACT: Final = re.compile(rf"(?P<namespace>[a-z][a-z0-9]{{1,38}})/(?P<contract>{_CONTRACT_NAME})")
_CHANNEL: Final = re.compile(_CONTRACT_NAME)


@dataclass(frozen=True, slots=True)
class Contract:
    """One API in a namespace; as text `acme/orders`."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A contract and which of its releases: a version, the newest of a channel, or the newest of `main`."""

    contract: Contract
    version: str | None = None
    channel: str | None = None

    def __str__(self) -> str:
        selector = self.version or self.channel
        return f"{self.contract}@{selector}" if selector else str(self.contract)


def parse_contract(text: str) -> Contract:
    """The contract `text` names; a Failure that says how one is written otherwise."""
    found = _CONTRACT.fullmatch(text)
    if not found:
        raise Failure(
            f"`{text}` is no contract.",
            hint="Write NAMESPACE/CONTRACT in lower case, e.g. acme/orders or acme/order-events.",
        )
    return Contract(found["namespace"], found["contract"])


def find_coordinate(text: str) -> Coordinate | None:
    """The coordinate `text` names, or none if it is not written like one."""
    place, at, selector = text.partition("@")
    if not _CONTRACT.fullmatch(place):
        return None
    contract = parse_contract(place)
    if not at:
        return Coordinate(contract)
    if is_version(selector):
        return Coordinate(contract, version=selector)
    return Coordinate(contract, channel=selector) if _CHANNEL.fullmatch(selector) else None


def parse_coordinate(text: str) -> Coordinate:
    """The coordinate `text` names; a Failure that says how one is written otherwise."""
    coordinate = find_coordinate(text)
    if coordinate is None:
        raise Failure(
            f"`{text}` is no coordinate.",
            hint="Write acme/orders (newest), acme/orders@1.4.0 (a version) or acme/orders@beta (a channel).",
        )
    return coordinate
