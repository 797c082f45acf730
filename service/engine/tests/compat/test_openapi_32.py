"""OpenAPI 3.2: what it adds is read, compared where the model has a place for it, and never in the way."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.codegen import Identity, build
from dovetail_engine.compat import compare
from dovetail_engine.compat.report import Finding
from dovetail_engine.oas import Document, DocumentInvalid, load, openapi_32, pointer

ITEM = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
WIDER = ITEM | {"required": []}
FORM = "application/x-www-form-urlencoded"
FINE: dict[str, Any] = {"200": {"summary": "Fine."}}


def document(item: dict[str, Any], **fields: Any) -> Document:
    """A document with one path."""
    root = {"openapi": "3.2.0", "info": {"title": "Orders", "version": "1"}, "paths": {"/orders": item}}
    return load(msgspec.json.encode(root | fields))


def findings(base: Document, head: Document) -> list[Finding]:
    return list(compare(base, head).findings)


def found(base: dict[str, Any], head: dict[str, Any]) -> list[tuple[str, str]]:
    """The rules and levels of what differs between two path items."""
    return [(each.rule, each.level) for each in findings(document(base), document(head))]


def answer(media: dict[str, Any], name: str = "application/jsonl") -> dict[str, Any]:
    return {"get": {"responses": {"200": {"description": "Fine.", "content": {name: media}}}}}


def query_of(schema: dict[str, Any], *, media: str = FORM, required: bool = True) -> dict[str, Any]:
    content = {media: {"schema": schema}}
    parameter = {"name": "q", "in": "querystring", "required": required, "content": content}
    return {"get": {"parameters": [parameter], "responses": FINE}}


EVERYTHING = {
    "openapi": "3.2.0",
    "$self": "https://example.com/orders",
    "info": {"title": "Orders", "version": "1"},
    "servers": [{"url": "https://example.com", "name": "production"}],
    "tags": [{"name": "a", "summary": "A", "kind": "nav"}, {"name": "b", "parent": "a"}],
    "paths": {
        "/orders": {
            "query": {
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": {
                    "200": {"content": {"application/json": {"$ref": "#/components/mediaTypes/Orders"}}}
                },
            },
            "additionalOperations": {"COPY": {"operationId": "copy", "responses": FINE}},
            "get": {
                "parameters": [
                    {"name": "c", "in": "cookie", "style": "cookie", "schema": {"type": "string"}},
                    {"$ref": "https://example.com/orders#/components/parameters/Q"},
                ],
                "responses": {
                    "200": {
                        "description": "Events.",
                        "content": {
                            "text/event-stream": {"itemSchema": {"type": "object"}},
                            "multipart/mixed": {
                                "itemSchema": ITEM,
                                "itemEncoding": {"contentType": "text/plain"},
                            },
                        },
                    }
                },
            },
        }
    },
    "components": {
        "mediaTypes": {
            "Orders": {
                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
                "examples": {"one": {"dataValue": [], "serializedValue": "[]"}},
            }
        },
        "parameters": {
            "Q": query_of({"type": "object", "properties": {"a": {"type": "string"}}})["get"]["parameters"][0]
        },
        "schemas": {
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Other"}],
                "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}
                | {"defaultMapping": "Other"},
            },
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}}},
            "Other": {"type": "object", "xml": {"nodeType": "element"}},
        },
        "securitySchemes": {
            "device": {
                "type": "oauth2",
                "deprecated": True,
                "flows": {
                    "deviceAuthorization": {
                        "deviceAuthorizationUrl": "https://example.com/device",
                        "tokenUrl": "https://example.com/token",
                        "scopes": {},
                    }
                },
            }
        },
    },
}


class TestReading:
    def test_everything_new_is_accepted(self) -> None:
        read = load(msgspec.json.encode(EVERYTHING))
        assert (read.dialect, read.openapi, read.warnings) == ("3.2", "3.2.0", ())
        assert [each.label for each in read.api.operations] == [
            "GET /orders",
            "QUERY /orders",
            "COPY /orders",
        ]

    @pytest.mark.parametrize("target", ["python", "typescript"])
    def test_clients_are_made_of_it(self, target: Any) -> None:
        if target == "python":
            pytest.importorskip("datamodel_code_generator")
        read = load(msgspec.json.encode(EVERYTHING))
        assert build(read, Identity("acme", "orders", "1.0.0", "Orders", "", read.digest), target).files

    def test_a_fault_is_said_at_its_place(self) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            document(answer({"itemSchema": {"type": "objet"}}))
        (fault,) = caught.value.diagnostics
        at = "/paths/~1orders/get/responses/200/content/application~1jsonl/itemSchema/type"
        assert (fault.code, fault.pointer, fault.line) == ("bad-value", at, 1)

    def test_a_media_type_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            document(answer({"$ref": "#/components/mediaTypes/None"}))
        assert [each.code for each in caught.value.diagnostics] == ["unresolvable-ref"]

    def test_an_older_document_ignores_what_is_new(self) -> None:
        root = {"openapi": "3.1.0", "info": {"title": "Orders", "version": "1"}}
        older = load(msgspec.json.encode(root | {"paths": {"/orders": {"query": {"responses": FINE}}}}))
        assert older.api.operations == ()
        assert [each.code for each in older.warnings] == ["unknown-field"]


class TestOperations:
    @pytest.mark.parametrize(
        ("wrap", "label"),
        [
            (lambda operation: {"query": operation}, "QUERY /orders"),
            (lambda operation: {"additionalOperations": {"COPY": operation}}, "COPY /orders"),
        ],
    )
    def test_a_new_kind_of_operation_is_compared_like_any_other(self, wrap: Any, label: str) -> None:
        content = {"application/json": {"schema": WIDER}}
        base = {"requestBody": {"content": content}, "responses": FINE}
        head = {"requestBody": {"content": {"application/json": {"schema": ITEM}}}, "responses": FINE}
        (finding,) = findings(document(wrap(base)), document(wrap(head)))
        (occurrence,) = finding.occurrences
        assert (finding.rule, occurrence.operation) == ("property-became-required", label)
        assert occurrence.witness is not None
        assert occurrence.witness.exchange.method == label.partition(" ")[0]
        (removed,) = findings(document(wrap(base)), document({}))
        assert (removed.rule, removed.level) == ("operation-removed", "breaking")


class TestItems:
    def test_items_are_compared_in_the_direction_of_their_body(self) -> None:
        narrow, wide = answer({"itemSchema": ITEM}), answer({"itemSchema": WIDER})
        assert found(narrow, wide) == [("property-became-optional", "breaking")]
        assert {level for _, level in found(wide, narrow)} == {"safe"}
        (finding,) = findings(document(narrow), document(wide))
        assert finding.base is not None
        assert "/application~1jsonl/itemSchema/properties/id" in finding.base.pointer

    def test_a_schema_of_the_whole_counts_too(self) -> None:
        whole = {"schema": {"type": "array", "maxItems": 3}, "itemSchema": ITEM}
        made = document(answer(whole)).tree["paths"]["/orders"]["get"]["responses"]["200"]["content"]
        both = [{"type": "array", "maxItems": 3}, {"type": "array", "items": ITEM}]
        assert made["application/jsonl"]["schema"] == {"allOf": both}

    def test_a_shared_media_type_is_what_it_refers_to(self) -> None:
        shared = {"mediaTypes": {"Items": {"itemSchema": ITEM}}}
        named = document(answer({"$ref": "#/components/mediaTypes/Items"}), components=shared)
        assert findings(named, document(answer({"itemSchema": ITEM}), components=shared)) == []
        (finding,) = findings(named, document(answer({"itemSchema": WIDER}), components=shared))
        assert finding.base is not None
        assert finding.base.pointer.startswith("/components/mediaTypes/Items/itemSchema")


class TestQueries:
    def test_a_form_is_compared_field_by_field(self) -> None:
        base = query_of(
            {"type": "object", "properties": {"limit": {"type": "number"}, "tag": {"type": "string"}}}
        )
        head = query_of(
            {"type": "object", "properties": {"limit": {"type": "integer"}, "tag": {"type": "string"}}}
        )
        (finding,) = findings(document(base), document(head))
        (occurrence,) = finding.occurrences
        assert occurrence.witness is not None
        assert [name for name, _ in occurrence.witness.exchange.query] == ["limit"]
        assert finding.head is not None
        assert finding.head.pointer.endswith("/schema/properties/limit/type")

    def test_it_says_the_same_as_parameters_do(self) -> None:
        schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
        single = {"name": "a", "in": "query", "required": True, "schema": {"type": "string"}}
        assert found(query_of(schema), {"get": {"parameters": [single], "responses": FINE}}) == []

    @pytest.mark.parametrize("media", ["application/json", FORM])
    def test_any_other_one_is_said_to_be_left_out(self, media: str) -> None:
        made = document(query_of({"anyOf": [{"type": "object"}, {"type": "string"}]}, media=media))
        assert [(each.code, each.pointer) for each in made.warnings] == [
            ("query-not-compared", "/paths/~1orders/get/parameters/0")
        ]


class TestDefaults:
    def pets(self, default: str | None) -> Document:
        """Pets, of which the tag tells cats, and what has no known tag is of the default."""
        discriminator = {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}
        more = {"defaultMapping": default} if default else {}
        branches = [{"$ref": f"#/components/schemas/{name}"} for name in ("Cat", "Other")]
        required = {"type": "object", "required": ["kind"]}
        schemas = {
            "Pet": {"oneOf": branches, "discriminator": discriminator | more},
            "Cat": required | {"properties": {"kind": {"const": "cat"}}},
            "Other": required | {"properties": {"kind": {"enum": ["Other", "b", "c"]}}},
            "Third": required | {"properties": {"kind": {"enum": ["b"]}}},
        }
        pet = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
        post = {"requestBody": {"required": True, "content": pet}, "responses": FINE}
        return document({"post": post}, components={"schemas": schemas})

    def test_a_value_without_a_known_tag_is_of_the_default(self) -> None:
        assert findings(self.pets("Other"), self.pets("Other")) == []
        breaks = [
            each for each in findings(self.pets("Other"), self.pets("Third")) if each.level == "breaking"
        ]
        (witness, *_) = [each.witness for finding in breaks for each in finding.occurrences]
        assert witness is not None
        assert witness.exchange.body["kind"] == "c"

    def test_a_wider_default_breaks_nobody_who_sends(self) -> None:
        levels = {each.level for each in findings(self.pets("Third"), self.pets("Other"))}
        assert levels <= {"safe", "risky"}


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from(["", "query", "a", "#/components/mediaTypes/a", "querystring", FORM]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "paths",
                        "/a",
                        "get",
                        "query",
                        "additionalOperations",
                        "parameters",
                        "in",
                        "content",
                        FORM,
                        "a",
                    ),
                    *(
                        "schema",
                        "itemSchema",
                        "components",
                        "mediaTypes",
                        "schemas",
                        "discriminator",
                        "oneOf",
                        "$ref",
                    ),
                    *(
                        "defaultMapping",
                        "mapping",
                        "propertyName",
                        "properties",
                        "allOf",
                        "responses",
                        "200",
                        "$self",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


class TestAnyDocument:
    @given(VALUES.filter(lambda value: type(value) is dict))
    @settings(max_examples=300, deadline=None)
    def test_nothing_makes_reading_the_additions_fail(self, tree: dict[str, Any]) -> None:
        converted = openapi_32.convert(tree)
        for made in ("/paths/~1a/get/parameters/0/schema", "/components/schemas/a/allOf/0/then", ""):
            pointer.get(tree, converted.origins.of(made)[1])
