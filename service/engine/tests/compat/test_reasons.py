"""What a refused value is told: the objection that matters, in JSON's own spelling."""

from typing import Any

import jsonschema_rs
import pytest

from dovetail_engine.compat.reasons import Focus, Reasons, spelled

TAGGED = {
    "anyOf": [
        {"type": "object", "properties": {"kind": {"const": "cat"}, "lives": {"maximum": 9}}},
        {"type": "object", "properties": {"kind": {"const": "dog"}, "name": {"type": "string"}}},
        {"type": "null"},
    ]
}


def reasons(schema: Any) -> Reasons:
    return Reasons(jsonschema_rs.Draft202012Validator(schema, validate_formats=True))


def said(schema: Any, value: Any, focus: Focus | None = None) -> str | None:
    return reasons(schema).reason(value, focus)


class TestWords:
    @pytest.mark.parametrize(
        ("schema", "value", "expected"),
        [
            ({"required": ["a"]}, {}, "'a' is a required property"),
            ({"enum": ["a", 1, None]}, "b", "'b' is not one of 'a', 1, null"),
            ({"const": True}, None, "null is not true"),
            ({"type": ["string", "null"]}, True, "true is not of type 'null', 'string'"),
            ({"minLength": 1}, "", "'' is shorter than 1 character"),
            ({"minProperties": 2}, {}, "{} has less than 2 properties"),
            ({"maximum": 5}, 6, "6 is greater than the maximum of 5"),
            ({"additionalProperties": False}, {"b": 1, "a": 2}, "Additional properties are not allowed"),
            ({"properties": {}, "additionalProperties": False}, {"b": 1}, "Additional properties are not"),
            ({"properties": {"a": False}}, {"a": 1}, "a: 1 is not allowed here"),
            ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, "'ab' is longer than 1 character"),
            ({"oneOf": [{}, True]}, 1, "the value fits more than one of the alternatives"),
            ({"not": {"type": "string"}}, "a", "the value is refused"),
            ({"maxLength": 3}, "a" * 99, "the value is longer than 3 characters"),
            ({"uniqueItems": True}, ["a" * 99] * 2, "the value has non-unique elements"),
        ],
    )
    def test_each_keyword_has_its_own(self, schema: Any, value: Any, expected: str) -> None:
        assert (said(schema, value) or "").startswith(expected)

    def test_long_enumerations_are_cut(self) -> None:
        assert said({"enum": list(range(20))}, -1) == "-1 is not one of 0, 1, 2, 3, 4, 5, 6, 7, 12 more"

    def test_positions_are_in_brackets(self) -> None:
        schema = {"items": {"properties": {"status": {"enum": ["open"]}}}}

        assert said(schema, [{"status": "held"}]) == "[0].status: 'held' is not 'open'"

    def test_a_union_of_values_reads_like_an_enumeration(self) -> None:
        assert (
            said({"anyOf": [{"const": 1}, {"type": "integer", "enum": [2, 3]}]}, 4)
            == "4 is not one of 1, 2, 3"
        )

    def test_a_value_that_fits_has_none(self) -> None:
        assert said({"type": "string"}, "a") is None


class TestWhichObjection:
    def test_the_alternative_of_the_same_tag_speaks(self) -> None:
        assert said(TAGGED, {"kind": "cat", "lives": 10}) == "lives: 10 is greater than the maximum of 9"

    def test_where_several_come_close_none_is_singled_out(self) -> None:
        schema = {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}

        assert said(schema, {}) == "the value fits none of the alternatives"

    def test_the_one_at_the_focus_comes_first(self) -> None:
        schema = {"required": ["a"], "properties": {"b": {"required": ["c"], "minProperties": 1}}}

        assert said(schema, {"b": {}}) == "'a' is a required property"
        assert said(schema, {"b": {}}, Focus(("b",), "c")) == "b: 'c' is a required property"

    def test_blame_is_told_by_the_place(self) -> None:
        judge = reasons({"required": ["a"], "properties": {"b": {"type": "string"}}})

        assert judge.objects_at({"b": 1}, Focus(("b",)))
        assert not judge.objects_at({"b": "x"}, Focus(("b",)))


def test_values_are_spelled_as_json_and_texts_in_single_quotes() -> None:
    assert [spelled(value) for value in (None, True, "x", [None, {"a": False}])] == [
        "null",
        "true",
        "'x'",
        '[null,{"a":false}]',
    ]
