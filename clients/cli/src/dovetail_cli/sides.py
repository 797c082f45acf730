"""The two sides of a comparison: a file, `-`, a git revision `REV:PATH`, or a coordinate in a registry."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dovetail_cli.coordinates import Coordinate, find_coordinate
from dovetail_cli.failures import Failure
from dovetail_cli.neighbours import MOST_BYTES, Neighbours, folder_of
from dovetail_cli.revisions import parse_revision, read_main, tree_of
from dovetail_engine.oas.sources import Sources


@dataclass(frozen=True, slots=True)
class Side:
    """The bytes of a document and what people call it.

    `argument` is what was typed, `name` goes before line numbers, `path` is the file in a checkout where
    there is one, and `version` and `coordinate` are known for a release. `neighbours` are the files it may
    refer to, and `sources` finds what people wrote once those were put together.
    """

    argument: str
    name: str
    data: bytes
    path: str | None = None
    version: str | None = None
    coordinate: Coordinate | None = None
    neighbours: Neighbours | None = None
    sources: Sources | None = None


def read_sides(base: str, head: str, *, registry: str | None, root: str | None = None) -> tuple[Side, Side]:
    """Both sides; standard input can be one of them only."""
    if base == head == "-":
        raise Failure(
            "Both sides are `-`, but standard input can be read only once.", hint="Name a file for one."
        )
    return read_side(base, registry=registry, root=root), read_side(head, registry=registry, root=root)


def read_side(argument: str, *, registry: str | None, root: str | None = None) -> Side:
    """The side `argument` names; an existing file wins over every other reading.

    `root` is the folder whose files the document may refer to, where that is not its own.
    """
    if argument == "-":
        return Side(argument, "<stdin>", _bounded(sys.stdin.buffer, "standard input"))
    if Path(argument).exists():
        return _file(argument, root)
    coordinate = find_coordinate(argument)
    if coordinate is not None:
        return _release(argument, coordinate, registry)
    revision = parse_revision(argument)
    if revision is not None:
        return _revision(argument, *revision, root)
    raise Failure(
        f"`{argument}` is no file here.",
        hint="A side is a file, `-`, a git revision (main:openapi.json) or a coordinate (acme/orders@1.4.0).",
    )


def read_file(argument: str, *, root: str | None = None) -> Side:
    """The file `argument` names, or standard input for `-`."""
    if argument == "-":
        return Side(argument, "<stdin>", _bounded(sys.stdin.buffer, "standard input"))
    if not Path(argument).exists():
        raise Failure(f"`{argument}` is no file here.", hint="Name a file, or `-` for standard input.")
    return _file(argument, root)


def _file(argument: str, root: str | None) -> Side:
    try:
        with Path(argument).open("rb") as opened:
            data = _bounded(opened, f"`{argument}`")
    except OSError as error:
        raise Failure(f"`{argument}` cannot be read: {error.strerror or error}.") from error
    return Side(argument, argument, data, path=argument, neighbours=folder_of(argument, root))


def _bounded(opened: IO[bytes], name: str) -> bytes:
    # A pipe has no size, and may never end.
    data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Failure(f"{name} has more than {MOST_BYTES:,} bytes, which no document may have.")
    return data


def _revision(argument: str, revision: str, path: str, root: str | None) -> Side:
    tree = tree_of(argument, revision, path, root)
    data = read_main(argument, tree, path)
    return Side(argument, argument, data, path=tree.shown(tree.main), neighbours=tree)


def _release(argument: str, coordinate: Coordinate, registry: str | None) -> Side:
    from dovetail_cli.registry_documents import fetch  # noqa: PLC0415 - HTTP loads only for coordinates

    fetched = fetch(coordinate, location=registry)
    name = str(Coordinate(coordinate.contract, version=fetched.version))
    return Side(argument, name, fetched.data, version=fetched.version, coordinate=coordinate)
