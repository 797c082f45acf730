"""`dovetail schema report`."""

import click

from dovetail_cli import options
from dovetail_cli.output import write_text
from dovetail_cli.render.formats import as_json
from dovetail_engine.compat import report_schema


@click.command()
@click.argument("name", metavar="report", type=click.Choice(["report"]))
@options.output
def schema(*, name: str, output: str | None) -> None:  # noqa: ARG001 - there is one schema so far
    """Show the JSON Schema (2020-12) of what `dovetail check --format json` writes."""
    write_text(as_json(report_schema()), output)
