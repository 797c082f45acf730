"""Every keyword decides in both directions: a narrower use is in a wider one, and the wider shows a value.

One row for each keyword of the gate's list; a keyword that the engine learns gets its row here.
"""

from typing import Any

import pytest

from dovetail_engine.compat.containment import KNOWN_FORMATS, Contained, NotContained, contains

A = {"properties": {"a": {"type": "integer"}}}
TREE = {
    "Tree": {"type": "object", "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}}
}

# Each keyword with a narrower and a wider use of it.
ROWS: dict[str, tuple[Any, Any]] = {
    "type": ({"type": "integer"}, {"type": ["number", "null"]}),
    "enum": ({"enum": ["a", 1]}, {"enum": [1, "a", None]}),
    "const": ({"const": {"a": [1]}}, {"enum": [{"a": [1.0]}, {}]}),
    "minimum": ({"type": "number", "minimum": 1}, {"type": "number", "minimum": 0}),
    "maximum": ({"type": "number", "maximum": 1}, {"type": "number", "maximum": 2}),
    "exclusiveMinimum": ({"type": "number", "exclusiveMinimum": 0}, {"type": "number", "minimum": 0}),
    "exclusiveMaximum": ({"type": "number", "exclusiveMaximum": 0}, {"type": "number", "maximum": 0}),
    "multipleOf": ({"type": "number", "multipleOf": 0.6}, {"type": "number", "multipleOf": 0.2}),
    "minLength": ({"type": "string", "minLength": 2}, {"type": "string", "minLength": 1}),
    "maxLength": ({"type": "string", "maxLength": 2}, {"type": "string", "maxLength": 3}),
    "pattern": ({"type": "string", "pattern": "^a+$"}, {"type": "string", "pattern": "a"}),
    "items": (
        {"type": "array", "items": {"type": "integer"}},
        {"type": "array", "items": {"type": "number"}},
    ),
    "prefixItems": (
        {"type": "array", "prefixItems": [{"const": 1}, {"const": 2}]},
        {"type": "array", "prefixItems": [{"const": 1}]},
    ),
    "minItems": ({"type": "array", "minItems": 2}, {"type": "array", "minItems": 1}),
    "maxItems": ({"type": "array", "maxItems": 1}, {"type": "array", "maxItems": 2}),
    "uniqueItems": ({"type": "array", "uniqueItems": True}, {"type": "array"}),
    "contains": (
        {"type": "array", "contains": {"const": 1}},
        {"type": "array", "contains": {"type": "number"}},
    ),
    "minContains": (
        {"type": "array", "contains": {"const": 1}, "minContains": 3},
        {"type": "array", "contains": {"const": 1}, "minContains": 2},
    ),
    "maxContains": (
        {"type": "array", "contains": {"const": 1}, "minContains": 0, "maxContains": 1},
        {"type": "array", "contains": {"const": 1}, "minContains": 0, "maxContains": 2},
    ),
    "unevaluatedItems": (
        {"type": "array", "anyOf": [{"prefixItems": [{"const": 1}]}], "unevaluatedItems": False},
        {"type": "array", "maxItems": 1},
    ),
    "properties": ({"type": "object", **A}, {"type": "object", "properties": {"a": {"type": "number"}}}),
    "required": ({"type": "object", "required": ["a", "b"]}, {"type": "object", "required": ["b"]}),
    "patternProperties": (
        {"type": "object", "patternProperties": {"^x": {"type": "integer"}}},
        {"type": "object", "patternProperties": {"^x-": {"type": "number"}}},
    ),
    "additionalProperties": (
        {"type": "object", "properties": {"a": True}, "additionalProperties": False},
        {"type": "object", "properties": {"a": True, "b": True}, "additionalProperties": {"type": "string"}},
    ),
    "propertyNames": (
        {"type": "object", "propertyNames": {"maxLength": 2}},
        {"type": "object", "propertyNames": {"maxLength": 3}},
    ),
    "minProperties": ({"type": "object", "minProperties": 2}, {"type": "object", "minProperties": 1}),
    "maxProperties": ({"type": "object", "maxProperties": 1}, {"type": "object", "maxProperties": 2}),
    "dependentRequired": (
        {"type": "object", "dependentRequired": {"a": ["b", "c"]}},
        {"type": "object", "dependentRequired": {"a": ["b"]}},
    ),
    "dependentSchemas": (
        {"type": "object", "dependentSchemas": {"a": {"required": ["b", "c"]}}},
        {"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}},
    ),
    "unevaluatedProperties": (
        {"type": "object", "anyOf": [{"properties": {"a": True}}], "unevaluatedProperties": False},
        {"type": "object", "propertyNames": {"enum": ["a", "b"]}},
    ),
    "allOf": (
        {"allOf": [{"type": "integer"}, {"minimum": 1}]},
        {"allOf": [{"type": "number"}, {"minimum": 0}]},
    ),
    "anyOf": ({"anyOf": [{"const": 1}, {"const": "a"}]}, {"anyOf": [{"type": "number"}, {"type": "string"}]}),
    "oneOf": (
        {"oneOf": [{"type": "integer", "minimum": 0}, {"type": "string", "maxLength": 1}]},
        {"oneOf": [{"type": "integer"}, {"type": "string"}]},
    ),
    "not": ({"not": {"type": ["string", "number"]}}, {"not": {"type": "integer"}}),
    "if": (
        {"if": {"type": "string"}, "then": {"maxLength": 1}, "else": {"type": "number"}},
        {"if": {"type": "string"}, "then": {"maxLength": 2}},
    ),
    "$ref": ({"allOf": [{"$ref": "#/$defs/Tree"}, {"maxProperties": 1}]}, {"$ref": "#/$defs/Tree"}),
    "boolean schemas": (False, True),
}


class TestKeyword:
    @pytest.mark.parametrize(("narrow", "wide"), ROWS.values(), ids=ROWS)
    @pytest.mark.parametrize("mode", ["literal", "gate"])
    def test_decides_both_ways(self, narrow: Any, wide: Any, mode: Any) -> None:
        assert contains(narrow, wide, mode=mode, definitions=TREE) == Contained()
        assert isinstance(contains(wide, narrow, definitions=TREE), NotContained)

    @pytest.mark.parametrize(("narrow", "wide"), ROWS.values(), ids=ROWS)
    def test_decides_both_ways_under_a_negation(self, narrow: Any, wide: Any) -> None:
        assert contains({"not": wide}, {"not": narrow}, definitions=TREE) == Contained()
        assert isinstance(contains({"not": narrow}, {"not": wide}, definitions=TREE), NotContained)

    @pytest.mark.parametrize(("narrow", "wide"), ROWS.values(), ids=ROWS)
    @pytest.mark.parametrize("place", ["items", "additionalProperties", "contains"])
    def test_decides_both_ways_inside_a_value(self, narrow: Any, wide: Any, place: str) -> None:
        kind = {"type": "object" if place == "additionalProperties" else "array"}
        assert contains({**kind, place: narrow}, {**kind, place: wide}, definitions=TREE) == Contained()
        answer = contains({**kind, place: wide}, {**kind, place: narrow}, definitions=TREE)
        assert isinstance(answer, NotContained)

    @pytest.mark.parametrize("name", sorted(KNOWN_FORMATS))
    def test_a_format_decides_both_ways(self, name: str) -> None:
        kind = "integer" if name in ("int32", "int64") else "string"
        asserted = frozenset({name})
        assert contains({"type": kind, "format": name}, {"type": kind}, formats=asserted) == Contained()
        answer = contains({"type": kind}, {"type": kind, "format": name}, formats=asserted)
        assert isinstance(answer, NotContained)
