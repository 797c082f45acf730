"""`dovetail changelog BASE HEAD`."""

import io

import click

from dovetail_cli import options
from dovetail_cli.comparison import Terms, compare_sides
from dovetail_cli.output import write_text
from dovetail_cli.policies import Axes, Mode, Wishes
from dovetail_cli.render import changelog as rendered
from dovetail_cli.render import consoles, formats, history
from dovetail_cli.render.view import View

FORMATS = ("text", "markdown", "html", "json")


@click.command()
@click.argument("base")
@click.argument("head")
@click.option("--format", "wanted", type=click.Choice(FORMATS), default="text", show_default=True)
@options.mode
@options.axis
@options.policy
@options.whole
@options.colour
@options.output
@options.root
@options.registry
def changelog(
    *,
    base: str,
    head: str,
    wanted: str,
    mode: Mode | None,
    axis: Axes | None,
    policy: str | None,
    whole: bool,
    colour: consoles.Colour,
    output: str | None,
    root: str | None,
    registry: str | None,
) -> None:
    """List every change between two documents, compatible ones too.

    The sides are named as in `dovetail check`. This command describes and does not judge: it exits with 0
    whatever it finds, and with 2 for bad usage or an invalid document.
    """
    comparison = compare_sides(base, head, Terms(policy, Wishes(axis, mode), (), registry, root))
    view = View(comparison.report, comparison.names, whole=whole)
    if wanted == "text" and output is None:
        rendered.print_text(view, consoles.open_console(colour=colour))
    else:
        write_text(_written(view, wanted), output)


def _written(view: View, wanted: str) -> str:
    if wanted == "markdown":
        return rendered.document(view)
    if wanted == "html":
        return rendered.webpage(view)
    if wanted == "json":
        return formats.as_json(history.as_data(view))
    paper = io.StringIO()
    rendered.print_text(view, consoles.open_console(paper))
    return paper.getvalue()
