"""OpenAPI schemas as plain JSON Schema 2020-12, one form per view.

What changes: `nullable` and boolean exclusive bounds of 3.0, properties that a view hides, discriminators
(the branch a value must satisfy becomes part of the schema), `int32`, `int64` and `byte` (bounds and a
pattern), references (`#/$defs/<name>`), and annotations, which disappear. Asserted
formats stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dovetail_engine.compat.containment import Definitions
from dovetail_engine.compat.dialect import (
    ASSERTIONS,
    SCHEMA_KEYWORDS,
    SCHEMA_LIST_KEYWORDS,
    SCHEMA_MAP_KEYWORDS,
    normalise,
)
from dovetail_engine.compat.nodes import HIDDEN_IN, View, follow, is_hidden, raw, target
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.resolve import UnresolvableError

Schema = dict[str, Any] | bool

LOWERED_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
    "byte": {"pattern": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"},
}
"""Formats that other keywords say exactly."""

_COMPONENTS = "/components/schemas/"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+\Z")


class Lowering:
    """One document in one view. `definitions` holds every schema referred to so far, lowered when asked.

    `stands` says of a place whether it means the same in the document that this one is compared with.
    """

    def __init__(
        self,
        document: Document,
        view: View,
        formats: frozenset[str],
        stands: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.document = document
        self.view: View = view
        self.definitions: Definitions = _Definitions(self)
        self._formats = formats
        self._stands = stands
        self._names: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._hides = may_hide(document, view)
        self._lowered: dict[tuple[str, frozenset[str]], Schema] = {}
        self._dropped: dict[str, bool] = {}

    def schema(self, place: str) -> Schema:
        """The lowered schema at `place`, always one object; its references resolve in `definitions`."""
        return self._lower(place, raw(self.document, place), frozenset())

    def reference(self, place: str) -> dict[str, Any]:
        """A `$ref` to the schema at `place`, which becomes one of the definitions."""
        return {"$ref": f"#/$defs/{self._name(target(self.document, place))}"}

    def defined(self, name: str) -> Schema:
        """The definition of that name."""
        return self.schema(self._places[name])

    def format(self, name: Any) -> dict[str, Any]:
        """What a format asserts, empty for an annotation."""
        return _apply_format({"format": name}, self._formats)

    def knows(self, name: object) -> bool:
        """Whether a definition of that name was referred to."""
        return name in self._places

    def identity(self, name: str) -> str | None:
        """What the definition shares with the other document's where both are known to mean the same."""
        place = self._places.get(name)
        return f"{self.view} {place}" if place is not None and self._stands(place) else None

    def names(self) -> Iterator[str]:
        """The definitions named so far."""
        return iter(tuple(self._places))

    def size(self) -> int:
        """How many definitions are named so far."""
        return len(self._places)

    def _name(self, place: str) -> str:
        if place not in self._names:
            name = _name_of(place)
            while self._places.setdefault(name, place) != place:
                name += "_"
            self._names[place] = name
        return self._names[place]

    def _lower(self, place: str, written: Any, hidden: frozenset[str] = frozenset()) -> Schema:
        key = (place, hidden)
        if key not in self._lowered:
            self._lowered[key] = self._translate(place, written, hidden)
        return self._lowered[key]

    def _translate(self, place: str, written: Any, hidden: frozenset[str]) -> Schema:
        if isinstance(written, bool):
            return written
        own = normalise(written, self.document.dialect)
        if self._hides:
            hidden = hidden | self._hidden_names(place)
        lowered: dict[str, Any] = {}
        for keyword in sorted(own):
            lowered.update(self._keyword(keyword, own[keyword], place, hidden))
        if "discriminator" in own:
            lowered = self._discriminate(own, lowered, place)
        return self._with_reference(own, _apply_format(lowered, self._formats))

    def _with_reference(self, own: Mapping[str, Any], lowered: dict[str, Any]) -> dict[str, Any]:
        ref = own.get("$ref")
        if not isinstance(ref, str):
            return lowered
        found = self.reference(follow(self.document, ref))
        if not lowered:
            return found
        return {**lowered, "allOf": [*lowered.get("allOf", []), found]}

    def _keyword(self, keyword: str, value: Any, place: str, hidden: frozenset[str]) -> dict[str, Any]:
        where = f"{place}/{keyword}"
        if keyword == "required" and isinstance(value, list):
            names = sorted({name for name in value if name not in hidden})
            return {"required": names} if names else {}
        if keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, Mapping):
            kept = hidden if keyword == "properties" else frozenset()
            shown = sorted(name for name in value if name not in kept)
            return {keyword: {name: self._lower(pointer.join(where, name), value[name]) for name in shown}}
        if keyword in {"anyOf", "oneOf"} and value == []:
            return {"not": {}}
        if keyword in SCHEMA_LIST_KEYWORDS and isinstance(value, list):
            kept = hidden if keyword == "allOf" else frozenset()
            return {keyword: [self._lower(f"{where}/{at}", part, kept) for at, part in enumerate(value)]}
        if keyword in SCHEMA_KEYWORDS and isinstance(value, Mapping | bool):
            return {keyword: self._lower(where, value)}
        return {keyword: value} if keyword in ASSERTIONS or keyword == "$dynamicRef" else {}

    def _hidden_names(self, place: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        if place in seen:
            return frozenset()
        own = normalise(raw(self.document, place), self.document.dialect)
        found = {
            name
            for name in _mapping(own.get("properties"))
            if self._drops(pointer.join(place, "properties", name))
        }
        for branch in _all_of(self.document, place, own):
            found |= self._hidden_names(branch, seen | {place})
        return frozenset(found)

    def _drops(self, place: str) -> bool:
        if place not in self._dropped:
            self._dropped[place] = is_hidden(self.document, place, self.view)
        return self._dropped[place]

    def _discriminate(self, own: Mapping[str, Any], lowered: dict[str, Any], place: str) -> dict[str, Any]:
        tags = branch_tags(self.document, own, place)
        keyword = "oneOf" if "oneOf" in lowered else "anyOf"
        if tags is None or keyword not in lowered:
            return lowered
        name, by_branch = tags
        branches = [
            {"allOf": [branch, _tagged(name, values)]}
            for branch, values in zip(lowered[keyword], by_branch, strict=True)
        ]
        # The tag decides: a value need not be refused by the other branches, so "one of" becomes "any of".
        kept = {key: value for key, value in lowered.items() if key != keyword}
        if "anyOf" in kept:
            return {**kept, "allOf": [*kept.get("allOf", []), {"anyOf": branches}]}
        return {**kept, "anyOf": branches}


def branch_tags(document: Document, own: Mapping[str, Any], place: str) -> tuple[str, list[list[str]]] | None:
    """The discriminating property and, per branch of `oneOf` or `anyOf`, the values that select it.

    None where there is no such choice, or where a branch is not a reference and so has no name.
    """
    discriminator = _mapping(own.get("discriminator"))
    name = discriminator.get("propertyName")
    keyword = "oneOf" if "oneOf" in own else "anyOf"
    if not isinstance(name, str) or not isinstance(own.get(keyword), list):
        return None
    mapped = _mapped(document, _mapping(discriminator.get("mapping")))
    tags = [_tags(document, pointer.join(place, keyword, str(i)), mapped) for i in range(len(own[keyword]))]
    return (name, tags) if all(tags) else None


def may_hide(document: Document, view: View) -> bool:
    """Whether any property of the document can drop out of the view; False is certain."""
    mark = f'"{HIDDEN_IN[view]}":true'.encode()
    if any(mark in part.text for part in document.parts.values()):
        return True
    sections = {part.rpartition("/")[0].removeprefix("/components/") for part in document.parts}
    components = _mapping(document.tree.get("components"))
    rest = {key: value for key, value in document.tree.items() if key not in {"components", *sections}}
    others = {section: components[section] for section in components.keys() - sections}
    return mark in msgspec.json.encode([rest, others])


def references(value: Any) -> Iterator[str]:
    """Every `$ref` written anywhere in a value."""
    if isinstance(value, Mapping):
        ref = value.get("$ref")
        if isinstance(ref, str):
            yield ref
        for key in value:
            if key not in {"enum", "const", "example", "examples", "default"}:
                yield from references(value[key])
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


class _Definitions(Definitions):
    def __init__(self, lowering: Lowering) -> None:
        self._lowering = lowering
        self._lowered: dict[str, Schema] = {}

    def __contains__(self, name: object) -> bool:
        return self._lowering.knows(name)

    def identity(self, name: str) -> str | None:
        return self._lowering.identity(name)

    def __getitem__(self, name: str) -> Schema:
        if name not in self._lowered:
            self._lowered[name] = self._lowering.defined(name)
        return self._lowered[name]

    def __iter__(self) -> Iterator[str]:
        return self._lowering.names()

    def __len__(self) -> int:
        return self._lowering.size()


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _name_of(place: str) -> str:
    bare = place.removeprefix(_COMPONENTS)
    if place.startswith(_COMPONENTS) and _PLAIN_NAME.match(bare):
        return bare
    return "at" + re.sub(r"[^A-Za-z0-9.-]", "_", place)


def _all_of(document: Document, place: str, own: Mapping[str, Any]) -> Iterable[str]:
    if isinstance(own.get("$ref"), str):
        yield follow(document, own["$ref"])
    if isinstance(own.get("allOf"), list):
        for index in range(len(own["allOf"])):
            yield target(document, pointer.join(place, "allOf", str(index)))


def _apply_format(lowered: dict[str, Any], formats: frozenset[str]) -> dict[str, Any]:
    name = lowered.pop("format", None)
    if name not in formats:
        return lowered
    said = LOWERED_FORMATS.get(name)
    if said is None:
        return {**lowered, "format": name}
    if said.keys() & lowered.keys():
        return {**lowered, "allOf": [*lowered.get("allOf", []), dict(said)]}
    return {**lowered, **said}


def _mapped(document: Document, mapping: Mapping[str, Any]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for tag in sorted(mapping):
        ref = mapping[tag]
        if not isinstance(ref, str):
            continue
        try:
            place = follow(document, ref if "/" in ref or "#" in ref else f"#{_COMPONENTS}{ref}")
        except UnresolvableError:
            continue
        values.setdefault(place, []).append(tag)
    return values


def _tags(document: Document, place: str, mapped: Mapping[str, list[str]]) -> list[str]:
    ref = _mapping(raw(document, place)).get("$ref")
    if not isinstance(ref, str):
        return []
    found = follow(document, ref)
    return mapped.get(found) or [pointer.split(ref.removeprefix("#"))[-1]]


def _tagged(name: str, values: list[str]) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: {"enum": sorted(values)}}}
