"""Publishing as the registry sees it: an offer becomes a release or a refusal, then packages."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dovetail_cli import exits
from dovetail_cli.coordinates import Contract
from dovetail_cli.documents import put_places
from dovetail_cli.failures import Failure
from dovetail_cli.location import Location
from dovetail_cli.problems import Refused
from dovetail_cli.registry import connected
from dovetail_cli.sides import Side
from dovetail_client import File
from dovetail_client.models import (
    ContractCreate,
    NamespaceCreate,
    Package,
    PublishReleaseRequestMultipart,
    Release,
)

_PAUSE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Offer:
    """A document, the contract it is offered to, and on which terms."""

    contract: Contract
    side: Side
    version: str
    channel: str
    allow_breaking: bool
    accept_unknown: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """The gate said no: the JSON report, what it was compared with, and the registry's sentence."""

    report: Mapping[str, Any]
    base_version: str | None
    detail: str

    @property
    def exit_code(self) -> int:
        """1 for a break, 3 for what could not be decided."""
        return exits.of_verdict(str(self.report["verdict"]))


def publish(location: Location, offer: Offer, *, create: bool) -> Release | Refusal:
    """The release that was made or was there already, or the gate's refusal; anything else is a Failure.

    With `create`, a namespace or a contract that does not exist is made first.
    """
    try:
        return _send(location, offer)
    except Refused as refused:
        if refused.slug not in {"namespace-not-found", "contract-not-found"}:
            return _refusal(refused)
        if not create:
            raise Failure(refused.message, hint="Pass --create to make it.") from refused
        _create(location, offer.contract, with_namespace=refused.slug == "namespace-not-found")
    try:
        return _send(location, offer)
    except Refused as refused:
        return _refusal(refused)


def wait_for_packages(
    location: Location, contract: Contract, version: str, *, seconds: float
) -> Sequence[Package]:
    """The packages of a release once each is available or has failed; a Failure after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        with connected(location) as connection:
            page = connection.client.packages.list_packages(
                namespace=contract.namespace, contract=contract.name, version=version
            )
        if all(package.state != "pending" for package in page.items):
            return page.items
        if time.monotonic() > deadline:
            raise Failure(
                f"The packages of {contract} {version} were not ready after {seconds:g} seconds.",
                hint="The release is made; its packages follow. Run the same command again to wait longer.",
            )
        time.sleep(_PAUSE)


def install_lines(location: Location, packages: Sequence[Package]) -> Iterator[str]:
    """How each package is installed, or why it was not built."""
    for package in packages:
        if package.state != "available":
            yield f"{package.ecosystem}: {package.project} was not built: {package.reason}"
        elif package.ecosystem == "python":
            yield f"pip install --index-url {location.url}/pypi/simple/ {package.project}=={package.version}"
        else:
            scope = package.project.partition("/")[0]
            yield f"npm install --{scope}:registry={location.url}/npm/ {package.project}@{package.version}"


def _send(location: Location, offer: Offer) -> Release:
    try:
        return _sent(location, offer)
    except Refused as refused:
        put_places(_places(refused.problem), offer.side)
        raise


def _places(problem: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The places in the offered document that a registry speaks of."""
    yield from problem.get("diagnostics") or ()
    for finding in (problem.get("report") or {}).get("findings", ()):
        if finding["cause"]["head"] is not None:
            yield finding["cause"]["head"]


def _sent(location: Location, offer: Offer) -> Release:
    with connected(location, name=offer.side.name) as connection:
        return connection.client.releases.publish_release(
            namespace=offer.contract.namespace,
            contract=offer.contract.name,
            version=offer.version,
            channel=offer.channel,
            allow_breaking=offer.allow_breaking,
            accept_unknown=offer.accept_unknown,
            # As the file of a form, because the bytes have to arrive as they are.
            body=PublishReleaseRequestMultipart(document=File(offer.side.data, "document")),
            content_type="multipart/form-data",
        )


def _refusal(refused: Refused) -> Refusal:
    report = refused.problem.get("report")
    if not isinstance(report, dict):
        raise refused
    return Refusal(report, refused.problem.get("base_version"), str(refused.problem.get("detail", "")))


def _create(location: Location, contract: Contract, *, with_namespace: bool) -> None:
    with connected(location) as connection:
        if with_namespace:
            connection.client.namespaces.create_namespace(body=NamespaceCreate(name=contract.namespace))
        connection.client.contracts.create_contract(
            namespace=contract.namespace, body=ContractCreate(name=contract.name)
        )
