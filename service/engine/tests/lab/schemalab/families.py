"""Small schemas written down systematically: every keyword alone, and what composition makes of two."""

from itertools import combinations, permutations
from typing import Any, Final

from schemalab.judges import canonical

TYPES: Final = ("null", "boolean", "integer", "number", "string", "array", "object")

_SCALARS: Final[list[Any]] = [
    True,
    False,
    *({"type": name} for name in TYPES),
    {"type": ["string", "null"]},
    {"type": ["integer", "object"]},
    *({"const": value} for value in (None, 0, 1, 0.5, False, "a", [], [0], {}, {"a": 0})),
    {"enum": [0, 1, "a"]},
    {"enum": [None, True, False]},
    {"enum": [["a"], {"b": "a"}, "ab"]},
    {"minimum": 1},
    {"exclusiveMinimum": 0},
    {"exclusiveMinimum": 0.5},
    {"maximum": 1},
    {"exclusiveMaximum": 1.5},
    {"multipleOf": 1},
    {"multipleOf": 0.5},
    {"multipleOf": 2},
    {"multipleOf": 1.5},
    {"minLength": 1},
    {"minLength": 2},
    {"maxLength": 0},
    {"maxLength": 1},
    *({"pattern": text} for text in ("a", "^a", "b$", "^a*$", "^(ab)?$", "^.{2}$")),
]
_ARRAYS: Final[list[Any]] = [
    {"minItems": 1},
    {"minItems": 2},
    {"maxItems": 1},
    {"maxItems": 2},
    {"uniqueItems": True},
    {"items": {"type": "integer"}},
    {"items": {"enum": [0, "a"]}},
    {"items": {"enum": [0, "a"]}, "uniqueItems": True},
    {"items": False},
    {"prefixItems": [{"type": "number"}]},
    {"prefixItems": [{"const": 0}], "items": {"type": "string"}},
    {"prefixItems": [True, {"const": "a"}], "items": False},
    {"contains": {"type": "integer"}},
    {"contains": {"const": 0}, "minContains": 2},
    {"contains": {"const": "a"}, "maxContains": 1},
    {"contains": {"type": "number"}, "minContains": 0, "maxContains": 0},
    {"contains": {"const": 0}, "minContains": 1, "maxContains": 2},
    {"prefixItems": [{"const": 0}], "unevaluatedItems": {"const": "a"}},
    {"contains": {"const": 0}, "unevaluatedItems": False},
]
_OBJECTS: Final[list[Any]] = [
    {"required": ["a"]},
    {"required": ["a", "b"]},
    {"minProperties": 1},
    {"minProperties": 2},
    {"maxProperties": 0},
    {"maxProperties": 1},
    {"properties": {"a": {"type": "integer"}}},
    {"properties": {"a": {"type": "integer"}}, "required": ["a"]},
    {"properties": {"a": {"enum": [0, "a"]}, "b": {"type": "string"}}},
    {"properties": {"a": False}},
    {"properties": {"a": True}, "additionalProperties": False},
    {"properties": {"a": True, "b": {"const": 0}}, "additionalProperties": False},
    {"properties": {"a": {"type": "number"}}, "additionalProperties": {"type": "string"}},
    {"additionalProperties": {"enum": [0, "a"]}},
    {"additionalProperties": {"type": "object"}},
    {"additionalProperties": False},
    {"patternProperties": {"^a": {"type": "integer"}}},
    {"patternProperties": {"b$": {"const": 0}}, "additionalProperties": False},
    {"patternProperties": {"^a": {"enum": [0, "a"]}, "b$": {"type": "string"}}},
    {"patternProperties": {"^a": {"type": "integer"}}, "properties": {"b": {"type": "string"}}},
    {"propertyNames": {"maxLength": 1}},
    {"propertyNames": {"pattern": "^a"}},
    {"propertyNames": {"enum": ["a"]}},
    {"dependentRequired": {"a": ["b"]}},
    {"dependentRequired": {"a": ["b"], "b": ["ab"]}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"dependentSchemas": {"a": {"maxProperties": 1}}},
    {"dependentSchemas": {"ab": {"properties": {"a": {"type": "string"}}}}},
    {"properties": {"a": True}, "unevaluatedProperties": False},
    {"allOf": [{"properties": {"a": {"const": 0}}}], "unevaluatedProperties": False},
    {
        "anyOf": [{"required": ["a"], "properties": {"a": True}}, {"properties": {"b": True}}],
        "unevaluatedProperties": False,
    },
    {"patternProperties": {"^a": True}, "unevaluatedProperties": {"const": 0}},
]
DEFINITIONS: Final[dict[str, Any]] = {
    "Tree": {"type": "object", "properties": {"a": {"$ref": "#/$defs/Tree"}, "b": {"type": "integer"}}},
    "Closed": {
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/Closed"}, "b": {"enum": [0, "a"]}},
        "additionalProperties": False,
    },
    "Endless": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/Endless"}}},
    "Rows": {"type": "array", "items": {"anyOf": [{"const": 0}, {"$ref": "#/$defs/Rows"}]}},
    "Even": {"type": "array", "items": {"$ref": "#/$defs/Odd"}, "maxItems": 2},
    "Odd": {"anyOf": [{"const": "a"}, {"type": "array", "items": {"$ref": "#/$defs/Even"}, "minItems": 1}]},
}
"""What `#/$defs/…` names: trees, a loop without a value, and two that need each other."""

_REFERENCES: Final[list[Any]] = [{"$ref": f"#/$defs/{name}"} for name in DEFINITIONS]

KEYWORDS: Final[list[Any]] = [*_SCALARS, *_ARRAYS, *_OBJECTS, *_REFERENCES]
"""Every keyword alone, or with the keywords it depends on."""


def negations() -> list[Any]:
    """Return the negation of each keyword."""
    return [{"not": schema} for schema in KEYWORDS if not isinstance(schema, bool)]


def compositions(step: int, start: int = 0) -> list[Any]:
    """Return every `step`-th composition of two keywords, each under one applicator in turn."""
    pairs = list(combinations([schema for schema in KEYWORDS if not isinstance(schema, bool)], 2))
    chosen = pairs[start % step :: step]
    return [_MADE[(start + index) % len(_MADE)](*pair) for index, pair in enumerate(chosen)]


def decided_choices() -> list[Any]:
    """Return unions, and negations of unions, one alternative of which is claimed or denied beside them."""
    plain: list[dict[str, Any]] = [
        {"type": "string"},
        {"minLength": 1},
        {"maxLength": 1},
        {"pattern": "^a"},
        {"required": ["a"]},
        {"required": ["b"]},
        {"maxProperties": 1},
        {"minItems": 1},
        {"maxItems": 1},
    ]
    unions = [{key: [one, two]} for key in ("oneOf", "anyOf") for one, two in permutations(plain, 2)]
    return [
        {"allOf": [{"not": claimed} if denied else claimed, {"not": union} if negated else union]}
        for union in unions
        for claimed in next(iter(union.values()))[:1]
        for denied in (False, True)
        for negated in (False, True)
    ]


def distinct(schemas: list[Any]) -> list[Any]:
    """Return the schemas without repetitions."""
    return list({canonical(schema): schema for schema in schemas}.values())


_MADE: Final = (
    lambda one, two: {"allOf": [one, two]},
    lambda one, two: {"anyOf": [one, two]},
    lambda one, two: {"oneOf": [one, two]},
    lambda one, two: {"allOf": [one, {"not": two}]},
    lambda one, two: {"if": one, "then": two},
    lambda one, two: {"if": one, "then": two, "else": {"type": ["object", "string"]}},
    lambda one, two: {"not": {"anyOf": [one, two]}},
    lambda one, two: {"items": one, "additionalProperties": two},
    lambda one, two: {"properties": {"a": one, "b": two}, "required": ["a"]},
    lambda one, two: {"prefixItems": [one], "items": two},
    lambda one, two: {"contains": {"anyOf": [one, two]}, "maxContains": 1},
    lambda one, two: {"oneOf": [one, two, {"type": "array", "maxItems": 1}]},
    # What is claimed or denied already decides a choice.
    lambda one, two: {"allOf": [one], "oneOf": [one, two]},
    lambda one, two: {"allOf": [one], "not": {"oneOf": [one, two]}},
    lambda one, two: {"allOf": [{"not": one}], "anyOf": [one, two]},
)
