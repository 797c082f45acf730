"""One walk over every schema before lowering: who is used where, and what must be kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import SchemaSite

View = Literal["in", "out", "form"]
"""The side a schema is seen from: a request, a response, or a multipart request with files."""

VIEWS: tuple[View, ...] = ("out", "in", "form")

_MAPS = ("properties", "patternProperties")
_SINGLES = ("items", "additionalProperties")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")


@dataclass(slots=True)
class Survey:
    """What the walk found, by the pointer of a referenced schema (a component, or any other target)."""

    uses: dict[str, set[View]] = field(default_factory=lambda: defaultdict(set))
    marks: dict[str, set[str]] = field(default_factory=dict)
    """`readOnly`, `writeOnly` and `binary`, where they occur in the schema or in one it refers to."""
    members: set[str] = field(default_factory=set)
    """Schemas that are one of several choices: what tells them apart must stay exact."""
    tags: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """For a member of discriminated unions: property name -> the values that select it."""

    def refer(self, start: str, links: Mapping[str, set[str]], view: View) -> None:
        """Note that everything reachable from `start` is seen from `view`."""
        todo = [start]
        while todo:
            target = todo.pop()
            if view not in self.uses[target]:
                self.uses[target].add(view)
                todo.extend(links.get(target, ()))


def survey(tree: Any, components: Iterable[SchemaSite], sites: Iterable[tuple[SchemaSite, View]]) -> Survey:
    """Walk the component schemas and the schemas that the operations use."""
    found = Survey()
    links: dict[str, set[str]] = {}
    todo = [(site.pointer, site.value) for site in components]
    todo_sites = [(_walk(site.pointer, site.value, found), view) for site, view in sites]
    todo.extend((target, read(tree, target)) for (_, targets), _ in todo_sites for target in targets)
    while todo:
        at, value = todo.pop()
        if at not in links:
            found.marks[at], links[at] = _walk(at, value, found)
            todo.extend((target, read(tree, target)) for target in links[at] if target not in links)
    for (_, targets), view in todo_sites:
        for target in targets:
            found.refer(target, links, view)
    _spread(found.marks, links)
    return found


def read(tree: Any, pointer: str) -> Any:
    """The value at a pointer, or None where there is none."""
    try:
        return pointers.get(tree, pointer)
    except KeyError:
        return None


def target_of(value: Mapping[str, Any]) -> str | None:
    """The pointer that a schema's `$ref` names, if it has one that stays in the document."""
    ref = value.get("$ref")
    if not isinstance(ref, str):
        return None
    try:
        return pointers.from_fragment(ref)
    except ValueError:
        return None


def is_file(value: Mapping[str, Any]) -> bool:
    """Whether a string schema stands for the bytes of a file in a multipart body."""
    if value.get("format") == "binary":
        return True
    encoding = value.get("contentEncoding")
    return encoding == "binary" or ("contentMediaType" in value and encoding is None)


def children(pointer: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The subschemas that shape a type, with their pointers."""
    for keyword in _MAPS:
        if isinstance(group := value.get(keyword), Mapping):
            for name, child in group.items():
                yield pointers.join(pointer, keyword, name), child
    for keyword in _SINGLES:
        if keyword in value:
            yield pointers.join(pointer, keyword), value[keyword]
    for keyword in _LISTS:
        if isinstance(items := value.get(keyword), list):
            for index, child in enumerate(items):
                yield pointers.join(pointer, keyword, index), child


def _walk(pointer: str, value: Any, found: Survey) -> tuple[set[str], set[str]]:
    marks: set[str] = set()
    links: set[str] = set()
    todo = [(pointer, value)]
    while todo:
        at, schema = todo.pop()
        if not isinstance(schema, Mapping):
            continue
        if (target := target_of(schema)) is not None:
            links.add(target)
        marks.update(mark for mark in ("readOnly", "writeOnly") if schema.get(mark) is True)
        if is_file(schema):
            marks.add("binary")
        _note_choices(at, schema, found)
        todo.extend(children(at, schema))
    return marks, links


def _note_choices(pointer: str, schema: Mapping[str, Any], found: Survey) -> None:
    for keyword in ("oneOf", "anyOf"):
        options = schema.get(keyword)
        if isinstance(options, list) and len(options) > 1:
            places = [_place(pointer, keyword, index, option) for index, option in enumerate(options)]
            found.members.update(places)
            _note_tags(schema.get("discriminator"), places, found)


def _place(pointer: str, keyword: str, index: int, option: Any) -> str:
    target = target_of(option) if isinstance(option, Mapping) else None
    return target if target is not None else pointers.join(pointer, keyword, index)


def _note_tags(discriminator: Any, places: list[str], found: Survey) -> None:
    if not isinstance(discriminator, Mapping) or not isinstance(
        name := discriminator.get("propertyName"), str
    ):
        return
    mapped = discriminator_values(discriminator)
    for place in places:
        values = mapped.get(place) or {pointers.split(place)[-1]}
        found.tags.setdefault(place, {}).setdefault(name, set()).update(values)


def discriminator_values(discriminator: Mapping[str, Any]) -> dict[str, set[str]]:
    """The values of an explicit discriminator mapping, by the pointer of the schema they select."""
    mapped: dict[str, set[str]] = {}
    mapping = discriminator.get("mapping")
    for value, ref in mapping.items() if isinstance(mapping, Mapping) else ():
        if isinstance(ref, str):
            bare = pointers.join("/components/schemas", ref)
            target = target_of({"$ref": ref})
            mapped.setdefault(bare if target is None else target, set()).add(value)
    return mapped


def _spread(marks: dict[str, set[str]], links: Mapping[str, set[str]]) -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for user, targets in links.items():
        for target in targets:
            users[target].add(user)
    todo = [pointer for pointer, found in marks.items() if found]
    while todo:
        pointer = todo.pop()
        for user in users.get(pointer, ()):
            if not marks[pointer] <= marks[user]:
                marks[user] |= marks[pointer]
                todo.append(user)
