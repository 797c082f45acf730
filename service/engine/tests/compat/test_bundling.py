"""Bundles: a validator says the same of a value with what the value reaches as with everything."""

from typing import Any

import jsonschema_rs
import pytest

from dovetail_engine.compat import dialect
from dovetail_engine.compat.bundling import Bundles

DEFINITIONS: dict[str, Any] = {
    "Name": {"type": "string", "maxLength": 3},
    "Cat": {"type": "object", "properties": {"name": {"$ref": "#/$defs/Name"}}},
    "Dog": {"type": "object", "properties": {"friends": {"type": "array", "items": {"$ref": "#/$defs/Pet"}}}},
    "Pet": {
        "anyOf": [
            {"allOf": [{"$ref": f"#/$defs/{variant}"}, tagged]}
            for variant, tagged in (
                (variant, {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": [tag]}}})
                for variant, tag in (("Cat", "cat"), ("Dog", "dog"))
            )
        ]
    },
}
PET = {"$ref": "#/$defs/Pet"}


def reached(schema: Any, value: Any) -> tuple[str, ...]:
    return Bundles(DEFINITIONS).reached(schema, value)


def accepted(schema: Any, value: Any) -> bool:
    bundles = Bundles(DEFINITIONS)
    bundle = bundles.bundle(schema, bundles.reached(schema, value))
    return bool(jsonschema_rs.Draft202012Validator(bundle).is_valid(value))


def accepted_by_all(schema: Any, value: Any) -> bool:
    return bool(jsonschema_rs.Draft202012Validator({**schema, "$defs": DEFINITIONS}).is_valid(value))


class TestWhatIsReached:
    def test_a_variant_of_another_tag_is_not(self) -> None:
        assert reached(PET, {"kind": "dog"}) == ("Dog", "Pet")

    def test_a_member_that_the_value_lacks_is_not(self) -> None:
        assert reached(PET, {"kind": "cat"}) == ("Cat", "Pet")
        assert reached(PET, {"kind": "cat", "name": "a"}) == ("Cat", "Name", "Pet")

    def test_references_are_followed_with_the_parts_of_the_value(self) -> None:
        assert reached(PET, {"kind": "dog", "friends": [{"kind": "cat", "name": ""}]}) == (
            "Cat",
            "Dog",
            "Name",
            "Pet",
        )

    @pytest.mark.parametrize(
        ("schema", "value"),
        [
            ({"not": {"$ref": "#/$defs/Name"}}, 1),
            ({"if": {"$ref": "#/$defs/Name"}, "then": True}, 1),
            ({"patternProperties": {"^a": {"$ref": "#/$defs/Name"}}}, {"a": 1}),
            ({"additionalProperties": {"$ref": "#/$defs/Name"}}, {"a": 1}),
            ({"unevaluatedProperties": {"$ref": "#/$defs/Name"}}, {"a": 1}),
            ({"propertyNames": {"$ref": "#/$defs/Name"}}, {"abcd": 1}),
            ({"dependentSchemas": {"a": {"$ref": "#/$defs/Name"}}}, {"a": 1}),
            ({"prefixItems": [True, {"$ref": "#/$defs/Name"}]}, [1, 2]),
            ({"contains": {"$ref": "#/$defs/Name"}}, [1]),
            ({"unevaluatedItems": {"$ref": "#/$defs/Name"}}, [1]),
        ],
    )
    def test_every_keyword_that_applies_a_schema_counts(self, schema: Any, value: Any) -> None:
        assert reached(schema, value) == ("Name",)
        assert accepted(schema, value) == accepted_by_all(schema, value)

    def test_no_keyword_of_the_dialect_is_forgotten(self) -> None:
        lists, maps = dialect.SCHEMA_LIST_KEYWORDS, dialect.SCHEMA_MAP_KEYWORDS
        for keyword in dialect.SCHEMA_KEYWORDS | lists | maps:
            inner: Any = {"$ref": "#/$defs/Name"}
            schema = {keyword: [inner] if keyword in lists else {"a": inner} if keyword in maps else inner}
            assert "Name" in (*reached(schema, {"a": 1}), *reached(schema, ["a"])), keyword


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "cat", "name": "abcd"},
        {"kind": "cat", "name": "abc"},
        {"kind": "cow"},
        {"kind": "dog", "friends": [{"kind": "cat", "name": "abcd"}]},
        {"kind": "dog", "friends": [{"kind": "cat", "name": "ab"}, {"kind": "dog"}]},
        {"name": "abcd"},
        {"kind": 1},
        "cat",
    ],
)
def test_the_verdict_is_that_of_the_whole(value: Any) -> None:
    assert accepted(PET, value) == accepted_by_all(PET, value)


def test_a_tag_that_is_no_text_keeps_nothing_away() -> None:
    tagged = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": [1]}}}
    schema = {"anyOf": [{"allOf": [{"$ref": "#/$defs/Cat"}, tagged]}]}

    assert reached(schema, {"kind": 1}) == ("Cat",)
    assert not accepted(schema, {"kind": 1, "name": 1})
