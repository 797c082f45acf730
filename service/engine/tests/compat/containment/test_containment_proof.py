"""Proof by structure: what is shown without a search, and that nothing false is."""

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat.containment import Empty, Found, Universe
from dovetail_engine.compat.containment.proof import Prover
from schemalab.engine import seeded
from schemalab.families import DEFINITIONS
from schemalab.generated import VALUES, schemas
from schemalab.judges import rust
from schemalab.neighbours import neighbour

FEW_STEPS = 400

thorough = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def ask(
    sub: Any, sup: Any, *, mode: Any = "literal", definitions: Any = None, budget: int = FEW_STEPS
) -> Any:
    universe = Universe(mode=mode, budget=budget)
    defined = {**DEFINITIONS, **(definitions or {})}
    return universe.find([universe.add(sub, defined)], universe.add(sup, defined), smallest=False)


def searched(sub: Any, sup: Any, **options: Any) -> Any:
    with patch.object(Prover, "shows", return_value=False):
        return ask(sub, sup, budget=20_000, **options)


def variant(number: int, **properties: Any) -> dict[str, Any]:
    named = {"type": {"const": f"v{number}"}, **properties}
    return {"type": "object", "required": ["type"], "properties": named}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def many(leaf: Any, *, name: str, union: str) -> dict[str, Any]:
    """A recursive document: forty variants, each with members that are the whole union again."""
    inner = {"items": {"type": "array", "items": ref(name)}, "left": ref(name), "right": ref(name)}
    return {union: [variant(i, **inner, leaf=leaf, **{f"own{i}": leaf}) for i in range(40)]}


CONTAINED = {
    "property by property": (
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        {"type": "object", "properties": {"a": {"type": "number"}}},
    ),
    "a union branch by branch": (
        {"anyOf": [variant(0, a={"type": "integer"}), variant(1)]},
        {"anyOf": [variant(1), variant(0, a={"type": "number"}), {"type": "null"}]},
    ),
    "exactly one, told apart by tag": (
        {"oneOf": [variant(0, a={"type": "integer"}), variant(1)]},
        {"oneOf": [variant(0, a={"type": "number"}), variant(1)]},
    ),
    "exactly one, told apart by type": (
        {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "array", "maxItems": 1}]},
        {"oneOf": [{"type": "string", "maxLength": 4}, {"type": "array", "maxItems": 2}]},
    ),
    "exactly one, told apart by a required name that the other forbids": (
        {
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"type": "integer"}},
            "additionalProperties": False,
        },
        {
            "oneOf": [
                {"required": ["a"], "properties": {"a": True}, "additionalProperties": False},
                {"required": ["b"], "properties": {"b": True}, "additionalProperties": False},
            ]
        },
    ),
    "exactly one, because the sender is in exactly one": (
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object", "maxProperties": 3},
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "maxProperties": 4},
    ),
    "types one by one": ({"type": ["string", "null"]}, {"anyOf": [{"type": "null"}, {"type": "string"}]}),
    "cells of a map": (
        {"patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
        {"patternProperties": {"^x": {"type": "number"}}, "additionalProperties": {"type": "string"}},
    ),
    "tuples and their rest": (
        {"type": "array", "prefixItems": [{"const": 1}], "items": {"const": 2}, "minItems": 1},
        {"type": "array", "items": {"type": "integer"}, "minItems": 1},
    ),
    "patterns": ({"type": "string", "pattern": "^[a-f]{2}$"}, {"type": "string", "pattern": "^[a-z]+$"}),
}


class TestContained:
    @pytest.mark.parametrize(("sub", "sup"), CONTAINED.values(), ids=CONTAINED)
    @pytest.mark.parametrize("mode", ["literal", "gate"])
    def test_shown_in_few_steps(self, sub: Any, sup: Any, mode: str) -> None:
        assert ask(sub, sup, mode=mode) == Empty()
        assert not isinstance(searched(sub, sup, mode=mode), Found)

    @pytest.mark.parametrize("union", ["anyOf", "oneOf"])
    @pytest.mark.parametrize("mode", ["literal", "gate"])
    def test_large_recursive_unions(self, union: str, mode: str) -> None:
        definitions = {
            "Old": many({"type": "integer"}, name="Old", union=union),
            "New": many({"type": "number"}, name="New", union=union),
        }
        asked = {"mode": mode, "definitions": definitions, "budget": 8_000}
        assert ask(ref("Old"), ref("New"), **asked) == Empty()
        found = ask(ref("New"), ref("Old"), **asked)
        assert isinstance(found, Found)
        assert rust(ref("New"), definitions)(found.value)
        assert not rust(ref("Old"), definitions)(found.value)

    def test_induction_needs_a_smaller_value(self) -> None:
        endless = {"L": {"type": "object", "properties": {"l": ref("L"), "x": {"type": "integer"}}}}
        closed = {"M": {"type": "object", "properties": {"l": ref("M"), "x": {"type": "string"}}}}
        definitions = {**endless, **closed}
        assert isinstance(ask(ref("L"), ref("M"), definitions=definitions), Found)
        assert isinstance(ask(ref("M"), ref("L"), definitions=definitions), Found)


class TestExactlyOne:
    def test_an_alternative_written_twice_takes_nothing(self) -> None:
        assert isinstance(ask({"type": "string"}, {"oneOf": [{"type": "string"}] * 2}), Found)

    def test_overlapping_alternatives_are_not_excused(self) -> None:
        sup = {"oneOf": [{"type": "number"}, {"type": "integer", "minimum": 5}]}
        assert isinstance(ask({"type": "integer"}, sup), Found)


OPEN = {"type": "object", "properties": {"a": {"type": "string"}}}
MORE = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}


class TestGate:
    def test_a_new_optional_property_deep_inside_is_shown(self) -> None:
        def deep(leaf: Any) -> Any:
            return {"type": "array", "items": {"anyOf": [variant(0, p=leaf), variant(1)]}}

        assert ask(deep(OPEN), deep(MORE), mode="gate") == Empty()
        assert isinstance(ask(deep(OPEN), deep(MORE)), Found)

    def test_what_another_part_of_the_sender_says_of_the_member_counts(self) -> None:
        sub = {
            "properties": {"p": OPEN},
            "anyOf": [{"properties": {"p": {"properties": {"b": True}}}}, {"required": ["z"]}],
        }
        assert isinstance(ask(sub, {"properties": {"p": MORE}}, mode="gate"), Found)

    def test_what_another_variant_says_of_the_member_does_not(self) -> None:
        sub = {"anyOf": [variant(0, p=OPEN), variant(1, p={"properties": {"b": {"type": "string"}}})]}
        sup = {"anyOf": [variant(0, p=MORE), variant(1, p={"properties": {"b": {"type": "string"}}})]}
        assert ask(sub, sup, mode="gate") == Empty()

    def test_a_name_that_is_only_depended_on_is_not_declared(self) -> None:
        sup = {"dependentRequired": {"b": ["a"]}}
        assert isinstance(ask({"type": "object"}, sup, mode="gate"), Found)


class TestNothingFalse:
    @thorough
    @given(schemas(), st.integers(0, 2**16), st.booleans(), st.sampled_from(["literal", "gate"]))
    def test_is_shown_of_neighbours(self, one: Any, seed: int, swapped: bool, mode: str) -> None:
        two = neighbour(one, seeded(seed))
        sub, sup = (two, one) if swapped else (one, two)
        self.check(sub, sup, mode)

    @thorough
    @given(schemas(), schemas(), st.sampled_from(["literal", "gate"]))
    def test_is_shown_of_strangers(self, sub: Any, sup: Any, mode: str) -> None:
        self.check(sub, sup, mode)

    def check(self, sub: Any, sup: Any, mode: str) -> None:
        proved = ask(sub, sup, mode=mode, budget=20_000)
        unaided = searched(sub, sup, mode=mode)
        assert {type(proved), type(unaided)} != {Empty, Found}
        if mode == "literal" and proved == Empty():
            accepts, takes = rust(sub, DEFINITIONS), rust(sup, DEFINITIONS)
            assert [value for value in VALUES if accepts(value) and not takes(value)] == []
