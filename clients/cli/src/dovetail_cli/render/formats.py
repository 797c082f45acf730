"""The formats a report can have, by the name `--format` takes."""

import io
import json
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final

from dovetail_cli.render.view import View

CHECK_FORMATS: Final = ("text", "json", "markdown", "html", "github", "sarif", "junit", "pytest", "har")


def render(view: View, wanted: str, *, path: str | None) -> str:
    """The report in one of `CHECK_FORMATS`; ends with a new line.

    `path` is the head's file in a checkout, for formats that point into it. Text is plain, as for a file.
    """
    return _RENDERERS[wanted](view, path)


def show(view: View, colour: str = "auto") -> None:
    """Print the report as text on standard output, in colour where that is a terminal."""
    _module("text").print_report(view, _module("consoles").open_console(colour=colour))


def as_json(report: object) -> str:
    """Any JSON value as the machine formats print it."""
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _text(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    paper = io.StringIO()
    _module("text").print_report(view, _module("consoles").open_console(paper))
    return paper.getvalue()


def _json(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    return as_json(view.report)


def _markdown(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    return str(_module("markdown").report(view))


def _github(view: View, path: str | None) -> str:
    lines = [*_module("github").annotations(view, path=path), f"{view.verdict}: {view.headline}"]
    return "\n".join(lines) + "\n"


def _sarif(view: View, path: str | None) -> str:
    return as_json(_module("sarif").log(view, path=path))


def _junit(view: View, path: str | None) -> str:
    return str(_module("junit").document(view, path=path))


def _html(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    return str(_module("webpage").report(view))


def _pytest(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    return str(_module("replayed").module(view))


def _har(view: View, path: str | None) -> str:  # noqa: ARG001 - one signature for all formats
    return as_json(_module("har").log(view))


def _module(name: str) -> ModuleType:
    return import_module(f"dovetail_cli.render.{name}")


_RENDERERS: Final[dict[str, Callable[[View, str | None], str]]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
    "html": _html,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
    "pytest": _pytest,
    "har": _har,
}
