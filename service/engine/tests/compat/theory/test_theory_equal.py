"""Two ways to write one contract: literally equal schemas, which no gate may mention."""

from collections.abc import Callable
from typing import Any, Literal

import pytest

from dovetail_engine.compat import Report

Try = Callable[..., Report]
Direction = Literal["request", "response"]

AB = {"type": "string", "enum": ["a", "b"]}
TEXT = {"type": "string"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
NAME = {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}
AGE = {"type": "object", "properties": {"age": WHOLE}}
BOTH = {"type": "object", "properties": {"name": TEXT, "age": WHOLE}, "required": ["name"]}
TREE = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}, "name": TEXT}}


def ref(name: str, **schemas: Any) -> dict[str, Any]:
    """A side that refers to one of its components."""
    return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


COMPOSITION = {
    "allOf of one unwrapped": ({"allOf": [NAME]}, NAME),
    "allOf flattened": ({"allOf": [NAME, AGE]}, BOTH),
    "allOf with a duplicate": ({"allOf": [NAME, NAME]}, NAME),
    "allOf nested": ({"allOf": [{"allOf": [NAME]}, AGE]}, BOTH),
    "allOf in another order": ({"allOf": [NAME, AGE]}, {"allOf": [AGE, NAME]}),
    "a keyword moved into allOf": ({**TEXT, "minLength": 2}, {**TEXT, "allOf": [{"minLength": 2}]}),
    "required moved beside allOf": (
        {"allOf": [{"type": "object", "properties": {"name": TEXT}}], "required": ["name"]},
        NAME,
    ),
    "a bound split over allOf": (
        {"type": "integer", "minimum": 1, "maximum": 5},
        {"allOf": [{"type": "integer", "minimum": 1}, {"type": "integer", "maximum": 5}]},
    ),
    "anyOf in another order": ({"anyOf": [NAME, WHOLE]}, {"anyOf": [WHOLE, NAME]}),
    "anyOf with a duplicate": ({"anyOf": [TEXT, WHOLE, TEXT]}, {"anyOf": [TEXT, WHOLE]}),
    "anyOf of one unwrapped": ({"anyOf": [BOTH]}, BOTH),
    "oneOf of one unwrapped": ({"oneOf": [BOTH]}, BOTH),
    "anyOf nested": ({"anyOf": [{"anyOf": [TEXT, WHOLE]}, NAME]}, {"anyOf": [TEXT, WHOLE, NAME]}),
    "anyOf with a branch inside another": ({"anyOf": [TEXT, AB]}, TEXT),
    "oneOf of disjoint branches as anyOf": ({"oneOf": [TEXT, WHOLE]}, {"anyOf": [TEXT, WHOLE]}),
    "oneOf told apart by a tag as anyOf": (
        {"oneOf": [{"type": "object", "properties": {"k": {"const": k}}, "required": ["k"]} for k in "ab"]},
        {"anyOf": [{"type": "object", "properties": {"k": {"const": k}}, "required": ["k"]} for k in "ab"]},
    ),
    "type array as anyOf": ({"type": ["string", "null"]}, {"anyOf": [TEXT, {"type": "null"}]}),
    "null as a constant": ({"anyOf": [TEXT, {"const": None}]}, {"type": ["null", "string"]}),
    "a common factor drawn out": (
        {"anyOf": [{**TEXT, "maxLength": 9, "pattern": "^a"}, {**TEXT, "maxLength": 9, "pattern": "^b"}]},
        {**TEXT, "maxLength": 9, "anyOf": [{"pattern": "^a"}, {"pattern": "^b"}]},
    ),
    "not twice": ({**TEXT, "not": {"not": {"minLength": 2}}}, {**TEXT, "minLength": 2}),
    "De Morgan": (
        {**TEXT, "not": {"anyOf": [{"const": "a"}, {"const": "b"}]}},
        {**TEXT, "allOf": [{"not": {"const": "a"}}, {"not": {"const": "b"}}]},
    ),
    "if and then as anyOf": (
        {"type": "integer", "if": {"minimum": 5}, "then": {"multipleOf": 5}},
        {"type": "integer", "anyOf": [{"not": {"minimum": 5}}, {"multipleOf": 5}]},
    ),
    "if alone": ({**TEXT, "if": {"minLength": 2}}, TEXT),
    "not false": ({**TEXT, "not": False}, TEXT),
    "allOf true": ({**TEXT, "allOf": [True]}, TEXT),
    "anyOf false and more": ({"anyOf": [False, TEXT]}, TEXT),
}

VALUES = {
    "enum in another order": (AB, {**AB, "enum": ["b", "a"]}),
    "enum without its type": (AB, {"enum": ["a", "b"]}),
    "enum as anyOf of constants": (AB, {"anyOf": [{"const": "a"}, {"const": "b"}]}),
    "enum as oneOf of constants": (AB, {"oneOf": [{"const": "a"}, {"const": "b"}]}),
    "enum as anyOf of enums": (AB, {"anyOf": [{"enum": ["a"]}, {"enum": ["b"]}]}),
    "enum of one as const": ({**TEXT, "enum": ["a"]}, {"const": "a"}),
    "enum as a pattern": (AB, {**TEXT, "pattern": "^(a|b)$"}),
    "booleans listed": ({"type": "boolean"}, {"enum": [True, False]}),
    "null listed": ({"type": "null"}, {"const": None}),
    "one as a decimal": ({"const": 1}, {"const": 1.0}),
    "a range listed": ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2, 3]}),
    "type as a list of one": (TEXT, {"type": ["string"]}),
    "types in another order": ({"type": ["string", "integer"]}, {"type": ["integer", "string"]}),
    "integer beside number": (NUMBER, {"type": ["number", "integer"]}),
    "integer as a step of one": (WHOLE, {"type": "number", "multipleOf": 1}),
    "a step of one on integers": (WHOLE, {**WHOLE, "multipleOf": 1}),
    "exclusive bounds of integers": ({**WHOLE, "exclusiveMinimum": 0}, {**WHOLE, "minimum": 1}),
    "a bound as a decimal": ({**NUMBER, "minimum": 1}, {**NUMBER, "minimum": 1.0}),
    "a bound that another implies": (
        {**NUMBER, "exclusiveMinimum": 5},
        {**NUMBER, "exclusiveMinimum": 5, "minimum": 5},
    ),
    "a bound that the step implies": (
        {**WHOLE, "multipleOf": 10, "minimum": 1},
        {**WHOLE, "multipleOf": 10, "minimum": 10},
    ),
    "a step that another implies": (
        {**WHOLE, "multipleOf": 6},
        {**WHOLE, "allOf": [{"multipleOf": 2}, {"multipleOf": 3}]},
    ),
    "a length that the enum implies": (AB, {**AB, "minLength": 1, "maxLength": 1}),
    "a pattern that the enum implies": (AB, {**AB, "pattern": "^[ab]$"}),
    "a length that the pattern implies": (
        {**TEXT, "pattern": "^[a-z]{3}$"},
        {**TEXT, "pattern": "^[a-z]{3}$", "maxLength": 3},
    ),
    "a length as a pattern": ({**TEXT, "minLength": 3}, {**TEXT, "pattern": "^[\\s\\S]{3,}$"}),
    "a class by another name": ({**TEXT, "pattern": "^[0-9]+$"}, {**TEXT, "pattern": "^\\d+$"}),
    "a pattern that matches all": (TEXT, {**TEXT, "pattern": ".*"}),
    "a search from anywhere": ({**TEXT, "pattern": "a"}, {**TEXT, "pattern": "^[\\s\\S]*a"}),
    "no length at all": (TEXT, {**TEXT, "minLength": 0}),
    "a limit for another type": (TEXT, {**TEXT, "maximum": 5}),
    "a length for another type": (WHOLE, {**WHOLE, "maxLength": 5}),
    "a format that is an annotation": ({**TEXT, "format": "email"}, {**TEXT, "format": "idn-email"}),
    "a format for another type": (WHOLE, {**WHOLE, "format": "uuid"}),
    "a format nobody knows": (TEXT, {**TEXT, "format": "flavour"}),
    "int32 inside int64": (
        {**WHOLE, "format": "int32"},
        {**WHOLE, "allOf": [{"format": "int64"}, {"format": "int32"}]},
    ),
    "bounds inside int32": (
        {**WHOLE, "minimum": 0, "maximum": 9},
        {**WHOLE, "minimum": 0, "maximum": 9, "format": "int32"},
    ),
}

COLLECTIONS = {
    "items spelled out": ({"type": "array"}, {"type": "array", "items": True}),
    "no least size": ({"type": "array"}, {"type": "array", "minItems": 0, "uniqueItems": False}),
    "unique by size": (
        {"type": "array", "maxItems": 1},
        {"type": "array", "maxItems": 1, "uniqueItems": True},
    ),
    "items of an empty array": (
        {"type": "array", "maxItems": 0},
        {"type": "array", "maxItems": 0, "items": TEXT},
    ),
    "no items allowed": ({"type": "array", "items": False}, {"type": "array", "maxItems": 0}),
    "a tuple closed by size": (
        {"type": "array", "prefixItems": [TEXT, WHOLE], "items": False},
        {"type": "array", "prefixItems": [TEXT, WHOLE], "maxItems": 2},
    ),
    "contains at least none": ({"type": "array"}, {"type": "array", "contains": TEXT, "minContains": 0}),
    "contains by size": (
        {"type": "array", "items": TEXT, "minItems": 1},
        {"type": "array", "items": TEXT, "contains": TEXT},
    ),
    "unevaluated items as items": (
        {"type": "array", "prefixItems": [TEXT], "unevaluatedItems": False},
        {"type": "array", "prefixItems": [TEXT], "items": False},
    ),
    "required in another order": (
        {**BOTH, "required": ["name", "age"]},
        {**BOTH, "required": ["age", "name"]},
    ),
    "an open object spelled out": (BOTH, {**BOTH, "additionalProperties": True}),
    "an open object as an empty schema": (BOTH, {**BOTH, "additionalProperties": {}}),
    "nothing required": (AGE, {**AGE, "required": []}),
    "a size that required implies": (NAME, {**NAME, "minProperties": 1}),
    "a size that closing implies": (
        {**BOTH, "additionalProperties": False},
        {**BOTH, "additionalProperties": False, "maxProperties": 2},
    ),
    "required properties listed twice": (
        {"allOf": [NAME, {"required": ["name"]}]},
        NAME,
    ),
    "closed by names": (
        {**BOTH, "additionalProperties": False},
        {**BOTH, "propertyNames": {"enum": ["name", "age"]}},
    ),
    "closed by what is unevaluated": (
        {"allOf": [NAME, AGE], "unevaluatedProperties": False},
        {**BOTH, "additionalProperties": False},
    ),
    "dependent names as a condition": (
        {**AGE, "dependentRequired": {"age": ["name"]}},
        {**AGE, "if": {"required": ["age"]}, "then": {"required": ["name"]}},
    ),
    "dependent names as schemas": (
        {**AGE, "dependentRequired": {"age": ["name"]}},
        {**AGE, "dependentSchemas": {"age": {"required": ["name"]}}},
    ),
    "a pattern that means one name": (
        {"type": "object", "properties": {"a": TEXT}, "additionalProperties": False},
        {"type": "object", "patternProperties": {"^a$": TEXT}, "additionalProperties": False},
    ),
    "a map by a pattern of all names": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "patternProperties": {"": TEXT}},
    ),
    "properties in another order": (
        BOTH,
        {"required": ["name"], "properties": {"age": WHOLE, "name": TEXT}, "type": "object"},
    ),
}

REFERENCES = {
    "inlined": (ref("Name", Name=NAME), NAME),
    "renamed": (ref("Old", Old=NAME), ref("New", New=NAME)),
    "wrapped in allOf": (
        ref("Name", Name=NAME),
        {"allOf": [to("Name")], "components": {"schemas": {"Name": NAME}}},
    ),
    "with words beside it": (ref("Name", Name=NAME), {**ref("Name", Name=NAME), "description": "A name."}),
    "through an alias": (ref("Name", Name=NAME), ref("Alias", Alias=to("Name"), Name=NAME)),
    "one of two equals": (
        {"type": "array", "items": to("A"), "components": {"schemas": {"A": NAME, "B": NAME}}},
        {"type": "array", "items": to("B"), "components": {"schemas": {"A": NAME, "B": NAME}}},
    ),
    "recursion renamed": (
        ref("Tree", Tree=TREE),
        ref("Node", Node={"type": "object", "properties": {"next": to("Node"), "name": TEXT}}),
    ),
    "recursion unrolled once": (
        ref("Tree", Tree=TREE),
        {
            "type": "object",
            "properties": {"next": to("Tree"), "name": TEXT},
            "components": {"schemas": {"Tree": TREE}},
        },
    ),
    "recursion through two": (
        ref("Tree", Tree=TREE),
        ref(
            "A",
            A={"type": "object", "properties": {"next": to("B"), "name": TEXT}},
            B={"type": "object", "properties": {"next": to("A"), "name": TEXT}},
        ),
    ),
    "a component nobody uses": (ref("Name", Name=NAME), ref("Name", Name=NAME, Extra=AGE)),
    "a union of references inlined": (
        {"oneOf": [to("Name"), to("Word")], "components": {"schemas": {"Name": NAME, "Word": TEXT}}},
        {"oneOf": [NAME, TEXT]},
    ),
}

WORDS = {
    "description": (BOTH, {**BOTH, "description": "Somebody."}),
    "title": (BOTH, {**BOTH, "title": "Person"}),
    "examples": (TEXT, {**TEXT, "examples": ["a"]}),
    "deprecated": (TEXT, {**TEXT, "deprecated": True}),
    "comment": (TEXT, {**TEXT, "$comment": "why"}),
    "an extension": (TEXT, {**TEXT, "x-internal": True}),
    "external documentation": (TEXT, {**TEXT, "externalDocs": {"url": "https://docs.test"}}),
}

UPGRADES = {
    "nullable": ({**TEXT, "nullable": True}, {"type": ["string", "null"]}),
    "nullable as anyOf": ({**TEXT, "nullable": True}, {"anyOf": [TEXT, {"type": "null"}]}),
    "nullable inside": (
        {"type": "object", "properties": {"a": {**WHOLE, "nullable": True}}},
        {"type": "object", "properties": {"a": {"type": ["integer", "null"]}}},
    ),
    "exclusive bounds": (
        {**NUMBER, "minimum": 0, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": False},
        {**NUMBER, "exclusiveMinimum": 0, "maximum": 9},
    ),
    "example": ({**TEXT, "example": "a"}, {**TEXT, "examples": ["a"]}),
    "nullable enum": (
        {**TEXT, "nullable": True, "enum": ["a", None]},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    "a tuple of bounds": ({**WHOLE, "minimum": 1, "nullable": False}, {**WHOLE, "minimum": 1}),
    "siblings of a reference are ignored before": (
        {"$ref": "#/components/schemas/N", "minLength": 4, "components": {"schemas": {"N": TEXT}}},
        ref("N", N=TEXT),
    ),
    "a reference that may be null": (
        {
            "nullable": True,
            "type": "object",
            "allOf": [to("N")],
            "components": {"schemas": {"N": {**AGE, "nullable": True}}},
        },
        {"anyOf": [to("N"), {"type": "null"}], "components": {"schemas": {"N": AGE}}},
    ),
    "a plain contract": (BOTH, BOTH),
    "base64": ({**TEXT, "format": "byte"}, {**TEXT, "format": "byte"}),
}

EQUAL = {
    f"{family}: {name}": pair
    for family, table in {
        "composition": COMPOSITION,
        "values": VALUES,
        "collections": COLLECTIONS,
        "references": REFERENCES,
    }.items()
    for name, pair in table.items()
}


def on_the_wire(report: Report) -> list[str]:
    """What the report says beyond words."""
    return [f"{one.level} {one.rule} {one.subject}" for one in report.findings if one.effect != "ANNOTATED"]


@pytest.mark.parametrize("direction", ["request", "response"])
class TestEqualSchemas:
    @pytest.mark.parametrize(("base", "head"), EQUAL.values(), ids=EQUAL)
    def test_are_silent_both_ways(self, try_bodies: Try, direction: Direction, base: Any, head: Any) -> None:
        assert on_the_wire(try_bodies(direction, base, head)) == []
        assert on_the_wire(try_bodies(direction, head, base)) == []

    @pytest.mark.parametrize(("base", "head"), WORDS.values(), ids=WORDS)
    def test_differ_in_words_alone(self, try_bodies: Try, direction: Direction, base: Any, head: Any) -> None:
        report = try_bodies(direction, base, head)
        assert on_the_wire(report) == []
        assert report.suggested_bump == "patch"

    @pytest.mark.parametrize(("old", "new"), UPGRADES.values(), ids=UPGRADES)
    def test_survive_the_move_from_3_0_to_3_1(
        self, try_bodies: Try, direction: Direction, old: Any, new: Any
    ) -> None:
        assert on_the_wire(try_bodies(direction, old, new, dialects=("3.0.3", "3.1.0"))) == []
        assert on_the_wire(try_bodies(direction, new, old, dialects=("3.1.0", "3.0.3"))) == []
