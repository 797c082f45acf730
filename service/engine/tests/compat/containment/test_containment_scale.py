"""Cost follows the change, and hostile schemas end within their budget."""

from typing import Any

import pytest

from dovetail_engine.compat.containment import Empty, Found, NotContained, Undecided, Universe, contains
from dovetail_engine.compat.containment.universe import DEFAULT_STEPS


def member(tag: int, size: str = "integer") -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind", "name"],
        "properties": {
            "kind": {"const": f"kind-{tag}"},
            "name": {"type": "string"},
            "size": {"type": size},
            "parts": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        },
    }


def union(word: str, count: int) -> dict[str, Any]:
    return {word: [{"$ref": f"#/$defs/M{tag}"} for tag in range(count)]}


def members(count: int, **changed: dict[str, Any]) -> dict[str, Any]:
    return {**{f"M{tag}": member(tag) for tag in range(count)}, **changed}


class TestUnions:
    @pytest.mark.parametrize("mode", ["literal", "gate"])
    @pytest.mark.parametrize("word", ["oneOf", "anyOf"])
    def test_one_changed_branch_of_200_is_found_in_few_steps(self, word: str, mode: Any) -> None:
        universe = Universe(mode=mode, budget=20_000)
        old = universe.add(union(word, 200), members(200))
        new = universe.add(union(word, 200), members(200, M77=member(77, "number")))
        found = universe.find([new], old)
        assert universe.find([old], new) == Empty()
        assert isinstance(found, Found)
        assert found.value["kind"] == "kind-77"

    def test_a_tag_that_may_be_absent_still_tells_branches_apart(self) -> None:
        optional = {name: {**part, "required": ["name"]} for name, part in members(40).items()}
        universe = Universe(mode="gate")
        old = universe.add(union("oneOf", 40), optional)
        new = universe.add(
            union("oneOf", 40), {**optional, "M7": {**member(7, "number"), "required": ["name"]}}
        )
        # Without its tag the value is in the changed branch alone, and in no old one.
        assert universe.find([new], old) == Found({"name": "a", "size": 0.5})

    def test_one_more_branch_is_a_widening(self) -> None:
        universe = Universe(mode="gate")
        old, new = (
            universe.add(union("oneOf", 200), members(200)),
            universe.add(union("oneOf", 201), members(201)),
        )
        assert universe.find([old], new) == Empty()
        found = universe.find([new], old)
        assert isinstance(found, Found)
        assert found.value["kind"] == "kind-200"

    def test_equal_unions_cost_nothing(self) -> None:
        universe = Universe(budget=5, mode="gate")
        old, new = (
            universe.add(union("oneOf", 200), members(200)),
            universe.add(union("oneOf", 200), members(200)),
        )
        assert universe.find([new], old) == Empty()


class TestWideObjects:
    def test_one_changed_property_of_300_costs_few_steps(self) -> None:
        named = {f"p{i}": {"type": "object", "properties": {"a": {"maxLength": i}}} for i in range(300)}
        old = {"type": "object", "properties": named}
        new = {
            **old,
            "properties": {**named, "p5": {"type": "object", "properties": {"a": {"maxLength": 4}}}},
        }
        universe = Universe(budget=1000)
        one, two = universe.add(old), universe.add(new)
        assert universe.find([one], two) == Found({"p5": {"a": "aaaaa"}})
        assert universe.find([two], one) == Empty()


class TestHostileSchemas:
    def test_enumerations_of_a_hundred_thousand_values(self) -> None:
        values = [f"value-{i}" for i in range(100_000)]
        assert contains({"enum": values}, {"enum": values[:-1]}) == NotContained("value-99999")

    def test_tiny_steps_and_huge_bounds(self) -> None:
        assert isinstance(
            contains({"type": "number", "multipleOf": 1e-300}, {"multipleOf": 2e-300}), NotContained
        )
        assert contains({"type": "integer", "minimum": 10**30}, {"maximum": 10**40}) == NotContained(
            10**40 + 1
        )

    def test_two_hundred_nested_conjunctions(self) -> None:
        schema: Any = {"type": "integer"}
        for _ in range(200):
            schema = {"allOf": [schema]}
        universe = Universe()
        deep, flat = universe.add(schema), universe.add({"type": "number"})
        assert universe.find([deep], flat) == Empty()
        assert universe.find([flat], deep) == Found(0.5)

    def test_five_thousand_nested_properties(self) -> None:
        schema: Any = {"type": "integer"}
        for _ in range(5000):
            schema = {"type": "object", "required": ["a"], "properties": {"a": schema}}
        universe = Universe()
        deep = universe.add(schema)
        assert universe.find([deep], deep) == Empty()
        assert universe.find([deep]) == Undecided("every value found is nested deeper than 200 levels")

    def test_a_product_of_alternatives(self) -> None:
        def either(name: str, *types: str) -> dict[str, Any]:
            return {"anyOf": [{"properties": {name: {"type": kind}}} for kind in types]}

        sub = {"type": "object", "allOf": [either(f"p{i}", "string", "integer") for i in range(10)]}
        sup = {"properties": {f"p{i}": {"type": ["string", "integer"]} for i in range(10)}}
        assert isinstance(contains(sub, sup), Undecided) or contains(sub, sup) == contains(sub, {})

    @pytest.mark.parametrize(
        "schema",
        [
            {"type": "array", "minItems": 10**9},
            {"type": "string", "minLength": 10**9},
            {"type": "object", "minProperties": 10**9},
            {"type": "array", "contains": {"type": "string"}, "minContains": 10**9},
        ],
    )
    def test_values_too_large_to_build_are_undecided(self, schema: Any) -> None:
        universe = Universe()
        answer = universe.find([universe.add(schema)])
        assert isinstance(answer, Undecided)
        assert answer.reason

    def test_a_thousand_different_items(self) -> None:
        universe = Universe()
        found = universe.find([universe.add({"type": "array", "uniqueItems": True, "minItems": 1000})])
        assert isinstance(found, Found)
        assert len({repr(item) for item in found.value}) == 1000

    def test_many_patterns_for_names(self) -> None:
        patterns = {f"^{chr(97 + i)}": {"type": "integer"} for i in range(20)}
        universe = Universe()
        sender = universe.add({"type": "object", "patternProperties": patterns})
        answer = universe.find([sender], universe.add({"additionalProperties": {"type": "integer"}}))
        assert isinstance(answer, Found | Undecided)

    def test_the_budget_is_named_when_it_ends_the_search(self) -> None:
        universe = Universe(budget=3)
        sender = universe.add({"type": "object", "properties": {"a": {"type": "object", "required": ["b"]}}})
        answer = universe.find([sender], universe.add({"properties": {"a": {"required": ["c"]}}}))
        assert answer == Undecided("the budget of 3 steps is used up")

    def test_the_default_budget_is_a_number_of_steps(self) -> None:
        assert DEFAULT_STEPS > 10_000
