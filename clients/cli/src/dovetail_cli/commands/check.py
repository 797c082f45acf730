"""`dovetail check BASE HEAD`."""

import shlex

import click

from dovetail_cli import exits, options
from dovetail_cli.comparison import Comparison, Terms, compare_sides
from dovetail_cli.location import find_location
from dovetail_cli.output import write_text
from dovetail_cli.policies import Against, Axes, Mode, Wishes
from dovetail_cli.render import formats
from dovetail_cli.render.folding import fold
from dovetail_cli.render.view import View, WaysOut
from dovetail_cli.safe import one_line


@click.command()
@click.argument("base")
@click.argument("head")
@click.option(
    "--format",
    "wanted",
    type=click.Choice(formats.CHECK_FORMATS),
    default="text",
    show_default=True,
    help="For people: text, markdown (a pull request's comment), html (one page). For machines: json, "
    "github, sarif, junit. To replay: pytest (a test file, asks for BASE_URL), har (an HTTP archive).",
)
@options.mode
@options.against
@options.also
@options.axis
@options.policy
@options.accept_unknown
@options.whole
@options.colour
@options.output
@options.root
@options.registry
@click.pass_context
def check(
    ctx: click.Context,
    *,
    base: str,
    head: str,
    wanted: str,
    mode: Mode | None,
    against: Against | None,
    also: tuple[str, ...],
    axis: Axes | None,
    policy: str | None,
    accept_unknown: bool,
    whole: bool,
    colour: str,
    output: str | None,
    root: str | None,
    registry: str | None,
) -> None:
    """Compare two documents and show what the change breaks, with a counter-example for each cause.

    BASE is what is promised now, HEAD what shall replace it. A side is a file, `-`, a git revision
    (main:openapi.json) or a coordinate (acme/orders, acme/orders@1.4.0, acme/orders@CHANNEL).

    The policy is the one of --policy, else the one that the registry keeps for the contract of BASE, else
    `dovetail.toml` in this folder. Further bases are reported; with --against live they decide too.

    Exits with 0 if compatible, 1 if breaking, 2 for bad usage or an invalid document, and 3 if something
    could not be decided and nothing is worse.
    """
    wishes = Wishes(axis, mode, against, accept_unknown)
    comparison = compare_sides(base, head, Terms(policy, wishes, also, registry, root))
    view = View(comparison.report, comparison.names, ways_out(comparison, registry), whole=whole)
    if wanted == "text" and output is None:
        formats.show(view, colour)
        if comparison.strictness.source:
            click.echo(f"Policy: {one_line(comparison.strictness.source)}", err=True)
    else:
        write_text(formats.render(view, wanted, path=comparison.head.path), output)
    ctx.exit(exits.of_verdict(view.verdict))


def ways_out(comparison: Comparison, registry: str | None) -> WaysOut:
    """The commands that help after this comparison."""
    base, head = shlex.quote(comparison.base.argument), shlex.quote(comparison.head.argument)
    again = "" if "-" in {base, head} else f"dovetail changelog {base} {head}"
    return WaysOut(changelog=again, accept=_accept(comparison), manual=_manual(comparison, registry))


def _manual(comparison: Comparison, registry: str | None) -> str:
    """Where the rules' pages are served, if a registry takes part."""
    if comparison.base.coordinate is None and comparison.head.coordinate is None:
        return ""
    return f"{find_location(registry).url}/rules"


def _accept(comparison: Comparison) -> str:
    coordinate, head = comparison.base.coordinate, comparison.head
    if coordinate is None or head.path != head.argument:
        return _waive(comparison)
    publish = f"dovetail publish {shlex.quote(head.argument)} --contract {coordinate.contract}"
    if coordinate.channel:
        publish += f" --channel {coordinate.channel}"
    if comparison.report["verdict"] == "unknown":
        return f"{publish} --accept-unknown"
    view = View(comparison.report, comparison.names)
    version = f" --version {view.next_version}" if view.next_version else ""
    return f"{publish} --allow-breaking{version}"


def _waive(comparison: Comparison) -> str:
    """The waiver of the finding that is shown first."""
    entries = fold(View(comparison.report, comparison.names).causes)
    if not entries:
        return ""
    return f"dovetail waive {entries[0].cause.fingerprint} --reason … --until YYYY-MM-DD"
