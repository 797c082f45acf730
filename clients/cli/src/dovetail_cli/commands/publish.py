"""`dovetail publish FILE --contract acme/orders`."""

import shlex

import click

from dovetail_cli import exits, options, publishing
from dovetail_cli.coordinates import Contract, parse_contract
from dovetail_cli.documents import put_places, read_whole
from dovetail_cli.failures import Failure
from dovetail_cli.location import find_location
from dovetail_cli.output import write_text
from dovetail_cli.publishing import Offer
from dovetail_cli.render import diagnostics, formats
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_cli.safe import one_line
from dovetail_cli.sides import read_file
from dovetail_cli.versions import is_version
from dovetail_client.models import Release


@click.command()
@click.argument("file")
@click.option(
    "--contract", metavar="NAMESPACE/CONTRACT", required=True, help="The contract, e.g. acme/orders."
)
@click.option(
    "--version", default="auto", show_default=True, help="The new version; `auto` finds the next one."
)
@click.option("--channel", default="main", show_default=True, help="The line of releases.")
@click.option("--allow-breaking", is_flag=True, help="Break clients on purpose; takes a major version.")
@options.accept_unknown
@click.option("--create", is_flag=True, help="Make the namespace and the contract if they do not exist.")
@click.option("--wait", is_flag=True, help="Wait until the packages can be installed.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=300,
    show_default=True,
    help="Seconds to wait.",
)
@click.option(
    "--format", "wanted", type=click.Choice(formats.CHECK_FORMATS), default="text", show_default=True
)
@options.root
@options.registry
@click.pass_context
def publish(
    ctx: click.Context,
    *,
    file: str,
    contract: str,
    version: str,
    channel: str,
    allow_breaking: bool,
    accept_unknown: bool,
    create: bool,
    wait: bool,
    timeout: float,
    wanted: str,
    root: str | None,
    registry: str | None,
) -> None:
    """Offer the document FILE as a new release of a contract; a break is refused with its counter-examples.

    A document that is released already changes nothing. --format is how a refusal is shown.

    Exits with 0 if accepted, 1 if refused as breaking, 3 if refused as undecided, and 2 for everything else.
    """
    if version != "auto" and not is_version(version):
        raise Failure(f"`{version}` is no version.", hint="Write it as SemVer, e.g. 1.4.0, or `auto`.")
    side, location = read_whole(read_file(file, root=root)), find_location(registry)
    offer = Offer(parse_contract(contract), side, version, channel, allow_breaking, accept_unknown)
    outcome = publishing.publish(location, offer, create=create)
    if isinstance(outcome, publishing.Refusal):
        _show_refusal(outcome, offer, wanted)
        ctx.exit(outcome.exit_code)
    warnings = [warning.model_dump(mode="json") for warning in outcome.warnings]
    put_places(warnings, side)
    diagnostics.print_text(warnings, name=side.name)
    click.echo(_headline(offer.contract, outcome))
    if wait:
        click.echo("Building the packages …", err=True)
        packages = publishing.wait_for_packages(location, offer.contract, outcome.version, seconds=timeout)
        for line in publishing.install_lines(location, packages):
            click.echo(one_line(line))
        ctx.exit(exits.OK if all(package.state == "available" for package in packages) else exits.INVALID)


def _headline(contract: Contract, release: Release) -> str:
    judged = f"{release.verdict} with {release.base_version}" if release.base_version else "the first release"
    return one_line(f"{contract} {release.version} in {release.channel}: {judged}")


def _show_refusal(refusal: publishing.Refusal, offer: Offer, wanted: str) -> None:
    base = f"{offer.contract}@{refusal.base_version}" if refusal.base_version else str(offer.contract)
    names = Names(
        refusal.base_version or "the base", base, offer.side.name, base_version=refusal.base_version
    )
    plain = View(refusal.report, names)
    view = View(refusal.report, names, _ways_out(plain, offer, base))
    if wanted == "text":
        formats.show(view)
        click.echo(f"\n{one_line(refusal.detail)} Nothing was published.", err=True)
    else:
        write_text(formats.render(view, wanted, path=offer.side.path), None)


def _ways_out(view: View, offer: Offer, base: str) -> WaysOut:
    if offer.side.path is None:
        return WaysOut()
    file = shlex.quote(offer.side.argument)
    again = f"dovetail publish {file} --contract {offer.contract}"
    if offer.channel != "main":
        again += f" --channel {offer.channel}"
    version = f" --version {view.next_version}" if view.next_version else ""
    accept = (
        f"{again} --accept-unknown" if view.verdict == "unknown" else f"{again} --allow-breaking{version}"
    )
    return WaysOut(changelog=f"dovetail changelog {base} {file}", accept=accept)
