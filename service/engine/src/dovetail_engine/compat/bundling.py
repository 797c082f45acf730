"""Schemas made whole for a validator that is to try one value: with what that value comes upon, and no more.

What the value does not reach (the schema of a property it does not have) is left open, and an alternative
that refuses it at first sight is said to refuse. So what a verdict costs follows the value and not the
document.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dovetail_engine.compat.lowering import Schema, references

_PREFIX = "#/$defs/"
_MARKING = ("readOnly", "writeOnly", "$ref", "allOf")
# In OpenAPI 3.0 what stands beside these says less than it seems to.
_TELLING = frozenset({"nullable", "$ref"})
_IN_PLACE = frozenset({"not", "if", "then", "else"})
_OF_MEMBERS = frozenset({"additionalProperties", "unevaluatedProperties"})
_OF_ITEMS = frozenset({"items", "contains", "unevaluatedItems"})


@dataclass(frozen=True, slots=True)
class _Glance:
    """What shows at first sight that an alternative refuses a value: its type, its names, its tags."""

    objects_alone: bool = False
    required: frozenset[str] = frozenset()
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def refuses(self, value: Any) -> bool:
        """Whether it refuses the value for that alone."""
        if not isinstance(value, dict):
            return self.objects_alone
        if not self.required <= value.keys():
            return True
        return any(
            not isinstance(value[name], str) or value[name] not in texts
            for name, texts in self.tags.items()
            if name in value
        )


class Foreign(Exception):
    """The value comes upon a keyword that shall not be in a bundle."""


class _Union:
    """The alternatives of a union by what shows of them, those of a telling tag found by its text."""

    def __init__(self, parts: Sequence[Any], glances: Sequence[_Glance]) -> None:
        self.parts, self._glances = parts, glances
        counts = Counter(name for glance in glances for name in glance.tags)
        self._tag = max(sorted(counts), key=lambda name: counts[name], default="")
        self._by_text: dict[str, list[int]] = {}
        for index, glance in enumerate(glances):
            for text in glance.tags.get(self._tag, ()):
                self._by_text.setdefault(text, []).append(index)
        self._others = [index for index, glance in enumerate(glances) if self._tag not in glance.tags]

    def open_to(self, values: Sequence[Any]) -> set[int]:
        """The alternatives that do not refuse all of the values at first sight."""
        return {index for value in values for index in self._open_to(value)}

    def _open_to(self, value: Any) -> Iterator[int]:
        told = value.get(self._tag) if isinstance(value, dict) else None
        found: Iterable[int] = range(len(self.parts))
        if isinstance(told, str):
            found = [*self._by_text.get(told, ()), *self._others]
        return (index for index in found if not self._glances[index].refuses(value))


class Bundles:
    """Bundles of schemas that refer to these definitions; neither changes meanwhile.

    `foreign` are given for schemas as written, in which these keywords shall not come up. There it depends on
    what marks a schema `readOnly` or `writeOnly` whether a name under `required` must be there.
    """

    def __init__(self, definitions: Mapping[str, Any], *, foreign: frozenset[str] | None = None) -> None:
        self.definitions = definitions
        self.written, self._foreign = foreign is not None, foreign or frozenset()
        # Schemas and unions are kept with what is known of them, so that their ids stay their own.
        self._plain: dict[int, tuple[Any, bool]] = {}
        self._unions: dict[int, _Union] = {}

    def bundle(self, schema: Schema, value: Any) -> Schema:
        """A schema without outside references that takes this value if and only if the given one does.

        Raises Foreign where the value comes upon a foreign keyword.
        """
        return _Bundle(self).made(schema, value)

    def is_plain(self, schema: Mapping[str, Any]) -> bool:
        """Whether the schema refers to nothing and so can be taken as it is."""
        if not self._foreign.isdisjoint(schema):
            raise Foreign
        if id(schema) not in self._plain:
            plain = not self._mentions_foreign(schema) and next(references(schema), None) is None
            self._plain[id(schema)] = (schema, plain)
        return self._plain[id(schema)][1]

    def union(self, parts: Sequence[Any]) -> _Union:
        """The alternatives of a union."""
        if id(parts) not in self._unions:
            self._unions[id(parts)] = _Union(parts, [self._glance(part) for part in parts])
        return self._unions[id(parts)]

    def _mentions_foreign(self, schema: Any) -> bool:
        if isinstance(schema, Mapping):
            if not self._foreign.isdisjoint(schema):
                return True
            return bool(self._foreign) and any(map(self._mentions_foreign, schema.values()))
        return isinstance(schema, list) and any(map(self._mentions_foreign, schema))

    def _glance(self, part: Any) -> _Glance:
        if isinstance(part, Mapping) and "$ref" in part:
            part = self.definitions[part["$ref"].removeprefix(_PREFIX)]
        if not isinstance(part, Mapping) or not _TELLING.isdisjoint(part):
            return _Glance()
        for inner in part.get("allOf", ()):
            # Beside a discriminated alternative stands a schema that names its tag.
            if isinstance(inner, Mapping) and inner.keys() == {"type", "required", "properties"}:
                return self._own_glance(inner)
        return self._own_glance(part)

    def _own_glance(self, schema: Mapping[str, Any]) -> _Glance:
        required = frozenset(() if self.written else schema.get("required", ()))
        told = {name: _texts(part) for name, part in schema.get("properties", {}).items()}
        tags = {name: texts for name, texts in told.items() if texts}
        return _Glance(schema.get("type") == "object", required, tags)


class _Bundle:
    """One bundle in the making: a schema is followed with all parts of the value that it is applied to."""

    def __init__(self, bundles: Bundles) -> None:
        self._bundles = bundles
        self._names: dict[tuple[str, tuple[int, ...]], str] = {}
        self._waiting: list[tuple[str, str, Sequence[Any]]] = []

    def made(self, schema: Schema, value: Any) -> Schema:
        root = self._about(schema, [value])
        shown: dict[str, Any] = {}
        while self._waiting:
            name, defined, values = self._waiting.pop()
            schema = self._bundles.definitions[defined]
            shown[name] = self._about(schema, values) if values else self._absent(schema)
        return {**root, "$defs": shown} if isinstance(root, dict) and shown else root

    def _about(self, schema: Any, values: Sequence[Any]) -> Any:
        """What of the schema has a say about the values."""
        if not isinstance(schema, Mapping) or self._bundles.is_plain(schema):
            return schema
        return {keyword: self._said(keyword, said, values) for keyword, said in schema.items()}

    def _said(self, keyword: str, said: Any, values: Sequence[Any]) -> Any:
        if keyword == "$ref":
            return _PREFIX + self._name(said.removeprefix(_PREFIX), values)
        if keyword in {"anyOf", "oneOf"}:
            return self._alternatives(said, values)
        if keyword == "allOf":
            return [self._about(part, values) for part in said]
        if keyword in _IN_PLACE:
            return self._about(said, values)
        if keyword == "dependentSchemas":
            return {name: self._about(part, values) for name, part in said.items()}
        if keyword == "properties":
            present = {name for value in values if isinstance(value, dict) for name in value}
            return {
                name: self._about(part, _named(name, values)) if name in present else self._absent(part)
                for name, part in said.items()
            }
        if keyword == "patternProperties":
            return {pattern: self._below(part, _members(values)) for pattern, part in said.items()}
        if keyword == "propertyNames":
            return self._below(said, [name for value in values if isinstance(value, dict) for name in value])
        if keyword == "prefixItems":
            return [self._below(part, _at(index, values)) for index, part in enumerate(said)]
        if keyword in _OF_MEMBERS | _OF_ITEMS:
            return self._below(said, (_members if keyword in _OF_MEMBERS else _items)(values))
        return said

    def _alternatives(self, parts: Sequence[Any], values: Sequence[Any]) -> list[Any]:
        found = self._bundles.union(parts).open_to(values)
        return [index in found and self._about(part, values) for index, part in enumerate(parts)]

    def _absent(self, schema: Any) -> Any:
        """What the schema of a property that is not there says all the same: whether it may be demanded."""
        if not self._bundles.written or not isinstance(schema, Mapping):
            return True
        return self._about({word: schema[word] for word in _MARKING if word in schema}, ())

    def _below(self, schema: Any, values: Sequence[Any]) -> Any:
        return self._about(schema, values) if values else True

    def _name(self, defined: str, values: Sequence[Any]) -> str:
        # The value stays as it is meanwhile, so that the identities of its parts tell them apart.
        key = (defined, tuple(map(id, values)))
        if key not in self._names:
            self._names[key] = f"{len(self._names)}"
            self._waiting.append((self._names[key], defined, values))
        return self._names[key]


def _texts(schema: Any) -> frozenset[str]:
    """The few texts that the schema takes and nothing else, empty where it takes more."""
    if not isinstance(schema, Mapping) or not _TELLING.isdisjoint(schema):
        return frozenset()
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return frozenset(values if all(isinstance(one, str) for one in values) else ())


def _named(name: str, values: Sequence[Any]) -> list[Any]:
    return [value[name] for value in values if isinstance(value, dict) and name in value]


def _members(values: Sequence[Any]) -> list[Any]:
    return [member for value in values if isinstance(value, dict) for member in value.values()]


def _items(values: Sequence[Any]) -> list[Any]:
    return [item for value in values if isinstance(value, list) for item in value]


def _at(index: int, values: Sequence[Any]) -> list[Any]:
    return [value[index] for value in values if isinstance(value, list) and index < len(value)]
