"""HTML built as a tree, so that nothing of a document can become markup; the style sheet of our pages."""

import re
from importlib import resources
from importlib.metadata import version
from typing import Final
from xml.etree.ElementTree import Element, tostring

from dovetail_cli.safe import printable

Child = Element | str

_QUOTED: Final = re.compile(r"`([^`]*)`")
_STYLE: Final = "page.css"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with text and elements in it; a trailing `_` of an attribute's name is left out."""
    made = Element(tag, {name.rstrip("_"): printable(value) for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + printable(child)
        else:
            made.text = (made.text or "") + printable(child)
    return made


def prose(text: str) -> list[Child]:
    """A sentence with its `quoted` names as code."""
    parts = _QUOTED.split(text)
    return [element("code", part) if number % 2 else part for number, part in enumerate(parts) if part]


def folded(summary: str, *children: Child, **attributes: str) -> Element:
    """Something that opens on a click, and is open on paper."""
    return element("details", element("summary", summary), *children, **attributes)


def page(title: str, *main: Child) -> str:
    """One self-contained HTML file: no scripts, nothing loaded."""
    style = resources.files("dovetail_cli.render").joinpath(_STYLE).read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", style),
    )
    made = f"Made by dovetail {version('dovetail-cli')}."
    body = element("body", element("main", *main), element("footer", made))
    return "<!DOCTYPE html>\n" + tostring(element("html", head, body, lang="en"), "unicode", "html") + "\n"
