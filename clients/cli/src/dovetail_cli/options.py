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
policy = click.option(
    "--policy", metavar="FILE", help="A policy file (TOML); else `dovetail.toml` in this folder."
)
mode = click.option(
    "--mode",
    type=click.Choice(["backward", "forward", "full"]),
    default=None,
    help="Whose clients must keep working: old ones with the new service (backward), new ones with the old "
    "service (forward), or both (full).",
)
against = click.option(
    "--against",
    type=click.Choice(["base", "live"]),
    default=None,
    help="Which releases the verdict speaks for: the base alone, or every live release.",
)
also = click.option(
    "--also", metavar="BASE", multiple=True, help="One more base to report on; can be given several times."
)
colour = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour in text: where a terminal shows it and NO_COLOR is not set (auto), always, or never.",
)
whole = click.option("--all", "whole", is_flag=True, help="Fold nothing away: show every cause and place.")
accept_unknown = click.option(
    "--accept-unknown", is_flag=True, help="Let what cannot be decided pass; the report still shows it."
)
root = click.option(
    "--root", metavar="DIR", help="The folder whose files a document may refer to; else the one it is in."
)
