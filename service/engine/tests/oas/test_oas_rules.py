"""What is objected to in a document, how heavily, and where."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.oas import Document, DocumentInvalid, load
from dovetail_engine.oas.severity import SEVERITY

Codes = Callable[..., dict[str, str]]
QUERY = {"name": "a", "in": "query"}
OK = {"responses": {"200": {"description": "ok"}}}


def operation(**fields: Any) -> dict[str, Any]:
    return {"/a": {"get": OK | fields}}


class TestReferences:
    def test_an_existing_place_is_fine_whatever_its_escapes(self, codes: Codes) -> None:
        schemas = {"A": {"$ref": "#/components/schemas/x~1y%20z"}, "x/y z": {"type": "string"}}
        assert codes(components={"schemas": schemas}) == {
            "warning component-name": "/components/schemas/x~1y z"
        }

    @pytest.mark.parametrize(
        ("ref", "code"),
        [
            ("#/components/schemas/Missing", "unresolvable-ref"),
            ("#/paths/0", "unresolvable-ref"),
            ("#/%zz", "unresolvable-ref"),
            ("#/%ff", "unresolvable-ref"),
            ("#Anchor", "anchor-ref"),
            ("other.yaml#/A", "external-ref"),
            ("https://example.com/a.json", "external-ref"),
            ("file:///etc/passwd", "external-ref"),
            ("#/info/title", "ref-to-wrong-kind"),
            ("#/components", "ref-to-wrong-kind"),
        ],
    )
    def test_a_reference_to_nowhere_or_elsewhere_is_an_error(self, codes: Codes, ref: str, code: str) -> None:
        found = codes(components={"schemas": {"A": {"properties": {"b": {"$ref": ref}}}}})
        assert found == {f"error {code}": "/components/schemas/A/properties/b/$ref"}

    def test_the_way_out_of_a_reference_to_a_file_is_told(self, read: Callable[..., Document]) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            read(components={"schemas": {"A": {"$ref": "b.yaml"}}})
        assert caught.value.diagnostics[0].hint == "Put the document together first: dovetail bundle FILE."

    def test_references_in_a_circle_are_an_error_and_recursion_is_not(self, codes: Codes) -> None:
        circle = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
        assert "error ref-cycle" in codes(components={"schemas": circle})
        tree = {"A": {"properties": {"next": {"$ref": "#/components/schemas/A"}}}}
        assert codes(components={"schemas": tree}) == {}

    def test_examples_defaults_and_extensions_hold_no_references(self, codes: Codes) -> None:
        value = {"$ref": "nowhere.json"}
        schema = {"default": value, "example": value, "enum": [value], "const": value, "x-a": value}
        assert codes(components={"schemas": {"A": schema}}) == {}

    def test_a_property_may_be_named_like_a_reference(self, codes: Codes) -> None:
        assert codes(components={"schemas": {"A": {"properties": {"$ref": {"type": "string"}}}}}) == {}

    def test_what_is_referred_to_outside_the_grammar_is_checked_too(self, codes: Codes) -> None:
        found = codes(
            components={"schemas": {"A": {"$ref": "#/x-own/B"}}},
            **{"x-own": {"B": {"items": {"$ref": "#/gone"}}}},
        )
        assert found == {"error unresolvable-ref": "/x-own/B/items/$ref"}

    def test_a_parameter_that_stands_in_for_a_header_is_a_warning(self, codes: Codes) -> None:
        parameters = {"E": {"name": "E", "in": "header", "schema": {}}}
        headers = {"E": {"$ref": "#/components/parameters/E"}}
        found = codes(components={"parameters": parameters, "headers": headers})
        assert found == {"warning parameter-as-header": "/components/headers/E/$ref"}

    def test_a_mapping_that_leads_nowhere_is_a_warning(self, codes: Codes) -> None:
        discriminator = {"propertyName": "k", "mapping": {"a": "#/components/schemas/X", "b": "A"}}
        found = codes(components={"schemas": {"A": {"oneOf": [{}], "discriminator": discriminator}}})
        assert found == {"warning mapping-leads-nowhere": "/components/schemas/A/discriminator/mapping/a"}


class TestOperations:
    def test_an_operation_id_used_twice_is_an_error(self, codes: Codes) -> None:
        paths = {"/a": {"get": OK | {"operationId": "x"}}, "/b": {"get": OK | {"operationId": "x"}}}
        assert codes(paths=paths) == {"error duplicate-operation-id": "/paths/~1b/get/operationId"}

    def test_a_head_may_share_the_operation_id_of_its_get(self, codes: Codes) -> None:
        named = OK | {"operationId": "x"}
        assert list(codes(paths={"/a": {"get": named, "head": named}})) == ["warning operation-id-of-head"]
        assert list(codes(paths={"/a": {"get": named, "put": named}})) == ["error duplicate-operation-id"]

    def test_parameters_that_contradict_each_other_are_an_error(self, codes: Codes) -> None:
        one, other = (
            {"name": "q", "in": "query", "schema": {"type": kind}} for kind in ("string", "integer")
        )
        assert list(codes(paths=operation(parameters=[one, other]))) == ["error duplicate-parameter"]
        assert "warning repeated-parameter" in codes(paths=operation(parameters=[one, one]))

    def test_path_parameters_that_do_not_match_the_path_are_warnings(self, codes: Codes) -> None:
        parameter = {"name": "b", "in": "path", "required": True, "schema": {}}
        assert codes(paths={"/a/{id}": {"get": OK | {"parameters": [parameter]}}}) == {
            "warning path-parameter-undeclared": "/paths/~1a~1{id}/get",
            "warning path-parameter-unused": "/paths/~1a~1{id}/get",
        }
        assert codes(paths={"/a": {"parameters": [parameter], "get": OK}}) == {
            "warning path-parameter-unused": "/paths/~1a"
        }

    def test_paths_that_match_the_same_addresses_are_a_warning(self, codes: Codes) -> None:
        def item(name: str) -> dict[str, Any]:
            return {"parameters": [{"name": name, "in": "path", "required": True, "schema": {}}], "get": OK}

        found = codes(paths={"/a/{x}": item("x"), "/a/{y}": item("y"), "/b/{x}": item("x")})
        assert found == {"warning equivalent-paths": "/paths/~1a~1{y}"}

    def test_a_header_parameter_that_openapi_ignores_is_a_warning(self, codes: Codes) -> None:
        parameter = {"name": "authorization", "in": "header", "schema": {}}
        found = codes(paths=operation(parameters=[parameter]))
        assert found == {"warning ignored-parameter": "/paths/~1a/get/parameters/0"}

    def test_an_undeclared_security_scheme_is_a_warning(self, codes: Codes) -> None:
        found = codes(paths=operation(security=[{"key": []}]), security=[{}])
        assert found == {"warning unknown-security-scheme": "/paths/~1a/get/security/0/key"}


class TestMetaSchema:
    def test_a_document_that_describes_nothing_is_read_with_a_warning(self) -> None:
        document = load(b'{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "x-other": 1}')
        assert [warning.code for warning in document.warnings] == ["contradicting-fields"]
        assert document.api.operations == ()

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    @pytest.mark.parametrize(
        ("schema", "code", "place"),
        [
            ({"type": "strin"}, "error bad-value", "/type"),
            ({"required": "a"}, "error wrong-type", "/required"),
            ({"items": {"not": {"required": 1}}}, "error wrong-type", "/items/not/required"),
            ({"allOf": [{"maxItems": -1}]}, "error bad-value", "/allOf/0/maxItems"),
            ({"properties": None}, "error wrong-type", "/properties"),
            ({"multipleOf": 0}, "error bad-value", "/multipleOf"),
            ({"discriminator": {}}, "error missing-field", "/discriminator"),
            ({"additionalProperties": {"type": 7}}, "error bad-value", "/additionalProperties/type"),
            ({"title": 7}, "warning annotation-of-wrong-type", "/title"),
            ({"pattern": "["}, "warning bad-pattern", "/pattern"),
        ],
    )  # fmt: skip
    def test_a_fault_deep_in_a_schema_is_named_at_its_own_place(
        self, codes: Codes, openapi: str, schema: dict[str, Any], code: str, place: str
    ) -> None:
        found = codes(openapi, components={"schemas": {"A": schema}})
        if schema == {"additionalProperties": {"type": 7}} and openapi == "3.0.3":
            code = "error wrong-type"
        assert found == {code: "/components/schemas/A" + place}

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    @pytest.mark.parametrize(
        ("fields", "code", "place"),
        [
            ({"responses": {"20X": {"description": ""}}}, "error bad-status", "/responses/20X"),
            ({"responses": {"2xx": {"description": ""}}}, "warning status-in-lower-case", "/responses/2xx"),
            ({"responses": {"200": {}}}, "warning missing-annotation", "/responses/200"),
            ({"responses": {}}, "warning empty-object", "/responses"),
            ({"parameters": [{"name": "a", "in": "", "schema": {}}]}, "error bad-value", "/parameters/0/in"),
            ({"parameters": [{"in": "query", "schema": {}}]}, "error missing-field", "/parameters/0"),
            ({"parameters": [QUERY]}, "warning parameter-without-schema", "/parameters/0"),
            ({"unheard": 1}, "warning unknown-field", "/unheard"),
            ({"tags": "a"}, "error wrong-type", "/tags"),
            ({"description": None}, "warning annotation-of-wrong-type", "/description"),
        ],
    )  # fmt: skip
    def test_an_operation_is_told_what_is_wrong_with_it(
        self, codes: Codes, openapi: str, fields: dict[str, Any], code: str, place: str
    ) -> None:
        assert codes(openapi, paths=operation(**fields)) == {code: "/paths/~1a/get" + place}

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_schema_and_content_together_are_an_error(self, codes: Codes, openapi: str) -> None:
        parameter = {"name": "a", "in": "query", "schema": {}, "content": {"text/plain": {}}}
        found = codes(openapi, paths=operation(parameters=[parameter]))
        assert found == {"error schema-and-content": "/paths/~1a/get/parameters/0"}

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_a_path_without_its_slash_is_an_error(self, codes: Codes, openapi: str) -> None:
        assert codes(openapi, paths={"a": {}}) == {"error path-without-slash": "/paths/a"}

    def test_a_security_scheme_is_judged_by_its_type(self, codes: Codes) -> None:
        for openapi in ("3.0.3", "3.1.0"):
            schemes = {"basic": {"type": "basic"}}
            place = "/components/securitySchemes/basic"
            assert codes(openapi, components={"securitySchemes": schemes}) == {
                "error bad-value": f"{place}/type"
            }
            schemes = {"basic": {"type": "http"}}
            assert codes(openapi, components={"securitySchemes": schemes}) == {"error missing-field": place}

    def test_keywords_of_the_other_version_are_warnings(self, codes: Codes) -> None:
        schema = {"anyOf": [{"type": "null"}, {"type": ["integer", "null"]}, {"exclusiveMinimum": 1}]}
        assert list(codes("3.0.3", components={"schemas": {"A": schema}})) == ["warning keyword-of-3.1"]
        schema = {"type": "string", "nullable": True}
        assert list(codes("3.1.0", components={"schemas": {"A": schema}})) == ["warning keyword-of-3.0"]

    def test_letters_that_are_broken_everywhere_are_warnings(self, codes: Codes) -> None:
        schema = {"required": ["a", "a"], "oneOf": []}
        assert set(codes(components={"schemas": {"A": schema}})) == {
            "warning duplicate-entries",
            "warning empty-list",
        }
        assert list(codes(info={"title": "T"})) == ["warning missing-annotation"]
        assert list(codes(info={"title": "T", "version": 1.0})) == ["warning annotation-of-wrong-type"]

    def test_fields_that_mean_something_elsewhere_are_unknown_where_they_do_not(self, codes: Codes) -> None:
        link = {"operationId": "a", "operationRef": "#/paths/~1a/get", "schema": {}, "content": {}}
        assert "warning contradicting-fields" in codes(components={"links": {"A": link}})
        parameter = {"name": "a", "in": "query", "schema": {}}
        components = {"$ref": "#/x-nowhere", "parameters": {"A": parameter}}
        headers = {"H": {"$ref": "#/components/parameters/A"}}
        responses = {"200": {"description": "ok", "headers": headers}}
        get = {"parameters": [{"$ref": "#/components/parameters/A"}], "responses": responses}
        found = codes("3.0.3", components=components, paths={"/a": {"get": get}})
        assert set(found) == {"warning unknown-field", "warning parameter-as-header"}

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_a_path_item_may_say_more_than_the_one_it_refers_to(self, codes: Codes, openapi: str) -> None:
        paths = {"/a": {"$ref": "#/paths/~1b", "get": OK, "servers": [{"url": "/"}]}, "/b": {"put": OK}}
        assert codes(openapi, paths=paths) == {}

    def test_a_missing_required_of_a_path_parameter_is_a_warning(self, codes: Codes) -> None:
        for openapi in ("3.0.3", "3.1.0"):
            parameters = [{"name": "a", "in": "path", "schema": {}}]
            found = codes(openapi, paths={"/{a}": {"get": OK | {"parameters": parameters}}})
            assert list(found) == ["warning path-parameter-not-required"]


class TestSeverity:
    def test_every_code_of_the_reader_is_in_the_table_and_the_other_way_round(self) -> None:
        folder = Path(oas.__file__).parent
        sources = [path.read_text() for path in folder.rglob("*.py") if path.name != "severity.py"]
        written = {name for text in sources for name in re.findall(r'"([a-z]+(?:-[a-z0-9.]+)+)"', text)}
        assert set(SEVERITY) - written == set()

    def test_a_refusal_carries_at_least_one_error(self) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            load(b'{"openapi": "3.0.0", "info": {}, "paths": {"/a": {"get": {"responses": {"x": {}}}}}}')
        assert {each.severity for each in caught.value.diagnostics} == {"error", "warning"}


@pytest.mark.corpus
class TestRealDocuments:
    def test_every_one_is_read_with_warnings_at_most(self, corpus: list[Path]) -> None:
        for path in corpus:
            document = load(path.read_bytes(), name=path.name)
            assert document.api.operations, path
            assert all(each.severity == "warning" for each in document.warnings)
