"""`dovetail token`: create, list, revoke."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import click

from dovetail_cli import options
from dovetail_cli.location import find_location
from dovetail_cli.registry import connected
from dovetail_cli.render import tables
from dovetail_client.models import Token, TokenCreate

SCOPES = ("read", "publish", "override", "admin")


@click.group()
def token() -> None:
    """Create, list and revoke tokens; needs an administrator's token."""


@token.command()
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True, help="May be repeated."
)
@click.option("--namespace", metavar="NAMESPACE", help="The only namespace it is good for.")
@click.option("--days", type=click.IntRange(1, 3650), help="How long it works; for ever if not said.")
@options.registry
def create(
    *, name: str, scopes: tuple[str, ...], namespace: str | None, days: int | None, registry: str | None
) -> None:
    """Make a token called NAME and print its secret, which is never shown again.

    Only the secret goes to standard output, so that it can be piped into a secret store.
    """
    expires = datetime.now(UTC) + timedelta(days=days) if days else None
    wanted = TokenCreate.model_validate(
        {"name": name, "scopes": list(dict.fromkeys(scopes)), "namespace": namespace, "expires_at": expires}
    )
    with connected(find_location(registry)) as connection:
        made = connection.client.tokens.create_token(body=wanted)
    click.echo(f"Made the token {made.id}. Its secret is shown this once:", err=True)
    click.echo(made.secret)


@token.command("list")
@options.registry
def list_(*, registry: str | None) -> None:
    """List tokens, newest first, without their secrets."""
    rows: list[tuple[str, ...]] = []
    cursor = None
    with connected(find_location(registry)) as connection:
        while True:
            page = connection.client.tokens.list_tokens(cursor=cursor)
            rows.extend(map(_row, page.items))
            cursor = page.next_cursor
            if cursor is None:
                break
    tables.print_table(["id", "name", "scopes", "namespace", "state"], rows, empty="There is no token.")


@token.command()
@click.argument("token_id", type=click.UUID)
@options.registry
def revoke(*, token_id: UUID, registry: str | None) -> None:
    """Revoke a token; it stops working at once."""
    with connected(find_location(registry)) as connection:
        connection.client.tokens.revoke_token(token_id=token_id)
    click.echo(f"Revoked {token_id}.")


def _row(token: Token) -> tuple[str, ...]:
    scopes = ", ".join(str(getattr(scope, "value", scope)) for scope in token.scopes)
    return str(token.id), token.name, scopes, token.namespace or "all", _state(token)


def _state(token: Token) -> str:
    if token.revoked_at is not None:
        return "revoked"
    if token.expires_at is None:
        return "works"
    ended = token.expires_at <= datetime.now(UTC)
    return f"{'expired' if ended else 'works until'} {token.expires_at:%Y-%m-%d}"
