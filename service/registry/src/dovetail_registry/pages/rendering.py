"""Templates and text for pages."""

import json
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dovetail_registry.resources import Resources

from .findings import folded

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_REFRESH_SECONDS = 2


def page(request: Request, template: str, *, unfinished: bool = False, **context: Any) -> HTMLResponse:
    """A page; `unfinished` ones load themselves anew until they are complete."""
    html = (
        _environment()
        .get_template(template)
        .render(
            root=resources_of(request).settings.base_url,
            version=version("dovetail-registry"),
            refresh=_REFRESH_SECONDS if unfinished else None,
            **context,
        )
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY})


def markdown(text: str) -> Markup:
    """Markdown as HTML; HTML in it stays text."""
    return Markup(_markdown().render(text))  # noqa: S704 - rendered with HTML turned off


def resources_of(request: Request) -> Resources:
    """The running application's collaborators."""
    found: Resources = request.app.state.resources
    return found


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dovetail_registry.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"moment": _moment, "sentence": _sentence, "json": _json, "folded": folded}
    return environment


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
