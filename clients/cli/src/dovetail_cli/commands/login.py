"""`dovetail login URL`."""

import os
import sys

import click

from dovetail_cli.credentials import Credentials
from dovetail_cli.failures import Failure
from dovetail_cli.location import Location, is_exposed, parse_url
from dovetail_cli.registry import connected
from dovetail_cli.safe import one_line


@click.command()
@click.argument("url", required=False)
@click.option("--token-stdin", is_flag=True, help="Read the token from standard input instead of asking.")
@click.option("--logout", is_flag=True, help="Forget the token of the registry instead.")
def login(*, url: str | None, token_stdin: bool, logout: bool) -> None:
    """Remember a registry and a token for it, after asking the registry whose token that is.

    URL is the registry's address; else DOVETAIL_URL, else the one of the last login. The token is kept in a
    file that only you can read, is sent to that registry alone, and is never printed.
    """
    stored = Credentials.load()
    address = _address(url, stored)
    if logout:
        stored.forget(address).save()
        click.echo(f"Forgot the token of {address}.")
        return
    if is_exposed(address):
        click.echo(f"Warning: {address} is not encrypted; whoever listens can read the token.", err=True)
    token = _token(from_stdin=token_stdin)
    with connected(Location(address, token)) as connection:
        me = connection.client.tokens.get_me()
    path = stored.remember(address, token).save()
    scopes = ", ".join(sorted(str(getattr(scope, "value", scope)) for scope in me.scopes))
    click.echo(one_line(f"Signed in to {address} as {me.name} ({scopes})."))
    click.echo(f"The token is in {path}.")


def _address(url: str | None, stored: Credentials) -> str:
    named = url or os.environ.get("DOVETAIL_URL") or stored.current
    if not named:
        raise Failure("Which registry?", hint="Pass its URL, e.g. `dovetail login http://127.0.0.1:8400`.")
    return parse_url(named)


def _token(*, from_stdin: bool) -> str:
    if not from_stdin and not sys.stdin.isatty():
        raise Failure("There is no terminal to ask for the token.", hint="Pipe it in, with --token-stdin.")
    given = sys.stdin.read() if from_stdin else click.prompt("Token", hide_input=True)
    token: str = given.strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise Failure("That is no token.", hint="A token is one word; paste it alone.")
    return token
