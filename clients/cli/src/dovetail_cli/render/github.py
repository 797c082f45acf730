"""Workflow commands of GitHub Actions: findings as annotations on the lines of the changed file."""

from collections.abc import Iterable
from typing import Final

from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.view import Cause, View, verdict_line

_COMMANDS: Final = {"breaking": "error", "unknown": "error", "risky": "warning"}
_WIDTH: Final = 100


def annotations(view: View, *, path: str | None) -> Iterable[str]:
    """One command per finding that is breaking, unknown or risky; a waived or accepted one is a notice.

    `path` is the head's file in the checkout; without one the annotations have no place.
    """
    deciding = {id(cause.finding) for cause in view.causes}
    for cause in view.findings:
        command = _COMMANDS.get(cause.level)
        if command is None:
            continue
        if command == "error" and id(cause.finding) not in deciding:
            command = "notice"
        place = cause.finding["cause"]["head"] or {"line": None, "column": None}
        yield annotation(
            command,
            title=f"{cause.rule}: {cause.subject}",
            message="\n".join(_message(cause, view)),
            path=path,
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


def _message(cause: Cause, view: View) -> Iterable[str]:
    yield f"{cause.direction} of {cause.reach}"
    yield cause.told(view.names.base)
    if cause.witness:
        yield from evidence(cause.witness, width=_WIDTH)
        yield verdict_line(cause.witness, view.names.base)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
