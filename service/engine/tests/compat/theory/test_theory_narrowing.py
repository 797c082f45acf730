"""A wide and a narrow schema: what each step from one to the other does to each direction."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Report

Try = Callable[..., Report]
Check = Callable[[Report, Any, Any], bool]
Row = tuple[Any, Any, set[str], set[str]]

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
LIST = {"type": "array"}
OPEN = {"type": "object", "properties": {"a": TEXT}}
TWO = {"type": "object", "properties": {"a": TEXT, "b": WHOLE}}
TYPES = {"type-narrowed", "type-changed"}
TYPES_BACK = {"type-widened", "type-changed"}


def over(name: str, leaf: Any, **more: Any) -> dict[str, Any]:
    """An object with one property."""
    return {"type": "object", "properties": {name: leaf}, **more}


def tree(**leaf: Any) -> dict[str, Any]:
    """A recursive side whose leaves have a constraint more."""
    node = over("name", {**TEXT, **leaf})
    node["properties"]["kids"] = {**LIST, "items": {"$ref": "#/components/schemas/Tree"}}
    return {"$ref": "#/components/schemas/Tree", "components": {"schemas": {"Tree": node}}}


# name: (wide, narrow, rules that may name the narrowing, rules that may name the widening)
SCALARS = {
    "number, integer": (NUMBER, WHOLE, TYPES, TYPES_BACK),
    "one type less": ({"type": ["string", "integer"]}, TEXT, TYPES, TYPES_BACK),
    "null or not": ({"type": ["string", "null"]}, TEXT, {"became-not-nullable"}, {"became-nullable"}),
    "null in anyOf or not": (
        {"anyOf": [TEXT, {"type": "null"}]},
        TEXT,
        {"became-not-nullable", "branch-removed", "alternatives-removed", "type-narrowed"},
        {"became-nullable", "branch-added", "alternatives-added", "type-widened"},
    ),
    "anything, a string": ({}, TEXT, TYPES, TYPES_BACK),
    "true, a string": (True, TEXT, {*TYPES, "schema-narrowed"}, {*TYPES_BACK, "schema-widened"}),
    "enum": (
        {**TEXT, "enum": ["a", "b", "c"]},
        {**TEXT, "enum": ["a", "b"]},
        {"enum-value-removed"},
        {"enum-value-added"},
    ),
    "enum of two, const": (
        {"enum": ["a", "b"]},
        {"const": "a"},
        {"enum-value-removed"},
        {"enum-value-added"},
    ),
    "enum introduced": (TEXT, {**TEXT, "enum": ["a"]}, {"enum-introduced"}, {"enum-dropped"}),
    "const introduced": (WHOLE, {**WHOLE, "const": 3}, {"enum-introduced"}, {"enum-dropped"}),
    "enum of mixed types": (
        {"enum": ["a", 1, None, {"k": 1}]},
        {"enum": ["a", 1, None]},
        {"enum-value-removed"},
        {"enum-value-added"},
    ),
    "true is not one": ({"enum": [1, True]}, {"enum": [1]}, {"enum-value-removed"}, {"enum-value-added"}),
    "minimum": (NUMBER, {**NUMBER, "minimum": 0.5}, {"minimum-raised"}, {"minimum-lowered"}),
    "minimum moved": (
        {**WHOLE, "minimum": 1},
        {**WHOLE, "minimum": 2},
        {"minimum-raised"},
        {"minimum-lowered"},
    ),
    "maximum": (WHOLE, {**WHOLE, "maximum": 5}, {"maximum-lowered"}, {"maximum-raised"}),
    "exclusive minimum": (
        {**NUMBER, "minimum": 1},
        {**NUMBER, "exclusiveMinimum": 1},
        {"exclusive-minimum-raised"},
        {"exclusive-minimum-lowered"},
    ),
    "exclusive maximum": (
        {**NUMBER, "exclusiveMaximum": 10},
        {**NUMBER, "exclusiveMaximum": 9},
        {"exclusive-maximum-lowered"},
        {"exclusive-maximum-raised"},
    ),
    "a bound of thirty digits": (
        {**WHOLE, "maximum": 10**30},
        {**WHOLE, "maximum": 10**30 - 1},
        {"maximum-lowered"},
        {"maximum-raised"},
    ),
    "step": (WHOLE, {**WHOLE, "multipleOf": 5}, {"multiple-of-tightened"}, {"multiple-of-loosened"}),
    "step of a step": (
        {**NUMBER, "multipleOf": 0.1},
        {**NUMBER, "multipleOf": 0.2},
        {"multiple-of-tightened"},
        {"multiple-of-loosened"},
    ),
    "least length": (
        {**TEXT, "minLength": 1},
        {**TEXT, "minLength": 2},
        {"min-length-raised"},
        {"min-length-lowered"},
    ),
    "greatest length": (TEXT, {**TEXT, "maxLength": 3}, {"max-length-lowered"}, {"max-length-raised"}),
    "pattern": (TEXT, {**TEXT, "pattern": "^[a-z]*$"}, {"pattern-added"}, {"pattern-removed"}),
    "a narrower pattern": (
        {**TEXT, "pattern": "^[a-z]+$"},
        {**TEXT, "pattern": "^[a-c]+$"},
        {"pattern-changed"},
        {"pattern-changed"},
    ),
    "format": (TEXT, {**TEXT, "format": "uuid"}, {"format-added"}, {"format-removed"}),
    "date-time": (TEXT, {**TEXT, "format": "date-time"}, {"format-added"}, {"format-removed"}),
    "base64": (TEXT, {**TEXT, "format": "byte"}, {"format-added"}, {"format-removed"}),
    "int32": (WHOLE, {**WHOLE, "format": "int32"}, {"format-added"}, {"format-removed"}),
    "int32 in int64": (
        {**WHOLE, "format": "int64"},
        {**WHOLE, "format": "int32"},
        {"format-changed"},
        {"format-changed"},
    ),
    "not a value": ({**TEXT}, {**TEXT, "not": {"const": "a"}}, {"not-added"}, {"not-removed"}),
    "a condition": (
        WHOLE,
        {**WHOLE, "if": {"minimum": 5}, "then": {"multipleOf": 5}},
        {"condition-added"},
        {"condition-removed"},
    ),
    "else of a condition": (
        {**WHOLE, "if": {"minimum": 5}, "then": {"multipleOf": 5}},
        {**WHOLE, "if": {"minimum": 5}, "then": {"multipleOf": 5}, "else": {"multipleOf": 2}},
        {"condition-changed"},
        {"condition-changed"},
    ),
}

ARRAYS = {
    "least items": (LIST, {**LIST, "minItems": 1}, {"min-items-raised"}, {"min-items-lowered"}),
    "greatest items": (
        {**LIST, "maxItems": 3},
        {**LIST, "maxItems": 2},
        {"max-items-lowered"},
        {"max-items-raised"},
    ),
    "unique items": (LIST, {**LIST, "uniqueItems": True}, {"unique-items-added"}, {"unique-items-removed"}),
    "items given a type": (
        LIST,
        {**LIST, "items": TEXT},
        {"items-added"} | TYPES,
        {"items-removed"} | TYPES_BACK,
    ),
    "items narrowed": ({**LIST, "items": NUMBER}, {**LIST, "items": WHOLE}, TYPES, TYPES_BACK),
    "items of items narrowed": (
        {**LIST, "items": {**LIST, "items": TEXT}},
        {**LIST, "items": {**LIST, "items": {**TEXT, "maxLength": 2}}},
        {"max-length-lowered"},
        {"max-length-raised"},
    ),
    "contains": (LIST, {**LIST, "contains": TEXT}, {"contains-added"}, {"contains-removed"}),
    "least matches": (
        {**LIST, "contains": TEXT, "minContains": 1},
        {**LIST, "contains": TEXT, "minContains": 2},
        {"min-contains-raised"},
        {"min-contains-lowered"},
    ),
    "greatest matches": (
        {**LIST, "contains": TEXT},
        {**LIST, "contains": TEXT, "maxContains": 2},
        {"max-contains-lowered"},
        {"max-contains-raised"},
    ),
    "first item narrowed": (
        {**LIST, "prefixItems": [NUMBER], "items": TEXT},
        {**LIST, "prefixItems": [WHOLE], "items": TEXT},
        TYPES,
        TYPES_BACK,
    ),
    "first item given a type": (
        LIST,
        {**LIST, "prefixItems": [TEXT]},
        {"prefix-items-added"} | TYPES,
        {"prefix-items-removed"} | TYPES_BACK,
    ),
    "tuple closed": (
        {**LIST, "prefixItems": [TEXT]},
        {**LIST, "prefixItems": [TEXT], "items": False},
        {"items-added", "schema-narrowed", "type-narrowed"},
        {"items-removed", "schema-widened", "type-widened"},
    ),
    "tuple closed by what is unevaluated": (
        {**LIST, "prefixItems": [TEXT]},
        {**LIST, "prefixItems": [TEXT], "unevaluatedItems": False},
        {"unevaluated-items-added"},
        {"unevaluated-items-removed"},
    ),
}

OBJECTS = {
    "required": (
        TWO,
        {**TWO, "required": ["b"]},
        {"property-became-required"},
        {"property-became-optional"},
    ),
    "closed": (
        OPEN,
        {**OPEN, "additionalProperties": False},
        {"additional-properties-closed"},
        {"additional-properties-opened"},
    ),
    "rest given a type": (
        OPEN,
        {**OPEN, "additionalProperties": WHOLE},
        {"additional-properties-typed"},
        {"additional-properties-untyped"},
    ),
    "typed map closed": (
        {**OPEN, "additionalProperties": WHOLE},
        {**OPEN, "additionalProperties": False},
        {"additional-properties-closed"},
        {"additional-properties-opened"},
    ),
    "values of a map narrowed": (
        {"type": "object", "additionalProperties": NUMBER},
        {"type": "object", "additionalProperties": WHOLE},
        TYPES,
        TYPES_BACK,
    ),
    "least properties": (
        OPEN,
        {**OPEN, "minProperties": 1},
        {"min-properties-raised"},
        {"min-properties-lowered"},
    ),
    "greatest properties": (
        OPEN,
        {**OPEN, "maxProperties": 1},
        {"max-properties-lowered"},
        {"max-properties-raised"},
    ),
    "names of a map": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": TEXT, "propertyNames": {"pattern": "^[a-z]+$"}},
        {"property-names-added"},
        {"property-names-removed"},
    ),
    "names of an open object": (
        OPEN,
        {**OPEN, "propertyNames": {"maxLength": 5}},
        {"property-names-added"},
        {"property-names-removed"},
    ),
    "pattern of a map": (
        {"type": "object", "additionalProperties": NUMBER},
        {"type": "object", "additionalProperties": NUMBER, "patternProperties": {"^n": WHOLE}},
        {"pattern-properties-added"},
        {"pattern-properties-removed"},
    ),
    "values of a pattern narrowed": (
        {"type": "object", "patternProperties": {"^n": NUMBER}},
        {"type": "object", "patternProperties": {"^n": WHOLE}},
        TYPES,
        TYPES_BACK,
    ),
    "dependent names": (
        TWO,
        {**TWO, "dependentRequired": {"a": ["b"]}},
        {"dependent-required-changed"},
        {"dependent-required-changed"},
    ),
    "dependent schema": (
        TWO,
        {**TWO, "dependentSchemas": {"a": {"required": ["b"]}}},
        {"dependent-schemas-added"},
        {"dependent-schemas-removed"},
    ),
    "closed by what is unevaluated": (
        {"allOf": [OPEN]},
        {"allOf": [OPEN], "unevaluatedProperties": False},
        {"unevaluated-properties-added"},
        {"unevaluated-properties-removed"},
    ),
    "closed with one property less": (
        {**TWO, "additionalProperties": False},
        {**OPEN, "additionalProperties": False},
        {"property-removed"},
        {"property-added"},
    ),
    "a property narrowed": (over("a", NUMBER), over("a", WHOLE), TYPES, TYPES_BACK),
    "a property refused": (
        TWO,
        {**TWO, "properties": {"a": TEXT, "b": False}},
        {*TYPES, "schema-narrowed", "property-removed"},
        {*TYPES_BACK, "schema-widened", "property-added"},
    ),
    "deep inside": (
        over("a", {**LIST, "items": over("b", {"additionalProperties": over("c", TEXT), "type": "object"})}),
        over(
            "a",
            {
                **LIST,
                "items": over(
                    "b", {"additionalProperties": over("c", {**TEXT, "maxLength": 4}), "type": "object"}
                ),
            },
        ),
        {"max-length-lowered"},
        {"max-length-raised"},
    ),
    "inside a recursion": (tree(), tree(minLength=2), {"min-length-raised"}, {"min-length-lowered"}),
    "required inside allOf": (
        {"allOf": [OPEN, over("b", WHOLE)]},
        {"allOf": [OPEN, over("b", WHOLE, required=["b"])]},
        {"property-became-required"},
        {"property-became-optional"},
    ),
    "a required name nobody declared": (
        OPEN,
        {**OPEN, "required": ["z"]},
        {"property-became-required", "required-property-added"},
        {"property-became-optional", "property-removed"},
    ),
}

UNIONS = {
    "a branch": ({"anyOf": [TEXT, WHOLE]}, {"anyOf": [TEXT]}, {"branch-removed"}, {"branch-added"}),
    "a branch of oneOf": (
        {"oneOf": [TEXT, WHOLE, {"type": "boolean"}]},
        {"oneOf": [TEXT, WHOLE]},
        {"branch-removed"},
        {"branch-added"},
    ),
    "a branch that overlaps": (
        {"oneOf": [TEXT, WHOLE]},
        {"oneOf": [TEXT, WHOLE, {"const": "a"}]},
        {"branch-added"},
        {"branch-removed"},
    ),
    "a branch narrowed": (
        {"anyOf": [{**TEXT, "maxLength": 4}, WHOLE]},
        {"anyOf": [{**TEXT, "maxLength": 3}, WHOLE]},
        {"max-length-lowered"},
        {"max-length-raised"},
    ),
    "anyOf with overlap as oneOf": (
        {"anyOf": [{**TEXT, "maxLength": 4}, {**TEXT, "minLength": 3}]},
        {"oneOf": [{**TEXT, "maxLength": 4}, {**TEXT, "minLength": 3}]},
        {"alternatives-kind-changed"},
        {"alternatives-kind-changed"},
    ),
    "a union added": (
        OPEN,
        {**OPEN, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"alternatives-added", "schema-narrowed"},
        {"alternatives-removed", "schema-widened"},
    ),
    "one of fifty branches": (
        {"oneOf": [over("k", {"const": k}, required=["k"]) for k in range(50)]},
        {"oneOf": [over("k", {"const": k}, required=["k", "v"] if k == 31 else ["k"]) for k in range(50)]},
        {"property-became-required", "required-property-added"},
        {"property-became-optional", "property-removed"},
    ),
}

STEPS = {**SCALARS, **ARRAYS, **OBJECTS, **UNIONS}

# Neither holds the other: each step breaks each direction.
APART = {
    "string, integer": (TEXT, WHOLE, {"type-changed"}),
    "array, object": (LIST, OPEN, {"type-changed"}),
    "boolean, null": ({"type": "boolean"}, {"type": "null"}, {"type-changed"}),
    "date, uuid": ({**TEXT, "format": "date"}, {**TEXT, "format": "uuid"}, {"format-changed"}),
    "date, date-time": ({**TEXT, "format": "date"}, {**TEXT, "format": "date-time"}, {"format-changed"}),
    "another pattern": ({**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^b"}, {"pattern-changed"}),
    "another constant": ({"const": "a"}, {"const": "b"}, {"enum-value-removed", "enum-value-added"}),
    "a value renamed": (
        {"enum": ["a", "b"]},
        {"enum": ["a", "c"]},
        {"enum-value-removed", "enum-value-added"},
    ),
    "another step": (
        {**WHOLE, "multipleOf": 2},
        {**WHOLE, "multipleOf": 3},
        {"multiple-of-tightened", "multiple-of-loosened"},
    ),
    "a range moved": (
        {**WHOLE, "minimum": 1, "maximum": 5},
        {**WHOLE, "minimum": 3, "maximum": 8},
        {"minimum-raised", "minimum-lowered", "maximum-raised", "maximum-lowered"},
    ),
    "a property of another type": (over("a", TEXT), over("a", WHOLE), {"type-changed"}),
    "a required property renamed": (
        over("a", TEXT, required=["a"]),
        over("b", TEXT, required=["b"]),
        {"required-property-added", "property-removed"},
    ),
    "a value, a list of it": (over("a", TEXT), over("a", {**LIST, "items": TEXT}), {"type-changed"}),
    "values of a map of another type": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": WHOLE},
        {"type-changed"},
    ),
    "an item of another type": ({**LIST, "items": TEXT}, {**LIST, "items": WHOLE}, {"type-changed"}),
    "tuple in another order": (
        {**LIST, "prefixItems": [TEXT, WHOLE], "minItems": 2},
        {**LIST, "prefixItems": [WHOLE, TEXT], "minItems": 2},
        {"type-changed"},
    ),
    "a branch of another type": (
        {"anyOf": [TEXT, WHOLE]},
        {"anyOf": [TEXT, {"type": "boolean"}]},
        {"branch-removed", "branch-added", "type-changed"},
    ),
}


def breaking(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == "breaking"}


class TestAStepToTheNarrowSide:
    @pytest.mark.parametrize("row", STEPS.values(), ids=STEPS)
    def test_breaks_requests(self, try_bodies: Try, confirmed: Check, row: Row) -> None:
        wide, narrow, rules, _ = row
        report = try_bodies("request", wide, narrow)
        assert report.verdict == "breaking"
        assert breaking(report) <= rules
        assert confirmed(report, wide, narrow)

    @pytest.mark.parametrize(("wide", "narrow"), [row[:2] for row in STEPS.values()], ids=STEPS)
    def test_breaks_no_response(self, try_bodies: Try, wide: Any, narrow: Any) -> None:
        report = try_bodies("response", wide, narrow)
        assert (report.verdict, breaking(report)) == ("compatible", set())


class TestAStepToTheWideSide:
    @pytest.mark.parametrize("row", STEPS.values(), ids=STEPS)
    def test_breaks_responses(self, try_bodies: Try, confirmed: Check, row: Row) -> None:
        wide, narrow, _, back = row
        report = try_bodies("response", narrow, wide)
        assert report.verdict == "breaking"
        assert breaking(report) <= back
        assert confirmed(report, wide, narrow)

    @pytest.mark.parametrize(("wide", "narrow"), [row[:2] for row in STEPS.values()], ids=STEPS)
    def test_breaks_no_request(self, try_bodies: Try, wide: Any, narrow: Any) -> None:
        report = try_bodies("request", narrow, wide)
        assert (report.verdict, breaking(report)) == ("compatible", set())


@pytest.mark.parametrize(("base", "head", "rules"), APART.values(), ids=APART)
class TestSchemasApart:
    def test_break_requests(
        self, try_bodies: Try, confirmed: Check, base: Any, head: Any, rules: set[str]
    ) -> None:
        report = try_bodies("request", base, head)
        assert breaking(report)
        assert breaking(report) <= rules
        assert confirmed(report, base, head)

    def test_break_responses(
        self, try_bodies: Try, confirmed: Check, base: Any, head: Any, rules: set[str]
    ) -> None:
        report = try_bodies("response", base, head)
        assert breaking(report)
        assert breaking(report) <= rules
        assert confirmed(report, head, base)
