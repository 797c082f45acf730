"""The files beside a document, which its references may lead to; here those of a folder on disk."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, Protocol

from dovetail_cli.failures import Failure
from dovetail_engine.oas.bundle import NOT_READ, FileRefused
from dovetail_engine.oas.limits import Limits

MOST_BYTES: Final = Limits().size
WIDER: Final = "Name a folder that holds all files: --root DIR."


class Neighbours(Protocol):
    """The files under one root, named relative to that, with `/` between folders."""

    @property
    def main(self) -> str:
        """The document's own file."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of the file of that name; raises FileRefused."""
        ...

    def shown(self, name: str) -> str:
        """What people call that file."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on disk; nothing out of it is read, whatever its links lead to."""

    root: Path
    main: str

    def read(self, name: str) -> bytes:
        """The bytes of a file in the folder."""
        path = self.root / name
        try:
            real = path.resolve(strict=True)
            self._check(real, name)
            return real.read_bytes()
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no readable file"
            message = f"{self.shown(name)} cannot be read: {reason}."
            raise FileRefused(NOT_READ, message) from error

    def shown(self, name: str) -> str:
        """The path of the file as seen from here."""
        return str(self.root / name)

    def _check(self, real: Path, name: str) -> None:
        if not real.is_relative_to(self.root.resolve()):
            raise FileRefused("outside-root", f"{self.shown(name)} is a link out of {self.root}.", WIDER)
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused(NOT_READ, f"{self.shown(name)} is no ordinary file.")
        if status.st_size > MOST_BYTES:
            message = f"{self.shown(name)} has {status.st_size:,} bytes; {MOST_BYTES:,} are allowed."
            raise FileRefused("too-large", message)


def folder_of(file: str, root: str | None) -> Folder:
    """The folder whose files a document on disk may refer to: `root`, or the one it stands in."""
    if root is None:
        return Folder(Path(file).parent, PurePath(file).name)
    if not Path(root).is_dir():
        raise Failure(f"`{root}` is no folder.", hint="--root names the folder that holds all files.")
    name = os.path.relpath(Path(file).absolute(), Path(root).absolute())
    if PurePath(name).parts[:1] == ("..",):
        name = os.path.relpath(Path(file).resolve(), Path(root).resolve())
    if PurePath(name).parts[:1] == ("..",):
        raise Failure(
            f"`{file}` is not in the folder `{root}`.", hint="--root names the folder of all files."
        )
    return Folder(Path(root), PurePath(name).as_posix())
