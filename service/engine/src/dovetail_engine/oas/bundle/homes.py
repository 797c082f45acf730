"""Where in the one document each place of another file is found."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.bundle.files import FileRefused, Files, Target, leads_out, target_of
from dovetail_engine.oas.bundle.grammar import Grammar
from dovetail_engine.oas.bundle.names import free_name
from dovetail_engine.oas.diagnostics import refuse
from dovetail_engine.oas.structure import Kind

MOST_STEPS = 500_000
_MOST_HOPS = 50


class Homes:
    """Gives every place of another file one home: the component that is that place, or a new one.

    `made` says for pointers of the one document what they come from; `pending` are the components still to be
    written, `named_here` the ones whose name is no author's; `moved` says that something in the main file has
    to change.
    """

    def __init__(self, main: str, files: Files, grammar: Grammar) -> None:
        self.main, self.files, self.grammar = main, files, grammar
        self.made: dict[str, Target] = {"": Target(main, "")}
        self.pending: deque[tuple[Kind, Target, str]] = deque()
        self.named_here: set[str] = set()
        self.moved = False
        self._steps = 0
        self._homes: dict[tuple[Kind, Target], str] = {}
        self._taken: dict[Kind, set[str]] = {kind: set() for kind in grammar.sections}
        for kind, section in grammar.sections.items():
            self._own_components(kind, section)

    def resolve(self, kind: Kind, ref: str, file: str) -> Target:
        """Where a reference leads in the end; raises FileRefused, or DocumentInvalid for bad text."""
        target = target_of(ref, file)
        seen: list[Target] = []
        while target not in seen:
            seen.append(target)
            if target.file == self.main and not self._continues_elsewhere(target):
                return target
            found, value = self.descend(target)
            if not self.is_pure(kind, value):
                return found
            target = target_of(value["$ref"], found.file)
        return target  # a circle of references is the document's fault, and said when that is read

    def descend(self, target: Target, depth: int = 0) -> tuple[Target, Any]:
        """The place and value at a pointer, which may lead through references; raises as `resolve`."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise refuse("too-many-nodes", f"References take more than {MOST_STEPS:,} steps to follow.")
        if depth > _MOST_HOPS:
            raise self._nothing(target)
        at, value = Target(target.file, ""), self.files.get(target.file).tree
        for token in pointers.split(target.pointer):
            for _ in range(_MOST_HOPS):
                child = Target(at.file, pointers.join(at.pointer, token))
                try:
                    at, value = child, pointers.get(value, pointers.join("", token))
                    break
                except KeyError:
                    if not leads_on(value):
                        raise self._nothing(target) from None
                at, value = self.descend(target_of(value["$ref"], at.file), depth + 1)
            else:
                raise self._nothing(target)
        return at, value

    def home(self, kind: Kind, target: Target, here: str | None) -> str:
        """The pointer of the one document where a place is found; `here` if that may and must become it."""
        found = self._homes.get((kind, target))
        if found is None:
            found = self._homes[kind, target] = here or self._new(kind, target)
        return found

    def is_pure(self, kind: Kind, value: Any) -> bool:
        """Whether a value is a reference and says nothing of its own."""
        if not leads_on(value):
            return False
        return len(value) == 1 or (not self.grammar.siblings and kind != "path-item")

    def holds_schema(self, name: str) -> bool:
        """Whether the main file has a component schema of this name."""
        return name in self._taken["schema"]

    def _own_components(self, kind: Kind, section: tuple[str, ...]) -> None:
        for name, at, value in self._members(section):
            self._taken[kind].add(name)
            here = pointers.join("", *section, name)
            if at.file != self.main:
                self._homes.setdefault((kind, at), here)
            if self.is_pure(kind, value):
                try:
                    target = self.resolve(kind, value["$ref"], at.file)
                except FileRefused:
                    continue  # said when the component is written
                if target.file != self.main:
                    self._homes.setdefault((kind, target), here)

    def _members(self, section: tuple[str, ...]) -> Iterator[tuple[str, Target, Any]]:
        try:
            at, value = self.descend(Target(self.main, pointers.join("", *section)))
            while leads_on(value):
                at, value = self.descend(target_of(value["$ref"], at.file))
        except FileRefused:
            return
        if type(value) is dict:
            for name, child in value.items():
                yield name, Target(at.file, pointers.join(at.pointer, name)), child

    def _new(self, kind: Kind, target: Target) -> str:
        name = free_name(target, self._taken[kind])
        self._taken[kind].add(name)
        home = pointers.join("", *self.grammar.sections[kind], name)
        self.pending.append((kind, target, home))
        self.named_here.add(home)
        return home

    def _continues_elsewhere(self, target: Target) -> bool:
        try:
            found, value = self.descend(target)
        except FileRefused:
            return False
        return found.file != self.main or (leads_on(value) and leads_out(value["$ref"]))

    def _nothing(self, target: Target) -> FileRefused:
        return FileRefused("unresolvable-ref", f"{target.file} has nothing at #{target.pointer}.")


def leads_on(value: Any) -> bool:
    """Whether a value is, or begins with, a reference."""
    return type(value) is dict and type(value.get("$ref")) is str
