"""The root command and the one place where failures become exit codes."""

import io
import os
import sys
import traceback
from typing import Final

import click

from dovetail_cli import exits
from dovetail_cli.lazy import Lazy, LazyGroup


def _lazy(name: str, summary: str, attribute: str = "") -> tuple[str, Lazy]:
    return name, Lazy(f"dovetail_cli.commands.{name}", attribute or name, summary)


SECTIONS: Final = {
    "Offline": dict(
        [
            _lazy("check", "Compare two documents and show what breaks."),
            _lazy("changelog", "List every change between two documents."),
            _lazy("validate", "Say what is wrong with a document, and where."),
            _lazy("bundle", "Put a document and the files it refers to together."),
            _lazy("explain", "Show the manual page of a rule."),
            _lazy("waive", "Let one finding pass until a day, on purpose."),
            _lazy("schema", "Show the JSON Schema of a report."),
            _lazy("generate", "Write a typed client of a document into a folder."),
            _lazy("contains", "Decide whether one JSON Schema is contained in another."),
        ]
    ),
    "With a registry": dict(
        [
            _lazy("login", "Remember a registry and a token for it."),
            _lazy("publish", "Offer a document as a new release of a contract."),
            _lazy("releases", "List the releases of a contract."),
            _lazy("pull", "Fetch the document of a release."),
            _lazy("policy", "Show, set and explain how strict the gate is."),
            _lazy("token", "Create, list and revoke tokens."),
        ]
    ),
}


@click.group(
    cls=LazyGroup,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 breaking or refused, 2 bad usage or invalid input, 3 unknown.",
)
@click.version_option(package_name="dovetail-cli", message="dovetail %(version)s")
def dovetail() -> None:
    """Gate changes of OpenAPI contracts, publish them, and hand out their clients.

    A document is named by a file, `-`, a git revision (main:openapi.json) or a coordinate in a registry
    (acme/orders, acme/orders@1.4.0, acme/orders@CHANNEL).
    """


def main() -> None:
    """Run the command and exit: nobody's mistake shows a traceback, and a bug never looks like a verdict."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter of a document gets its number instead of a crash.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = dovetail.main(prog_name="dovetail", standalone_mode=False)
    except click.ClickException as failure:
        failure.show()
        sys.exit(exits.INVALID)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(exits.INTERRUPTED)
    except Exception:  # noqa: BLE001 - the outermost handler: Python's own exit code 1 would read as "breaking"
        traceback.print_exc()
        click.echo("This is a bug in dovetail. Please report the lines above.", err=True)
        sys.exit(exits.BUG)
    sys.exit(_delivered(status if isinstance(status, int) else exits.OK))


def _delivered(status: int) -> int:
    """The exit code once the output has gone out."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.CLOSED
    return status
