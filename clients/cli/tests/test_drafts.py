"""Older drafts said in 2020-12: an independent validator must judge both spellings alike."""

from typing import Any

import jsonschema_rs
import pytest

from dovetail_cli.drafts import DRAFTS, Unreadable, standardise

VALUES: list[Any] = [
    None,
    True,
    0,
    1,
    5,
    5.5,
    "",
    "ab",
    [],
    [1],
    [1, "a"],
    ["a", 1],
    {},
    {"a": 1},
    {"a": 1, "b": "x"},
]
VALIDATORS: dict[str, Any] = {
    "draft4": jsonschema_rs.Draft4Validator,
    "draft6": jsonschema_rs.Draft6Validator,
    "draft7": jsonschema_rs.Draft7Validator,
    "draft2019-09": jsonschema_rs.Draft201909Validator,
    "draft2020-12": jsonschema_rs.Draft202012Validator,
}
SCHEMAS: list[Any] = [
    {"minimum": 1, "exclusiveMinimum": True, "maximum": 5, "exclusiveMaximum": True},
    {"exclusiveMinimum": 1, "exclusiveMaximum": 5},
    {"items": [{"type": "integer"}], "additionalItems": {"type": "string"}},
    {"items": [{"type": "integer"}], "additionalItems": False},
    {"items": {"type": "integer"}, "additionalItems": False},
    {"prefixItems": [{"type": "string"}]},
    {"dependencies": {"a": ["b"]}},
    {"dependencies": {"a": {"required": ["b"]}, "b": {"properties": {"b": {"type": "string"}}}}},
    {"dependentRequired": {"a": ["b"]}},
    {"dependentRequired": {"a": ["b"]}, "dependencies": {"a": ["c"]}},
    {"contains": {"type": "string"}, "minContains": 0},
    {"const": 1},
    {"if": {"type": "object"}, "then": {"required": ["b"]}},
    {"unevaluatedProperties": False, "properties": {"a": True}},
    {"$ref": "#/definitions/short", "type": "string", "definitions": {"short": {"maxLength": 1}}},
    {"properties": {"a": {"$ref": "#/definitions/x~1y"}}, "definitions": {"x/y": {"type": "string"}}},
    {"anyOf": [{"type": "null"}, {"items": {"$ref": "#"}}]},
]


def _known(schema: Any, draft: str) -> Any:
    try:
        return VALIDATORS[draft](schema)
    except jsonschema_rs.ValidationError:
        return None


WELL_FORMED = [(schema, draft) for schema in SCHEMAS for draft in DRAFTS if _known(schema, draft)]


class TestStandardise:
    @pytest.mark.parametrize(("schema", "draft"), WELL_FORMED, ids=str)
    def test_it_means_the_same(self, schema: Any, draft: str) -> None:
        known = _known(schema, draft)
        standard = standardise(schema, draft)
        said = jsonschema_rs.Draft202012Validator(
            {"allOf": [standard.schema], "$defs": dict(standard.definitions)}
        )
        assert [said.is_valid(value) for value in VALUES] == [known.is_valid(value) for value in VALUES]

    def test_a_reference_into_any_place_is_named(self) -> None:
        standard = standardise({"properties": {"a": {"type": "null"}, "b": {"$ref": "#/properties/a"}}})
        assert standard.definitions == {"d0": {"type": "null"}}
        assert standard.schema == {"properties": {"a": {"type": "null"}, "b": {"$ref": "#/$defs/d0"}}}

    def test_a_recursive_schema_ends(self) -> None:
        standard = standardise({"properties": {"next": {"$ref": "#"}}})
        assert standard.definitions == {"d0": {"properties": {"next": {"$ref": "#/$defs/d0"}}}}

    @pytest.mark.parametrize(
        ("schema", "draft", "reason", "place"),
        [
            ({"not": {"$ref": "other.json"}}, "draft2020-12", "leaves the schema", "/not"),
            ({"not": {"$ref": "#/$defs/none"}}, "draft2020-12", "names nothing", "/not"),
            ({"items": {"$dynamicRef": "#x"}}, "draft2020-12", r"\$dynamicRef", "/items"),
            ({"items": {"$id": "http://example.com/x"}}, "draft7", "identifier", "/items"),
            ({"items": {"id": "http://example.com/x"}}, "draft4", "identifier", "/items"),
            ({"properties": {"a": 1}}, "draft7", "neither an object nor a boolean", "/properties/a"),
            ({"anyOf": {}}, "draft7", "no list", "/anyOf"),
            ({"properties": []}, "draft7", "no object", "/properties"),
            ({}, "draft3", "draft3 is not read", ""),
        ],
    )
    def test_what_cannot_be_said_is_unreadable_with_its_place(
        self, schema: Any, draft: str, reason: str, place: str
    ) -> None:
        with pytest.raises(Unreadable, match=reason) as unreadable:
            standardise(schema, draft)
        assert unreadable.value.place == place
