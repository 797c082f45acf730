"""The simple repository API for pip and uv: PEP 503, 592, 629, 658, 691, 700 and 714.

`negotiate` picks the representation; `project_list` and `project_detail` render one context as HTML or JSON.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from typing import Any, Literal

import mimeparse
import msgspec
from jinja2 import Environment, PackageLoader
from packaging.utils import canonicalize_name

from dovetail_registry.indexes.published import PublishedFile, in_order

API_VERSION = "1.4"
Format = Literal["json", "html"]

JSON_TYPE = "application/vnd.pypi.simple.v1+json"
HTML_TYPE = "application/vnd.pypi.simple.v1+html"

_OFFERED: dict[str, tuple[Format, str]] = {
    # The last of equally wanted types wins in mimeparse, so the default stands last.
    "application/vnd.pypi.simple.latest+json": ("json", JSON_TYPE),
    JSON_TYPE: ("json", JSON_TYPE),
    "application/vnd.pypi.simple.latest+html": ("html", HTML_TYPE),
    HTML_TYPE: ("html", HTML_TYPE),
    "text/html": ("html", "text/html; charset=utf-8"),
}
_TEMPLATES = Environment(loader=PackageLoader("dovetail_registry.indexes"), autoescape=True, trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Representation:
    """What to answer with: the format to render and the `Content-Type` to send."""

    format: Format
    content_type: str


def negotiate(accept: str | None) -> Representation | None:
    """The representation an `Accept` header asks for; HTML without a wish, None when nothing fits."""
    try:
        chosen = mimeparse.best_match(list(_OFFERED), accept or "*/*")
    except mimeparse.MimeTypeParseException:
        return Representation(*_OFFERED["text/html"])
    return Representation(*_OFFERED[chosen]) if chosen else None


def normalize(project: str) -> str:
    """The normalised project name of PEP 503."""
    return canonicalize_name(project)


def project_list(projects: Iterable[str], representation: Representation) -> bytes:
    """The list of projects, sorted."""
    names = sorted(projects)
    if representation.format == "html":
        return (
            _TEMPLATES.get_template("simple_list.html").render(names=names, api_version=API_VERSION).encode()
        )
    return msgspec.json.encode(
        {"meta": {"api-version": API_VERSION}, "projects": [{"name": name} for name in names]}
    )


def project_detail(project: str, files: Sequence[PublishedFile], representation: Representation) -> bytes:
    """The files of a project, oldest version first; their URLs are relative to the page."""
    entries = [_entry(file) for file in in_order(files)]
    if representation.format == "html":
        template = _TEMPLATES.get_template("simple_detail.html")
        return template.render(project=project, entries=entries, api_version=API_VERSION).encode()
    return msgspec.json.encode(
        {
            "meta": {"api-version": API_VERSION},
            "name": project,
            "project-status": {"status": "active"},
            "versions": list(dict.fromkeys(file.version for file in in_order(files))),
            "files": entries,
        }
    )


def _entry(file: PublishedFile) -> dict[str, Any]:
    digest = {"sha256": hashlib.sha256(file.metadata).hexdigest()}
    return {
        "filename": file.filename,
        "url": f"../../files/{file.project}/{file.filename}",
        "hashes": {"sha256": file.sha256},
        "size": file.size,
        "upload-time": file.uploaded,
        "requires-python": _requires_python(file.metadata),
        "core-metadata": digest,
        "dist-info-metadata": digest,
        "yanked": file.yanked or False,
        "provenance": None,
    }


def _requires_python(metadata: bytes) -> str | None:
    return BytesParser().parsebytes(metadata, headersonly=True)["Requires-Python"]
