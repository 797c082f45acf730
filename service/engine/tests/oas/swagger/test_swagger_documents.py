"""Swagger 2.0 documents as a whole: their faults, their places, and any of them at all."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.oas import Document, DocumentInvalid, load, pointer, rules, swagger

SOURCE = b"""\
swagger: '2.0'
info: {title: Orders, version: '1'}
host: api.example.com
paths:
  /orders/{id}:
    post:
      consumes: [application/json]
      parameters:
        - {name: id, in: path, required: true, type: integer}
        - name: order
          in: body
          schema:
            $ref: '#/definitions/Order'
      responses:
        '200': {description: Fine.}
definitions:
  Order: {type: object, required: [total], properties: {total: {type: number}}}
securityDefinitions:
  key: {type: apiKey, name: k, in: query}
"""


def objections(data: bytes) -> list[tuple[str, str, int | None]]:
    with pytest.raises(DocumentInvalid) as caught:
        load(data)
    return [(each.code, each.pointer, each.line) for each in caught.value.diagnostics]


class TestReading:
    def test_it_is_stored_as_given(self) -> None:
        document = load(SOURCE)
        assert (document.data, document.openapi, document.dialect) == (SOURCE, "2.0", "3.0")
        assert b'"swagger": "2.0"' in document.to_json()
        assert load(document.to_json()).digest == document.digest

    @pytest.mark.parametrize("version", ["1.2", "3.0", "'2.1'"])
    def test_another_version_is_refused(self, version: str) -> None:
        data = SOURCE.replace(b"'2.0'", version.encode())
        assert objections(data) == [("unsupported-version", "/swagger", 1)]

    def test_a_version_that_is_a_number_is_understood(self) -> None:
        document = load(SOURCE.replace(b"'2.0'", b"2.0"))
        assert [each.code for each in document.warnings] == ["annotation-of-wrong-type"]

    @pytest.mark.parametrize(
        ("made", "source", "line"),
        [
            ("/paths/~1orders~1{id}/post/parameters/0/schema", "/paths/~1orders~1{id}/post/parameters/0", 9),
            (
                "/paths/~1orders~1{id}/post/parameters/0/schema/type",
                "/paths/~1orders~1{id}/post/parameters/0/type",
                9,
            ),
            ("/paths/~1orders~1{id}/post/requestBody", "/paths/~1orders~1{id}/post/parameters/1", 10),
            (
                "/paths/~1orders~1{id}/post/requestBody/content/application~1json/schema/$ref",
                "/paths/~1orders~1{id}/post/parameters/1/schema/$ref",
                13,
            ),
            ("/components/schemas/Order/properties/total", "/definitions/Order/properties/total", 17),
            ("/components/securitySchemes/key", "/securityDefinitions/key", 19),
            ("/servers/0", "/host", 3),
            ("/info/title", "/info/title", 2),
        ],
    )
    def test_a_place_is_that_of_the_source(self, made: str, source: str, line: int) -> None:
        spot = load(SOURCE).spots([made])[made]
        assert (spot.pointer, spot.line, spot.file) == (source, line, None)


class TestFaults:
    @pytest.mark.parametrize(
        ("written", "instead", "found"),
        [
            (
                b"type: integer",
                b"type: integr",
                ("bad-value", "/paths/~1orders~1{id}/post/parameters/0/type", 9),
            ),
            (b"in: body", b"in: bode", ("bad-value", "/paths/~1orders~1{id}/post/parameters/1/in", 11)),
            (b"'200'", b"'2000'", ("bad-status", "/paths/~1orders~1{id}/post/responses/2000", 15)),
            (b"type: number", b"type: nuber", ("bad-value", "/definitions/Order/properties/total/type", 17)),
            (
                b"definitions/Order",
                b"definitions/None",
                ("unresolvable-ref", "/paths/~1orders~1{id}/post/parameters/1/schema/$ref", 13),
            ),
            (b", name: k", b"", ("missing-field", "/securityDefinitions/key", 19)),
            (b"  /orders/{id}:", b"  orders/{id}:", ("path-without-slash", "/paths/orders~1{id}", 5)),
        ],
    )
    def test_a_fault_is_said_at_its_place_in_the_source(
        self, written: bytes, instead: bytes, found: tuple[str, str, int]
    ) -> None:
        assert objections(SOURCE.replace(written, instead)) == [found]

    def test_a_warning_is_said_once(self, loaded: Callable[..., Document]) -> None:
        document = loaded(definitions={"Map\u00abA\u00bb": {"type": "object", "oneOf": []}})
        assert [(each.code, each.pointer) for each in document.warnings] == [
            ("unknown-field", "/definitions/Map\u00abA\u00bb/oneOf")
        ]

    def test_an_undeclared_scheme_is_to_be_put_where_swagger_has_them(
        self, loaded: Callable[..., Document]
    ) -> None:
        (warning,) = loaded(security=[{"nobody": []}]).warnings
        assert (warning.code, warning.hint) == (
            "unknown-security-scheme",
            "Declare it under securityDefinitions.",
        )

    def test_a_body_and_a_form_contradict_each_other(self, loaded: Callable[..., Document]) -> None:
        parameters = [
            {"name": "a", "in": "body", "schema": {"type": "string"}},
            {"name": "b", "in": "formData", "type": "string"},
        ]
        post = {"parameters": parameters, "responses": {"200": {"description": "Fine."}}}
        (warning,) = loaded(paths={"/a": {"post": post}}).warnings
        assert (warning.code, warning.pointer) == ("contradicting-fields", "/paths/~1a/post/parameters/1")


TEXT = st.sampled_from(
    ["", "a", "b", "application/json", "#/definitions/a", "#/parameters/a", "string", "file"]
)
KEYS = st.sampled_from(
    [
        *(
            "a",
            "b",
            "swagger",
            "paths",
            "/a",
            "/{a}",
            "get",
            "post",
            "parameters",
            "responses",
            "200",
            "default",
        ),
        *("schema", "in", "name", "type", "items", "properties", "allOf", "$ref", "definitions", "headers"),
        *("consumes", "produces", "schemes", "host", "basePath", "examples", "collectionFormat", "required"),
        *("discriminator", "x-nullable", "securityDefinitions", "flow", "scopes", "enum", "format"),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)
SCHEMAS = st.recursive(
    st.sampled_from(["string", "integer", "number", "boolean"]).map(lambda name: {"type": name})
    | st.just({"$ref": "#/definitions/a"})
    | st.just({"type": ["string", "null"]})
    | st.just({"type": "string", "enum": ["a"], "x-nullable": True}),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from("abc"), inner)},
            optional={"additionalProperties": inner, "discriminator": st.just("a")},
        ),
        st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=2)}),
    ),
    max_leaves=6,
)
LISTS = st.fixed_dictionaries(
    {"type": st.just("array"), "items": st.just({"type": "integer"})},
    optional={"collectionFormat": st.sampled_from(["csv", "ssv", "tsv", "pipes"])},
)
SIMPLE = st.just({"type": "string"}) | LISTS
MEDIA = st.lists(
    st.sampled_from(
        ["application/json", "multipart/form-data", "application/x-www-form-urlencoded", "text/plain"]
    ),
    unique=True,
)


def named(location: str) -> st.SearchStrategy[dict[str, Any]]:
    said = SIMPLE | st.just({"type": "file"}) if location == "formData" else SIMPLE
    return st.builds(
        lambda name, value, required: {"name": name, "in": location, "required": required} | value,
        st.sampled_from("abc"),
        said,
        st.booleans(),
    )


def operations(draw: st.DrawFn) -> dict[str, Any]:
    body = st.builds(lambda schema: [{"name": "z", "in": "body", "schema": schema}], SCHEMAS)
    form = st.lists(named("formData"), max_size=3, unique_by=lambda each: each["name"])
    sent = st.lists(
        named("query") | named("header"), max_size=2, unique_by=lambda each: (each["name"], each["in"])
    )
    made: dict[str, Any] = {"parameters": [*draw(sent), *draw(body | form)]}
    for field in ("consumes", "produces"):
        if draw(st.booleans()):
            made[field] = draw(MEDIA)
    response = {"description": "Fine."}
    if draw(st.booleans()):
        response |= {"schema": draw(SCHEMAS | st.just({"type": "file"}))}
    return made | {"responses": {"200": response, "default": {"$ref": "#/responses/a"}}}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "swagger": "2.0",
        "info": {"title": "A", "version": "1"},
        "consumes": draw(MEDIA),
        "produces": draw(MEDIA),
        "paths": {"/a": {"post": operations(draw)}, "/b": {"put": operations(draw)}},
        "definitions": {"a": draw(SCHEMAS.filter(lambda each: "$ref" not in each))},
        "responses": {"a": {"description": "Bad.", "schema": draw(SCHEMAS)}},
    }


class TestAnyDocument:
    @given(VALUES.filter(lambda value: type(value) is dict))
    @settings(max_examples=300, deadline=None)
    def test_nothing_makes_the_conversion_fail(self, tree: dict[str, Any]) -> None:
        converted = swagger.convert({"swagger": "2.0"} | tree)
        for made in ("/paths/~1a/get/requestBody/content/a/schema", "/components/schemas/a/items", ""):
            pointer.get({"swagger": "2.0"} | tree, converted.origins.of(made)[1])

    @given(documents())
    @settings(max_examples=150, deadline=None)
    def test_what_is_right_as_swagger_is_right_as_openapi(self, tree: dict[str, Any]) -> None:
        assert not [each for each in swagger.check(tree) if each.severity == "error"]
        converted = swagger.convert(tree)
        assert rules.check(converted.tree, "3.0") == []
        document = load(msgspec.json.encode(tree))
        assert all(spot.line for spot in document.spots(list(document.parts)).values())
        assert load(msgspec.json.encode(converted.tree)).digest == document.digest
