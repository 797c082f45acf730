"""What is wrong with a document, for people and for GitHub."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Final

import click

from dovetail_cli.render import github
from dovetail_cli.render.view import count, file_of
from dovetail_cli.safe import one_line
from dovetail_engine.oas import Document

_COLOURS: Final = {"error": "red", "warning": "yellow"}


def print_text(found: Sequence[Mapping[str, Any]], *, name: str, file: IO[Any] | None = None) -> None:
    """Write each diagnostic as `file:line:column: severity: message`, its pointer and its hint below.

    Goes to `file`, or to standard error.
    """
    colour = False if os.environ.get("NO_COLOR") else None
    for line in _lines(found, name):
        click.echo(line, file=file, err=file is None, color=colour)


def annotations(found: Sequence[Mapping[str, Any]], *, path: str | None) -> Iterable[str]:
    """One workflow command per diagnostic."""
    for diagnostic in found:
        yield github.annotation(
            diagnostic["severity"],
            title=diagnostic["code"],
            message="\n".join(filter(None, [diagnostic["message"], diagnostic["hint"]])),
            path=path and file_of(diagnostic, path),
            line=diagnostic["line"],
            column=diagnostic["column"],
        )


def summary(found: Sequence[Mapping[str, Any]], *, name: str, document: Document | None) -> str:
    """One line: whether the document can be used, and what was found."""
    counted = Counter(diagnostic["severity"] for diagnostic in found)
    numbers = [count(counted[severity], severity) for severity in ("error", "warning") if counted[severity]]
    if document is None:
        return f"invalid: {one_line(name)}, {', '.join(numbers)}"
    size = count(len(document.api.operations), "operation")
    dialect = "Swagger" if document.openapi == "2.0" else "OpenAPI"
    return f"valid: {one_line(name)}, {dialect} {document.openapi}, {', '.join([size, *numbers])}"


def _lines(found: Sequence[Mapping[str, Any]], name: str) -> Iterable[str]:
    for diagnostic in found:
        severity = diagnostic["severity"]
        label = click.style(severity, fg=_COLOURS.get(severity), bold=True)
        code = click.style(f"[{one_line(diagnostic['code'])}]", dim=True)
        yield f"{_place(diagnostic, name)}: {label}: {one_line(diagnostic['message'])} {code}"
        if diagnostic["pointer"]:
            yield click.style(f"  at #{one_line(diagnostic['pointer'])}", dim=True)
        if diagnostic["hint"]:
            yield f"  {one_line(diagnostic['hint'])}"


def _place(diagnostic: Mapping[str, Any], name: str) -> str:
    name = file_of(diagnostic, name)
    if diagnostic["line"] is None:
        return one_line(name)
    return one_line(f"{name}:{diagnostic['line']}:{diagnostic['column'] or 1}")
