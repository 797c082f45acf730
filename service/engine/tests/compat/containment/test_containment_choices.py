"""Which alternatives of a union may hold: a lookup by tag never leaves out one that does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.compat.containment import Universe
from dovetail_engine.compat.containment.choices import MANY, Choices, choice_of
from dovetail_engine.compat.containment.values import freeze
from schemalab.judges import rust


def variant(tag: Any, name: str = "kind") -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: tag}}


FIVE = [variant({"const": f"v{i}"}) for i in range(5)]
FREE = {"type": "object", "required": ["other"]}


def parts(schemas: list[Any]) -> tuple[Any, ...]:
    universe = Universe()
    return tuple(universe.add(schema) for schema in schemas)


class TestChoiceOf:
    def test_it_is_told_by_the_property_that_most_alternatives_fix(self) -> None:
        nodes = parts([*FIVE, variant({"const": 1}, "size")])
        choice = choice_of(nodes)
        assert choice.tag == "kind"
        assert choice.others == nodes[5:]

    def test_a_tag_of_several_values_stands_under_each(self) -> None:
        nodes = parts([variant({"enum": ["a", "b"]}), variant({"const": "b"})])
        choice = choice_of(nodes)
        assert choice.named[freeze("a")] == nodes[:1]
        assert choice.named[freeze("b")] == nodes

    def test_without_any_tag_all_are_open(self) -> None:
        nodes = parts([FREE, {"type": "string"}])
        assert choice_of(nodes).open_to({"kind": "a"}) == nodes


class TestOpenTo:
    def test_a_known_tag_leaves_its_alternative_and_those_without_tag(self) -> None:
        nodes = parts([*FIVE, FREE])
        assert choice_of(nodes).open_to({"kind": "v3"}) == (nodes[3], nodes[5])

    def test_an_unknown_tag_leaves_those_without_tag(self) -> None:
        nodes = parts([*FIVE, FREE])
        assert choice_of(nodes).open_to({"kind": "v9"}) == nodes[5:]

    def test_a_missing_tag_leaves_those_that_do_not_need_it(self) -> None:
        nodes = parts([*FIVE, FREE, {"type": "object", "properties": {"kind": {"const": "v9"}}}])
        assert choice_of(nodes).open_to({"other": 1}) == nodes[5:]

    @pytest.mark.parametrize("value", [{"kind": 3}, {"kind": None}, {"kind": ["v1"]}])
    def test_an_odd_tag_leaves_all(self, value: dict[str, Any]) -> None:
        nodes = parts(FIVE)
        assert choice_of(nodes).open_to(value) == nodes

    @settings(deadline=None, derandomize=True)
    @given(
        st.lists(st.sampled_from([*FIVE, FREE, {"type": "string"}, variant({"type": "string"})]), min_size=1),
        st.dictionaries(st.sampled_from(["kind", "other"]), st.sampled_from(["v0", "v4", "x", 3, None])),
    )
    def test_what_is_left_out_refuses_the_object(self, schemas: list[Any], value: dict[str, Any]) -> None:
        nodes = parts(schemas)
        left = choice_of(nodes).open_to(value)
        refused = [one for one, node in zip(schemas, nodes, strict=True) if node not in left]
        assert not any(rust(schema)(value) for schema in refused)


class TestFitting:
    def test_the_values_of_a_needed_tag_tell(self) -> None:
        nodes = parts([*FIVE, FREE])
        told = {"kind": frozenset({freeze("v1"), freeze("v4")})}
        assert Choices().fitting(nodes, {"kind"}, told) == (nodes[1], nodes[4], nodes[5])

    def test_a_tag_that_may_be_absent_tells_nothing(self) -> None:
        nodes = parts(FIVE)
        assert Choices().fitting(nodes, set(), {"kind": frozenset({freeze("v1")})}) == nodes

    def test_few_alternatives_are_not_looked_up(self) -> None:
        nodes = parts(FIVE[: MANY - 1])
        assert Choices().fitting(nodes, {"kind"}, {"kind": frozenset()}) == nodes

    def test_a_union_is_looked_through_once(self) -> None:
        nodes, choices = parts(FIVE), Choices()
        assert choices.of(nodes) is choices.of(nodes)
