"""JSON Schemas of older drafts said in 2020-12, with every local reference named in one table.

What a draft does not know is dropped, as it says itself; what cannot be said is Unreadable, never guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

Schema = Mapping[str, Any] | bool

NEWEST: Final = "draft2020-12"
DRAFTS: Final = ("draft4", "draft6", "draft7", "draft2019-09", NEWEST)

_SINCE: Final = {
    "draft6": ["const", "contains", "propertyNames"],
    "draft7": ["if", "then", "else"],
    "draft2019-09": [
        "dependentRequired",
        "dependentSchemas",
        "maxContains",
        "minContains",
        "unevaluatedItems",
        "unevaluatedProperties",
    ],
    NEWEST: ["prefixItems"],
}
_ONE: Final = frozenset(
    {"not", "if", "then", "else", "items", "contains", "propertyNames", "additionalProperties"}
    | {"unevaluatedItems", "unevaluatedProperties"}
)
_MANY: Final = frozenset(["allOf", "anyOf", "oneOf", "prefixItems"])
_NAMED: Final = frozenset(["properties", "patternProperties", "dependentSchemas"])
_PLAIN: Final = frozenset(
    {
        "type",
        "enum",
        "const",
        "format",
        "pattern",
        "required",
        "dependentRequired",
        "uniqueItems",
        "multipleOf",
    }
    | {f"{bound}{noun}" for bound in ("min", "max") for noun in ("Length", "Items", "Properties", "Contains")}
    | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
)
_DYNAMIC: Final = ("$dynamicRef", "$recursiveRef")


class Unreadable(Exception):
    """A schema that cannot be said in 2020-12; `place` is the JSON Pointer of the reason."""

    def __init__(self, reason: str, place: str) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


@dataclass(frozen=True, slots=True)
class Standard:
    """A schema in 2020-12 whose references all read `#/$defs/<name in definitions>`."""

    schema: Schema
    definitions: Mapping[str, Schema]


def standardise(schema: Schema, draft: str = NEWEST) -> Standard:
    """The same schema in 2020-12; Unreadable where that is not possible."""
    if draft not in DRAFTS:
        raise Unreadable(f"the draft {draft} is not read; {', '.join(DRAFTS)} are", "")
    reader = _Reader(schema, draft)
    return Standard(reader.read(schema, ""), reader.finish())


@dataclass(slots=True)
class _Reader:
    root: Schema
    draft: str
    names: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, Schema] = field(default_factory=dict)

    @property
    def age(self) -> int:
        return DRAFTS.index(self.draft)

    def finish(self) -> dict[str, Schema]:
        """Read what was referred to, until nothing new is."""
        while missing := [pointer for pointer, name in self.names.items() if name not in self.definitions]:
            for pointer in missing:
                self.definitions[self.names[pointer]] = self.read(_at(self.root, pointer), pointer)
        return self.definitions

    def read(self, schema: Any, place: str) -> Schema:
        if isinstance(schema, bool):
            return schema
        if not isinstance(schema, Mapping):
            raise Unreadable("a schema is neither an object nor a boolean", place)
        self._refuse_scopes(schema, place)
        if "$ref" in schema and self.age < DRAFTS.index("draft2019-09"):
            return {"$ref": self._reference(schema["$ref"], place)}
        said = self._keywords(self._modern(schema), place)
        return {**said, "$ref": self._reference(schema["$ref"], place)} if "$ref" in schema else said

    def _refuse_scopes(self, schema: Mapping[str, Any], place: str) -> None:
        for keyword in _DYNAMIC:
            if keyword in schema:
                raise Unreadable(f"the keyword {keyword}", place)
        if place and self._is_resource(schema):
            raise Unreadable("a schema with an identifier of its own inside another", place)

    def _modern(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The keywords this draft knows, under their names of 2020-12."""
        unknown = {
            word for draft, words in _SINCE.items() if DRAFTS.index(draft) > self.age for word in words
        }
        kept = {word: value for word, value in schema.items() if word not in unknown}
        if self.draft != NEWEST:
            _rename_items(kept)
        _split_dependencies(kept)
        if self.draft == "draft4":
            _rename_exclusive(kept)
        return kept

    def _keywords(self, schema: Mapping[str, Any], place: str) -> dict[str, Any]:
        if self.draft == "draft2019-09" and {"unevaluatedItems", "contains"} <= schema.keys():
            raise Unreadable("unevaluatedItems beside contains, which 2020-12 reads differently", place)
        said: dict[str, Any] = {word: schema[word] for word in sorted(_PLAIN & schema.keys())}
        for word in sorted(_ONE & schema.keys()):
            said[word] = self.read(schema[word], f"{place}/{word}")
        for word in sorted(_MANY & schema.keys()):
            said[word] = _each(schema[word], f"{place}/{word}", self.read)
        for word in sorted(_NAMED & schema.keys()):
            said[word] = _each_named(schema[word], f"{place}/{word}", self.read)
        return said

    def _reference(self, reference: Any, place: str) -> str:
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            raise Unreadable(f"the reference {reference!r}, which leaves the schema", place)
        pointer = unquote(reference[1:])
        if _at(self.root, pointer) is None:
            raise Unreadable(f"the reference {reference!r}, which names nothing", place)
        self._refuse_embedded(pointer, place)
        return f"#/$defs/{self.names.setdefault(pointer, f'd{len(self.names)}')}"

    def _refuse_embedded(self, pointer: str, place: str) -> None:
        """A pointer into a schema with its own identifier would be read against that one."""
        value: Any = self.root
        for token in pointer.split("/")[1:-1]:
            value = _step(value, token)
            if self._is_resource(value):
                raise Unreadable("a reference into a schema with an identifier of its own", place)

    def _is_resource(self, schema: Any) -> bool:
        word = "id" if self.draft == "draft4" else "$id"
        return isinstance(schema, Mapping) and isinstance(schema.get(word), str)


def _rename_items(schema: dict[str, Any]) -> None:
    rest = schema.pop("additionalItems", None)
    if isinstance(schema.get("items"), list):
        schema["prefixItems"] = schema.pop("items")
        if rest is not None:
            schema["items"] = rest


def _split_dependencies(schema: dict[str, Any]) -> None:
    """Newer drafts only advise against `dependencies`, and validators read it there too."""
    dependencies = schema.pop("dependencies", None)
    if not isinstance(dependencies, Mapping):
        return
    required = dict(schema.get("dependentRequired", {}))
    schemas = dict(schema.get("dependentSchemas", {}))
    for name, needs in dependencies.items():
        if isinstance(needs, list):
            required[name] = [*required.get(name, []), *needs]
        else:
            schemas[name] = {"allOf": [schemas[name], needs]} if name in schemas else needs
    schema["dependentRequired"], schema["dependentSchemas"] = required, schemas


def _rename_exclusive(schema: dict[str, Any]) -> None:
    for inclusive, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.pop(exclusive, False) is True and inclusive in schema:
            schema[exclusive] = schema.pop(inclusive)


def _each(schemas: Any, place: str, read: Callable[[Any, str], Schema]) -> list[Schema]:
    if not isinstance(schemas, list):
        raise Unreadable("a list of schemas is no list", place)
    return [read(schema, f"{place}/{index}") for index, schema in enumerate(schemas)]


def _each_named(schemas: Any, place: str, read: Callable[[Any, str], Schema]) -> dict[str, Schema]:
    if not isinstance(schemas, Mapping):
        raise Unreadable("a map of schemas is no object", place)
    return {name: read(schema, f"{place}/{_escape(name)}") for name, schema in schemas.items()}


def _at(root: Any, pointer: str) -> Any:
    value = root
    for token in pointer.split("/")[1:]:
        value = _step(value, token)
    return value


def _step(value: Any, token: str) -> Any:
    name = token.replace("~1", "/").replace("~0", "~")
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
        return value[int(name)]
    return None


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
