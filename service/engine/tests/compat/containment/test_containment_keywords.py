"""What is contained in what, keyword by keyword; every refusal carries a witness the judge confirmed."""

from typing import Any

import pytest

from dovetail_engine.compat.containment import Contained, NotContained, Undecided, contains

CONTAINED: dict[str, tuple[Any, Any]] = {
    "anything in anything": (True, {}),
    "nothing in anything": (False, {"type": "string"}),
    "a contradiction in nothing": ({"type": "string", "enum": [1, 2]}, False),
    "integers in numbers": ({"type": "integer"}, {"type": "number"}),
    "one type in several": ({"type": "string"}, {"type": ["null", "string"]}),
    "all types in anything": (
        {},
        {"type": ["null", "boolean", "number", "string", "array", "object"]},
    ),
    "a constant in its enumeration": ({"const": "a"}, {"enum": ["b", "a"]}),
    "a constant in its type": ({"const": 1.0}, {"type": "integer"}),
    "a number equals itself however written": ({"const": 1}, {"const": 1.0}),
    "booleans in both of them": ({"type": "boolean"}, {"enum": [True, False]}),
    "an object constant in its shape": (
        {"const": {"a": [1]}},
        {
            "required": ["a"],
            "properties": {"a": {"items": {"type": "integer"}}},
            "additionalProperties": False,
        },
    ),
    "a closed shape of constants in the constant": (
        {
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"const": 1}},
            "additionalProperties": False,
        },
        {"const": {"a": 1}},
    ),
    "a tighter minimum": ({"type": "number", "minimum": 2}, {"minimum": 1}),
    "an exclusive minimum in its bound": ({"exclusiveMinimum": 1}, {"minimum": 1}),
    "an integer above one is at least two": (
        {"type": "integer", "exclusiveMinimum": 1},
        {"minimum": 2},
    ),
    "multiples of six in multiples of two and three": (
        {"multipleOf": 6},
        {"allOf": [{"multipleOf": 2}, {"multipleOf": 3}]},
    ),
    "decimal multiples are exact": ({"multipleOf": 0.3}, {"multipleOf": 0.1}),
    "a finite grid in its values": (
        {"type": "number", "multipleOf": 0.5, "minimum": 0, "maximum": 1},
        {"enum": [0, 0.5, 1]},
    ),
    "every residue class but one": (
        {"type": "integer", "not": {"multipleOf": 2}},
        {"not": {"multipleOf": 4}},
    ),
    "a longer least length": ({"type": "string", "minLength": 3}, {"minLength": 2}),
    "a pattern in a length": ({"type": "string", "pattern": "^[a-z]{1,5}$"}, {"maxLength": 10}),
    "a pattern in a wider pattern": (
        {"type": "string", "pattern": "^[a-z]{1,5}$"},
        {"pattern": "^[a-z0-9]+$"},
    ),
    "words in a pattern": ({"enum": ["ab", "abab"]}, {"pattern": "^(ab)*$"}),
    "lookahead behind the anchor": (
        {"type": "string", "pattern": "^(?=.*[0-9])(?!.*x).{3}$"},
        {"pattern": "[0-9]", "not": {"pattern": "x"}, "maxLength": 3},
    ),
    "a word boundary": ({"type": "string", "pattern": r"^ab\b"}, {"not": {"pattern": "^abc"}}),
    "narrower items": ({"type": "array", "items": {"type": "integer"}}, {"items": {"type": "number"}}),
    "a tuple in a list": (
        {"type": "array", "prefixItems": [{"const": 1}, {"const": 2}], "items": False},
        {"items": {"type": "integer"}, "maxItems": 2},
    ),
    "items split over alternatives when there is one": (
        {"type": "array", "items": {"type": ["string", "number"]}, "maxItems": 1},
        {"anyOf": [{"items": {"type": "string"}}, {"items": {"type": "number"}}]},
    ),
    "two distinct booleans at most": (
        {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True},
        {"maxItems": 2},
    ),
    "distinct items need a matching": (
        {
            "type": "array",
            "prefixItems": [{"enum": [1, 2]}, {"const": 1}],
            "minItems": 2,
            "uniqueItems": True,
        },
        {"prefixItems": [{"const": 2}]},
    ),
    "one item is unique": ({"type": "array", "maxItems": 1}, {"uniqueItems": True}),
    "contains by a position": (
        {"type": "array", "prefixItems": [{"const": 1}], "minItems": 1},
        {"contains": {"type": "integer"}},
    ),
    "two kinds of item need two items": (
        {
            "type": "array",
            "allOf": [{"contains": {"type": "string"}}, {"contains": {"type": "number"}}],
        },
        {"minItems": 2},
    ),
    "counted contains": (
        {"type": "array", "contains": {"const": 1}, "minContains": 3},
        {"contains": {"type": "number"}, "minContains": 2},
    ),
    "a bound on all that match": (
        {"type": "array", "maxItems": 2},
        {"contains": {"const": 1}, "minContains": 0, "maxContains": 2},
    ),
    "more required": ({"type": "object", "required": ["a", "b"]}, {"required": ["a"]}),
    "narrower property": (
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        {"properties": {"a": {"type": "number"}}},
    ),
    "closed in open": (
        {"type": "object", "properties": {"a": True}, "additionalProperties": False},
        {"properties": {"a": True}},
    ),
    "a pattern covers a name": (
        {"type": "object", "patternProperties": {"^x": {"type": "integer"}}},
        {"properties": {"x1": {"type": "number"}}},
    ),
    "names of one pattern in those of another": (
        {"type": "object", "patternProperties": {"^x": True}, "additionalProperties": False},
        {"propertyNames": {"pattern": "^x"}},
    ),
    "required names count": ({"type": "object", "required": ["a", "b"]}, {"minProperties": 2}),
    "closed names count": (
        {"type": "object", "properties": {"a": True, "b": True}, "additionalProperties": False},
        {"maxProperties": 2},
    ),
    "two names of one are no more": (
        {"type": "object", "propertyNames": {"enum": ["a"]}, "minProperties": 2},
        False,
    ),
    "presence implies presence": (
        {"type": "object", "required": ["a", "b"]},
        {"dependentRequired": {"a": ["b"]}},
    ),
    "dependent schema as a condition": (
        {"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
    ),
    "the absent condition": (
        {"type": "object", "properties": {"a": False}},
        {"dependentRequired": {"a": ["b"]}},
    ),
    "a branch in a union": ({"type": "string"}, {"anyOf": [{"type": "null"}, {"type": "string"}]}),
    "a union split on the right": (
        {"type": "number"},
        {"anyOf": [{"maximum": 0}, {"minimum": 0}]},
    ),
    "exclusive branches told apart by a tag": (
        {"type": "object", "required": ["t"], "properties": {"t": {"const": "a"}, "v": {"type": "integer"}}},
        {
            "oneOf": [
                {"required": ["t"], "properties": {"t": {"const": "a"}, "v": {"type": "number"}}},
                {"required": ["t"], "properties": {"t": {"const": "b"}}},
            ]
        },
    ),
    "double negation": ({"not": {"not": {"type": "string"}}}, {"type": "string"}),
    "a condition taken apart": (
        {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "integer"}},
        {"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 1}]},
    ),
    "all of a closed shape": (
        {
            "allOf": [{"type": "object", "properties": {"a": {"type": "string"}}}],
            "unevaluatedProperties": False,
        },
        {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
    ),
    "unevaluated names depend on the branch": (
        {
            "type": "object",
            "anyOf": [
                {"required": ["a"], "properties": {"a": {"const": 1}}},
                {"required": ["b"], "properties": {"b": {"const": 2}}},
            ],
            "unevaluatedProperties": False,
        },
        {"maxProperties": 2, "propertyNames": {"enum": ["a", "b"]}},
    ),
    "unevaluated items after a tuple": (
        {"type": "array", "allOf": [{"prefixItems": [{"type": "string"}]}], "unevaluatedItems": False},
        {"maxItems": 1},
    ),
}

REFUSED: dict[str, tuple[Any, Any]] = {
    "anything is no string": ({}, {"type": "string"}),
    "a number need not be an integer": ({"type": "number"}, {"type": "integer"}),
    "true is not one": ({"const": True}, {"const": 1}),
    "a list of true is not a list of one": ({"const": [True]}, {"const": [1]}),
    "zero is not false": ({"const": {"a": 0}}, {"const": {"a": False}}),
    "a larger enumeration": ({"enum": ["a", "b"]}, {"enum": ["a"]}),
    "a lower minimum": ({"type": "integer", "minimum": 0}, {"minimum": 1}),
    "the bound itself": ({"minimum": 1}, {"exclusiveMinimum": 1}),
    "numbers beyond 64 bits": ({"type": "integer", "minimum": 2**70}, {"maximum": 2**80}),
    "a multiple of two need not be one of four": ({"multipleOf": 2}, {"multipleOf": 4}),
    "a shorter string": ({"type": "string"}, {"minLength": 1}),
    "a wider pattern": ({"type": "string", "pattern": "^[a-z]+$"}, {"pattern": "^[a-m]+$"}),
    "a pattern without anchors matches anywhere": ({"type": "string", "pattern": "a"}, {"pattern": "^a"}),
    "a character outside the first plane": (
        {"type": "string", "minLength": 1, "maxLength": 1},
        {"pattern": "^[\\u0000-\\uFFFF]$"},
    ),
    "unconstrained items": ({"type": "array"}, {"items": {"type": "string"}}),
    "items split over alternatives when there are two": (
        {"type": "array", "items": {"type": ["string", "number"]}, "maxItems": 2},
        {"anyOf": [{"items": {"type": "string"}}, {"items": {"type": "number"}}]},
    ),
    "an empty list contains nothing": ({"type": "array"}, {"contains": True}),
    "the same item twice": ({"type": "array", "minItems": 2}, {"uniqueItems": True}),
    "equal items of different schemas": (
        {"type": "array", "prefixItems": [{"enum": [1, 2]}, {"enum": [2, 3]}], "minItems": 2},
        {"uniqueItems": True},
    ),
    "one match too many": (
        {"type": "array", "items": {"const": 1}, "maxItems": 3},
        {"contains": {"const": 1}, "minContains": 0, "maxContains": 2},
    ),
    "an optional property": ({"type": "object", "properties": {"a": True}}, {"required": ["a"]}),
    "a wider property": (
        {"type": "object", "properties": {"a": {"type": "number"}}},
        {"properties": {"a": {"type": "integer"}}},
    ),
    "an undeclared property": ({"type": "object"}, {"properties": {"a": {"type": "integer"}}}),
    "closing": (
        {"type": "object", "properties": {"a": True}},
        {"properties": {"a": True}, "additionalProperties": False},
    ),
    "an overlapping pattern": (
        {"type": "object", "patternProperties": {"^x": {"type": "integer"}}},
        {"patternProperties": {"y$": {"type": "string"}}},
    ),
    "a name outside the pattern": ({"type": "object"}, {"propertyNames": {"maxLength": 3}}),
    "too few names": ({"type": "object", "required": ["a"]}, {"minProperties": 2}),
    "a name without its companion": ({"type": "object"}, {"dependentRequired": {"a": ["b"]}}),
    "a dependent schema": (
        {"type": "object"},
        {"dependentSchemas": {"a": {"properties": {"b": {"type": "string"}}}}},
    ),
    "a union with one branch more": (
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"anyOf": [{"type": "string"}]},
    ),
    "two branches at once": (
        {"type": "integer"},
        {"oneOf": [{"multipleOf": 2}, {"type": "number"}]},
    ),
    "neither condition": ({}, {"if": {"type": "string"}, "then": {"minLength": 2}}),
    "an evaluated name elsewhere": (
        {"type": "object", "properties": {"b": True}},
        {
            "anyOf": [{"properties": {"a": True}}, {"properties": {"b": {"type": "string"}}}],
            "unevaluatedProperties": False,
        },
    ),
}


class TestContains:
    @pytest.mark.parametrize("case", CONTAINED)
    def test_it_proves_what_holds(self, case: str) -> None:
        sub, sup = CONTAINED[case]
        assert contains(sub, sup) == Contained()

    @pytest.mark.parametrize("case", REFUSED)
    def test_it_shows_a_judged_witness_of_what_does_not(self, case: str) -> None:
        sub, sup = REFUSED[case]
        assert isinstance(contains(sub, sup), NotContained)

    @pytest.mark.parametrize("case", [*CONTAINED, *REFUSED])
    def test_every_schema_contains_itself(self, case: str) -> None:
        for schema in {**CONTAINED, **REFUSED}[case]:
            assert contains(schema, {"allOf": [schema]}) == Contained()


class TestWitness:
    def test_it_is_the_smallest_that_the_difference_needs(self) -> None:
        sub = {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "note": {"type": "string"}, "size": {"type": "integer"}},
        }
        sup = {**sub, "properties": {**sub["properties"], "size": {"type": "integer", "maximum": 10}}}
        assert contains(sub, sup) == NotContained({"id": "a", "size": 11})

    def test_it_spells_strings_with_readable_characters(self) -> None:
        assert contains({"type": "string"}, {"maxLength": 3}) == NotContained("aaaa")
        assert contains({"type": "string"}, {"pattern": "^[^a]*$"}) == NotContained("a")

    def test_it_does_not_depend_on_the_order_of_keys(self) -> None:
        sub = {"type": "object", "properties": {"b": {"type": "string"}, "a": {"type": "integer"}}}
        shuffled = {"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "type": "object"}
        sup = {"maxProperties": 1}
        assert contains(sub, sup) == contains(shuffled, sup)


class TestUndecided:
    @pytest.mark.parametrize(
        ("sub", "sup", "reason"),
        [
            ({"type": "string"}, {"pattern": r"^(a)\1$"}, "back reference"),
            ({"type": "string"}, {"pattern": r"a(?=b)"}, "lookaround"),
            ({"type": "string"}, {"pattern": r"\Aa\Z"}, r"the escape \A"),
            ({"type": "object"}, {"$dynamicRef": "#node"}, "$dynamicRef"),
            ({"type": "object"}, {"$ref": "https://example.com/other.json"}, "the reference"),
            ({"type": "object"}, {"$ref": "#/$defs/Missing"}, "no target"),
            ({"type": "string"}, {"type": "text"}, "the type"),
            ({"type": "number", "minimum": float("inf")}, {"type": "string"}, "outside the supported range"),
        ],
    )
    def test_it_names_what_is_not_modelled(self, sub: Any, sup: Any, reason: str) -> None:
        answer = contains(sub, sup)
        assert isinstance(answer, Undecided)
        assert reason in answer.reason

    def test_it_says_where(self) -> None:
        sub = {"type": "object", "required": ["a/b"], "properties": {"a/b": {"type": "array", "minItems": 1}}}
        sup = {"properties": {"a/b": {"items": {"pattern": r"(a)\1"}}}}
        answer = contains(
            {**sub, "properties": {"a/b": {**sub["properties"]["a/b"], "items": {"type": "string"}}}}, sup
        )
        assert isinstance(answer, Undecided)
        assert answer.place == "/a~1b/0"

    def test_a_construct_out_of_reach_changes_nothing(self) -> None:
        sub = {"type": "integer"}
        assert contains(sub, {"pattern": r"(a)\1"}) == Contained()
        assert isinstance(
            contains({"type": ["string", "null"]}, {"type": "string", "pattern": r"(a)\1"}), NotContained
        )

    def test_the_same_unmodelled_pattern_on_both_sides_is_no_obstacle(self) -> None:
        sub = {"type": "string", "pattern": r"(a)\1", "maxLength": 5}
        assert contains(sub, {"pattern": r"(a)\1", "maxLength": 9}) == Contained()
