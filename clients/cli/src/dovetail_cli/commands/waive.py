"""`dovetail waive FINGERPRINT`."""

import getpass
import shutil
import subprocess
from datetime import datetime

import click

from dovetail_cli import options
from dovetail_cli.coordinates import parse_contract
from dovetail_cli.failures import Failure
from dovetail_cli.policies import FILE, today
from dovetail_cli.waivers import add_waiver
from dovetail_engine.compat.policy.reading import PolicyInvalid, read_waiver


@click.command()
@click.argument("fingerprint")
@click.option("--reason", metavar="TEXT", required=True, help="Why it may pass; one sentence.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    required=True,
    help="The last day on which it may pass, e.g. 2027-01-31.",
)
@click.option("--owner", metavar="NAME", help="Who answers for it; else the name that git commits with.")
@click.option("--contract", metavar="CONTRACT", help="Put it into the registry, for this contract.")
@options.policy
@options.registry
def waive(
    *,
    fingerprint: str,
    reason: str,
    until: datetime,
    owner: str | None,
    contract: str | None,
    policy: str | None,
    registry: str | None,
) -> None:
    """Let one finding pass until a day, on purpose: write a waiver into the policy file or the registry.

    FINGERPRINT is what the report shows for the finding, or its first seven digits. The finding stays in
    the report, and a break still asks for a major version. A waiver of the file with this fingerprint is
    replaced. With --contract it takes a token with the scope `override`.
    """
    if until.date() < today():
        raise Failure(f"{until.date().isoformat()} is over.", hint="Name a day to come with --until.")
    content = {
        "fingerprint": fingerprint,
        "reason": reason,
        "owner": owner or _who(),
        "expires": until.date(),
    }
    try:
        waiver = read_waiver(content)
    except PolicyInvalid as error:
        raise Failure(f"{error}.") from error
    if contract is not None:
        from dovetail_cli.registry_policies import store_waiver  # noqa: PLC0415 - HTTP loads only here

        store_waiver(parse_contract(contract), waiver, location=registry)
        click.echo(f"{contract}: {fingerprint} may pass until {until:%Y-%m-%d}.")
        return
    path = policy or FILE
    added = add_waiver(path, waiver)
    click.echo(
        f"{'Added to' if added else 'Changed in'} {path}: {fingerprint} may pass until {until:%Y-%m-%d}."
    )


def _who() -> str:
    git = shutil.which("git")
    if git is not None:
        asked = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
        if asked.stdout.strip():
            return asked.stdout.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise Failure("Nobody knows who answers for it.", hint="Say so with --owner.") from error
