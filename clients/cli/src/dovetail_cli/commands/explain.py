"""`dovetail explain RULE`."""

import difflib
from typing import Any, Final

import click
from rich.text import Text

from dovetail_cli import options
from dovetail_cli.failures import Failure
from dovetail_cli.render.consoles import Colour, open_console, print_line, print_paragraph
from dovetail_cli.render.formats import as_json
from dovetail_engine.compat import UnknownRule, all_rules, pages
from dovetail_engine.compat import explain as manual_page
from dovetail_engine.compat.rules import FAMILIES

FORMATS: Final = ("text", "markdown", "json")


@click.command()
@click.argument("rule", required=False)
@click.option("--list", "listed", is_flag=True, help="List every rule, one on a line.")
@click.option("--format", "wanted", type=click.Choice(FORMATS), default="text", show_default=True)
@options.colour
def explain(*, rule: str | None, listed: bool, wanted: str, colour: Colour) -> None:
    """Show the manual page of RULE: what it means, why it matters, when it breaks, examples.

    Without RULE all rules are listed by what they look at. In a pipe the page is its Markdown source.
    """
    if listed:
        for name, known in sorted(all_rules().items()):
            click.echo(f"{name}: {known.summary}")
    elif rule is None:
        _show_all(wanted, colour)
    else:
        _show(rule, wanted, colour)


def _show(rule: str, wanted: str, colour: Colour) -> None:
    try:
        page = manual_page(rule)
    except UnknownRule as error:
        near = difflib.get_close_matches(rule, all_rules(), n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else "`dovetail explain --list` shows them all."
        raise Failure(f"`{rule}` is no rule.", hint=hint) from error
    console = open_console(colour=colour)
    if wanted == "json":
        click.echo(as_json(_described(rule)), nl=False)
    elif wanted == "text" and console.is_terminal:
        from rich.markdown import Markdown  # noqa: PLC0415 - slow to import, and a pipe needs none

        console.print(Markdown(page))
    else:
        click.echo(page, nl=False)


def _show_all(wanted: str, colour: Colour) -> None:
    if wanted == "json":
        click.echo(as_json([_described(name) for name in all_rules()]), nl=False)
        return
    if wanted == "markdown":
        click.echo(pages()["spec/rules/README.md"].decode(), nl=False)
        return
    console = open_console(colour=colour)
    for number, (title, family) in enumerate(FAMILIES):
        if number:
            console.print()
        print_line(Text(title, style="bold"), console)
        for rule in family.rules():
            print_paragraph(Text().append(f"{rule.id}  ", style="cyan").append(rule.summary), 2, console)


def _described(name: str) -> dict[str, Any]:
    rule = all_rules()[name]
    family = next(title for title, module in FAMILIES if any(name == one.id for one in module.rules()))
    return {
        "rule": rule.id,
        "family": family,
        "looks_at": rule.on,
        "axis": rule.axis,
        "effect": rule.effect,
        "since": rule.since,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "examples": [
            {"summary": one.summary, "base": one.base, "head": one.head, "reported": one.fires}
            for one in rule.examples
        ],
    }
