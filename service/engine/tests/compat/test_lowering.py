"""Lowering, with jsonschema-rs as the arbiter of what the lowered schemas accept."""

from collections.abc import Callable
from typing import Any, ClassVar

import jsonschema_rs
import pytest

from dovetail_engine.compat.lowering import Lowering
from dovetail_engine.compat.nodes import View
from dovetail_engine.compat.policy import DEFAULT_FORMATS
from dovetail_engine.oas import Document

Make = Callable[..., Any]
BODY = "/paths/~1things/post/requestBody/content/application~1json/schema"


def whole(lowering: Lowering, place: str) -> Any:
    """The schema with every definition it reaches."""
    schema = lowering.schema(place)
    shown: dict[str, Any] = {}
    while len(shown) < lowering.size():
        shown = dict(lowering.definitions)
    return {**schema, "$defs": shown} if isinstance(schema, dict) else schema


def accepts(document: Document, value: Any, view: View = "request", place: str = BODY) -> bool:
    lowering = Lowering(document, view, DEFAULT_FORMATS)
    schema = whole(lowering, place)
    return bool(jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value))


class TestDialects:
    def test_nullable_counts_with_a_type_in_3_0(self, request_of: Make) -> None:
        assert accepts(request_of({"type": "string", "nullable": True}, openapi="3.0.3"), None)
        assert not accepts(request_of({"type": "string"}, openapi="3.0.3"), None)

    def test_nullable_without_a_type_says_nothing(self, request_of: Make) -> None:
        schema = {"nullable": True, "allOf": [{"type": "string"}]}
        assert not accepts(request_of(schema, openapi="3.0.3"), None)

    def test_nullable_is_no_word_of_3_1(self, request_of: Make) -> None:
        assert not accepts(request_of({"type": "string", "nullable": True}), None)

    @pytest.mark.parametrize(("value", "fits"), [(5, False), (5.1, True), (9, True), (10, False)])
    def test_exclusive_bounds_are_flags_in_3_0(self, request_of: Make, value: float, fits: bool) -> None:
        schema = {
            "type": "number",
            "minimum": 5,
            "exclusiveMinimum": True,
            "maximum": 10,
            "exclusiveMaximum": True,
        }
        assert accepts(request_of(schema, openapi="3.0.3"), value) is fits

    @pytest.mark.parametrize(("openapi", "fits"), [("3.0.3", True), ("3.1.0", False)])
    def test_what_stands_beside_a_reference_counts_from_3_1_on(
        self, request_of: Make, openapi: str, fits: bool
    ) -> None:
        components = {"schemas": {"Name": {"type": "string"}}}
        schema = {"$ref": "#/components/schemas/Name", "maxLength": 2}
        assert accepts(request_of(schema, openapi=openapi, components=components), "abc") is fits

    def test_const_is_no_word_of_3_0(self, request_of: Make) -> None:
        assert accepts(request_of({"const": "a"}, openapi="3.0.3"), "b")
        assert not accepts(request_of({"const": "a"}), "b")


class TestViews:
    SCHEMA: ClassVar[Any] = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "pin": {"type": "string", "writeOnly": True},
        },
        "required": ["id", "pin"],
    }

    def test_a_request_needs_no_read_only_property(self, request_of: Make) -> None:
        document = request_of(self.SCHEMA)
        assert accepts(document, {"pin": "1"})
        assert not accepts(document, {"id": "1"})

    def test_a_response_needs_no_write_only_property(self, request_of: Make) -> None:
        document = request_of(self.SCHEMA)
        assert accepts(document, {"id": "1"}, "response")
        assert not accepts(document, {"pin": "1"}, "response")

    def test_the_mark_counts_behind_a_reference_and_across_all_of(self, request_of: Make) -> None:
        components = {"schemas": {"Id": {"type": "string", "readOnly": True}}}
        parts = [{"properties": {"id": {"$ref": "#/components/schemas/Id"}}}, {"required": ["id"]}]
        assert accepts(request_of({"type": "object", "allOf": parts}, components=components), {})


class TestReferences:
    def test_references_to_any_place_of_the_document_are_followed(self, request_of: Make) -> None:
        schema = {
            "type": "object",
            "properties": {"a": {"type": "integer"}, "b": {"$ref": f"#{BODY}/properties/a"}},
        }
        assert accepts(request_of(schema), {"b": 1})
        assert not accepts(request_of(schema), {"b": "x"})

    def test_recursion_stays_recursion(self, request_of: Make) -> None:
        node = {
            "type": "object",
            "properties": {"next": {"$ref": "#/components/schemas/Node"}, "n": {"type": "integer"}},
        }
        document = request_of({"$ref": "#/components/schemas/Node"}, components={"schemas": {"Node": node}})
        assert accepts(document, {"next": {"next": {"n": 1}}})
        assert not accepts(document, {"next": {"next": {"n": "x"}}})


class TestDiscriminators:
    def pets(self, request_of: Make, mapping: dict[str, str] | None) -> Document:
        kinds = {
            "Cat": {"type": "object", "properties": {"lives": {"type": "integer"}}},
            "Dog": {"type": "object", "properties": {"lives": {"type": "string"}}},
        }
        choice = {"propertyName": "kind", **({"mapping": mapping} if mapping else {})}
        union = {
            "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in kinds],
            "discriminator": choice,
        }
        return request_of(union, components={"schemas": kinds})

    def test_the_implicit_name_selects_the_branch(self, request_of: Make) -> None:
        document = self.pets(request_of, None)
        assert accepts(document, {"kind": "Cat", "lives": 9})
        assert not accepts(document, {"kind": "Dog", "lives": 9})

    def test_a_mapping_selects_the_branch(self, request_of: Make) -> None:
        document = self.pets(request_of, {"c": "#/components/schemas/Cat", "d": "Dog"})
        assert accepts(document, {"kind": "c", "lives": 9})
        assert accepts(document, {"kind": "d", "lives": "many"})
        assert not accepts(document, {"kind": "d", "lives": 9})

    def test_a_value_that_selects_nothing_is_refused(self, request_of: Make) -> None:
        assert not accepts(self.pets(request_of, None), {"lives": 9})

    def test_a_branch_that_others_would_take_too_is_fine(self, request_of: Make) -> None:
        assert accepts(self.pets(request_of, None), {"kind": "Cat"})


class TestFormats:
    @pytest.mark.parametrize(
        ("name", "good", "bad"),
        [
            ("int32", 2**31 - 1, 2**31),
            ("int64", -(2**63), -(2**63) - 1),
            ("byte", "aGk=", "a"),
            ("date", "2026-01-31", "2026-02-31"),
            ("uuid", "00000000-0000-0000-0000-000000000000", "0"),
        ],
    )
    def test_asserted_formats_hold(self, request_of: Make, name: str, good: Any, bad: Any) -> None:
        document = request_of({"format": name})
        assert accepts(document, good)
        assert not accepts(document, bad)

    def test_other_formats_are_annotations(self, request_of: Make) -> None:
        assert accepts(request_of({"type": "string", "format": "email"}), "nobody")


class TestAnnotations:
    def test_annotations_disappear(self, request_of: Make) -> None:
        schema = {"type": "string", "title": "T", "description": "d", "default": 1, "example": "e", "x-y": 1}
        assert Lowering(request_of(schema), "request", DEFAULT_FORMATS).schema(BODY) == {"type": "string"}

    def test_a_choice_of_nothing_refuses_everything(self, request_of: Make) -> None:
        assert not accepts(request_of({"oneOf": []}), 1)
