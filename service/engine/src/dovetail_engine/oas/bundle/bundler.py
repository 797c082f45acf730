"""One document of many files: what other files hold is lifted into components, and references follow it.

Each place of another file becomes one component, however often and by whichever spelling it is named; a
reference that merely leads on is followed first. What can be no component (a map of schemas, a list of tags)
is written in place. Nothing is read but what `read` gives for a name relative to the root.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import msgspec

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.bundle.copier import Copier
from dovetail_engine.oas.bundle.files import Files, Read, Target
from dovetail_engine.oas.bundle.grammar import grammar_of
from dovetail_engine.oas.bundle.homes import Homes
from dovetail_engine.oas.diagnostics import Diagnostic, DocumentInvalid
from dovetail_engine.oas.limits import Limits
from dovetail_engine.oas.load import MOST_DIAGNOSTICS, placed
from dovetail_engine.oas.sources import Made, Origins, Sources


@dataclass(frozen=True)
class Bundle:
    """One document: its tree, the names of the files in it, main first, and where its parts were written."""

    tree: dict[str, Any]
    files: tuple[str, ...]
    sources: Sources
    original: bytes | None

    @cached_property
    def data(self) -> bytes:
        """The file as it was where nothing had to be put together, else the document as indented JSON."""
        return self.original if self.original is not None else self.to_json()

    def to_json(self) -> bytes:
        """The document as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self.tree), indent=2) + b"\n"

    def to_yaml(self) -> bytes:
        """The document as YAML."""
        from dovetail_engine.oas import yaml_text  # noqa: PLC0415 - slow to import, and seldom needed

        return yaml_text.dump(self.tree)


def bundle(main: str, read: Read, *, limits: Limits = Limits()) -> Bundle:  # noqa: B008 - frozen
    """The document whose main file is `main`, with everything its references lead to in other files.

    `read` gives the bytes of a file by its name relative to the root (`/` between folders) or raises
    FileRefused. Raises DocumentInvalid, whose diagnostics name the file where it is not the main one.
    """
    files = Files(read, limits)
    text, tree = files.get(main).text, files.get(main).tree
    if type(tree) is not dict:
        return Bundle(tree, (main,), text, text.data)
    homes = Homes(main, files, grammar_of(tree))
    copier = Copier(homes, limits)
    made = copier.copy("document", tree, Target(main, ""), "")
    _add_components(made, homes, copier)
    if copier.problems:
        raise DocumentInvalid(_placed(copier, files, main))
    if not homes.moved:
        return Bundle(tree, (main,), text, text.data)
    texts = {name: file.text for name, file in files.known.items()}
    origins = Origins(homes.made, {name: file.tree for name, file in files.known.items()})
    return Bundle(made, tuple(texts), Made(origins, texts, main), None)


def _add_components(made: dict[str, Any], homes: Homes, copier: Copier) -> None:
    while homes.pending:
        kind, target, home = homes.pending.popleft()
        homes.made[home] = target
        owner = made
        for token in homes.grammar.sections[kind]:
            owner = owner.setdefault(token, {})
        owner[pointers.split(home)[-1]] = copier.copy(kind, homes.descend(target)[1], target, home)


def _placed(copier: Copier, files: Files, main: str) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for file, problem in copier.problems[:MOST_DIAGNOSTICS]:
        (each,) = placed(files.get(file).text, [problem])
        found.append(each if file == main else replace(each, file=file))
    return tuple(found)
