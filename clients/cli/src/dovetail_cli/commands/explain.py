"""`dovetail explain RULE`."""

import difflib

import click
from rich.markdown import Markdown

from dovetail_cli.failures import Failure
from dovetail_cli.render.consoles import open_console
from dovetail_engine.compat import UnknownRule, all_rules
from dovetail_engine.compat import explain as manual_page


@click.command()
@click.argument("rule", required=False)
@click.option("--list", "listed", is_flag=True, help="List every rule with its summary instead.")
def explain(*, rule: str | None, listed: bool) -> None:
    """Show the manual page of RULE: what it means, why it matters, when it breaks, examples.

    In a pipe the page is its Markdown source.
    """
    if listed:
        for name, known in sorted(all_rules().items()):
            click.echo(f"{name}: {known.summary}")
        return
    if rule is None:
        raise click.UsageError("Name a RULE, or pass --list.")
    try:
        page = manual_page(rule)
    except UnknownRule as error:
        near = difflib.get_close_matches(rule, all_rules(), n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else "`dovetail explain --list` shows them all."
        raise Failure(f"`{rule}` is no rule.", hint=hint) from error
    console = open_console()
    if console.is_terminal:
        console.print(Markdown(page))
    else:
        click.echo(page, nl=False)
