"""From trees to the one model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine.oas import Document, load
from dovetail_engine.oas.model import Operation, SchemaSite

Read = Callable[..., Document]
OK = {"responses": {"200": {"description": "ok"}}}


def only(document: Document) -> Operation:
    (operation,) = document.api.operations
    return operation


class TestParameters:
    def test_those_of_the_path_are_merged_and_those_of_the_operation_win(self, read: Read) -> None:
        shared = [
            {"name": "a", "in": "query", "schema": {"type": "string"}},
            {"name": "X-B", "in": "header", "schema": {}},
        ]
        own = [
            {"name": "a", "in": "query", "schema": {"type": "integer"}},
            {"name": "x-b", "in": "header", "required": True, "schema": {}},
            {"name": "a", "in": "cookie", "schema": {}},
        ]
        operation = only(read(paths={"/p": {"parameters": shared, "get": OK | {"parameters": own}}}))
        assert [(each.name, each.location, each.required) for each in operation.parameters] == [
            ("a", "query", False),
            ("x-b", "header", True),
            ("a", "cookie", False),
        ]
        assert operation.parameters[0].schema == SchemaSite(
            "/paths/~1p/get/parameters/0/schema", {"type": "integer"}
        )

    @pytest.mark.parametrize(
        ("location", "written", "style", "explode"),
        [
            ("query", {}, "form", True),
            ("cookie", {}, "form", True),
            ("path", {}, "simple", False),
            ("header", {}, "simple", False),
            ("query", {"style": "deepObject"}, "deepObject", False),
            ("query", {"explode": False}, "form", False),
            ("path", {"explode": True}, "simple", True),
        ],
    )
    def test_style_and_explode_have_their_defaults(
        self, read: Read, location: str, written: dict[str, Any], style: str, explode: bool
    ) -> None:
        parameter = {"name": "a", "in": location, "required": True, "schema": {}} | written
        operation = only(
            read(paths={"/{a}" if location == "path" else "/a": {"get": OK | {"parameters": [parameter]}}})
        )
        assert (operation.parameters[0].style, operation.parameters[0].explode) == (style, explode)

    def test_headers_that_openapi_ignores_are_left_out(self, read: Read) -> None:
        parameters = [
            {"name": name, "in": "header", "schema": {}} for name in ("Accept", "AUTHORIZATION", "X")
        ]
        headers = {"Content-Type": {"schema": {}}, "X-Rate": {"schema": {}}}
        responses = {"200": {"description": "", "headers": headers}}
        operation = only(read(paths={"/a": {"get": {"parameters": parameters, "responses": responses}}}))
        assert [each.name for each in operation.parameters] == ["X"]
        assert [each.name for each in operation.responses[0].headers] == ["X-Rate"]

    def test_the_variables_of_the_path_are_its_path_parameters(self, read: Read) -> None:
        parameter = {"name": "gone", "in": "path", "required": True, "schema": {}}
        operation = only(read(paths={"/a/{id}": {"get": OK | {"parameters": [parameter]}}}))
        (found,) = operation.parameters
        assert (found.name, found.required, found.schema) == (
            "id",
            True,
            SchemaSite("/paths/~1a~1{id}/get", {"type": "string"}),
        )

    def test_one_without_schema_and_content_takes_any_value(self, read: Read) -> None:
        operation = only(read(paths={"/a": {"get": OK | {"parameters": [{"name": "q", "in": "query"}]}}}))
        assert operation.parameters[0].schema == SchemaSite("/paths/~1a/get/parameters/0", True)


class TestReferences:
    def test_the_pointer_is_the_place_where_the_object_stands(self, read: Read) -> None:
        components = {
            "parameters": {
                "Q": {"$ref": "#/components/parameters/R"},
                "R": {"name": "q", "in": "query", "schema": {}},
            },
            "requestBodies": {"B": {"content": {"text/plain": {"schema": {"type": "string"}}}}},
            "responses": {"E": {"description": "e", "headers": {"X": {"$ref": "#/components/headers/H"}}}},
            "headers": {"H": {"required": True, "schema": {}}},
        }
        operation = only(
            read(
                components=components,
                paths={
                    "/a": {
                        "post": {
                            "parameters": [{"$ref": "#/components/parameters/Q"}],
                            "requestBody": {"$ref": "#/components/requestBodies/B"},
                            "responses": {"4xx": {"$ref": "#/components/responses/E"}},
                        }
                    }
                },
            )
        )
        assert operation.parameters[0].pointer == "/components/parameters/R"
        assert operation.request_body is not None
        assert operation.request_body.content[0].schema == SchemaSite(
            "/components/requestBodies/B/content/text~1plain/schema", {"type": "string"}
        )
        (response,) = operation.responses
        assert (response.pointer, response.status) == ("/components/responses/E", "4XX")
        assert (response.headers[0].pointer, response.headers[0].required) == ("/components/headers/H", True)

    def test_a_path_item_adds_what_it_refers_to(self, read: Read) -> None:
        item = {"get": OK, "post": OK}
        document = read(
            components={"pathItems": {"P": item}},
            paths={"/a": {"$ref": "#/components/pathItems/P", "get": OK | {"summary": "own"}}},
        )
        assert [(each.label, each.pointer, each.summary) for each in document.api.operations] == [
            ("GET /a", "/paths/~1a/get", "own"),
            ("POST /a", "/components/pathItems/P/post", ""),
        ]

    def test_a_callback_that_leads_back_to_itself_ends(self, read: Read) -> None:
        callback = {"$url": {"post": OK | {"callbacks": {"again": {"$ref": "#/components/callbacks/C"}}}}}
        document = read(
            components={"callbacks": {"C": callback}},
            paths={"/a": {"get": OK | {"callbacks": {"c": {"$ref": "#/components/callbacks/C"}}}}},
        )
        (found,) = only(document).callbacks
        assert (found.name, found.expression, found.pointer) == ("c", "$url", "/components/callbacks/C/$url")
        assert found.operations[0].callbacks == ()


class TestInheritance:
    def test_security_of_the_document_holds_unless_the_operation_says_otherwise(self, read: Read) -> None:
        schemes = {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "http": {"type": "http", "scheme": "Bearer"},
        }
        document = read(
            components={"securitySchemes": schemes},
            security=[{"key": []}],
            paths={
                "/a": {
                    "get": OK,
                    "put": OK | {"security": []},
                    "post": OK | {"security": [{}, {"http": ["w"]}]},
                }
            },
        )
        found = {
            each.method: [dict(one.schemes) for one in each.security] for each in document.api.operations
        }
        assert found == {"get": [{"key": ()}], "put": [], "post": [{}, {"http": ("w",)}]}
        assert document.api.security_schemes["http"].http_scheme == "bearer"
        assert document.api.security_schemes["key"].parameter_name == "X-Key"

    def test_the_innermost_servers_hold(self, read: Read) -> None:
        paths = {
            "/a": {"servers": [{"url": "/p"}], "get": OK, "put": OK | {"servers": [{"url": "/o"}]}},
            "/b": {"get": OK},
        }
        document = read(paths=paths, servers=[{"url": "/root"}])
        assert [each.servers[0].url for each in document.api.operations] == ["/p", "/o", "/root"]
        assert [each.servers[0].url for each in read(paths={"/b": {"get": OK}}).api.operations] == ["/"]

    def test_summary_of_the_path_serves_its_operations(self, read: Read) -> None:
        assert only(read(paths={"/a": {"summary": "s", "get": OK}})).summary == "s"


class TestApi:
    def test_the_whole_is_read(self, read: Read) -> None:
        document = read(
            info={"title": "T", "version": "2", "description": "D"},
            tags=[{"name": "a", "description": "A"}],
            webhooks={"placed": {"post": OK | {"x-own": 1}}},
            components={"schemas": {"S": {"type": "string"}, "T": True}},
        )
        api = document.api
        assert (api.title, api.version, api.description, api.dialect) == ("T", "2", "D", "3.1")
        assert [(each.name, each.description) for each in api.tags] == [("a", "A")]
        assert [(each.path, each.pointer, dict(each.extensions)) for each in api.webhooks] == [
            ("placed", "/webhooks/placed/post", {"x-own": 1})
        ]
        assert api.schemas == {
            "S": SchemaSite("/components/schemas/S", {"type": "string"}),
            "T": SchemaSite("/components/schemas/T", True),
        }

    def test_a_version_that_yaml_reads_as_a_number_is_text(self) -> None:
        document = load(b"openapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {}\n")
        assert document.api.version == "1.0"

    def test_examples_are_their_values(self, read: Read) -> None:
        media_type = {
            "schema": {},
            "examples": {"a": {"value": None}, "b": {"$ref": "#/components/examples/E"}},
        }
        document = read(
            components={"examples": {"E": {"value": [2]}}},
            paths={
                "/a": {"get": {"responses": {"200": {"description": "", "content": {"a/b": media_type}}}}}
            },
        )
        assert only(document).responses[0].content[0].examples == (None, [2])


@pytest.mark.corpus
class TestRealDocuments:
    def test_each_pointer_of_the_model_leads_to_what_it_names(self, corpus: list[Path]) -> None:
        for path in corpus[:: len(corpus) // 12]:
            document = load(path.read_bytes(), name=path.name)
            for operation in document.api.operations:
                for response in operation.responses:
                    for media_type in response.content:
                        if media_type.schema:
                            assert (
                                document.target("#" + media_type.schema.pointer)[1] is media_type.schema.value
                            )
