"""Workflow commands of GitHub Actions: findings as annotations on the lines of the changed file."""

from collections.abc import Iterable
from typing import Final

from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.folding import Entry, fold
from dovetail_cli.render.view import View, file_of

_COMMANDS: Final = {"breaking": "error", "unknown": "error", "risky": "warning"}
_WIDTH: Final = 100
_MOST_PLACES: Final = 50


def annotations(view: View, *, path: str | None) -> Iterable[str]:
    """One command per entry that is breaking, unknown or risky; a waived or accepted one is a notice.

    GitHub shows only the first ten of a kind, so what says the same at several places is one. `path` is the
    head's file in the checkout; without one the annotations have no place.
    """
    deciding = {id(cause.finding) for cause in view.causes}
    for entry in fold(view.findings, whole=view.whole):
        cause = entry.cause
        command = _COMMANDS.get(cause.level)
        if command is None:
            continue
        if command == "error" and id(cause.finding) not in deciding:
            command = "notice"
        place = cause.finding["cause"]["head"] or {"line": None, "column": None}
        yield annotation(
            command,
            title=f"{cause.title}: {cause.subject}",
            message="\n".join(_message(entry, view)),
            path=file_of(place, path) if path else None,
            line=place["line"],
            column=place["column"],
        )


def annotation(
    command: str, *, title: str, message: str, path: str | None, line: int | None, column: int | None
) -> str:
    """One workflow command, with everything a document may hold escaped."""
    properties = {
        "file": path,
        "line": line if path else None,
        "col": column if path else None,
        "title": title,
    }
    given = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{command} {given}::{_data(message)}"


def _message(entry: Entry, view: View) -> Iterable[str]:
    cause = entry.cause
    yield f"{cause.direction} of {entry.reach}"
    yield cause.told(view.names)
    if cause.witness:
        yield from evidence(cause.witness, width=_WIDTH)
        yield cause.ruling(view.names)
    if entry.siblings:
        yield entry.further(_MOST_PLACES)
    if entry.same:
        names, more = entry.places(_MOST_PLACES)
        yield f"{entry.elsewhere} {', '.join(names)}{f' and {more} more' if more else ''}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
