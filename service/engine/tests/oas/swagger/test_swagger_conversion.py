"""What each construct of Swagger 2.0 becomes in OpenAPI 3.0."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.oas import Document

Build = Callable[..., dict[str, Any]]
TEXT = {"type": "string"}
JSON = "application/json"
BODY = {"name": "order", "in": "body", "required": True, "description": "It.", "schema": TEXT}
OAUTH = {"type": "oauth2", "scopes": {"read": "Read."}}
AT, TOKEN = {"authorizationUrl": "https://a.example"}, {"tokenUrl": "https://t.example"}


class TestAddresses:
    @pytest.mark.parametrize(
        ("fields", "urls"),
        [
            ({}, None),
            ({"basePath": "/"}, None),
            ({"basePath": "/v1"}, ["/v1"]),
            ({"host": "api.example.com"}, ["//api.example.com"]),
            ({"host": "api.example.com", "basePath": "/v1/"}, ["//api.example.com/v1"]),
            (
                {"host": "api.example.com:8443", "basePath": "/v1", "schemes": ["https", "http"]},
                ["https://api.example.com:8443/v1", "http://api.example.com:8443/v1"],
            ),
        ],
    )
    def test_host_base_path_and_schemes_make_servers(
        self, loaded: Callable[..., Document], fields: dict[str, Any], urls: list[str] | None
    ) -> None:
        servers = loaded(**fields).tree.get("servers")
        assert (servers and [server["url"] for server in servers]) == urls

    def test_an_operation_may_have_schemes_of_its_own(self, operation: Build) -> None:
        made = operation({"host": "a.example", "schemes": ["http"]}, schemes=["wss"])
        assert made["servers"] == [{"url": "wss://a.example"}]


class TestParameters:
    @pytest.mark.parametrize(
        ("said", "schema", "kept"),
        [
            (TEXT, TEXT, {}),
            (
                {"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": True, "default": 5},
                {"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": True, "default": 5},
                {},
            ),
            ({"type": "string", "x-nullable": True}, {"type": "string", "nullable": True}, {}),
            (TEXT, TEXT, {"required": True, "description": "N.", "allowEmptyValue": True, "x-example": "a"}),
        ],
    )
    def test_what_a_parameter_says_of_its_value_is_its_schema(
        self, operation: Build, said: dict[str, Any], schema: dict[str, Any], kept: dict[str, Any]
    ) -> None:
        (made,) = operation(parameters=[{"name": "n", "in": "query"} | said | kept])["parameters"]
        assert made == {"name": "n", "in": "query", "schema": schema} | kept

    @pytest.mark.parametrize(
        ("location", "written", "form"),
        [
            ("query", None, {"style": "form", "explode": False}),
            ("query", "csv", {"style": "form", "explode": False}),
            ("query", "multi", {"style": "form", "explode": True}),
            ("query", "ssv", {"style": "spaceDelimited", "explode": False}),
            ("query", "pipes", {"style": "pipeDelimited", "explode": False}),
            ("header", "csv", {}),
            ("path", None, {}),
        ],
    )
    def test_a_list_keeps_its_form(
        self, operation: Build, location: str, written: str | None, form: dict[str, Any]
    ) -> None:
        listed = {"name": "id", "in": location, "required": True, "type": "array", "items": TEXT}
        form_of_list = {"collectionFormat": written} if written else {}
        (found,) = operation(parameters=[listed | form_of_list])["parameters"]
        schema = {"schema": {"type": "array", "items": TEXT}}
        assert found == {"name": "id", "in": location, "required": True} | schema | form

    @pytest.mark.parametrize(
        ("location", "written"), [("query", "tsv"), ("header", "pipes"), ("path", "ssv")]
    )
    def test_a_form_that_openapi_3_lacks_is_text_and_said(
        self, loaded: Callable[..., Document], location: str, written: str
    ) -> None:
        listed = {"type": "array", "items": {"type": "integer"}, "collectionFormat": written}
        parameter = {"name": "id", "in": location, "required": True} | listed
        responses = {"200": {"description": "Fine."}}
        document = loaded(paths={"/o/{id}": {"get": {"parameters": [parameter], "responses": responses}}})
        (found,) = document.tree["paths"]["/o/{id}"]["get"]["parameters"]
        assert found["schema"] == TEXT
        said = {(each.code, each.pointer) for each in document.warnings}
        assert ("not-in-openapi-3", "/paths/~1o~1{id}/get/parameters/0") in said

    def test_lists_in_lists_are_read_as_text(self, operation: Build) -> None:
        inner = {"type": "array", "items": {"type": "integer"}, "collectionFormat": "pipes"}
        (found,) = operation(parameters=[{"name": "n", "in": "query", "type": "array", "items": inner}])[
            "parameters"
        ]
        assert found["schema"] == {"type": "array", "items": TEXT}

    def test_shared_parameters_are_components(self, loaded: Callable[..., Document]) -> None:
        shared = {"Limit": {"name": "limit", "in": "query", "type": "integer"}}
        item = {"parameters": [{"$ref": "#/parameters/Limit"}]}
        tree = loaded(parameters=shared, paths={"/orders": item}).tree
        assert tree["paths"]["/orders"] == {"parameters": [{"$ref": "#/components/parameters/Limit"}]}
        assert tree["components"]["parameters"]["Limit"]["schema"] == {"type": "integer"}


class TestBodies:
    def test_a_body_is_what_the_document_consumes(self, operation: Build) -> None:
        made = operation({"consumes": [JSON, "application/xml"]}, parameters=[BODY])
        assert "parameters" not in made
        content = {JSON: {"schema": TEXT}, "application/xml": {"schema": TEXT}}
        assert made["requestBody"] == {"description": "It.", "required": True, "content": content}

    def test_an_operation_may_consume_something_else(self, operation: Build) -> None:
        made = operation(parameters=[BODY], consumes=["text/plain"])
        assert list(made["requestBody"]["content"]) == ["text/plain"]

    def test_without_a_media_type_it_is_json_and_said(self, loaded: Callable[..., Document]) -> None:
        post = {"parameters": [BODY], "responses": {"200": {"description": "Fine.", "schema": TEXT}}}
        document = loaded(consumes=[], produces=[], paths={"/orders": {"post": post}})
        assert list(document.tree["paths"]["/orders"]["post"]["requestBody"]["content"]) == [JSON]
        assert {each.pointer for each in document.warnings if each.code == "media-type-unsaid"} == {
            "/paths/~1orders/post/parameters/0",
            "/paths/~1orders/post/responses/200",
        }

    def test_a_shared_body_is_a_component(self, operation: Build) -> None:
        root = {"parameters": {"Order": BODY}}
        named = [{"$ref": "#/parameters/Order"}]
        assert operation(root, parameters=named)["requestBody"] == {
            "$ref": "#/components/requestBodies/Order"
        }
        inline = operation(root, parameters=named, consumes=["text/plain"])["requestBody"]
        assert list(inline["content"]) == ["text/plain"]

    def test_a_path_has_the_body_of_its_operations(self, loaded: Callable[..., Document]) -> None:
        answer = {"responses": {"200": {"description": "Fine."}}}
        own = {"name": "own", "in": "body", "schema": {"type": "integer"}}
        item = {"parameters": [BODY], "put": answer, "post": answer | {"parameters": [own]}}
        made = loaded(paths={"/orders": item}).tree["paths"]["/orders"]
        assert made["put"]["requestBody"]["content"][JSON]["schema"] == TEXT
        assert made["post"]["requestBody"]["content"][JSON]["schema"] == {"type": "integer"}
        assert "parameters" not in made


class TestForms:
    def test_a_form_is_an_object(self, operation: Build) -> None:
        fields = [
            {"name": "a", "in": "formData", "required": True, "description": "A."} | TEXT,
            {"name": "b", "in": "formData", "type": "integer"},
        ]
        made = operation(parameters=fields)["requestBody"]
        schema = {
            "type": "object",
            "properties": {"a": {"type": "string", "description": "A."}, "b": {"type": "integer"}},
            "required": ["a"],
        }
        content = {"application/x-www-form-urlencoded": {"schema": schema}}
        assert made == {"content": content, "required": True}

    def test_a_file_makes_it_multipart(self, operation: Build) -> None:
        fields = [{"name": "photo", "in": "formData", "type": "file"}]
        consumes = ["application/x-www-form-urlencoded", "multipart/form-data"]
        made = operation(parameters=fields, consumes=consumes)["requestBody"]["content"]
        properties = {"photo": {"type": "string", "format": "binary"}}
        assert made == {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}

    @pytest.mark.parametrize(
        ("written", "encoding"),
        [
            ("multi", None),
            ("csv", {"style": "form", "explode": False}),
            ("pipes", {"style": "pipeDelimited", "explode": False}),
        ],
    )
    def test_a_list_in_a_form_keeps_its_form(
        self, operation: Build, written: str, encoding: dict[str, Any] | None
    ) -> None:
        field = {"name": "n", "in": "formData", "type": "array", "items": TEXT, "collectionFormat": written}
        (content,) = operation(parameters=[field])["requestBody"]["content"].values()
        assert content.get("encoding", {}).get("n") == encoding

    def test_a_list_that_is_one_part_is_text(self, operation: Build) -> None:
        field = {"name": "n", "in": "formData", "type": "array", "items": TEXT}
        made = operation(parameters=[field], consumes=["multipart/form-data"])["requestBody"]["content"]
        assert made["multipart/form-data"]["schema"]["properties"] == {"n": TEXT}


class TestResponses:
    def test_schema_headers_and_examples(self, operation: Build) -> None:
        headers = {"X-Rate": {"type": "integer", "description": "Left."}}
        response = {"description": "Fine.", "schema": TEXT, "headers": headers, "examples": {JSON: "a"}}
        made = operation(responses={"200": response, "x-note": 1}, produces=[JSON, "text/plain"])["responses"]
        content = {JSON: {"schema": TEXT, "example": "a"}, "text/plain": {"schema": TEXT}}
        rate = {"X-Rate": {"description": "Left.", "schema": {"type": "integer"}}}
        assert made["200"] == {"description": "Fine.", "headers": rate, "content": content}
        assert made["x-note"] == 1

    def test_a_file_is_bytes(self, operation: Build) -> None:
        response = {"description": "Fine.", "schema": {"type": "file"}}
        made = operation(responses={"200": response}, produces=[])["responses"]["200"]
        bytes_ = {"type": "string", "format": "binary"}
        assert made["content"] == {"application/octet-stream": {"schema": bytes_}}

    def test_a_shared_response_is_a_component_of_what_all_produce(self, operation: Build) -> None:
        root = {"responses": {"Bad": {"description": "Bad.", "schema": TEXT}}}
        named = {"400": {"$ref": "#/responses/Bad"}}
        assert operation(root, responses=named)["responses"] == {
            "400": {"$ref": "#/components/responses/Bad"}
        }
        own = operation(root, responses=named, produces=["text/plain"])["responses"]["400"]
        assert own == {"description": "Bad.", "content": {"text/plain": {"schema": TEXT}}}


class TestSchemas:
    @pytest.mark.parametrize(
        ("written", "made"),
        [
            ({"type": "string", "x-nullable": True}, {"type": "string", "nullable": True}),
            ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
            ({"type": ["string", "integer"]}, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
            ({"type": "null"}, {"type": "string", "nullable": True, "enum": [None]}),
            ({"$ref": "#/definitions/Other", "x-nullable": True}, {"$ref": "#/components/schemas/Other"}),
            (
                {"allOf": [{"$ref": "#/definitions/Other"}], "x-nullable": True},
                {
                    "anyOf": [
                        {"allOf": [{"$ref": "#/components/schemas/Other"}]},
                        {"type": "string", "nullable": True, "enum": [None]},
                    ]
                },
            ),
            (
                {"type": "object", "discriminator": "kind", "required": ["kind"]},
                {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"}},
            ),
            ({"type": "array", "items": [TEXT]}, {"type": "array", "items": {}}),
            ({"additionalProperties": {"$ref": "#/definitions/Other/properties/a"}}, None),
            *(
                (same, same)
                for same in (
                    {"type": "object", "properties": {"a": TEXT | {"readOnly": True}}, "x-order": 1},
                    {"type": "integer", "maximum": 3, "exclusiveMaximum": True, "multipleOf": 2},
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "minProperties": 1,
                        "example": {"a": 1},
                    },
                    {"type": "string", "xml": {"name": "n"}, "title": "T", "default": "d"},
                )
            ),
        ],
    )
    def test_a_schema_says_the_same(
        self, loaded: Callable[..., Document], written: dict[str, Any], made: dict[str, Any] | None
    ) -> None:
        other = {"type": "object", "properties": {"a": TEXT}}
        found = loaded(definitions={"It": written, "Other": other}).tree["components"]["schemas"]["It"]
        if made is None:
            made = {"additionalProperties": {"$ref": "#/components/schemas/Other/properties/a"}}
        assert found == made

    def test_vendors_values_of_a_discriminator_are_its_mapping(self, loaded: Callable[..., Document]) -> None:
        definitions = {
            "Pet": {"type": "object", "discriminator": "kind", "properties": {"kind": TEXT}},
            "Cat": {"x-ms-discriminator-value": "cat", "allOf": [{"$ref": "#/definitions/Pet"}]},
            "Dog": {"allOf": [{"$ref": "#/definitions/Pet"}]},
        }
        schemas = loaded(definitions=definitions).tree["components"]["schemas"]
        mapping = {"cat": "#/components/schemas/Cat"}
        assert schemas["Pet"]["discriminator"] == {"propertyName": "kind", "mapping": mapping}

    def test_references_lead_to_where_their_targets_went(self, loaded: Callable[..., Document]) -> None:
        body = {"name": "b", "in": "body", "schema": {"type": "object", "properties": {"a": TEXT}}}
        there = "#/paths/~1a/post/parameters/0/schema/properties/a"
        answers = {"200": {"description": "Fine."}}
        tree = loaded(
            paths={"/a": {"post": {"parameters": [body], "responses": answers}}},
            definitions={"A": {"$ref": there}},
        ).tree
        here = "#/paths/~1a/post/requestBody/content/application~1json/schema/properties/a"
        assert tree["components"]["schemas"]["A"] == {"$ref": here}


class TestSecurity:
    @pytest.mark.parametrize(
        ("written", "made"),
        [
            (
                {"type": "basic", "description": "B."},
                {"type": "http", "scheme": "basic", "description": "B."},
            ),
            *(
                (key, key)
                for key in ({"type": "apiKey", "name": "k", "in": place} for place in ("query", "header"))
            ),
            *(
                (
                    OAUTH | {"flow": flow} | urls,
                    {"type": "oauth2", "flows": {name: urls | {"scopes": {"read": "Read."}}}},
                )
                for flow, name, urls in (
                    ("implicit", "implicit", AT),
                    ("password", "password", TOKEN),
                    ("application", "clientCredentials", TOKEN),
                    ("accessCode", "authorizationCode", AT | TOKEN),
                )
            ),
        ],
    )
    def test_a_definition_is_a_scheme(
        self, loaded: Callable[..., Document], written: dict[str, Any], made: dict[str, Any]
    ) -> None:
        document = loaded(securityDefinitions={"s": written}, security=[{"s": []}])
        assert document.tree["components"]["securitySchemes"] == {"s": made}
        assert document.tree["security"] == [{"s": []}]
        assert not document.warnings
