"""Copying the main file and what it leads to, reference by reference."""

from collections.abc import Callable
from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.bundle import names
from dovetail_engine.oas.bundle.files import FileRefused, Target, leads_out, target_of
from dovetail_engine.oas.bundle.grammar import member_kind
from dovetail_engine.oas.bundle.homes import Homes, leads_on
from dovetail_engine.oas.diagnostics import Diagnostic, DocumentInvalid, refuse
from dovetail_engine.oas.limits import Limits
from dovetail_engine.oas.severity import objection
from dovetail_engine.oas.structure import Kind, Shape

# Objects whose fields outside the grammar (`info`, `tags`, `servers`) may be kept in files of their own.
_STRUCTURAL: frozenset[Kind] = frozenset(["document", "components", "path-item", "operation"])
_FILE_ENDINGS = (".json", ".yaml", ".yml")


class Copier:
    """Copies objects of the grammar; `problems` are the references it could not follow, by file."""

    def __init__(self, homes: Homes, limits: Limits) -> None:
        self.problems: list[tuple[str, Diagnostic]] = []
        self._homes, self._limits = homes, limits
        self._main, self._sections = homes.main, homes.grammar.sections
        self._inside: list[Target] = []
        self._depth = self._nodes = 0

    def copy(self, kind: Kind, value: Any, at: Target, out: str) -> Any:
        """The object that stands `at` a place of a file, as it is written at `out` in the one document."""
        if type(value) is not dict:
            return self._plain(value)
        if self._depth >= self._limits.depth:
            raise self._too_deep()
        self._depth += 1
        self._count(1)
        try:
            if not leads_on(value):
                return self._object(kind, value, at, out)
            if kind in self._sections:
                return self._reference(kind, value, at, out)
            return self._in_place(value, at, out, lambda found, where: self.copy(kind, found, where, out))
        finally:
            self._depth -= 1

    def _reference(self, kind: Kind, value: dict[str, Any], at: Target, out: str) -> Any:
        ref = value["$ref"]
        if at.file == self._main and not leads_out(ref):
            written = ref
        else:
            try:
                target = self._homes.resolve(kind, ref, at.file)
            except FileRefused as refused:
                self._object_to(refused, pointers.join(at.pointer, "$ref"), at.file)
                return value
            if target.file != self._main:
                here = out if kind == "path-item" and self._homes.is_pure(kind, value) else None
                home = self._homes.home(kind, target, here)
                if home == out and self._homes.is_pure(kind, value) and target not in self._inside:
                    return self._written_here(kind, target, out)
                target = Target(self._main, home)
            written = pointers.to_fragment(target.pointer)
            self._homes.moved = True
        # What counts beside a reference is copied; nothing else can lead anywhere.
        counts = kind == "path-item" or (kind == "schema" and self._homes.grammar.siblings)
        return {**(self._object(kind, value, at, out) if counts else value), "$ref": written}

    def _written_here(self, kind: Kind, target: Target, out: str) -> Any:
        self._homes.moved = True
        self._homes.made[out] = target
        self._inside.append(target)
        try:
            return self.copy(kind, self._homes.descend(target)[1], target, out)
        finally:
            self._inside.pop()

    def _object(self, kind: Kind, value: dict[str, Any], at: Target, out: str) -> dict[str, Any]:
        member = member_kind(kind)
        fields = self._homes.grammar.fields.get(kind, {})
        made: dict[str, Any] = {}
        for key, child in value.items():
            place = (Target(at.file, pointers.join(at.pointer, key)), pointers.join(out, key))
            if member is not None:
                made[key] = child if key.startswith("x-") else self.copy(member, child, *place)
            elif key in fields:
                made[key] = self._field(*fields[key], child, *place)
            elif kind in _STRUCTURAL and not key.startswith("x-") and key != "$ref":
                made[key] = self._aside(child, *place)
            elif kind == "schema" and key == "discriminator":
                made[key] = self._discriminator(child, value, at.file)
            elif kind == "schema" and key == "$id" and at.file != self._main:
                self._homes.moved = True  # it named a text of its own, which this is no more
            else:
                made[key] = self._plain(child)
        return made

    def _field(self, shape: Shape, kind: Kind, value: Any, at: Target, out: str) -> Any:
        if shape == "one":
            return self.copy(kind, value, at, out)
        if leads_on(value):
            return self._in_place(
                value, at, out, lambda found, where: self._field(shape, kind, found, where, out)
            )
        if shape == "map" and type(value) is dict:
            return {name: self.copy(kind, each, *_below(at, out, name)) for name, each in value.items()}
        if shape == "list" and type(value) is list:
            return [self.copy(kind, each, *_below(at, out, index)) for index, each in enumerate(value)]
        return self._plain(value)

    def _aside(self, value: Any, at: Target, out: str) -> Any:
        if leads_on(value):
            return self._in_place(value, at, out, lambda found, where: self._aside(found, where, out))
        if type(value) is list:
            return [self._aside(each, *_below(at, out, index)) for index, each in enumerate(value)]
        return self._plain(value)

    def _in_place(
        self, value: dict[str, Any], at: Target, out: str, take: Callable[[Any, Target], Any]
    ) -> Any:
        """What a reference leads to, written where it stands, because it can be no component."""
        ref = value["$ref"]
        if at.file == self._main and not leads_out(ref):
            return self._plain(value)
        try:
            target, found = self._outside(ref, at.file)
        except FileRefused as refused:
            self._object_to(refused, pointers.join(at.pointer, "$ref"), at.file)
            return value
        if len(self._inside) >= self._limits.depth:
            raise self._too_deep()
        self._count(1)
        self._homes.moved = True
        self._homes.made[out] = target
        self._inside.append(target)
        try:
            return take(found, target)
        finally:
            self._inside.pop()

    def _outside(self, ref: str, file: str) -> tuple[Target, Any]:
        target, found = self._homes.descend(target_of(ref, file))
        if target in self._inside:
            raise FileRefused("ref-cycle", f"The reference {ref!r} leads back to where it stands.")
        return target, found

    def _discriminator(self, value: Any, schema: dict[str, Any], file: str) -> Any:
        if type(value) is not dict:
            return value
        written = value.get("mapping")
        mapping = dict(written) if type(written) is dict else {}
        for tag, target in mapping.items():
            if type(target) is str and self._is_file(target, file):
                mapping[tag] = self._mapped(target, file)
        mapping |= self._renamed(schema, file, mapping)
        return {**value, "mapping": mapping} if mapping else value

    def _is_file(self, target: str, file: str) -> bool:
        """Whether a mapping's target, a name or a reference, leads out of the main file."""
        if file == self._main and not leads_out(target):
            return False
        if self._homes.holds_schema(target):
            return False
        return "#" in target or "/" in target or target.endswith(_FILE_ENDINGS)

    def _mapped(self, ref: str, file: str) -> str:
        try:
            target = self._homes.resolve("schema", ref, file)
        except FileRefused:
            return ref  # which leads nowhere, and reading the document says so
        self._homes.moved = True
        home = target.pointer if target.file == self._main else self._homes.home("schema", target, None)
        return pointers.to_fragment(home)

    def _renamed(self, schema: dict[str, Any], file: str, mapping: dict[str, Any]) -> dict[str, str]:
        """The branches that a value selects by the name they had in their file, and have not any more."""
        renamed: dict[str, str] = {}
        for branch in [*_branches(schema, "oneOf"), *_branches(schema, "anyOf")]:
            if not leads_on(branch) or (file == self._main and not leads_out(branch["$ref"])):
                continue
            try:
                named = names.natural(target_of(branch["$ref"], file))
            except FileRefused:
                continue
            lifted = self._mapped(branch["$ref"], file)
            ours = lifted.startswith("#") and pointers.from_fragment(lifted) in self._homes.named_here
            if ours and lifted.rpartition("/")[2] != named and named not in mapping:
                renamed[named] = lifted
        return renamed

    def _plain(self, value: Any) -> Any:
        self._count(_weight(value))
        return value

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            most = self._limits.nodes
            raise refuse("too-many-nodes", f"The files together make more than {most:,} values.")

    def _too_deep(self) -> DocumentInvalid:
        return refuse("too-deep", f"The files together nest deeper than {self._limits.depth} levels.")

    def _object_to(self, refused: FileRefused, pointer: str, file: str) -> None:
        self.problems.append((file, objection(refused.code, refused.message, pointer, refused.hint)))


def _below(at: Target, out: str, token: str | int) -> tuple[Target, str]:
    return Target(at.file, pointers.join(at.pointer, token)), pointers.join(out, token)


def _branches(schema: dict[str, Any], keyword: str) -> list[Any]:
    found = schema.get(keyword)
    return found if type(found) is list else []


def _weight(value: Any) -> int:
    """About how many values of ordinary length there are in one."""
    stack, weight = [value], 0
    while stack:
        each = stack.pop()
        weight += 1
        if type(each) is dict:
            stack.extend(each.values())
        elif type(each) is list:
            stack.extend(each)
        elif type(each) is str:
            weight += len(each) // 100
    return weight
