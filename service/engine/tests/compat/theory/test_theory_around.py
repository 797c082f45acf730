"""Routes, base paths, form parts, links, calls, schemes and announcements, judged as exchanges."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest

from dovetail_engine.compat import Finding, Report, Witness, compare
from dovetail_engine.compat.life import Life
from dovetail_engine.compat.routes import common, filled
from dovetail_engine.compat.servers import addresses
from dovetail_engine.oas import Document
from dovetail_engine.oas.model import Server

Paths = Callable[..., Document]

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
DONE = {"204": {"description": "Done"}}
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"


def operation(path: str, *parameters: Any, kind: Any = TEXT, **fields: Any) -> dict[str, Any]:
    names = [part[1 : part.index("}")] for part in path.split("/") if part.startswith("{")]
    declared = [{"name": name, "in": "path", "required": True, "schema": kind} for name in names]
    return {"get": {"parameters": [*declared, *parameters], "responses": DONE, **fields}}


def needs(name: str = "q", **fields: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": True, "schema": TEXT, **fields}


def levels(report: Report) -> dict[str, str]:
    return {finding.rule: finding.level for finding in report.findings}


def found(report: Report, rule: str) -> Finding:
    (finding,) = [one for one in report.findings if one.rule == rule]
    return finding


def shown(report: Report, rule: str) -> Witness:
    witness = found(report, rule).occurrences[0].witness
    assert witness is not None
    return witness


class TestRoutes:
    USERS = "/users/{id}"

    def test_a_literal_path_that_refuses_breaks_with_the_old_request(self, paths_of: Paths) -> None:
        base = paths_of({self.USERS: operation(self.USERS)})
        head = paths_of({self.USERS: operation(self.USERS), "/users/me": operation("", needs())})
        witness = shown(compare(base, head), "request-routed-elsewhere")
        assert (witness.exchange.method, witness.exchange.path) == ("GET", "/users/me")
        assert witness.reason == "query parameter 'q' is required"
        assert witness.curl == 'curl "$BASE/users/me"'

    def test_one_that_takes_the_request_is_risky(self, paths_of: Paths) -> None:
        base = paths_of({self.USERS: operation(self.USERS)})
        head = paths_of({self.USERS: operation(self.USERS), "/users/me": operation("")})
        assert levels(compare(base, head)) == {"request-routed-elsewhere": "risky", "operation-added": "safe"}

    @pytest.mark.parametrize(
        "kind", [WHOLE, {**TEXT, "format": "uuid"}, {"enum": ["a", "b"]}, {**TEXT, "minLength": 3}]
    )
    def test_one_that_no_old_request_has_is_no_matter(self, paths_of: Paths, kind: Any) -> None:
        base = paths_of({self.USERS: operation(self.USERS, kind=kind)})
        head = paths_of({self.USERS: operation(self.USERS, kind=kind), "/users/me": operation("", needs())})
        assert levels(compare(base, head)) == {"operation-added": "safe"}

    def test_a_number_in_the_path_is_read_as_one(self, paths_of: Paths) -> None:
        base = paths_of({self.USERS: operation(self.USERS, kind=WHOLE)})
        head = paths_of({self.USERS: operation(self.USERS, kind=WHOLE), "/users/7": operation("", needs())})
        assert shown(compare(base, head), "request-routed-elsewhere").exchange.path == "/users/7"

    def test_another_method_takes_nothing_away(self, paths_of: Paths) -> None:
        base = paths_of({self.USERS: operation(self.USERS)})
        head = paths_of(
            {self.USERS: operation(self.USERS), "/users/me": {"post": operation("", needs())["get"]}}
        )
        assert levels(compare(base, head)) == {"operation-added": "safe"}

    def test_a_literal_path_that_was_there_takes_nothing_more(self, paths_of: Paths) -> None:
        both = {self.USERS: operation(self.USERS), "/users/me": operation("", needs())}
        report = compare(paths_of(both), paths_of({**both, "/users/me": operation("")}))
        assert "request-routed-elsewhere" not in levels(report)

    def test_a_template_with_more_text_takes_from_one_with_less(self, paths_of: Paths) -> None:
        wide, narrow = "/a/{x}/{y}", "/a/{x}/log"
        base = paths_of({wide: operation(wide)})
        head = paths_of({wide: operation(wide), narrow: operation("/a/{x}", needs())})
        path = shown(compare(base, head), "request-routed-elsewhere").exchange.path
        assert path.endswith("/log")

    def test_a_literal_path_that_goes_falls_to_its_template(self, paths_of: Paths) -> None:
        both = {self.USERS: operation(self.USERS), "/users/me": operation("")}
        report = compare(paths_of(both), paths_of({self.USERS: operation(self.USERS)}))
        assert levels(report) == {"operation-removed": "risky"}

    def test_and_breaks_where_the_template_refuses_what_may_be_sent(self, paths_of: Paths) -> None:
        one = operation(self.USERS, needs(required=False, schema=WHOLE))
        both = {self.USERS: one, "/users/me": operation("", needs(required=False))}
        witness = shown(compare(paths_of(both), paths_of({self.USERS: one})), "operation-removed")
        assert witness.exchange.path == "/users/me"
        assert witness.reason.startswith("query parameter 'q'")

    def test_and_breaks_where_the_template_refuses_it(self, paths_of: Paths) -> None:
        numbered = operation(self.USERS, kind=WHOLE)
        both = {self.USERS: numbered, "/users/me": operation("")}
        witness = shown(compare(paths_of(both), paths_of({self.USERS: numbered})), "operation-removed")
        assert witness.exchange.path == "/users/me"
        assert witness.reason.startswith("path parameter 'id'")

    @pytest.mark.parametrize(
        ("own", "other", "segments"),
        [
            ("/a/{x}", "/a/b", ("", "a", "b")),
            ("/a/{x}", "/c/b", None),
            ("/a/{x}", "/a/b/c", None),
            ("/a/{x}/b", "/a/c/{y}", ("", "a", "c", "b")),
            ("/a/{x}", "/a/{y}", ("", "a", None)),
            ("/a/{x}", "/a/{y}.json", ("", "a", "x.json")),
            ("/a/{x}.xml", "/a/{y}.json", None),
            ("/a/{x}:go", "/a/b:go", ("", "a", "b:go")),
        ],
    )
    def test_have_requests_in_common_or_not(self, own: str, other: str, segments: Any) -> None:
        assert common(own, other) == segments

    def test_are_filled_where_they_are_free(self) -> None:
        assert filled("/a/1/2", ("", "a", None, "log")) == "/a/1/log"


class TestServers:
    def of(self, paths_of: Paths, *servers: Any, at: str = "root") -> Document:
        item, written = operation("/a"), {"servers": list(servers)}
        if at == "operation":
            return paths_of({"/a": {"get": {**item["get"], **written}}})
        if at == "path":
            return paths_of({"/a": {**item, **written}})
        return paths_of({"/a": item, "/b": item}, **written)

    @pytest.mark.parametrize("at", ["root", "path", "operation"])
    def test_another_base_path_is_one_finding_with_the_request(self, paths_of: Paths, at: str) -> None:
        base = self.of(paths_of, {"url": "https://a.test/v1"}, at=at)
        head = self.of(paths_of, {"url": "https://a.test/v2"}, at=at)
        report = compare(base, head)
        witness = shown(report, "base-path-removed")
        assert levels(report) == {"base-path-removed": "breaking", "server-added": "safe"}
        assert witness.exchange.path == "/v1/a"
        assert witness.reason == "no server has the base path /v1, only /v2"
        assert found(report, "base-path-removed").reach == (2 if at == "root" else 1)

    def test_a_value_that_a_variable_loses_is_an_address_less(self, paths_of: Paths) -> None:
        def of(*versions: str) -> Document:
            variables = {"v": {"default": versions[0], "enum": list(versions)}}
            return self.of(paths_of, {"url": "https://a.test/{v}", "variables": variables})

        assert levels(compare(of("v1", "v2"), of("v1")))["base-path-removed"] == "breaking"
        assert levels(compare(of("v1"), of("v1", "v2"))) == {"server-added": "safe"}
        assert levels(compare(of("v1", "v2"), of("v2", "v1"))) == {"server-default-changed": "risky"}

    def test_a_variable_written_out_is_silent(self, paths_of: Paths) -> None:
        base = self.of(paths_of, {"url": "https://a.test/{v}", "variables": {"v": {"default": "v1"}}})
        head = self.of(paths_of, {"url": "https://a.test/v1"})
        assert compare(base, head).findings == ()

    def test_moving_them_to_the_operations_is_silent(self, paths_of: Paths) -> None:
        item, server = operation("/a"), [{"url": "https://a.test/v1"}]
        base = paths_of({"/a": item}, servers=server)
        head = paths_of({"/a": {"get": {**item["get"], "servers": server}}})
        assert compare(base, head).findings == ()

    def test_are_no_matter_of_a_webhook(self, paths_of: Paths) -> None:
        def of(url: str) -> Document:
            return paths_of({}, webhooks={"w": {"post": {"responses": DONE}}}, servers=[{"url": url}])

        assert compare(of("https://a.test/v1"), of("https://a.test/v2")).findings == ()

    def test_have_an_address_for_each_value_of_a_variable(self) -> None:
        variables = {"v": {"default": "v1", "enum": ["v1", "v2"]}, "host": {"default": "a"}}
        server = Server("/servers/0", "https://{host}.test/{v}/", variables=variables)
        assert [one.url for one in addresses([server])] == ["https://a.test/v1", "https://a.test/v2"]


class TestForms:
    SCHEMA: ClassVar = {
        "type": "object",
        "properties": {
            "photo": {"type": "string", "format": "binary"},
            "tags": {"type": "array", "items": TEXT},
            "note": TEXT,
        },
    }

    def of(self, paths_of: Paths, media: str, **encoding: Any) -> Document:
        content = {media: {"schema": self.SCHEMA, "encoding": encoding}}
        body = {"required": True, "content": content}
        return paths_of({"/things": {"post": {"requestBody": body, "responses": DONE}}})

    def test_a_part_of_another_type_breaks_with_its_text(self, paths_of: Paths) -> None:
        base = self.of(paths_of, PARTS, photo={"contentType": "image/png, image/gif"})
        head = self.of(paths_of, PARTS, photo={"contentType": "image/png"})
        witness = shown(compare(base, head), "part-content-type-removed")
        assert witness.reason == "the part 'photo' is 'image/gif', not image/png"
        assert "Content-Type: image/gif\r\n" in witness.exchange.body
        assert witness.curl is not None
        assert "--data-binary $'---\\r\\n" in witness.curl

    @pytest.mark.parametrize(
        ("base", "head", "breaks"),
        [
            ({}, {"photo": {"contentType": "image/png"}}, True),
            ({"photo": {"contentType": "image/png"}}, {}, False),
            ({"photo": {"contentType": "image/png"}}, {"photo": {"contentType": "image/*"}}, False),
            ({}, {"photo": {"contentType": "application/octet-stream"}}, False),
            ({}, {"note": {"contentType": "text/plain; charset=utf-8"}}, False),
            ({}, {"note": {"contentType": "application/json"}}, True),
            ({}, {"tags": {"contentType": "text/plain"}}, False),
        ],
    )
    def test_a_part_has_the_type_that_openapi_gives_it(
        self, paths_of: Paths, base: Any, head: Any, breaks: bool
    ) -> None:
        report = compare(self.of(paths_of, PARTS, **base), self.of(paths_of, PARTS, **head))
        assert report.verdict == ("breaking" if breaks else "compatible")

    def test_a_part_must_have_the_headers_that_are_required(self, paths_of: Paths) -> None:
        def of(**fields: Any) -> Document:
            return self.of(paths_of, PARTS, photo={"headers": {"X-Hash": {"schema": TEXT, **fields}}})

        witness = shown(compare(of(), of(required=True)), "part-header-became-required")
        assert witness.reason == "the part 'photo' has no header X-Hash"
        assert levels(compare(of(required=True), of())) == {"part-header-became-optional": "safe"}

    def test_what_a_header_of_a_part_may_say_is_not_decided(self, paths_of: Paths) -> None:
        def of(schema: Any) -> Document:
            return self.of(paths_of, PARTS, photo={"headers": {"X-Hash": {"schema": schema}}})

        assert levels(compare(of(TEXT), of(WHOLE))) == {"part-header-changed": "unknown"}

    @pytest.mark.parametrize(
        ("base", "head", "text"),
        [
            ({}, {"style": "form", "explode": False}, "tags=a&tags=a"),
            ({"style": "form", "explode": False}, {}, "tags=a,a"),
            ({"style": "pipeDelimited", "explode": False}, {"style": "form", "explode": False}, "tags=a|a"),
        ],
    )
    def test_a_field_in_another_style_is_misread(
        self, paths_of: Paths, base: Any, head: Any, text: str
    ) -> None:
        before = self.of(paths_of, FORM, **({"tags": base} if base else {}))
        after = self.of(paths_of, FORM, **({"tags": head} if head else {}))
        witness = shown(compare(before, after), "field-style-changed")
        assert isinstance(witness.exchange.body, str)
        assert len(witness.exchange.body) <= len(text)
        assert witness.reason.startswith("the form field 'tags' is ")

    def test_the_default_style_spelled_out_is_silent(self, paths_of: Paths) -> None:
        spelled = self.of(paths_of, FORM, tags={"style": "form", "explode": True})
        assert compare(self.of(paths_of, FORM), spelled).findings == ()

    @pytest.mark.parametrize("media", [FORM, PARTS])
    def test_what_is_no_object_is_a_text(self, paths_of: Paths, media: str) -> None:
        def of(schema: Any) -> Document:
            content = {media: {"schema": schema}, "application/json": {"schema": schema}}
            answer = {"200": {"description": "", "content": content}}
            return paths_of({"/things": {"get": {"responses": answer}}})

        report = compare(of({**TEXT, "maxLength": 2}), of(TEXT))
        assert (levels(report), report.stats["contradictions"]) == ({"max-length-raised": "breaking"}, [])

    def test_how_a_part_is_written_in_a_style_is_not_decided(self, paths_of: Paths) -> None:
        head = self.of(paths_of, PARTS, tags={"style": "form", "explode": False})
        report = compare(self.of(paths_of, PARTS), head)
        assert levels(report) == {"field-style-changed": "unknown"}


class TestSchemes:
    def of(self, paths_of: Paths, scheme: Any, *scopes: str) -> Document:
        item = {"get": {"responses": DONE, "security": [{"s": list(scopes)}]}}
        return paths_of({"/a": item}, components={"securitySchemes": {"s": scheme}})

    def flow(self, url: str = "https://a.test/t", **more: Any) -> dict[str, Any]:
        flow = {"tokenUrl": url, "scopes": {"read": ""}}
        return {"type": "oauth2", "flows": {"clientCredentials": flow, **more}}

    def test_that_look_the_same_on_the_wire_are_risky(self, paths_of: Paths) -> None:
        bearer, connect = (
            {"type": "http", "scheme": "bearer"},
            {
                "type": "openIdConnect",
                "openIdConnectUrl": "https://id.test",
            },
        )
        report = compare(self.of(paths_of, bearer), self.of(paths_of, connect))
        assert levels(report) == {"security-scheme-kind-changed": "risky"}

    def test_have_their_token_elsewhere(self, paths_of: Paths) -> None:
        report = compare(self.of(paths_of, self.flow()), self.of(paths_of, self.flow("https://b.test/t")))
        assert levels(report) == {"oauth-url-changed": "risky"}
        assert found(report, "oauth-url-changed").occurrences[0].operation == "GET /a"

    def test_that_are_not_used_reach_nobody(self, paths_of: Paths) -> None:
        def of(scheme: Any) -> Document:
            return paths_of({"/a": operation("")}, components={"securitySchemes": {"s": scheme}})

        assert compare(of(self.flow()), of(self.flow("https://b.test/t"))).findings == ()

    def test_the_witness_carries_the_credentials_that_were_enough(self, paths_of: Paths) -> None:
        key = {"type": "apiKey", "in": "header", "name": "X-Key"}
        report = compare(self.of(paths_of, key), self.of(paths_of, {"type": "http", "scheme": "basic"}))
        witness = shown(report, "security-tightened")
        assert ("X-Key", "$KEY") in witness.exchange.headers
        assert witness.reason == "a Basic user name and password in the header Authorization is required"


class TestAnswersWithoutBodies:
    @pytest.mark.parametrize(("method", "status"), [("head", "200"), ("get", "204"), ("get", "304")])
    def test_have_no_body_that_could_change(self, paths_of: Paths, method: str, status: str) -> None:
        def of(schema: Any) -> Document:
            content = {"application/json": {"schema": schema}}
            answer = {status: {"description": "", "content": content}}
            return paths_of({"/a": {method: {"responses": answer}}})

        assert compare(of(TEXT), of(WHOLE)).findings == ()

    def test_a_header_that_is_a_document_is_read_as_one(self, paths_of: Paths) -> None:
        def of(schema: Any) -> Document:
            header = {"required": True, "content": {"application/json": {"schema": schema}}}
            return paths_of(
                {"/a": {"get": {"responses": {"200": {"description": "", "headers": {"X": header}}}}}}
            )

        witness = shown(compare(of(WHOLE), of({"type": "number"})), "type-widened")
        assert "response header 'X'" in witness.reason


class TestMediaTypes:
    @pytest.mark.parametrize(
        ("base", "head", "breaks"),
        [
            ("application/json", "application/json; charset=utf-8", False),
            ("application/json; charset=utf-8", "application/json", False),
            ("application/json;version=1", "application/json", False),
            ("application/json;version=1", "application/json;version=2", True),
            ("application/json;version=1", "application/json; Version=1; charset=utf-8", False),
            ("application/hal+json", "application/json", True),
            ("application/json", "application/*", False),
        ],
    )
    def test_of_requests_are_told_apart_by_their_parameters(
        self, paths_of: Paths, base: str, head: str, breaks: bool
    ) -> None:
        def of(media: str) -> Document:
            body = {"required": True, "content": {media: {"schema": TEXT}}}
            return paths_of({"/a": {"post": {"requestBody": body, "responses": DONE}}})

        assert compare(of(base), of(head)).verdict == ("breaking" if breaks else "compatible")


class TestMoved:
    def test_and_required_is_one_finding(self, paths_of: Paths) -> None:
        base = paths_of({"/a": operation("", needs(required=False))})
        head = paths_of({"/a": operation("", needs(**{"in": "header"}))})
        assert levels(compare(base, head)) == {"parameter-moved": "breaking"}


class TestLives:
    @pytest.mark.parametrize(
        ("written", "day"),
        [
            ("2027-01-31", "2027-01-31"),
            ("2027-01-31T10:00:00Z", "2027-01-31"),
            ("2027-02-30", None),
            ("next year", None),
            ("20270131", None),
            ("2027-01-311", None),
            (20270131, None),
            (None, None),
        ],
    )
    def test_end_on_a_day(self, written: Any, day: str | None) -> None:
        assert Life(True, written).sunset == day

    def of(self, paths_of: Paths, **life: Any) -> dict[str, Document]:
        schema = {"type": "object", "properties": {"a": {**TEXT, **life}}}
        answer = {"200": {"description": "", "headers": {"X-A": {"schema": TEXT, **life}}}}
        body = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
        return {
            "operation": paths_of({"/a": operation("", **life)}),
            "parameter": paths_of({"/a": operation("", needs(**life))}),
            "header": paths_of({"/a": {"get": {"responses": answer}}}),
            "property": paths_of({"/a": {"get": {"responses": body}}}),
        }

    @pytest.mark.parametrize("part", ["operation", "parameter", "header", "property"])
    def test_are_announced_for_every_part(self, paths_of: Paths, part: str) -> None:
        late, early = ({"deprecated": True, "x-sunset": day} for day in ("2027-06-30", "2027-01-31"))

        def between(base: Any, head: Any) -> set[str]:
            report = compare(self.of(paths_of, **base)[part], self.of(paths_of, **head)[part])
            return {rule for rule in levels(report) if "sunset" in rule}

        assert between({}, late) == {"sunset-announced"}
        assert between({}, {"deprecated": True}) == {"sunset-missing"}
        assert between({"deprecated": True}, late) == {"sunset-announced"}
        assert between(late, early) == {"sunset-moved-earlier"}
        assert between(early, late) == {"sunset-moved-later"}
        assert between(late, {"deprecated": True}) == {"sunset-withdrawn"}
        assert between(late, {"deprecated": True, "x-sunset": "soon"}) == {"sunset-invalid"}

    @pytest.mark.parametrize("part", ["operation", "parameter", "header", "property"])
    def test_that_end_early_are_told_beside_the_removal(self, paths_of: Paths, part: str) -> None:
        base = self.of(paths_of, deprecated=True, **{"x-sunset": "2027-06-30"})[part]
        none = {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}
        heads = {
            "operation": paths_of({}),
            "parameter": paths_of({"/a": operation("")}),
            "header": paths_of({"/a": {"get": {"responses": {"200": {"description": ""}}}}}),
            "property": paths_of({"/a": {"get": {"responses": none}}}),
        }
        report = compare(base, heads[part])
        assert levels(report)["removed-before-sunset"] == "risky"
        assert any(rule != "removed-before-sunset" and rule.endswith("removed") for rule in levels(report))

    def test_do_not_depend_on_the_day_they_are_judged(self, paths_of: Paths) -> None:
        base, head = paths_of({"/a": operation("")}), paths_of({"/a": operation("", deprecated=True)})
        assert compare(base, head) == compare(base, head, today=date(2030, 1, 1))


class TestExtensibleLists:
    """`x-extensible-enum` names the known values of a list that readers must not take as closed."""

    OPEN = "x-extensible-enum"

    def between(self, paths_of: Paths, base: Any, head: Any, *, request: bool) -> dict[str, str]:
        def of(schema: Any) -> Document:
            content = {"content": {"application/json": {"schema": {**TEXT, **schema}}}}
            body = {"requestBody": {"required": True, **content}, "responses": DONE}
            answer = {"responses": {"200": {"description": "", **content}}}
            return paths_of({"/a": {"post": body if request else answer}})

        return levels(compare(of(base), of(head)))

    @pytest.mark.parametrize(
        ("request_", "base", "head", "expected"),
        [
            (False, {OPEN: ["a"]}, {OPEN: ["a", "b"]}, {"extensible-enum-value-added": "risky"}),
            (True, {OPEN: ["a"]}, {OPEN: ["a", "b"]}, {"extensible-enum-value-added": "safe"}),
            (False, {OPEN: ["a", "b"]}, {OPEN: ["a"]}, {"extensible-enum-value-removed": "safe"}),
            (True, {OPEN: ["a", "b"]}, {OPEN: ["a"]}, {"extensible-enum-value-removed": "risky"}),
            (
                False,
                {"enum": ["a"], OPEN: True},
                {"enum": ["a", "b"], OPEN: True},
                {"enum-value-added": "risky"},
            ),
            (True, {"enum": ["a", "b"], OPEN: True}, {"enum": ["a"]}, {"enum-value-removed": "breaking"}),
            (False, {"enum": ["a"]}, {OPEN: ["a"]}, {"enum-dropped": "breaking"}),
            (True, {"enum": ["a"]}, {OPEN: ["a"]}, {"enum-dropped": "safe"}),
            (True, {OPEN: ["a"]}, {"enum": ["a"]}, {"enum-introduced": "breaking"}),
            (
                False,
                {OPEN: ["a"]},
                {"enum": ["a", "b"]},
                {"enum-introduced": "safe", "extensible-enum-value-added": "risky"},
            ),
        ],
    )
    def test_are_tolerated_in_responses_alone(
        self, paths_of: Paths, request_: bool, base: Any, head: Any, expected: dict[str, str]
    ) -> None:
        assert self.between(paths_of, base, head, request=request_) == expected


class TestChildrenOfAParent:
    """Schemas that only the discriminator of their parent leads to: whether they count cannot be told."""

    def of(self, paths_of: Paths, child: Any, *, mapped: bool, request: bool) -> Document:
        mapping = {"mapping": {"cat": "#/components/schemas/Cat"}} if mapped else {}
        pet = {
            "type": "object",
            "properties": {"kind": TEXT},
            "required": ["kind"],
            "discriminator": {"propertyName": "kind", **mapping},
        }
        schemas = {"Pet": pet, "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, child]}}
        content = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}
        taken = {"requestBody": {"required": True, **content}, "responses": DONE}
        given = {"responses": {"200": {"description": "", **content}}}
        return paths_of({"/pets": {"post": taken if request else given}}, components={"schemas": schemas})

    @pytest.mark.parametrize("mapped", [True, False])
    @pytest.mark.parametrize("request_", [True, False])
    def test_are_unknown_where_they_would_break_and_safe_where_not(
        self, paths_of: Paths, mapped: bool, request_: bool
    ) -> None:
        loose = {"type": "object", "properties": {"lives": WHOLE}}
        strict = {"type": "object", "properties": {"lives": {**WHOLE, "maximum": 9}}}
        loose_, strict_ = (self.of(paths_of, one, mapped=mapped, request=request_) for one in (loose, strict))
        narrowed, widened = ({"maximum-lowered": level} for level in ("unknown", "safe"))
        assert levels(compare(loose_, strict_)) == (narrowed if request_ else widened)
        narrowed, widened = ({"maximum-raised": level} for level in ("unknown", "safe"))
        assert levels(compare(strict_, loose_)) == (widened if request_ else narrowed)

    def test_say_why_it_is_not_known(self, paths_of: Paths) -> None:
        base, head = (
            self.of(paths_of, {"type": "object", "required": names}, mapped=True, request=True)
            for names in ([], ["a"])
        )
        (finding,) = compare(base, head).findings
        assert "discriminator that only the parent has" in finding.message
