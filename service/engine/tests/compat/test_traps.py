"""Traps met in real documents: what is invalid but common, what readers expect, what nobody can decide."""

from collections.abc import Callable
from typing import Any, Literal

import pytest

from dovetail_engine.compat import Report, compare
from dovetail_engine.oas import DocumentInvalid

Make = Callable[..., Any]
Judge = Callable[..., Report]
Direction = Literal["request", "response"]

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
LOST = {"$ref": "#/components/schemas/Lost"}
DONE = {"200": {"description": "Done"}}


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def over(*required: str, **members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members, **({"required": [*required]} if required else {})}


def get(**fields: Any) -> dict[str, Any]:
    return {"get": {"responses": DONE, **fields}}


def query(**fields: Any) -> dict[str, Any]:
    return get(parameters=[{"name": "q", "in": "query", "schema": TEXT, **fields}])


def taking(schema: Any, **content: Any) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": schema, **content}}}
    return {"requestBody": body, "responses": DONE}


def answering(schema: Any) -> dict[str, Any]:
    answer = {"description": "Done", "content": {"application/json": {"schema": schema}}}
    return {"responses": {"200": answer}}


def breaking(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == "breaking"}


def exchanges(report: Report) -> list[Any]:
    return [
        one.witness.exchange
        for finding in report.findings
        for one in finding.occurrences
        if one.level == "breaking" and one.witness is not None
    ]


class TestPaths:
    def test_that_differ_only_in_a_parameters_name_are_one(self, document: Make) -> None:
        base = document({"/a/{id}": get(), "/b": get()})
        head = document({"/a/{key}": get(), "/b": get()})
        assert breaking(compare(base, head)) == set()
        assert compare(base, head).verdict == "compatible"

    def test_may_stand_twice_in_one_document_with_different_methods(self, document: Make) -> None:
        both = {"/a/{id}": get(), "/a/{key}": {"post": {"responses": DONE}}}
        base = document(both)
        head = document({"/a/{id}": {**get(), "post": {"responses": DONE}}})
        assert breaking(compare(base, head)) == set()
        assert breaking(compare(head, base)) == set()
        assert breaking(compare(base, document({"/a/{id}": get()}))) == {"operation-removed"}

    def test_with_a_literal_over_a_template_break_who_meant_the_template(self, document: Make) -> None:
        base = document({"/a/{id}": get()})
        head = document({"/a/{id}": get(), "/a/me": query(required=True)})
        report = compare(base, head)
        assert report.verdict == "breaking"
        assert [each.path for each in exchanges(report)] == ["/a/me"]

    def test_with_a_literal_for_values_that_nobody_could_send_break_nobody(self, document: Make) -> None:
        number = {"name": "id", "in": "path", "required": True, "schema": WHOLE}
        base = document({"/a/{id}": get(parameters=[number])})
        head = document({"/a/{id}": get(parameters=[number]), "/a/me": query(required=True)})
        assert compare(base, head).verdict == "compatible"


class TestReferences:
    @pytest.mark.parametrize("schema", [LOST, over(a=LOST), {"allOf": [LOST]}, {"oneOf": [TEXT, LOST]}])
    def test_that_lead_nowhere_are_refused_by_their_place(self, document: Make, schema: Any) -> None:
        with pytest.raises(DocumentInvalid) as refused:
            document({"/a": {"post": taking(schema)}})
        (diagnostic,) = refused.value.diagnostics
        assert diagnostic.code == "unresolvable-ref"
        assert diagnostic.pointer.endswith("$ref")

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    @pytest.mark.parametrize("direction", ["request", "response"])
    def test_alone_in_an_all_of_are_plain_references(
        self, document: Make, openapi: str, direction: Direction
    ) -> None:
        def made(schema: Any) -> Any:
            operation = taking(over(n=schema)) if direction == "request" else answering(over(n=schema))
            components = {"schemas": {"Name": over("a", a=TEXT)}}
            return document({"/a": {"post": operation}}, openapi=openapi, components=components)

        wrapped = made({"allOf": [to("Name")], "description": "Whose?"})
        plain = made(to("Name"))
        for one, two in ((wrapped, plain), (plain, wrapped)):
            report = compare(one, two)
            assert report.verdict == "compatible"
            assert {finding.effect for finding in report.findings} <= {"ANNOTATED"}


class TestDialects:
    def test_const_says_nothing_in_3_0(self, requests: Judge, responses: Judge) -> None:
        for judge in (requests, responses):
            report = judge({**TEXT, "const": "a"}, {**TEXT, "const": "b"}, openapi="3.0.3")
            assert breaking(report) == set()

    def test_const_is_an_assertion_in_3_1(self, requests: Judge) -> None:
        assert requests({**TEXT, "const": "a"}, {**TEXT, "const": "b"}).verdict == "breaking"

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_nullable_without_a_type_changes_nothing(
        self, requests: Judge, responses: Judge, openapi: str
    ) -> None:
        plain, marked = {"enum": ["a", None]}, {"enum": ["a", None], "nullable": True}
        for judge in (requests, responses):
            for one, two in ((plain, marked), (marked, plain)):
                assert judge(one, two, openapi=openapi).verdict == "compatible"

    def test_nullable_says_nothing_in_3_1(self, requests: Judge, responses: Judge) -> None:
        for judge in (requests, responses):
            assert judge({**TEXT, "nullable": True}, TEXT).verdict == "compatible"
            assert judge(TEXT, {**TEXT, "nullable": True}).verdict == "compatible"

    @pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
    def test_items_without_a_type_let_everything_else_pass(
        self, requests: Judge, responses: Judge, openapi: str
    ) -> None:
        loose, strict = {"items": TEXT}, {"type": "array", "items": TEXT}
        report = requests(loose, strict, openapi=openapi)
        assert report.verdict == "breaking"
        assert all(not isinstance(each.body, list) for each in exchanges(report))
        assert requests(strict, loose, openapi=openapi).verdict == "compatible"
        assert responses(strict, loose, openapi=openapi).verdict == "breaking"

    def test_boolean_subschemas_are_schemas(self, requests: Judge) -> None:
        free = {**TEXT, "if": {"minLength": 3}, "then": True}
        bound = {**TEXT, "if": {"minLength": 3}, "then": False}
        assert requests(free, TEXT).verdict == "compatible"
        assert requests(TEXT, free).verdict == "compatible"
        assert [len(each.body) for each in exchanges(requests(free, bound))] == [3]
        assert requests(bound, {**TEXT, "maxLength": 2}).verdict == "compatible"


class TestMessages:
    def test_a_get_may_have_a_body(self, document: Make) -> None:
        base = document({"/a": {"get": taking(over(a=TEXT))}})
        head = document({"/a": {"get": taking(over("a", a=TEXT))}})
        report = compare(base, head)
        assert report.verdict == "breaking"
        assert [(each.method, each.body) for each in exchanges(report)] == [("GET", {})]

    @pytest.mark.parametrize("name", ["Content-Type", "Accept", "Authorization", "content-type"])
    def test_header_parameters_that_http_owns_say_nothing(self, document: Make, name: str) -> None:
        def made(**fields: Any) -> Any:
            parameter = {"name": name, "in": "header", "schema": TEXT, **fields}
            return document({"/a": {"post": {**taking(over(a=TEXT)), "parameters": [parameter]}}})

        plain = document({"/a": {"post": taking(over(a=TEXT))}})
        needed = made(required=True, schema={"enum": ["text/csv"]})
        for one, two in ((plain, needed), (needed, plain), (made(), needed)):
            assert compare(one, two).verdict == "compatible"

    def test_a_default_is_no_substitute_for_what_a_response_leaves_out(self, responses: Judge) -> None:
        base = over("n", n={**WHOLE, "default": 0})
        report = responses(base, over(n={**WHOLE, "default": 0}))
        assert report.verdict == "breaking"
        assert [each.body for each in exchanges(report)] == [{}]

    def test_a_default_that_leaves_required_asks_less_of_a_request(self, requests: Judge) -> None:
        base = over("n", n={**WHOLE, "default": 0})
        assert requests(base, over(n={**WHOLE, "default": 0})).verdict == "compatible"

    def test_a_part_with_another_encoding_breaks(self, document: Make) -> None:
        def made(kind: str) -> Any:
            part = {"schema": over("f", f=TEXT), "encoding": {"f": {"contentType": kind}}}
            body = {"required": True, "content": {"multipart/form-data": part}}
            return document({"/a": {"post": {"requestBody": body, "responses": DONE}}})

        assert compare(made("image/png, image/jpeg"), made("image/png")).verdict == "breaking"
        assert compare(made("image/png"), made("image/png, image/jpeg")).verdict == "compatible"

    def test_a_parameter_in_another_notation_breaks(self, document: Make) -> None:
        rows = {"type": "array", "items": TEXT, "minItems": 2}

        def made(**fields: Any) -> Any:
            return document({"/a": query(required=True, schema=rows, **fields)})

        plain, joined = made(), made(explode=False)
        assert compare(plain, joined).verdict == "breaking"
        written = {"name": "q", "in": "query", "required": True}
        content = {**written, "content": {"application/json": {"schema": rows}}}
        assert compare(joined, document({"/a": get(parameters=[content])})).verdict == "breaking"

    @pytest.mark.parametrize("place", ["callback", "webhook"])
    def test_who_is_called_is_promised_what_is_sent(self, document: Make, place: str) -> None:
        def made(schema: Any) -> Any:
            item = {"post": taking(schema)}
            if place == "webhook":
                return document({}, webhooks={"event": item})
            return document({"/a": get(callbacks={"done": {"{$request.query.url}": item}})})

        weak, strong = made(over(a=TEXT)), made(over("a", a=TEXT))
        assert compare(weak, strong).verdict == "compatible"
        report = compare(strong, weak)
        assert report.verdict == "breaking"
        assert [each.body for each in exchanges(report)] == [{}]

    @pytest.mark.parametrize("place", ["callback", "webhook"])
    def test_who_is_called_may_answer_as_before(self, document: Make, place: str) -> None:
        def made(schema: Any) -> Any:
            item = {"post": {**taking(over(a=TEXT)), **answering(schema)}}
            if place == "webhook":
                return document({}, webhooks={"event": item})
            return document({"/a": get(callbacks={"done": {"{$request.query.url}": item}})})

        weak, strong = made(over(a=TEXT)), made(over("a", a=TEXT))
        assert compare(weak, strong).verdict == "breaking"
        assert compare(strong, weak).verdict == "compatible"


class TestUnions:
    def test_of_subsets_refuse_what_fits_twice(self, requests: Judge) -> None:
        any_of = {"anyOf": [WHOLE, {"type": "number"}]}
        one_of = {"oneOf": [WHOLE, {"type": "number"}]}
        report = requests(any_of, one_of)
        assert report.verdict == "breaking"
        assert all(isinstance(each.body, int) for each in exchanges(report))
        assert requests(one_of, any_of).verdict == "compatible"

    def test_of_subsets_that_nothing_fits_once_accept_nothing(self, requests: Judge) -> None:
        twice = {"oneOf": [TEXT, TEXT]}
        assert requests(TEXT, twice).verdict == "breaking"
        assert requests(twice, WHOLE).verdict == "compatible"

    @pytest.mark.parametrize("direction", ["request", "response"])
    def test_told_apart_only_by_a_parents_discriminator_are_unknown(
        self, document: Make, direction: Direction
    ) -> None:
        """What `Pet` alone accepts is open; that `kind: Cat` must satisfy `Cat` only the words say."""

        def made(**lives: Any) -> Any:
            schemas = {
                "Pet": {**over("kind", kind=TEXT), "discriminator": {"propertyName": "kind"}},
                "Cat": {"allOf": [to("Pet"), over(lives={**WHOLE, **lives})]},
                "Dog": {"allOf": [to("Pet"), over(bark=TEXT)]},
            }
            operation = taking(to("Pet")) if direction == "request" else answering(to("Pet"))
            return document({"/a": {"post": operation}}, components={"schemas": schemas})

        less, more = made(maximum=9), made()
        safe, open_ = ((less, more), (more, less)) if direction == "request" else ((more, less), (less, more))
        assert compare(*open_).verdict == "unknown"
        assert breaking(compare(*open_)) == set()
        # What breaks nobody even if the child counts needs no answer to that.
        assert compare(*safe).verdict == "compatible"

    @pytest.mark.parametrize("pattern", [r"\A[a-z]+\Z", r"^(?<!x)a$", r"(a)\1"])
    def test_and_patterns_that_are_not_modelled_are_unknown(self, requests: Judge, pattern: str) -> None:
        report = requests({**TEXT, "pattern": pattern}, {**TEXT, "pattern": "^[a-z]+$"})
        assert report.verdict == "unknown"
        assert exchanges(report) == []

    def test_an_unmodelled_pattern_that_stays_is_no_question(self, requests: Judge) -> None:
        old = over("a", a={**TEXT, "pattern": r"\A[a-z]+\Z"}, b=TEXT)
        new = over("a", a={**TEXT, "pattern": r"\A[a-z]+\Z"}, b={**TEXT, "maxLength": 3})
        report = requests(old, new)
        assert report.verdict in {"breaking", "unknown"}
        assert requests(new, old).verdict == "compatible"
