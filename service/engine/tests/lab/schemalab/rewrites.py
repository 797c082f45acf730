"""Rewrites of a schema that do not change which values it accepts."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from schemalab.families import DEFINITIONS

_SINGLE: Final = (
    *("not", "if", "then", "else", "items", "contains", "propertyNames"),
    *("additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas")
# Keywords that mean something together and so must stay in one object.
_GROUPS: Final = (
    ("properties", "patternProperties", "additionalProperties"),
    ("prefixItems", "items"),
    ("contains", "minContains", "maxContains"),
    ("if", "then", "else"),
)

Rewrite = Callable[[dict[str, Any], Random], dict[str, Any] | None]


def rewritten(schema: Any, random: Random, rewrites: tuple[Rewrite, ...]) -> Any:
    """Return the schema with one of the rewrites tried on each of its objects, innermost first."""
    if not isinstance(schema, dict):
        return schema
    if "unevaluatedProperties" in schema or "unevaluatedItems" in schema:
        # What looks at annotations below would miss those that a negation swallows.
        rewrites = tuple(rewrite for rewrite in rewrites if rewrite is not negated)
    made = {key: _inside(key, value, random, rewrites) for key, value in schema.items()}
    if random.random() < 0.3:
        return made
    return random.choice(rewrites)(made, random) or made


def _inside(key: str, value: Any, random: Random, rewrites: tuple[Rewrite, ...]) -> Any:
    if key in _SINGLE:
        return rewritten(value, random, rewrites)
    if key in _LISTS:
        return [rewritten(part, random, rewrites) for part in value]
    if key in _MAPS:
        return {name: rewritten(part, random, rewrites) for name, part in value.items()}
    return value


def inlined(schema: dict[str, Any], _: Random) -> dict[str, Any] | None:
    """Replace the reference by what it names, once."""
    if "$ref" not in schema:
        return None
    target = DEFINITIONS[schema["$ref"].rpartition("/")[2]]
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return {**rest, "allOf": [*rest.get("allOf", []), target]} if rest else target


def split(schema: dict[str, Any], random: Random) -> dict[str, Any] | None:
    """Move keywords into the parts of an `allOf`; what must see its neighbours stays behind."""
    stay = {key: schema[key] for key in ("unevaluatedProperties", "unevaluatedItems") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in stay}
    parts: list[dict[str, Any]] = [{}, {}]
    for group in [*_GROUPS, *((key,) for key in rest)]:
        found = {key: rest.pop(key) for key in group if key in rest}
        parts[random.randrange(2)].update(found)
    return {**stay, "allOf": parts}


def wrapped(schema: dict[str, Any], random: Random) -> dict[str, Any]:
    """Put the schema, once or twice, into an `allOf` or a union of its own."""
    if "unevaluatedProperties" in schema or "unevaluatedItems" in schema:
        return {"allOf": [schema]}
    return random.choice(
        [{"allOf": [schema]}, {"allOf": [schema, schema]}, {"anyOf": [schema]}, {"oneOf": [schema]}]
    )


def described(schema: dict[str, Any], random: Random) -> dict[str, Any]:
    """Add or change annotations."""
    return {**schema, "title": f"T{random.randrange(9)}", "description": "Said anew.", "$comment": "c"}


def reordered(schema: dict[str, Any], random: Random) -> dict[str, Any]:
    """Shuffle keys, and the lists whose order means nothing."""
    made = dict(schema)
    for key in ("required", "enum", "type", "allOf", "anyOf", "oneOf"):
        if isinstance(made.get(key), list):
            made[key] = random.sample(made[key], len(made[key]))
    for key in _MAPS:
        if key in made:
            made[key] = _shuffled(made[key], random)
    return _shuffled(made, random)


def restated(schema: dict[str, Any], _: Random) -> dict[str, Any] | None:
    """Say a type list, an enumeration or a constant in other keywords."""
    made = dict(schema)
    if "anyOf" not in made and isinstance(made.get("type"), list):
        return {**made, "anyOf": [{"type": name} for name in made.pop("type")]} | _without(made, "type")
    if "const" in made and "enum" not in made:
        return {**_without(made, "const"), "enum": [made["const"]]}
    if "anyOf" not in made and "enum" in made:
        return {**_without(made, "enum"), "anyOf": [{"const": value} for value in made["enum"]]}
    return None


def negated(schema: dict[str, Any], _: Random) -> dict[str, Any]:
    """Negate twice; annotations do not survive that, so nothing around it may look for them."""
    return {"not": {"not": schema}}


REFACTORINGS: Final[tuple[Rewrite, ...]] = (inlined, split, wrapped, described, reordered, restated, negated)
"""Every rewrite that keeps the meaning of any schema."""


def _without(schema: dict[str, Any], keyword: str) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != keyword}


def _shuffled(mapping: dict[str, Any], random: Random) -> dict[str, Any]:
    return {key: mapping[key] for key in random.sample(sorted(mapping), len(mapping))}
