"""`dovetail changelog BASE HEAD`."""

import io

import click

from dovetail_cli import options
from dovetail_cli.comparison import Comparison, Terms, compare_sides
from dovetail_cli.output import write_text
from dovetail_cli.policies import Axes, Mode, Wishes
from dovetail_cli.render import changelog as rendered
from dovetail_cli.render import consoles
from dovetail_cli.render.view import View


@click.command()
@click.argument("base")
@click.argument("head")
@click.option(
    "--format", "wanted", type=click.Choice(["text", "markdown"]), default="text", show_default=True
)
@options.mode
@options.axis
@options.policy
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
    output: str | None,
    root: str | None,
    registry: str | None,
) -> None:
    """List every change between two documents, compatible ones too.

    The sides are named as in `dovetail check`. This command describes and does not judge: it exits with 0
    whatever it finds, and with 2 for bad usage or an invalid document.
    """
    comparison = compare_sides(base, head, Terms(policy, Wishes(axis, mode), (), registry, root))
    view = View(comparison.report, comparison.names)
    title = _title(comparison)
    if wanted == "markdown":
        write_text(rendered.document(view, title), output)
    elif output is None:
        rendered.print_text(view, title, consoles.open_console())
    else:
        paper = io.StringIO()
        rendered.print_text(view, title, consoles.open_console(paper))
        write_text(paper.getvalue(), output)


def _title(comparison: Comparison) -> str:
    return f"Changes from {comparison.base.name} to {comparison.head.name}"
