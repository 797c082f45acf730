"""Recursive definitions: containment by induction on values, inhabitation as a least fixpoint."""

from typing import Any

from dovetail_engine.compat.containment import (
    Contained,
    Empty,
    Found,
    NotContained,
    Undecided,
    Universe,
    contains,
)


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def tree(leaf: Any) -> dict[str, Any]:
    node = {
        "type": "object",
        "required": ["value"],
        "properties": {"value": leaf, "children": {"type": "array", "items": ref("Tree")}},
    }
    return {"Tree": node}


def pair(leaf: Any) -> dict[str, Any]:
    return {
        "A": {"type": "object", "properties": {"b": ref("B")}},
        "B": {"type": "object", "properties": {"a": ref("A"), "leaf": leaf}},
    }


class TestContains:
    def test_a_narrower_tree_is_in_a_wider_one(self) -> None:
        narrow, wide = tree({"type": "integer"}), tree({"type": "number"})
        assert contains(ref("Tree"), ref("Tree"), definitions=narrow, sup_definitions=wide) == Contained()

    def test_a_wider_tree_is_not_in_a_narrower_one(self) -> None:
        narrow, wide = tree({"type": "integer"}), tree({"type": "number"})
        answer = contains(ref("Tree"), ref("Tree"), definitions=wide, sup_definitions=narrow)
        assert answer == NotContained({"value": 0.5})

    def test_mutual_recursion_with_a_changed_leaf(self) -> None:
        narrow, wide = pair({"type": "integer"}), pair({"type": "number"})
        assert contains(ref("A"), ref("A"), definitions=narrow, sup_definitions=wide) == Contained()
        answer = contains(ref("A"), ref("A"), definitions=wide, sup_definitions=narrow)
        assert answer == NotContained({"b": {"leaf": 0.5}})

    def test_an_unrolled_definition_equals_the_rolled_one(self) -> None:
        rolled = tree({"type": "integer"})
        unrolled = {**rolled, "Outer": {**rolled["Tree"]}}
        for one, two in (("Tree", "Outer"), ("Outer", "Tree")):
            assert contains(ref(one), ref(two), definitions=unrolled) == Contained()

    def test_a_difference_far_below_is_found(self) -> None:
        deep: dict[str, Any] = {"type": "integer"}
        for _ in range(150):
            deep = {"type": "object", "properties": {"a": deep}}
        universe = Universe()
        found = universe.find([universe.add({"type": "object"})], universe.add(deep))
        assert isinstance(found, Found)

    def test_only_finite_values_count(self) -> None:
        endless = {"L": {"type": "object", "required": ["next"], "properties": {"next": ref("L")}}}
        assert contains(ref("L"), {"type": "string"}, definitions=endless) == Contained()

    def test_a_chain_of_many_definitions_needs_no_deep_stack(self) -> None:
        chain: dict[str, Any] = {
            f"D{i}": {"type": "object", "properties": {"n": ref(f"D{i + 1}")}} for i in range(3000)
        }
        chain["D3000"] = {"type": "string"}
        universe = Universe()
        node = universe.add(ref("D0"), chain)
        assert universe.find([node], node) == Empty()
        assert isinstance(universe.find([node]), Found)


class TestInhabitation:
    def test_a_required_self_loop_has_no_value(self) -> None:
        universe = Universe()
        loop = universe.add(
            ref("L"), {"L": {"type": "object", "required": ["l"], "properties": {"l": ref("L")}}}
        )
        assert universe.find([loop]) == Empty()

    def test_a_way_out_gives_it_one(self) -> None:
        universe = Universe()
        way_out = {"anyOf": [{"type": "null"}, ref("L")]}
        loop = universe.add(
            ref("L"), {"L": {"type": "object", "required": ["l"], "properties": {"l": way_out}}}
        )
        assert universe.find([loop]) == Found({"l": None})

    def test_what_was_presumed_empty_on_the_way_is_looked_at_again(self) -> None:
        definitions = {
            "A": {"anyOf": [{"type": "array", "minItems": 1, "items": ref("B")}, {"const": 7}]},
            "B": {"type": "object", "required": ["a"], "properties": {"a": ref("A")}},
        }
        universe = Universe()
        first, second = universe.add(ref("A"), definitions), universe.add(ref("B"), definitions)
        assert isinstance(universe.find([first]), Found)
        assert universe.find([second]) == Found({"a": 7})

    def test_a_schema_that_applies_itself_to_the_same_value_is_undecided(self) -> None:
        universe = Universe()
        endless = universe.add(ref("A"), {"A": {"anyOf": [{"type": "string"}, ref("A")]}})
        assert isinstance(universe.find([endless]), Undecided)


class TestEqualNodes:
    def test_equal_documents_share_nodes(self) -> None:
        universe = Universe()
        one, two = (universe.add(ref("Tree"), tree({"type": "integer"})) for _ in range(2))
        assert one is two

    def test_names_annotations_and_order_do_not_matter(self) -> None:
        universe = Universe()
        plain = universe.add({"required": ["a", "b"], "type": ["null", "object"]})
        dressed = universe.add(
            ref("Renamed"),
            {
                "Renamed": {
                    "type": ["object", "null"],
                    "title": "T",
                    "required": ["b", "a"],
                    "example": {"a": 1},
                }
            },
        )
        assert plain is dressed

    def test_cycles_of_equal_shape_share_nodes_under_other_names(self) -> None:
        def renamed(a: str, b: str) -> dict[str, Any]:
            return {
                a: {"type": "object", "properties": {"x": ref(b)}},
                b: {"type": "array", "items": ref(a)},
            }

        universe = Universe()
        assert universe.add(ref("A"), renamed("A", "B")) is universe.add(ref("Q"), renamed("Q", "P"))

    def test_a_changed_leaf_makes_other_nodes(self) -> None:
        universe = Universe()
        one = universe.add(ref("Tree"), tree({"type": "integer"}))
        assert one is not universe.add(ref("Tree"), tree({"type": "number"}))

    def test_what_is_not_modelled_is_equal_only_to_itself(self) -> None:
        universe = Universe()
        one = universe.add({"$ref": "#/elsewhere"}, {"D": {"type": "string"}})
        two = universe.add({"$ref": "#/elsewhere"}, {"D": {"type": "integer"}})
        assert one is not two
