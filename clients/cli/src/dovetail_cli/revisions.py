"""Documents of a git revision (`REV:PATH`), read from its objects and never from the work tree."""

import os
import posixpath
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

from dovetail_cli.failures import Failure
from dovetail_cli.neighbours import MOST_BYTES, WIDER
from dovetail_engine.oas.bundle import NOT_READ, FileRefused

# A colon in braces belongs to the revision: `HEAD^{/fix: rounding}:openapi.json`.
_ARGUMENT: Final = re.compile(r"(?P<revision>(?:[^:{]|\{[^}]*\}|\{)+):(?P<path>.+)", re.DOTALL)
_FOUND: Final = re.compile(rb"[0-9a-f]{40,64} (?P<kind>[a-z]+) (?P<size>[0-9]+)\n")
_MISSING: Final = {
    b"symlink": "it is a link out of the repository",
    b"dangling": "it is a link that leads nowhere",
    b"loop": "it is a link that leads to itself",
    b"notdir": "a file stands where its folder should be",
}


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of one commit under `root`, a folder that is empty for all of them."""

    revision: str
    tree: str
    root: str
    main: str

    def read(self, name: str) -> bytes:
        """The bytes of a file of the commit; links are followed inside it."""
        path = posixpath.join(self.root, name)
        reason = "its name has a line break" if "\n" in path else ""
        if not reason:
            asked = f"{self.tree}:{path}"
            found = _FOUND.match(said := _git("cat-file", "--batch-check", "--follow-symlinks", asked=asked))
            if found and int(found["size"]) > MOST_BYTES:
                raise FileRefused("too-large", f"{self.revision}:{path} is too large.")
            if found and found["kind"] == b"blob":
                return _git("cat-file", "--batch", "--follow-symlinks", asked=asked)[found.end() : -1]
            reason = "it is a folder" if found else _MISSING.get(said.partition(b" ")[0], "there is none")
        raise FileRefused(NOT_READ, f"{self.revision}:{path} cannot be read: {reason}.", WIDER)

    def shown(self, name: str) -> str:
        """The path of the file from the top of the repository."""
        return posixpath.join(self.root, name)


def parse_revision(argument: str) -> tuple[str, str] | None:
    """The revision and the path that `REV:PATH` names, or none if it is not written like one."""
    found = _ARGUMENT.fullmatch(argument)
    return (found["revision"], found["path"]) if found else None


def tree_of(argument: str, revision: str, path: str, root: str | None) -> Tree:
    """The files of a revision that a document at `path` may refer to: in `root`, or in its own folder.

    Paths count from the top of the repository; those that begin with a dot, and `root`, from this folder.
    """
    if shutil.which("git") is None:
        raise Failure(f"`{argument}` is no file here, and reading it as a git revision needs git.")
    if revision.startswith("-"):
        raise Failure(f"`{revision}` is no git revision.")
    tree = _resolve(argument, revision)
    top = _from_top(path, argument) if path.startswith(("./", "../")) else posixpath.normpath(path)
    folder = posixpath.dirname(top) if root is None else _from_top(root, root)
    name = posixpath.relpath(top, folder or ".")
    if name.startswith("../"):
        raise Failure(
            f"`{argument}` is not in the folder `{root}`.", hint="--root names the folder of all files."
        )
    return Tree(revision, tree, folder, name)


def read_main(argument: str, tree: Tree, path: str) -> bytes:
    """The bytes of the document's own file; a Failure that says how paths are counted where there is none."""
    try:
        return tree.read(tree.main)
    except FileRefused as refused:
        raise Failure(
            f"git cannot read `{argument}`: {refused.message}",
            hint=f"PATH counts from the top of the repository; "
            f"`{tree.revision}:./{path}` counts from this folder.",
        ) from refused


def _resolve(argument: str, revision: str) -> str:
    try:
        return _git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    except subprocess.CalledProcessError as failed:
        said = failed.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
    if "not a git repository" in said:
        raise Failure(
            f"git cannot read `{argument}`: this is no git repository.",
            hint=f"`{argument}` is read as a git revision; run this inside the repository, or name a file.",
        )
    if "single revision" not in said:
        raise Failure(f"git cannot read `{argument}`: {said.splitlines()[0] if said else 'it failed'}.")
    shallow = _git("rev-parse", "--is-shallow-repository").strip() == b"true"
    deepen = "this clone is shallow: git fetch --unshallow" if shallow else "fetch it first: git fetch origin"
    raise Failure(
        f"git cannot read `{argument}`: there is no revision `{revision}` here.",
        hint=f"If `{revision}` exists on the server, {deepen}. In CI, check out with full history.",
    )


def _from_top(path: str, argument: str) -> str:
    prefix = os.fsdecode(_git("rev-parse", "--show-prefix")).rstrip("\n")
    top = posixpath.normpath(posixpath.join(prefix, path))
    if top.startswith(("../", "/")) or top == "..":
        raise Failure(f"`{argument}` leads out of the repository.")
    return "" if top == "." else top


def _git(*arguments: str, asked: str = "") -> bytes:
    """What git answers; names go through standard input, where nothing can be an option."""
    ran = subprocess.run(  # noqa: S603 - a list, no shell
        ["git", *arguments],  # noqa: S607 - the git of the caller
        input=os.fsencode(f"{asked}\n"),
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    return ran.stdout
