"""`dovetail validate FILE`."""

import click

from dovetail_cli import exits, options
from dovetail_cli.documents import whole
from dovetail_cli.output import write_text
from dovetail_cli.render import diagnostics, formats
from dovetail_cli.sides import read_file
from dovetail_engine.oas import Document, DocumentInvalid, load


@click.command()
@click.argument("file")
@click.option(
    "--format", "wanted", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@options.root
@click.pass_context
def validate(ctx: click.Context, *, file: str, wanted: str, root: str | None) -> None:
    """Say what is wrong with an OpenAPI document, each objection with file, line and column.

    FILE is a file, or `-` for standard input; files it refers to are read with it. The registry makes one
    more, slower pass when it publishes.

    Exits with 0 if the document can be used (warnings do not count), else with 2.
    """
    side = read_file(file, root=root)
    document: Document | None = None
    try:
        side = whole(side)
        document = load(side.data, name=side.name, sources=side.sources)
        found = [warning.to_dict() for warning in document.warnings]
    except DocumentInvalid as invalid:
        found = [diagnostic.to_dict() for diagnostic in invalid.diagnostics]
    if wanted == "json":
        write_text(formats.as_json({"valid": document is not None, "diagnostics": found}), None)
    elif wanted == "github":
        write_text("".join(f"{line}\n" for line in diagnostics.annotations(found, path=side.path)), None)
    else:
        diagnostics.print_text(found, name=side.name)
        click.echo(diagnostics.summary(found, name=side.name, document=document))
    ctx.exit(exits.OK if document else exits.INVALID)
