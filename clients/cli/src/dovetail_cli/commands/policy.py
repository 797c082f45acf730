"""`dovetail policy`: show, set, explain."""

import click
import tomlkit

from dovetail_cli import options
from dovetail_cli.coordinates import parse_contract
from dovetail_cli.failures import Failure
from dovetail_cli.output import write_text
from dovetail_cli.policies import FILE, read_policy, today
from dovetail_cli.render import tables
from dovetail_client.models import Waiver
from dovetail_engine.compat.policy import manual


@click.group()
def policy() -> None:
    """Show, set and explain how strict the gate is, and what passes nevertheless."""


@policy.command()
@click.argument("contract")
@options.output
@options.registry
def show(*, contract: str, output: str | None, registry: str | None) -> None:
    """Write the policy that the registry keeps for CONTRACT (acme/orders) as a policy file."""
    from dovetail_cli.registry_policies import stored_policy  # noqa: PLC0415 - HTTP loads only here

    stored = stored_policy(parse_contract(contract), location=registry)
    waivers = [{key: value for key, value in one.to_dict().items() if value} for one in stored.waivers]
    content = {"policy": stored.policy.to_dict(), **({"waiver": waivers} if waivers else {})}
    write_text(tomlkit.dumps(content), output)
    click.echo(f"The policy is {stored.source}.", err=True)


@policy.command("set")
@click.argument("contract")
@click.argument("file", default=FILE)
@options.registry
def set_(*, contract: str, file: str, registry: str | None) -> None:
    """Let the registry judge CONTRACT by the policy of FILE; takes a token with the scope `override`.

    FILE is `dovetail.toml` in this folder unless it is named. Its waivers stay in it:
    `dovetail waive --contract` puts one into the registry.
    """
    from dovetail_cli.registry_policies import store_policy  # noqa: PLC0415 - HTTP loads only here

    named, found = parse_contract(contract), read_policy(file)
    store_policy(named, found.policy, location=registry)
    click.echo(f"{named} is judged by the policy of {file} from now on.")
    if found.waivers:
        click.echo("The waivers of the file were not sent; `dovetail waive --contract` sends one.", err=True)


@policy.command()
@click.argument("contract")
@options.registry
def waivers(*, contract: str, registry: str | None) -> None:
    """List the waivers that the registry keeps for CONTRACT, newest first."""
    from dovetail_cli.registry_policies import every_waiver  # noqa: PLC0415 - HTTP loads only here

    found = every_waiver(parse_contract(contract), location=registry)
    rows = [(one.fingerprint, one.owner, _state(one), one.reason) for one in found]
    tables.print_table(["finding", "owner", "state", "reason"], rows, empty=f"{contract} has no waiver.")


@policy.command()
@click.argument("contract")
@click.argument("fingerprint")
@options.registry
def revoke(*, contract: str, fingerprint: str, registry: str | None) -> None:
    """End the waivers of CONTRACT for FINGERPRINT; takes a token with the scope `override`."""
    from dovetail_cli.registry_policies import revoke_waivers  # noqa: PLC0415 - HTTP loads only here

    ended = revoke_waivers(parse_contract(contract), fingerprint, location=registry)
    if not ended:
        raise Failure(
            f"{contract} has no waiver for {fingerprint}.",
            hint=f"`dovetail policy waivers {contract}` lists those it has.",
        )
    click.echo(f"{contract}: {fingerprint} may not pass any more.")


@policy.command()
@options.output
def explain(*, output: str | None) -> None:
    """Show everything that a policy file may hold."""
    write_text(manual.page(), output)


def _state(waiver: Waiver) -> str:
    if waiver.revoked_at is not None:
        return "revoked"
    if waiver.expires is None:
        return "holds"
    return f"{'expired' if waiver.expires < today() else 'holds until'} {waiver.expires.isoformat()}"
