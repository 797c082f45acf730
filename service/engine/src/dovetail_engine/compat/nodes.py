"""A schema as rules see it: `$ref`s followed, `allOf` flattened, every keyword with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dovetail_engine.compat.dialect import (
    SCHEMA_KEYWORDS,
    SCHEMA_LIST_KEYWORDS,
    SCHEMA_MAP_KEYWORDS,
    normalise,
    type_names,
)
from dovetail_engine.compat.life import Life, life_in
from dovetail_engine.oas import Document, pointer

View = Literal["request", "response"]

VIEWS: tuple[View, View] = ("request", "response")

HIDDEN_IN: dict[View, str] = {"request": "readOnly", "response": "writeOnly"}
"""The mark that takes a property out of a view."""


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-schema of a node, by its place."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative of an `anyOf` or `oneOf`; `keys` are the names it may be recognised by, best first."""

    pointer: str
    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A flattened schema in one view. Sub-schemas are `Sub`s in `schema`; `at` says where a keyword stands.

    `properties`, `hidden` (those the view drops) and `required` map a name to the pointer of its declaration.
    `texts` holds what conditions say as written, `owner` is the pointer of the schema object itself, `lives`
    what is announced of deprecated properties, `children` the schemas (by name, with their pointers) that are
    told apart by a discriminator which this one alone has.
    """

    owner: str
    view: View
    schema: Mapping[str, Any]
    at: Mapping[str, str]
    properties: Mapping[str, str]
    hidden: Mapping[str, str]
    required: Mapping[str, str]
    branches: tuple[Branch, ...]
    texts: Mapping[str, Any]
    lives: Mapping[str, Life] = field(default_factory=dict)
    children: Mapping[str, str] = field(default_factory=dict)

    @property
    def types(self) -> frozenset[str] | None:
        """The types it names, or None for any."""
        return type_names(self.schema)

    def get(self, keyword: str) -> Any:
        """The keyword's value, None where it is absent."""
        return self.schema.get(keyword)

    def where(self, keyword: str) -> str:
        """The pointer of the keyword, or of the schema where the keyword is absent."""
        return self.at.get(keyword, self.owner)


def target(document: Document, place: str) -> str:
    """The pointer of the schema that stands at `place` once pure references are followed."""
    seen = set()
    while place not in seen:
        seen.add(place)
        schema = normalise(raw(document, place), document.dialect)
        single = _unwrap(document, place, schema)
        if single is None:
            return place
        place = single
    return place


def raw(document: Document, place: str) -> Any:
    """The value written at a pointer; a media type that leaves its `schema` out takes anything."""
    try:
        return pointer.get(document.tree, place)
    except KeyError:
        if place.endswith("/schema"):
            return True
        raise


def follow(document: Document, ref: str) -> str:
    """The pointer a `$ref` names, one step."""
    return document.target(ref)[0]


def flatten(document: Document, place: str, view: View) -> Node:
    """The node at `place`: its keywords merged with those of everything it is all of."""
    owner = target(document, place)
    found = _Gathered()
    found.take(document, owner, frozenset())
    chains = {name: tuple(_chain(document, at)) for name, at in found.properties.items()}
    mark = HIDDEN_IN[view]
    hidden = {
        name: at
        for name, at in found.properties.items()
        if any(schema.get(mark) is True for schema in chains[name])
    }
    lives = {name: next(filter(_is_deprecated, map(life_in, chain)), None) for name, chain in chains.items()}
    return Node(
        owner=owner,
        view=view,
        schema=found.schema,
        at=found.at,
        properties={name: at for name, at in found.properties.items() if name not in hidden},
        hidden=hidden,
        required={name: at for name, at in found.required.items() if name not in hidden},
        branches=tuple(_branches(document, found.schema)),
        texts=found.texts,
        lives={name: life for name, life in lives.items() if life is not None},
        children=dict(_children(document, owner)),
    )


def parents(schema: Any) -> Iterator[str]:
    """The references of a schema as written to those that it is all of."""
    for part in _listed(schema.get("allOf")) if isinstance(schema, Mapping) else ():
        ref = part.get("$ref") if isinstance(part, Mapping) else None
        if isinstance(ref, str):
            yield ref


def label(document: Document, place: str) -> tuple[str, ...]:
    """The names a schema may be recognised by, best first: reference, title, constant property, type."""
    names = [*_reference_names(document, place)]
    schema = normalise(raw(document, target(document, place)), document.dialect)
    if isinstance(schema.get("title"), str):
        names.append(schema["title"])
    names.extend(_constant_tags(document, target(document, place), schema))
    if "const" in schema:
        names.append(f"const {schema['const']!r}")
    kinds = type_names(schema)
    return (*names, " or ".join(sorted(kinds)) if kinds else "any")


def is_hidden(document: Document, place: str, view: View) -> bool:
    """Whether the property declared at `place` drops out of the view."""
    mark = HIDDEN_IN[view]
    return any(schema.get(mark) is True for schema in _chain(document, place))


def _children(document: Document, owner: str) -> Iterator[tuple[str, str]]:
    """The component schemas that are all of one whose discriminator no alternatives answer to."""
    written = raw(document, owner)
    if not isinstance(written, Mapping) or "discriminator" not in written:
        return
    if "oneOf" not in written and "anyOf" not in written:
        for name, site in document.api.schemas.items():
            if any(follow(document, ref) == owner for ref in parents(site.value)):
                yield name, site.pointer


def _is_deprecated(life: Life) -> bool:
    return life.deprecated


def _chain(document: Document, place: str) -> Iterator[dict[str, Any]]:
    seen = set()
    while place not in seen:
        seen.add(place)
        schema = normalise(raw(document, place), document.dialect)
        yield schema
        following = _unwrap(document, place, schema, strict=False)
        if following is None:
            return
        place = following


def _unwrap(document: Document, place: str, schema: Mapping[str, Any], *, strict: bool = True) -> str | None:
    others = set(schema) - {"$ref"}
    if isinstance(schema.get("$ref"), str) and not (others and strict):
        return follow(document, schema["$ref"])
    branches = schema.get("allOf")
    if isinstance(branches, list) and len(branches) == 1 and not (set(schema) - {"allOf"} and strict):
        return pointer.join(place, "allOf", "0")
    return None


class _Gathered:
    """The keywords of one node while its `allOf` branches are read."""

    def __init__(self) -> None:
        self.schema: dict[str, Any] = {}
        self.at: dict[str, str] = {}
        self.properties: dict[str, str] = {}
        self.required: dict[str, str] = {}
        self.texts: dict[str, Any] = {}

    def take(self, document: Document, place: str, seen: frozenset[str]) -> None:
        if place in seen:
            return
        if raw(document, place) is False:
            self._merge("type", [], place)
            return
        written = normalise(raw(document, place), document.dialect)
        for keyword, value in written.items():
            self._keyword(keyword, value, place)
        if isinstance(written.get("$ref"), str):
            self._branch(document, follow(document, written["$ref"]), seen | {place})
        for index in range(len(_listed(written.get("allOf")))):
            self._branch(document, pointer.join(place, "allOf", str(index)), seen | {place})

    def _branch(self, document: Document, place: str, seen: frozenset[str]) -> None:
        self.take(document, target(document, place), seen)

    def _keyword(self, keyword: str, value: Any, place: str) -> None:
        where = pointer.join(place, keyword)
        if keyword == "properties" and isinstance(value, Mapping):
            for name in value:
                self.properties.setdefault(name, pointer.join(where, name))
        elif keyword == "required" and isinstance(value, list):
            for name in value:
                if isinstance(name, str):
                    self.required.setdefault(name, where)
        elif keyword not in {"allOf", "$ref", "$defs"}:
            if keyword in _CONDITIONS:
                self.texts.setdefault(keyword, value)
            self._merge(keyword, _pointed(keyword, value, where), where)

    def _merge(self, keyword: str, value: Any, where: str) -> None:
        if keyword not in self.schema:
            self.schema[keyword] = value
            self.at[keyword] = where
            return
        stronger = _stronger(keyword, self.schema[keyword], value)
        if stronger is not self.schema[keyword]:
            self.schema[keyword], self.at[keyword] = stronger, where


def _pointed(keyword: str, value: Any, where: str) -> Any:
    if keyword in SCHEMA_KEYWORDS and not isinstance(value, bool):
        return Sub(where)
    if keyword in SCHEMA_LIST_KEYWORDS:
        return [Sub(pointer.join(where, str(index))) for index in range(len(_listed(value)))]
    if keyword in SCHEMA_MAP_KEYWORDS and isinstance(value, Mapping):
        return {name: Sub(pointer.join(where, name)) for name in value}
    return value


def _branches(document: Document, schema: Mapping[str, Any]) -> Iterator[Branch]:
    for sub in schema.get("oneOf") or schema.get("anyOf") or ():
        keys = label(document, sub.pointer)
        yield Branch(sub.pointer, keys[0], keys)


def _reference_names(document: Document, place: str) -> Iterator[str]:
    written = raw(document, place)
    ref = written.get("$ref") if isinstance(written, Mapping) else None
    if isinstance(ref, str):
        yield pointer.split(follow(document, ref))[-1]


def _constant_tags(document: Document, place: str, schema: Mapping[str, Any]) -> Iterator[str]:
    properties = schema.get("properties")
    for name in sorted(properties) if isinstance(properties, Mapping) else ():
        inner = normalise(raw(document, pointer.join(place, "properties", name)), document.dialect)
        values = [inner["const"]] if "const" in inner else inner.get("enum")
        if isinstance(values, list) and len(values) == 1:
            yield f"{name}={values[0]}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _stronger(keyword: str, first: Any, second: Any) -> Any:
    if keyword in _LARGER_WINS or keyword in _SMALLER_WINS:
        if not (_is_number(first) and _is_number(second)):
            return first
        wins = second > first if keyword in _LARGER_WINS else second < first
        return second if wins else first
    if keyword == "type":
        return _common_types(first, second)
    if keyword == "enum" and isinstance(first, list) and isinstance(second, list):
        return (
            first
            if all(value in second for value in first)
            else [value for value in first if value in second]
        )
    if keyword == "additionalProperties" and second is False:
        return False
    return first


_CONDITIONS = frozenset({"not", "if", "then", "else", "contains", "propertyNames"})
_LARGER_WINS = frozenset(
    ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"]
)
_SMALLER_WINS = frozenset(
    ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"]
)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _common_types(first: Any, second: Any) -> Any:
    left, right = ({value} if isinstance(value, str) else set(value) for value in (first, second))
    both = left & right
    if "integer" in left ^ right and "number" in left | right and "number" not in both:
        both.add("integer")
    common = sorted(both)
    return common[0] if len(common) == 1 else common
