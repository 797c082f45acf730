"""The two sides of a comparison: a file, `-`, a git revision `REV:PATH`, or a coordinate in a registry."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dovetail_cli.coordinates import Coordinate, find_coordinate
from dovetail_cli.failures import Failure


@dataclass(frozen=True, slots=True)
class Side:
    """The bytes of a document and what people call it.

    `argument` is what was typed, `name` goes before line numbers, `path` is the file in a checkout where
    there is one, and `version` and `coordinate` are known for a release.
    """

    argument: str
    name: str
    data: bytes
    path: str | None = None
    version: str | None = None
    coordinate: Coordinate | None = None


def read_sides(base: str, head: str, *, registry: str | None) -> tuple[Side, Side]:
    """Both sides; standard input can be one of them only."""
    if base == head == "-":
        raise Failure(
            "Both sides are `-`, but standard input can be read only once.", hint="Name a file for one."
        )
    return read_side(base, registry=registry), read_side(head, registry=registry)


def read_side(argument: str, *, registry: str | None) -> Side:
    """The side `argument` names; an existing file wins over every other reading."""
    if argument == "-":
        return Side(argument, "<stdin>", sys.stdin.buffer.read())
    if Path(argument).exists():
        return _file(argument)
    coordinate = find_coordinate(argument)
    if coordinate is not None:
        return _release(argument, coordinate, registry)
    revision, colon, path = argument.partition(":")
    if colon and revision and path:
        return _revision(argument, revision, path)
    raise Failure(
        f"`{argument}` is no file here.",
        hint="A side is a file, `-`, a git revision (main:openapi.json) or a coordinate (acme/orders@1.4.0).",
    )


def read_file(argument: str) -> Side:
    """The file `argument` names, or standard input for `-`."""
    if argument == "-":
        return Side(argument, "<stdin>", sys.stdin.buffer.read())
    if not Path(argument).exists():
        raise Failure(f"`{argument}` is no file here.", hint="Name a file, or `-` for standard input.")
    return _file(argument)


def _file(argument: str) -> Side:
    try:
        data = Path(argument).read_bytes()
    except OSError as error:
        raise Failure(f"`{argument}` cannot be read: {error.strerror or error}.") from error
    return Side(argument, argument, data, path=argument)


def _revision(argument: str, revision: str, path: str) -> Side:
    git = shutil.which("git")
    if git is None:
        raise Failure(f"`{argument}` is no file here, and reading it as a git revision needs git.")
    if revision.startswith("-"):
        raise Failure(f"`{revision}` is no git revision.")
    shown = subprocess.run([git, "cat-file", "blob", argument], capture_output=True, check=False)  # noqa: S603 - a list, no shell; the revision cannot be an option
    if shown.returncode:
        raise Failure(_git_said(argument, shown.stderr), hint=_git_hint(shown.stderr, revision, path))
    return Side(argument, argument, shown.stdout, path=path.removeprefix("./"))


def _git_said(argument: str, stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    said = lines[-1].removeprefix("fatal: ").rstrip(".") if lines else "it has no such document"
    return f"git cannot read `{argument}`: {said}."


def _git_hint(stderr: bytes, revision: str, path: str) -> str:
    if b"not a git repository" in stderr:
        return (
            f"`{revision}:{path}` is read as a git revision; run this inside the repository, or name a file."
        )
    if b"invalid object name" in stderr or b"Not a valid object name" in stderr:
        return (
            f"If `{revision}` exists on the server, fetch it first: git fetch origin. "
            "In CI, check out with full history."
        )
    return f"PATH counts from the top of the repository; `{revision}:./{path}` counts from this folder."


def _release(argument: str, coordinate: Coordinate, registry: str | None) -> Side:
    from dovetail_cli.registry_documents import fetch  # noqa: PLC0415 - HTTP loads only for coordinates

    fetched = fetch(coordinate, location=registry)
    name = str(Coordinate(coordinate.contract, version=fetched.version))
    return Side(argument, name, fetched.data, version=fetched.version, coordinate=coordinate)
