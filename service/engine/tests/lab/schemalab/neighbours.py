"""A schema beside another: the same but for an edit or two, whose effect nobody knows beforehand."""

from random import Random
from typing import Any, Final

from schemalab.families import KEYWORDS

_SINGLE: Final = (
    *("not", "if", "then", "else", "items", "contains", "propertyNames"),
    *("additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas")
_NUMBERS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"),
    *("minItems", "maxItems", "minContains", "maxContains", "minProperties", "maxProperties"),
)


def neighbour(schema: Any, random: Random) -> Any:
    """Return the schema with one random edit somewhere in it."""
    if not isinstance(schema, dict) or not schema:
        return random.choice(KEYWORDS)
    key = random.choice(sorted(schema))
    value = schema[key]
    if random.random() < 0.3:
        return _edited(schema, key, random)
    if key in _SINGLE:
        return {**schema, key: neighbour(value, random)}
    if key in _LISTS and value:
        at = random.randrange(len(value))
        return {**schema, key: [*value[:at], neighbour(value[at], random), *value[at + 1 :]]}
    if key in _MAPS and value:
        name = random.choice(sorted(value))
        return {**schema, key: {**value, name: neighbour(value[name], random)}}
    return _edited(schema, key, random)


def _edited(schema: dict[str, Any], key: str, random: Random) -> Any:
    value = schema[key]
    edits: list[Any] = [{other: schema[other] for other in schema if other != key}]
    if key in _NUMBERS:
        edits.append({**schema, key: max(0, value + random.choice([-1, 1]))})
    if key in ("enum", "required", "anyOf", "oneOf", "allOf", "type") and isinstance(value, list):
        fewer = [part for part in value if part != random.choice(value)]
        if fewer or key == "required":
            edits.append({**schema, key: fewer})
    added = random.choice(KEYWORDS)
    if isinstance(added, dict):
        edits.append({**schema, **added})
    return random.choice(edits)
