"""`allOf` and the choices beside it, multiplied out: alternatives without a combination left."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dovetail_engine.codegen.survey import read, target_of
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import SchemaSite

MAX_ALTERNATIVES = 32
MAX_DEPTH = 60
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")

_TYPING = """
$ref type enum const properties patternProperties additionalProperties items prefixItems allOf anyOf oneOf
nullable
"""
_SCALAR = """
format contentMediaType contentEncoding minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength
maxLength pattern minItems maxItems
"""
_SCALARS = tuple(_SCALAR.split())
TYPING = frozenset((*_TYPING.split(), *_SCALARS))


@dataclass(frozen=True, slots=True)
class Flat:
    """One alternative: the type keywords of all that was merged; `types` is None where any is allowed."""

    types: frozenset[str] | None = None
    values: tuple[Any, ...] | None = None
    fixed: bool = False
    """Whether `values` comes from `const`."""
    properties: Mapping[str, tuple[SchemaSite, ...]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    extras: tuple[SchemaSite, ...] = ()
    closed: bool = False
    items: tuple[SchemaSite, ...] = ()
    prefix: tuple[SchemaSite, ...] = ()
    scalars: Mapping[str, Any] = field(default_factory=dict)


class Flattener:
    """Multiplies schemas out; `lossy` collects the pointers where a choice was dropped for size."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self.lossy: set[str] = set()

    def alternatives(self, site: SchemaSite, stack: tuple[str, ...] = ()) -> list[Flat]:
        """The alternatives of a schema; a recursion through `allOf` adds nothing a second time."""
        value = site.value
        if not isinstance(value, Mapping) or site.pointer in stack or len(stack) > MAX_DEPTH:
            return [Flat()]
        stack = (*stack, site.pointer)
        result = [_own(site.pointer, value)]
        for part in self._parts(site.pointer, value):
            result = self._product(site.pointer, result, self.alternatives(part, stack))
        for options in _choices(site.pointer, value):
            branches = _one_enum([flat for option in options for flat in self.alternatives(option, stack)])
            result = self._product(site.pointer, result, branches)
        return result

    def together(self, sites: tuple[SchemaSite, ...]) -> list[Flat]:
        """The alternatives of a value that must satisfy all of `sites`."""
        result = [Flat()]
        for site in sites:
            result = self._product(site.pointer, result, self.alternatives(site))
        return result

    def _parts(self, pointer: str, value: Mapping[str, Any]) -> Iterator[SchemaSite]:
        if (target := target_of(value)) is not None:
            yield SchemaSite(target, read(self._tree, target))
        members = value.get("allOf")
        for index, member in enumerate(members if isinstance(members, list) else ()):
            yield SchemaSite(pointers.join(pointer, "allOf", index), member)

    def _product(self, pointer: str, left: list[Flat], right: list[Flat]) -> list[Flat]:
        if len(left) * len(right) > MAX_ALTERNATIVES:
            self.lossy.add(pointer)
            return left if len(left) <= len(right) else right
        return [_merge(one, other) for one, other in itertools.product(left, right)]


def says_type(value: Any) -> bool:
    """Whether a schema says anything about the type of a value, beyond annotations and mere assertions."""
    return isinstance(value, Mapping) and not TYPING.isdisjoint(value)


def types_of(value: Mapping[str, Any]) -> frozenset[str] | None:
    """The types that `type` allows, as written in 3.0 or 3.1; None where it says nothing."""
    written = value.get("type")
    names = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    found = frozenset(name for name in names if name in TYPES)
    return found or None


def _choices(pointer: str, value: Mapping[str, Any]) -> Iterator[list[SchemaSite]]:
    for keyword in ("oneOf", "anyOf"):
        options = value.get(keyword)
        if isinstance(options, list) and any(says_type(option) for option in options):
            yield [
                SchemaSite(pointers.join(pointer, keyword, index), option)
                for index, option in enumerate(options)
            ]


def _own(pointer: str, value: Mapping[str, Any]) -> Flat:
    fixed = "const" in value
    values = (
        (value["const"],) if fixed else tuple(enum) if isinstance(enum := value.get("enum"), list) else None
    )
    properties = value.get("properties")
    required = value.get("required")
    extra = value.get("additionalProperties")
    return Flat(
        types=types_of(value),
        values=values,
        fixed=fixed,
        properties={
            name: (SchemaSite(pointers.join(pointer, "properties", name), child),)
            for name, child in (properties.items() if isinstance(properties, Mapping) else ())
        },
        required=frozenset(
            name for name in (required if isinstance(required, list) else ()) if type(name) is str
        ),
        extras=tuple(_extras(pointer, value)),
        closed=extra is False and "patternProperties" not in value,
        items=_one(pointer, "items", value),
        prefix=_many(pointer, "prefixItems", value),
        scalars={keyword: value[keyword] for keyword in _SCALARS if keyword in value},
    )


def _extras(pointer: str, value: Mapping[str, Any]) -> Iterator[SchemaSite]:
    patterns = value.get("patternProperties")
    for pattern, child in patterns.items() if isinstance(patterns, Mapping) else ():
        yield SchemaSite(pointers.join(pointer, "patternProperties", pattern), child)
    if isinstance(extra := value.get("additionalProperties"), Mapping) and extra:
        yield SchemaSite(pointers.join(pointer, "additionalProperties"), extra)


def _one(pointer: str, keyword: str, value: Mapping[str, Any]) -> tuple[SchemaSite, ...]:
    child = value.get(keyword)
    return (SchemaSite(pointers.join(pointer, keyword), child),) if isinstance(child, Mapping) else ()


def _many(pointer: str, keyword: str, value: Mapping[str, Any]) -> tuple[SchemaSite, ...]:
    found = value.get(keyword)
    return tuple(
        SchemaSite(pointers.join(pointer, keyword, index), child)
        for index, child in enumerate(found if isinstance(found, list) else ())
    )


def _one_enum(branches: list[Flat]) -> list[Flat]:
    """Choices between constants are one enum."""
    if not all(branch.values is not None for branch in branches):
        return branches
    types = [branch.types for branch in branches if branch.types is not None]
    values = tuple(value for branch in branches for value in branch.values or ())
    return [Flat(types=frozenset().union(*types) if len(types) == len(branches) else None, values=values)]


def _merge(one: Flat, other: Flat) -> Flat:
    properties = dict(one.properties)
    for name, sites in other.properties.items():
        properties[name] = _joined(properties.get(name, ()), sites)
    return replace(
        one,
        types=_types(one.types, other.types),
        values=_values(one.values, other.values),
        fixed=one.fixed or other.fixed,
        properties=properties,
        required=one.required | other.required,
        extras=_joined(one.extras, other.extras),
        closed=one.closed and other.closed,
        items=_joined(one.items, other.items),
        prefix=one.prefix or other.prefix,
        scalars={**one.scalars, **other.scalars},
    )


def _joined(one: tuple[SchemaSite, ...], other: tuple[SchemaSite, ...]) -> tuple[SchemaSite, ...]:
    known = {site.pointer for site in one}
    return one + tuple(site for site in other if site.pointer not in known)


def _types(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    both = one & other
    if "integer" in one | other and "number" in one | other:
        both |= {"integer"}
    return both or one


def _values(one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other) or one
