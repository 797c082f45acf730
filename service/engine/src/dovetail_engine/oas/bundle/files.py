"""The files a document is made of, and how references name them."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import unquote

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.diagnostics import DocumentInvalid, refuse
from dovetail_engine.oas.limits import Limits
from dovetail_engine.oas.load import parse
from dovetail_engine.oas.sources import Text

MOST_FILES = 5_000
Read = Callable[[str], bytes]
# The code of a file that is not there, or cannot be read, for those who read files.
NOT_READ = "file-not-read"
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")


class FileRefused(Exception):
    """A file that is not read: `code` is the diagnostic's, `hint` the way out."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class File:
    """A file with what it says."""

    name: str
    text: Text
    tree: Any


class Target(NamedTuple):
    """A place in one of the files."""

    file: str
    pointer: str


class Files:
    """The files read so far; each is read once, and together they keep the limits of one document."""

    def __init__(self, read: Read, limits: Limits) -> None:
        self._read, self._limits = read, limits
        self._size = 0
        self.known: dict[str, File] = {}

    def get(self, name: str) -> File:
        """The file of that name; raises FileRefused, or DocumentInvalid for what ends it all."""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._open(name)
        return found

    def value(self, target: Target) -> Any:
        """What stands at a place; raises as `get`, and FileRefused where nothing does."""
        tree = self.get(target.file).tree
        try:
            return pointers.get(tree, target.pointer)
        except KeyError:
            message = f"{target.file} has nothing at #{target.pointer}."
            raise FileRefused("unresolvable-ref", message) from None

    def _open(self, name: str) -> File:
        if len(self.known) >= MOST_FILES:
            raise refuse("too-many-files", f"The document has more than {MOST_FILES:,} files.")
        data = self._read(name)
        self._size += len(data)
        if self._size > self._limits.size:
            raise refuse("too-large", f"The files have more than {self._limits.size:,} bytes together.")
        try:
            form, tree = parse(data, name, self._limits)
        except DocumentInvalid as error:
            raise DocumentInvalid(tuple(replace(each, file=name) for each in error.diagnostics)) from None
        return File(name, Text(data, form), tree)


def target_of(ref: str, file: str) -> Target:
    """The place that a reference in a file names; raises FileRefused for one that no file can be.

    Names of files are relative to the root, with `/` between folders.
    """
    path, _, fragment = ref.partition("#")
    name = _relative(unquote(path), file, ref) if path else file
    try:
        return Target(name, pointers.from_fragment("#" + fragment))
    except ValueError:
        raise FileRefused(
            "anchor-ref",
            f"The reference {ref!r} names an anchor; only JSON pointers (#/…) are followed.",
            "Point at the place itself, e.g. file.yaml#/Name.",
        ) from None


def leads_out(ref: str) -> bool:
    """Whether a reference names a file."""
    return not ref.startswith("#")


def _relative(path: str, file: str, ref: str) -> str:
    if _SCHEME.match(path) or path.startswith("//"):
        raise FileRefused(
            "remote-ref",
            f"The reference {ref!r} leads to a network address, and nothing is fetched.",
            "Keep a copy beside the document and refer to that.",
        )
    if path.startswith(("/", "\\")):
        raise FileRefused(
            "outside-root",
            f"The reference {ref!r} is absolute.",
            "Write it relative to this file.",
        )
    name = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if name == ".." or name.startswith("../"):
        raise FileRefused(
            "outside-root",
            f"The reference {ref!r} leads out of the folder that may be read.",
            "Name a folder that holds all files: --root DIR.",
        )
    return name
