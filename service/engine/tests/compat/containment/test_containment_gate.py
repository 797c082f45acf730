"""Open objects, no accidental names: the one exemption of gate mode."""

from typing import Any

import pytest

from dovetail_engine.compat.containment import Empty, Found, Universe

OPEN = {"type": "object", "properties": {"a": {"type": "string"}}}
WITH_B = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}


def gate(sender: Any, receiver: Any) -> Any:
    universe = Universe(mode="gate")
    return universe.find([universe.add(sender)], universe.add(receiver))


def literal(sender: Any, receiver: Any) -> Any:
    universe = Universe()
    return universe.find([universe.add(sender)], universe.add(receiver))


class TestExemption:
    def test_a_new_optional_property_breaks_nobody(self) -> None:
        assert gate(OPEN, WITH_B) == Empty()
        assert isinstance(literal(OPEN, WITH_B), Found)

    def test_neither_does_a_new_pattern(self) -> None:
        assert gate(OPEN, {**OPEN, "patternProperties": {"^x-": {"type": "string"}}}) == Empty()

    def test_additional_properties_true_leaves_the_object_open(self) -> None:
        assert gate({**OPEN, "additionalProperties": True}, WITH_B) == Empty()

    @pytest.mark.parametrize(
        "receiver",
        [
            {"allOf": [OPEN, WITH_B]},
            {"anyOf": [WITH_B, {"type": "null"}]},
            {"oneOf": [WITH_B, {"type": "null"}]},
            {"if": {"type": "object"}, "then": WITH_B},
        ],
    )
    def test_the_receiver_may_declare_it_in_any_in_place_schema(self, receiver: Any) -> None:
        assert gate(OPEN, receiver) == Empty()

    def test_it_reaches_into_values(self) -> None:
        assert gate({"type": "array", "items": OPEN}, {"type": "array", "items": WITH_B}) == Empty()


class TestNoExemption:
    def test_a_required_property_that_is_new_breaks_by_absence(self) -> None:
        assert gate(OPEN, {**WITH_B, "required": ["b"]}) == Found({})

    def test_closing_breaks_with_a_name_nobody_declares(self) -> None:
        found = gate(OPEN, {**WITH_B, "additionalProperties": False})
        assert isinstance(found, Found)
        assert not found.value.keys() & {"a", "b"}

    def test_giving_the_extra_values_a_type_breaks(self) -> None:
        assert isinstance(gate(OPEN, {**OPEN, "additionalProperties": {"type": "string"}}), Found)

    def test_a_typed_map_may_send_any_name(self) -> None:
        sender = {"type": "object", "additionalProperties": {"type": "string"}}
        found = gate(sender, {"type": "object", "properties": {"b": {"type": "integer"}}})
        assert found == Found({"b": "a"})

    def test_a_property_both_declare_is_compared(self) -> None:
        narrowed = {"type": "object", "properties": {"a": {"type": "string", "maxLength": 2}}}
        assert gate(OPEN, narrowed) == Found({"a": "aaa"})

    def test_a_name_in_a_branch_not_taken_is_no_accident(self) -> None:
        sender = {
            "anyOf": [OPEN, {"type": "object", "required": ["z"], "properties": {"b": True, "z": True}}]
        }
        assert isinstance(gate(sender, {"anyOf": [WITH_B]}), Found)

    def test_a_constant_names_its_properties_on_purpose(self) -> None:
        assert gate({"const": {"b": "x"}}, WITH_B) == Found({"b": "x"})

    def test_the_receivers_pattern_does_not_excuse_other_fresh_names(self) -> None:
        receiver = {
            "type": "object",
            "patternProperties": {"^x-": {"type": "string"}},
            "additionalProperties": {"type": "integer"},
        }
        found = gate({"type": "object"}, receiver)
        assert isinstance(found, Found)
        assert not any(name.startswith("x-") for name in found.value)

    def test_everything_else_is_literal(self) -> None:
        assert isinstance(gate({"type": "string"}, {"type": "string", "maxLength": 3}), Found)
        assert gate({"type": "integer"}, {"type": "number"}) == Empty()
