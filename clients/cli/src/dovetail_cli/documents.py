"""Documents read from sides; a bad one ends the command with its diagnostics."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, Final

from dovetail_cli.failures import Failure
from dovetail_cli.neighbours import Neighbours
from dovetail_cli.render import diagnostics
from dovetail_cli.sides import Side
from dovetail_engine.oas import Document, DocumentInvalid, load
from dovetail_engine.oas.bundle import Bundle, bundle
from dovetail_engine.oas.sources import Sources, Spot

# What a verdict does not speak of: it has no form in the model.
_LOSSES: Final = frozenset(["not-in-openapi-3", "query-not-compared"])
# Only a text that may refer to another file is read twice: once to put it together, once whole.
_REFERS: Final = re.compile(rb"""\$ref["']?\s*:\s*["']?[^#"'\s]""")


class InvalidDocument(Failure):
    """A side that is no valid OpenAPI document; shows every diagnostic with its place."""

    def __init__(self, name: str, found: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(f"{name} is no valid OpenAPI document.")
        self.name = name
        self.found = found

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the diagnostics and the message to `file`, or to standard error."""
        diagnostics.print_text(self.found, name=self.name, file=file)
        super().show(file)


def read_document(side: Side) -> Document:
    """The document of a side, with what other files hold of it; an InvalidDocument if it is none.

    What of it cannot be compared or generated is said on standard error.
    """
    try:
        side = whole(side)
        document = load(side.data, name=side.name, sources=side.sources)
    except DocumentInvalid as invalid:
        raise InvalidDocument(side.name, [found.to_dict() for found in invalid.diagnostics]) from invalid
    if document.openapi == "2.0" or document.dialect == "3.2":
        lost = [found.to_dict() for found in document.warnings if found.code in _LOSSES]
        diagnostics.print_text(lost, name=side.name)
    return document


def read_whole(side: Side) -> Side:
    """The side with what other files hold of it; an InvalidDocument if they cannot be put together."""
    try:
        return whole(side)
    except DocumentInvalid as invalid:
        raise InvalidDocument(side.name, [found.to_dict() for found in invalid.diagnostics]) from invalid


def whole(side: Side) -> Side:
    """The side as one document, put together if it refers to other files; raises DocumentInvalid."""
    if side.neighbours is None or not _REFERS.search(side.data):
        return side
    bundled = put_together(side, side.neighbours)
    sources = None if bundled.original is not None else bundled.sources
    return replace(side, data=bundled.data, sources=sources)


def put_together(side: Side, neighbours: Neighbours) -> Bundle:
    """The bundle of a side and the files it refers to, named from its folder; raises DocumentInvalid."""
    main = neighbours.main

    def read(name: str) -> bytes:
        return side.data if name == main else neighbours.read(name)

    try:
        bundled = bundle(main, read)
    except DocumentInvalid as invalid:
        found = (replace(each, file=_from(main, each.file)) for each in invalid.diagnostics)
        raise DocumentInvalid(tuple(found)) from invalid
    return replace(bundled, sources=_FromMain(bundled.sources, main))


def put_places(found: Iterable[dict[str, Any]], side: Side) -> None:
    """Let places in the document that was put together be those in the files people wrote."""
    places = [place for place in found if isinstance(place.get("pointer"), str)]
    if side.sources is None:
        return
    spots = side.sources.spots({place["pointer"] for place in places})
    for place in places:
        spot = spots[place["pointer"]]._asdict()
        place.update(spot if spot["file"] else {key: spot[key] for key in ("pointer", "line", "column")})


@dataclass(frozen=True, slots=True)
class _FromMain:
    """Sources that name files from the folder of the main one, as reports do."""

    inner: Sources
    main: str

    def spots(self, wanted: Iterable[str]) -> dict[str, Spot]:
        found = self.inner.spots(wanted)
        return {place: spot._replace(file=_from(self.main, spot.file)) for place, spot in found.items()}


def _from(main: str, file: str | None) -> str | None:
    return file and posixpath.relpath(file, posixpath.dirname(main) or ".")
