"""Schemas made whole for a validator that is to try one value: with what that value comes upon, and no more.

What the value does not reach (the schema of a property it does not have) is left open, and an alternative
that refuses it for its tag alone is said to refuse. So what a verdict costs follows the value and not the
document.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dovetail_engine.compat.lowering import Schema

_PREFIX = "#/$defs/"
_IN_PLACE = frozenset({"not", "if", "then", "else"})
_OF_MEMBERS = frozenset({"additionalProperties", "unevaluatedProperties"})
_OF_ITEMS = frozenset({"items", "contains", "unevaluatedItems"})

_Tag = tuple[str, frozenset[str], bool]
"""A property, the texts it may be, and whether it must be there."""


class Bundles:
    """Bundles of lowered schemas that refer to these definitions; neither changes meanwhile."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions
        # Each part is kept with its tag, so that its id stays its own.
        self._tags: dict[int, tuple[Any, _Tag | None]] = {}

    def bundle(self, schema: Schema, value: Any) -> Schema:
        """A schema without outside references that takes this value if and only if the given one does."""
        return _Bundle(self).made(schema, value)

    def tag(self, part: Any) -> _Tag | None:
        """The property by which an alternative may refuse an object, whatever else it says."""
        if id(part) not in self._tags:
            self._tags[id(part)] = (part, self._tag(part))
        return self._tags[id(part)][1]

    def _tag(self, part: Any) -> _Tag | None:
        if isinstance(part, Mapping) and "$ref" in part:
            part = self.definitions[part["$ref"].removeprefix(_PREFIX)]
        if not isinstance(part, Mapping):
            return None
        return next(filter(None, map(_required_tag, part.get("allOf", ()))), None) or _own_tag(part)


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
            shown[name] = self._about(self._bundles.definitions[defined], values)
        return {**root, "$defs": shown} if isinstance(root, dict) and shown else root

    def _about(self, schema: Any, values: Sequence[Any]) -> Any:
        """What of the schema has a say about the values."""
        if not isinstance(schema, Mapping):
            return schema
        return {keyword: self._said(keyword, said, values) for keyword, said in schema.items()}

    def _said(self, keyword: str, said: Any, values: Sequence[Any]) -> Any:
        if keyword == "$ref":
            return _PREFIX + self._name(said.removeprefix(_PREFIX), values)
        if keyword in {"anyOf", "oneOf"}:
            return [not self._refuses(part, values) and self._about(part, values) for part in said]
        if keyword == "allOf":
            return [self._about(part, values) for part in said]
        if keyword in _IN_PLACE:
            return self._about(said, values)
        if keyword == "dependentSchemas":
            return {name: self._about(part, values) for name, part in said.items()}
        if keyword == "properties":
            return {name: self._below(part, _named(name, values)) for name, part in said.items()}
        if keyword == "patternProperties":
            return {pattern: self._below(part, _members(values)) for pattern, part in said.items()}
        if keyword == "propertyNames":
            return self._below(said, [name for value in values if isinstance(value, dict) for name in value])
        if keyword == "prefixItems":
            return [self._below(part, _at(index, values)) for index, part in enumerate(said)]
        if keyword in _OF_MEMBERS | _OF_ITEMS:
            return self._below(said, (_members if keyword in _OF_MEMBERS else _items)(values))
        return said

    def _below(self, schema: Any, values: Sequence[Any]) -> Any:
        return self._about(schema, values) if values else True

    def _name(self, defined: str, values: Sequence[Any]) -> str:
        # The value stays as it is meanwhile, so that the identities of its parts tell them apart.
        key = (defined, tuple(map(id, values)))
        if key not in self._names:
            self._names[key] = f"{len(self._names)}"
            self._waiting.append((self._names[key], defined, values))
        return self._names[key]

    def _refuses(self, part: Any, values: Sequence[Any]) -> bool:
        tag = self._bundles.tag(part)
        return tag is not None and all(_of_another_tag(tag, value) for value in values)


def _of_another_tag(tag: _Tag, value: Any) -> bool:
    name, texts, required = tag
    if not isinstance(value, dict) or name not in value:
        return required
    return not isinstance(value[name], str) or value[name] not in texts


def _required_tag(schema: Any) -> _Tag | None:
    """The property that the schema wants to be one of a few texts, if that is all it says of objects."""
    if not isinstance(schema, Mapping) or schema.keys() != {"type", "required", "properties"}:
        return None
    tag = _own_tag(schema)
    return (*tag[:2], True) if tag and schema["type"] == "object" and tag[0] in schema["required"] else None


def _own_tag(schema: Mapping[str, Any]) -> _Tag | None:
    """The first property that is one of a few texts: an object with another value there is refused."""
    for name, part in schema.get("properties", {}).items():
        texts = _texts(part)
        if texts is not None:
            return name, texts, False
    return None


def _texts(schema: Any) -> frozenset[str] | None:
    if not isinstance(schema, Mapping):
        return None
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return frozenset(values) if values and all(isinstance(one, str) for one in values) else None


def _named(name: str, values: Sequence[Any]) -> list[Any]:
    return [value[name] for value in values if isinstance(value, dict) and name in value]


def _members(values: Sequence[Any]) -> list[Any]:
    return [member for value in values if isinstance(value, dict) for member in value.values()]


def _items(values: Sequence[Any]) -> list[Any]:
    return [item for value in values if isinstance(value, list) for item in value]


def _at(index: int, values: Sequence[Any]) -> list[Any]:
    return [value[index] for value in values if isinstance(value, list) and index < len(value)]
