"""Pairs that rule-based gates get wrong, in both directions."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Report, compare

Judge = Callable[..., Report]
Make = Callable[..., Any]

NAME = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
AGE = {"type": "object", "properties": {"age": {"type": "integer"}}}
BOTH = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
    "required": ["name"],
}
AB = {"type": "string", "enum": ["a", "b"]}

REFACTORINGS = {
    "allOf flattened": ({"allOf": [NAME, AGE]}, BOTH),
    "allOf split": (BOTH, {"allOf": [NAME, AGE]}),
    "allOf of one unwrapped": ({"allOf": [NAME]}, NAME),
    "allOf with a duplicate": ({"allOf": [NAME, NAME]}, NAME),
    "enum as anyOf of constants": (AB, {"anyOf": [{"const": "a"}, {"const": "b"}]}),
    "enum as oneOf of constants": (AB, {"oneOf": [{"const": "b"}, {"const": "a"}]}),
    "enum of one as const": ({"type": "string", "enum": ["a"]}, {"const": "a"}),
    "a limit that the enum implies": (AB, {**AB, "maxLength": 1}),
    "a type that the enum implies": (AB, {"enum": ["a", "b"]}),
    "type array as anyOf": ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "exclusive bound as inclusive": (
        {"type": "integer", "exclusiveMinimum": 0},
        {"type": "integer", "minimum": 1},
    ),
    "alternatives in another order": ({"anyOf": [NAME, AGE]}, {"anyOf": [AGE, NAME]}),
    "required in another order": (
        {**BOTH, "required": ["name", "age"]},
        {**BOTH, "required": ["age", "name"]},
    ),
}

WIDENINGS = {
    "a wider pattern": ({"type": "string", "pattern": "^[a-c]+$"}, {"type": "string", "pattern": "^[a-z]+$"}),
    "an equal pattern": ({"type": "string", "pattern": "^[0-9]+$"}, {"type": "string", "pattern": "^\\d+$"}),
    "an optional property removed from an open object": (BOTH, NAME),
    "a finer step": ({"type": "integer", "multipleOf": 6}, {"type": "integer", "multipleOf": 3}),
}

NARROWINGS = {
    "a step": ({"type": "integer"}, {"type": "integer", "multipleOf": 5}),
    "unique items": ({"type": "array"}, {"type": "array", "uniqueItems": True}),
    "at least two properties": ({"type": "object"}, {"type": "object", "minProperties": 2}),
    "at most one property": ({"type": "object"}, {"type": "object", "maxProperties": 1}),
    "at most one item": ({"type": "array"}, {"type": "array", "maxItems": 1}),
    "a value refused": ({"type": "string"}, {"type": "string", "not": {"const": "a"}}),
    "closed": (NAME, {**NAME, "additionalProperties": False}),
    "a typed rest": (NAME, {**NAME, "additionalProperties": {"type": "integer"}}),
    "another pattern": ({"type": "string", "pattern": "^a"}, {"type": "string", "pattern": "^b"}),
    "an overlapping alternative of oneOf": (
        {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
        {"oneOf": [{"type": "string"}, {"type": "boolean"}, {"const": "a"}]},
    ),
    "a nested property becomes required": (
        {"type": "object", "properties": {"items": {"type": "array", "items": BOTH}}},
        {
            "type": "object",
            "properties": {"items": {"type": "array", "items": {**BOTH, "required": ["name", "age"]}}},
        },
    ),
    "a value of a typed map": (
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "object", "additionalProperties": {"type": "integer", "minimum": 5}},
    ),
}


def wire(report: Report) -> list[str]:
    return [
        f"{finding.level} {finding.rule}"
        for finding in report.findings
        if finding.effect in {"NARROWED", "WIDENED"}
    ]


class TestSchemas:
    @pytest.mark.parametrize(("base", "head"), REFACTORINGS.values(), ids=REFACTORINGS)
    def test_a_refactoring_is_silent(self, requests: Judge, responses: Judge, base: Any, head: Any) -> None:
        assert wire(requests(base, head)) == []
        assert wire(responses(base, head)) == []

    @pytest.mark.parametrize(("base", "head"), WIDENINGS.values(), ids=WIDENINGS)
    def test_a_widening_breaks_no_request(self, requests: Judge, base: Any, head: Any) -> None:
        assert requests(base, head).verdict == "compatible"

    @pytest.mark.parametrize(("base", "head"), NARROWINGS.values(), ids=NARROWINGS)
    def test_a_narrowing_breaks_requests_and_is_named(self, requests: Judge, base: Any, head: Any) -> None:
        report = requests(base, head)
        (finding,) = [one for one in report.findings if one.level == "breaking"]
        assert finding.occurrences[0].witness is not None
        assert finding.rule not in {"schema-narrowed", "schema-widened"}

    @pytest.mark.parametrize(("head", "base"), NARROWINGS.values(), ids=NARROWINGS)
    def test_a_loosening_breaks_responses(self, responses: Judge, base: Any, head: Any) -> None:
        assert responses(base, head).verdict == "breaking"

    def test_a_masked_change_is_safe_beside_one_that_breaks(self, requests: Judge) -> None:
        base = {"type": "object", "properties": {"a": AB, "b": {"type": "string"}}}
        head = {"type": "object", "properties": {"a": {**AB, "maxLength": 1}, "b": {"type": "integer"}}}
        levels = {finding.rule: finding.level for finding in requests(base, head).findings}
        assert levels["type-changed"] == "breaking"
        assert levels.get("max-length-lowered", "safe") == "safe"

    def test_a_component_renamed_under_one_of_is_silent(self, request_of: Make) -> None:
        def named(name: str) -> Any:
            union = {"oneOf": [{"$ref": f"#/components/schemas/{name}"}, {"type": "string"}]}
            return request_of(union, components={"schemas": {name: NAME}})

        assert wire(compare(named("Old"), named("New"))) == []

    def test_a_remapped_discriminator_breaks(self, request_of: Make) -> None:
        def pets(first: str, second: str) -> Any:
            kinds = {
                "Cat": {
                    "type": "object",
                    "properties": {"lives": {"type": "integer"}},
                    "required": ["lives"],
                },
                "Dog": {"type": "object", "properties": {"bark": {"type": "string"}}, "required": ["bark"]},
            }
            mapping = {first: "#/components/schemas/Cat", second: "#/components/schemas/Dog"}
            union = {
                "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in kinds],
                "discriminator": {"propertyName": "kind", "mapping": mapping},
            }
            return request_of(union, components={"schemas": kinds})

        report = compare(pets("c", "d"), pets("d", "c"))
        assert [one.rule for one in report.findings if one.level == "breaking"] == ["discriminator-changed"]

    def test_recursion_ends_and_finds_the_change_inside(self, request_of: Make) -> None:
        def tree(**leaf: Any) -> Any:
            node = {
                "type": "object",
                "properties": {
                    "name": {"type": "string", **leaf},
                    "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
                },
            }
            return request_of({"$ref": "#/components/schemas/Node"}, components={"schemas": {"Node": node}})

        report = compare(tree(), tree(minLength=2))
        assert [one.rule for one in report.findings] == ["min-length-raised"]


class TestHttp:
    def operation(self, document: Make, path: str = "/things", **fields: Any) -> Any:
        return document({path: {"get": {"responses": {"204": {"description": "Done"}}, **fields}}})

    def test_a_media_range_that_covers_a_type_breaks_nobody(self, request_of: Make) -> None:
        report = compare(request_of(NAME), request_of(NAME, media="application/*"))
        assert report.verdict == "compatible"

    def test_a_parameter_moved_to_the_path_item_is_silent(self, document: Make) -> None:
        parameters = [{"name": "q", "in": "query", "schema": {"type": "string"}}]
        done = {"responses": {"204": {"description": "Done"}}}
        base = document({"/things": {"get": {"parameters": parameters, **done}}})
        head = document({"/things": {"parameters": parameters, "get": done}})
        assert compare(base, head).findings == ()

    def test_paths_that_differ_in_the_names_of_variables_are_equal(self, document: Make) -> None:
        def thing(name: str) -> Any:
            variable = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            return self.operation(document, f"/things/{{{name}}}", parameters=[variable])

        assert compare(thing("id"), thing("thing_id")).findings == ()

    def test_a_removed_operation_shows_the_request_that_was_valid(self, document: Make) -> None:
        variable = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
        base = self.operation(document, "/things/{id}", parameters=[variable])
        report = compare(base, document({}))
        witness = report.findings[0].occurrences[0].witness
        assert report.findings[0].rule == "operation-removed"
        assert witness is not None
        assert witness.curl == 'curl "$BASE/things/0"'

    def test_a_removed_operation_is_one_finding(self, document: Make) -> None:
        base = self.operation(
            document, parameters=[{"name": "q", "in": "query", "schema": {"type": "string"}}]
        )
        assert len(compare(base, document({})).findings) == 1

    def test_a_response_header_enum_that_grows_breaks(self, document: Make) -> None:
        def answering(values: list[str]) -> Any:
            headers = {"X-State": {"schema": {"type": "string", "enum": values}}}
            responses = {"204": {"description": "Done", "headers": headers}}
            return document({"/things": {"get": {"responses": responses}}})

        report = compare(answering(["a"]), answering(["a", "b"]))
        assert [one.rule for one in report.findings if one.level == "breaking"] == ["enum-value-added"]

    def test_another_server_address_is_risky_and_another_base_path_breaks(self, document: Make) -> None:
        report = compare(
            document({}, servers=[{"url": "https://a.test"}]), document({}, servers=[{"url": "/b"}])
        )
        assert report.verdict == "compatible"
        base = self.operation(document, servers=[{"url": "https://a.test/v1"}])
        host = self.operation(document, servers=[{"url": "https://b.test/v1"}])
        path = self.operation(document, servers=[{"url": "https://a.test/v2"}])
        levels = [{one.rule: one.level for one in compare(base, head).findings} for head in (host, path)]
        assert levels == [
            {"server-removed": "risky", "server-added": "safe"},
            {"base-path-removed": "breaking", "server-added": "safe"},
        ]


class TestMaskedChanges:
    def test_a_change_beside_an_alternative_that_takes_anything_is_silent(self, responses: Judge) -> None:
        def nested(**inner: Any) -> dict[str, Any]:
            parts = {"type": "object", "properties": {"state": {"type": "string", **inner}}}
            whole = {"a": {"anyOf": [parts, {"nullable": True}]}, "b": {"type": "string"}}
            return {"type": "object", "properties": whole}

        base, head = nested(enum=["x"]), nested(enum=["x", "y"])
        assert wire(responses(base, head)) == []
        required = responses({**base, "required": ["b"]}, head)
        assert wire(required) == ["breaking property-became-optional"]
