"""Options that several commands share, so that they read the same everywhere."""

import click

registry = click.option(
    "--registry", metavar="URL", help="The registry; else DOVETAIL_URL, else the one of the last login."
)
output = click.option("--output", "-o", metavar="FILE", help="Write the result into FILE.")
axis = click.option(
    "--axis",
    type=click.Choice(["wire", "source", "both"]),
    default=None,
    help="Judge HTTP peers (wire), callers of the generated clients (source), or both.",
)
policy = click.option("--policy", metavar="FILE", help="A policy file (TOML).")
accept_unknown = click.option(
    "--accept-unknown", is_flag=True, help="Let what cannot be decided pass; the report still shows it."
)
root = click.option(
    "--root", metavar="DIR", help="The folder whose files a document may refer to; else the one it is in."
)
