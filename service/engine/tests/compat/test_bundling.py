"""Bundles: a validator says the same of a value with what the value reaches as with everything."""

from typing import Any, ClassVar

import jsonschema_rs
import pytest

from dovetail_engine.compat import dialect
from dovetail_engine.compat.bundling import Bundles, Foreign

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


def bundled(schema: Any, value: Any) -> Any:
    return Bundles(DEFINITIONS).bundle(schema, value)


def accepted(schema: Any, value: Any) -> bool:
    return bool(jsonschema_rs.Draft202012Validator(bundled(schema, value)).is_valid(value))


def accepted_by_all(schema: Any, value: Any) -> bool:
    return bool(jsonschema_rs.Draft202012Validator({**schema, "$defs": DEFINITIONS}).is_valid(value))


class TestWhatIsLeftOut:
    def test_a_variant_of_another_tag_refuses(self) -> None:
        assert [part is False for part in bundled(PET, {"kind": "dog"})["$defs"]["0"]["anyOf"]] == [
            True,
            False,
        ]

    def test_what_is_said_of_an_absent_member_is_open(self) -> None:
        cat = {"$ref": "#/$defs/Cat"}

        assert bundled(cat, {})["$defs"] == {"0": {"type": "object", "properties": {"name": True}}}
        assert DEFINITIONS["Name"] in bundled(cat, {"name": "a"})["$defs"].values()

    def test_the_bundle_does_not_grow_with_the_definitions(self) -> None:
        many = {f"V{n}": {"type": "object", "properties": {"kind": {"const": f"v{n}"}}} for n in range(500)}
        union = {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in many]}

        bundle: Any = Bundles(many).bundle(union, {"kind": "v7"})

        assert list(bundle["$defs"].values()) == [many["V7"]]

    def test_recursion_ends_where_the_value_ends(self) -> None:
        value: Any = {"kind": "dog", "friends": [{"kind": "dog", "friends": []}]}

        assert accepted(PET, value)
        assert len(bundled(PET, value)["$defs"]) == 4


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"not": {"$ref": "#/$defs/Name"}}, [1, "a"]),
        ({"if": {"$ref": "#/$defs/Name"}, "then": False, "else": True}, [1, "a"]),
        ({"patternProperties": {"^a": {"$ref": "#/$defs/Name"}}}, [{"a": 1}, {"b": 1}, {}]),
        ({"properties": {"b": True}, "additionalProperties": {"$ref": "#/$defs/Name"}}, [{"a": 1}, {"b": 1}]),
        (
            {"properties": {"b": True}, "unevaluatedProperties": {"$ref": "#/$defs/Name"}},
            [{"a": 1}, {"b": 1}],
        ),
        ({"propertyNames": {"$ref": "#/$defs/Name"}}, [{"abcd": 1}, {"a": 1}, {}]),
        ({"dependentSchemas": {"a": {"$ref": "#/$defs/Name"}}}, [{"a": 1}, {"b": 1}]),
        ({"prefixItems": [True, {"$ref": "#/$defs/Name"}], "items": False}, [[1, 2], [1], [1, "a", 3]]),
        ({"contains": {"$ref": "#/$defs/Name"}}, [[1], [1, "a"], []]),
        ({"prefixItems": [True], "unevaluatedItems": {"$ref": "#/$defs/Name"}}, [[1], [1, 2]]),
        ({"allOf": [{"$ref": "#/$defs/Name"}], "minLength": 2}, ["a", "ab", "abcd"]),
        (
            {"items": {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Name"}]}},
            [["a", {}], ["abcd"], [{}, 1]],
        ),
    ],
)
def test_every_keyword_says_what_it_says(schema: Any, values: list[Any]) -> None:
    assert [accepted(schema, value) for value in values] == [
        accepted_by_all(schema, value) for value in values
    ]


def test_no_keyword_of_the_dialect_keeps_an_outside_reference() -> None:
    lists, maps = dialect.SCHEMA_LIST_KEYWORDS, dialect.SCHEMA_MAP_KEYWORDS
    for keyword in dialect.SCHEMA_KEYWORDS | lists | maps:
        inner: Any = {"$ref": "#/$defs/Name"}
        schema = {keyword: [inner] if keyword in lists else {"a": inner} if keyword in maps else inner}
        for value in ({"a": 1}, ["a"]):
            assert inner["$ref"] not in repr(bundled(schema, value)), keyword


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

    assert not accepted(schema, {"kind": 1, "name": 1})
    assert accepted(schema, {"kind": 1})


class TestAsWritten:
    """In OpenAPI 3.0 a schema says less than it seems to."""

    DEFINITIONS: ClassVar[dict[str, Any]] = {
        "#/Kind": {"type": "string"},
        "#/Cat": {"type": "object", "properties": {"kind": {"$ref": "#/Kind", "enum": ["cat"]}}},
        "#/Id": {"type": "string", "readOnly": True, "maxLength": 3},
    }

    def bundled(self, schema: Any, value: Any) -> Any:
        return Bundles(self.DEFINITIONS, foreign=frozenset({"pattern"})).bundle(schema, value)

    def test_what_stands_beside_a_reference_keeps_no_alternative_away(self) -> None:
        bundle = self.bundled({"oneOf": [{"$ref": "#/Cat"}]}, {"kind": "dog"})

        assert bundle["oneOf"] == [{"$ref": "#/$defs/0"}]

    def test_a_null_may_fit_an_enumeration_that_does_not_name_it(self) -> None:
        kind = {"type": "string", "nullable": True, "enum": ["cat"]}
        bundle = self.bundled(
            {"oneOf": [{"properties": {"kind": kind, "id": {"$ref": "#/Id"}}}]}, {"kind": None}
        )

        assert bundle["oneOf"] != [False]

    def test_a_required_name_may_be_hidden(self) -> None:
        schema = {"required": ["id"], "properties": {"id": {"$ref": "#/Id"}}}

        bundle = self.bundled({"oneOf": [schema]}, {})

        assert bundle["oneOf"][0]["properties"] == {"id": {"$ref": "#/$defs/0"}}
        assert bundle["$defs"]["0"] == {"readOnly": True}

    def test_a_foreign_keyword_is_told_where_the_value_comes_upon_it(self) -> None:
        schema = {"properties": {"a": {"items": {"pattern": "x"}}, "pattern": {"type": "string"}}}

        assert self.bundled(schema, {"pattern": "x"})
        with pytest.raises(Foreign):
            self.bundled(schema, {"a": ["x"]})
