"""Bodies, answers, credentials, servers and routes: HTTP around the schemas."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Policy, Report, compare
from dovetail_engine.oas import Document

Paths = Callable[..., Document]
Judged = Callable[[Any, Any], Report]

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
OPEN = {"type": "object", "properties": {"a": TEXT}}
NEEDED = {**OPEN, "required": ["a"]}
DONE = {"204": {"description": "Done"}}
JSON = "application/json"


def body(schema: Any = OPEN, *media: str, required: bool | None = None, **more: Any) -> dict[str, Any]:
    content = {name: {"schema": schema, **more} for name in media or (JSON,)}
    return {"requestBody": {"content": content, **({} if required is None else {"required": required})}}


def must(schema: Any = OPEN, *media: str, **more: Any) -> dict[str, Any]:
    return body(schema, *media, required=True, **more)


def answers(**statuses: Any) -> dict[str, Any]:
    """Responses by status (`s200`); a status holds its own fields."""
    return {
        "responses": {
            name.removeprefix("s"): {"description": name, **fields} for name, fields in statuses.items()
        }
    }


def content(schema: Any, *media: str) -> dict[str, Any]:
    return {"content": {name: {"schema": schema} for name in media or (JSON,)}}


def headers(**named: Any) -> dict[str, Any]:
    return {"headers": {name.replace("_", "-"): fields for name, fields in named.items()}}


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}, "note": TEXT}}

REQUEST_BODIES = {
    "optional added": ({}, body(), set()),
    "required added": ({}, must(), {"required-request-body-added"}),
    "optional becomes required": (body(), must(), {"request-body-became-required"}),
    "required becomes optional": (must(), body(), set()),
    "required false spelled out": (body(), body(required=False), set()),
    "removed": (must(), {}, set()),
    "media type added": (must(), must(OPEN, JSON, "application/xml"), set()),
    "media type removed": (must(OPEN, JSON, "application/xml"), must(), {"media-type-removed"}),
    "media type replaced": (must(OPEN, "application/xml"), must(), {"media-type-removed"}),
    "a type, a range that covers it": (must(), must(OPEN, "application/*"), set()),
    "a type, any type": (must(), must(OPEN, "*/*"), set()),
    "a range, a type": (must(OPEN, "application/*"), must(), {"media-type-removed"}),
    "a parameter of the media type": (must(), must(OPEN, "application/json; charset=utf-8"), set()),
    "the media type in other letters": (must(), must(OPEN, "Application/JSON"), set()),
    "a schema appears": (
        {"requestBody": {"required": True, "content": {JSON: {}}}},
        must(),
        {"type-narrowed", "schema-narrowed"},
    ),
    "a schema disappears": (must(), {"requestBody": {"required": True, "content": {JSON: {}}}}, set()),
    "a schema appears that takes anything": (
        {"requestBody": {"required": True, "content": {JSON: {}}}},
        must(True),
        set(),
    ),
    "a file's schema spelled out": (
        {"requestBody": {"required": True, "content": {"image/png": {}}}},
        must({"type": "string", "format": "binary"}, "image/png"),
        set(),
    ),
    "an empty schema, none": (must({}), {"requestBody": {"required": True, "content": {JSON: {}}}}, set()),
    "an optional body narrowed": (body(), body(NEEDED), {"property-became-required"}),
    "one of two media types narrowed": (
        {"requestBody": {"content": {JSON: {"schema": OPEN}, "application/hal+json": {"schema": OPEN}}}},
        {"requestBody": {"content": {JSON: {"schema": OPEN}, "application/hal+json": {"schema": NEEDED}}}},
        {"property-became-required"},
    ),
    "a form field required": (must(OPEN, FORM), must(NEEDED, FORM), {"property-became-required"}),
    "a form field, integer to string": (
        must({"type": "object", "properties": {"n": WHOLE}}, FORM),
        must({"type": "object", "properties": {"n": TEXT}}, FORM),
        set(),
    ),
    "a form field, string to integer": (
        must({"type": "object", "properties": {"n": TEXT}}, FORM),
        must({"type": "object", "properties": {"n": WHOLE}}, FORM),
        {"type-changed", "type-narrowed"},
    ),
    "a JSON field, integer to string": (
        must({"type": "object", "properties": {"n": WHOLE}}),
        must({"type": "object", "properties": {"n": TEXT}}),
        {"type-changed"},
    ),
    "a part required": (
        must(FILE, PARTS),
        must({**FILE, "required": ["note"]}, PARTS),
        {"property-became-required"},
    ),
    "an optional part added": (
        must(FILE, PARTS),
        must({**FILE, "properties": {**FILE["properties"], "tag": TEXT}}, PARTS),
        set(),
    ),
    "multipart, JSON": (must(FILE, PARTS), must(FILE), {"media-type-removed"}),
    "text narrowed": (
        must(TEXT, "text/plain"),
        must({**TEXT, "maxLength": 3}, "text/plain"),
        {"max-length-lowered"},
    ),
}

RESPONSES = {
    "a new success": (answers(s200={}), answers(s200={}, s202={}), {"response-status-added"}),
    "a new success in a range": (answers(s2XX={}), answers(s2XX={}, s202={}), set()),
    "a new success under default": (answers(default={}), answers(default={}, s202={}), set()),
    "another success": (answers(s200={}), answers(s201={}), {"response-status-added"}),
    "a success, its range": (answers(s200={}), answers(s2XX={}), {"response-status-added"}),
    "a range, one of it": (answers(s2XX={}), answers(s200={}), set()),
    "a new error": (answers(s200={}), answers(s200={}, s404={}), set()),
    "a new default": (answers(s200={}), answers(s200={}, default={}), set()),
    "an error no longer sent": (answers(s200={}, s404={}), answers(s200={}), set()),
    "a body widened": (
        answers(s200=content(WHOLE)),
        answers(s200=content({"type": "number"})),
        {"type-widened"},
    ),
    "an error's body widened": (
        answers(s200={}, s400=content(NEEDED)),
        answers(s200={}, s400=content(OPEN)),
        {"property-became-optional"},
    ),
    "a body under default widened": (
        answers(default=content(NEEDED)),
        answers(default=content(OPEN)),
        {"property-became-optional"},
    ),
    "an error spelled out beside a range": (
        answers(s200={}, s4XX=content(OPEN)),
        answers(s200={}, s4XX=content(OPEN), s404=content(OPEN)),
        set(),
    ),
    "an error apart from its range": (
        answers(s200={}, s4XX=content(NEEDED)),
        answers(s200={}, s4XX=content(NEEDED), s404=content(OPEN)),
        None,
    ),
    "a success apart from its default": (
        answers(default=content(NEEDED)),
        answers(default=content(NEEDED), s200=content(OPEN)),
        None,
    ),
    "a body no longer sent": (answers(s200=content(OPEN)), answers(s200={}), {"response-body-removed"}),
    "a schema disappears": (
        answers(s200=content(OPEN)),
        answers(s200={"content": {JSON: {}}}),
        {"type-widened"},
    ),
    "a schema appears": (answers(s200={"content": {JSON: {}}}), answers(s200=content(OPEN)), set()),
    "a media type added": (answers(s200=content(OPEN)), answers(s200=content(OPEN, JSON, "text/csv")), set()),
    "a media type gone": (
        answers(s200=content(OPEN, JSON, "text/csv")),
        answers(s200=content(OPEN)),
        {"response-media-type-removed"},
    ),
    "a required header added": (
        answers(s200={}),
        answers(s200=headers(X_A={"required": True, "schema": TEXT})),
        set(),
    ),
    "a required header gone": (
        answers(s200=headers(X_A={"required": True, "schema": TEXT})),
        answers(s200={}),
        {"response-header-removed"},
    ),
    "an optional header gone": (answers(s200=headers(X_A={"schema": TEXT})), answers(s200={}), set()),
    "a header becomes optional": (
        answers(s200=headers(X_A={"required": True, "schema": TEXT})),
        answers(s200=headers(X_A={"schema": TEXT})),
        {"response-header-became-optional"},
    ),
    "a header becomes required": (
        answers(s200=headers(X_A={"schema": TEXT})),
        answers(s200=headers(X_A={"required": True, "schema": TEXT})),
        set(),
    ),
    "a header in other letters": (
        answers(s200=headers(X_A={"required": True, "schema": TEXT})),
        answers(s200=headers(x_a={"required": True, "schema": TEXT})),
        set(),
    ),
    "a header's integer becomes a string": (
        answers(s200=headers(X_A={"schema": WHOLE})),
        answers(s200=headers(X_A={"schema": TEXT})),
        {"type-changed", "type-widened"},
    ),
    "a header's string becomes an integer": (
        answers(s200=headers(X_A={"schema": TEXT})),
        answers(s200=headers(X_A={"schema": WHOLE})),
        set(),
    ),
    "an error's header changes": (
        answers(s200={}, s429=headers(Retry_After={"required": True, "schema": WHOLE})),
        answers(s200={}, s429={}),
        {"response-header-removed"},
    ),
}

KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
SCHEMES = {
    "key": KEY,
    "other": {"type": "apiKey", "in": "header", "name": "X-Other"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "https://id.test/token", "scopes": {"r": "", "w": ""}}},
    },
}

# name: (security of the base, of the head, breaks)
SECURITY = {
    "added": (None, [{"key": []}], True),
    "dropped": ([{"key": []}], None, False),
    "an alternative added": ([{"key": []}], [{"key": []}, {"bearer": []}], False),
    "an alternative removed": ([{"key": []}, {"bearer": []}], [{"key": []}], True),
    "another scheme": ([{"basic": []}], [{"bearer": []}], True),
    "both instead of one": ([{"key": []}], [{"key": [], "bearer": []}], True),
    "one instead of both": ([{"key": [], "bearer": []}], [{"key": []}], False),
    "optional becomes needed": ([{"key": []}, {}], [{"key": []}], True),
    "needed becomes optional": ([{"key": []}], [{}, {"key": []}], False),
    "alternatives in another order": ([{"key": []}, {"bearer": []}], [{"bearer": []}, {"key": []}], False),
    "a scope more": ([{"oauth": ["r"]}], [{"oauth": ["r", "w"]}], True),
    "a scope less": ([{"oauth": ["r", "w"]}], [{"oauth": ["r"]}], False),
    "either of two, both of them": ([{"key": []}, {"bearer": []}], [{"key": [], "bearer": []}], True),
}


@pytest.fixture
def judged(paths_of: Paths) -> Judged:
    """Compare one operation before and after."""

    def document(operation: dict[str, Any]) -> Document:
        return paths_of({"/things": {"post": {"responses": DONE, **operation}}})

    return lambda base, head: compare(document(base), document(head))


def breaking(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == "breaking"}


def assert_breaks(report: Report, rules: set[str] | None) -> None:
    """The report breaks by the rules given (None: by any), with something to show, or not at all."""
    if rules == set():
        assert (report.verdict, breaking(report)) == ("compatible", set())
        return
    assert report.verdict == "breaking"
    assert rules is None or breaking(report) <= rules
    assert all(
        any(one.witness for one in finding.occurrences)
        for finding in report.findings
        if finding.level == "breaking"
    )


class TestRequestBodies:
    @pytest.mark.parametrize(("base", "head", "rules"), REQUEST_BODIES.values(), ids=REQUEST_BODIES)
    def test_break_where_something_sent_is_refused(
        self, judged: Judged, base: Any, head: Any, rules: set[str]
    ) -> None:
        assert_breaks(judged(base, head), rules)

    @pytest.mark.parametrize(
        ("media", "said"),
        [
            (FORM, f"-H 'Content-Type: {FORM}' --data-binary ''"),
            (PARTS, f"-H 'Content-Type: {PARTS}; boundary=-' --data-binary '-----'"),
        ],
    )
    def test_a_form_without_fields_is_still_a_form(self, judged: Judged, media: str, said: str) -> None:
        (finding,) = judged(must(OPEN, media), must(NEEDED, media)).findings
        witness = finding.occurrences[0].witness
        assert witness is not None
        assert witness.curl == f'curl -X POST "$BASE/things" {said}'


class TestResponses:
    @pytest.mark.parametrize(("base", "head", "rules"), RESPONSES.values(), ids=RESPONSES)
    def test_break_where_something_answered_was_not_promised(
        self, judged: Judged, base: Any, head: Any, rules: set[str] | None
    ) -> None:
        assert_breaks(judged(base, head), rules)

    @pytest.mark.parametrize("added", ["s404", "s4XX", "s500", "default"])
    def test_a_new_error_is_risky(self, judged: Judged, added: str) -> None:
        report = judged(answers(s200={}), answers(s200={}, **{added: {}}))
        assert [finding.level for finding in report.findings] == ["risky"]

    @pytest.mark.parametrize(
        ("base", "head"),
        [
            (answers(s200={}), answers(default={})),
            (answers(s200={}, s404={}), answers(s200={}, default={})),
        ],
    )
    def test_a_default_instead_of_one_status_is_risky(self, judged: Judged, base: Any, head: Any) -> None:
        report = judged(base, head)
        assert [finding.level for finding in report.findings if finding.level != "safe"] == ["risky"]

    def test_a_growing_enum_is_risky_where_the_policy_says_so(self, paths_of: Paths) -> None:
        def document(*values: str) -> Document:
            return paths_of({"/things": {"get": answers(s200=content({"enum": list(values)}))}})

        base, head = document("a"), document("a", "b")
        assert compare(base, head).verdict == "breaking"
        assert compare(base, head, Policy(enum_growth="risky")).verdict == "compatible"


class TestSecurity:
    def document(self, paths_of: Paths, security: Any, schemes: Any = SCHEMES) -> Document:
        operation = {"responses": DONE, **({} if security is None else {"security": security})}
        return paths_of({"/things": {"get": operation}}, components={"securitySchemes": schemes})

    @pytest.mark.parametrize(("base", "head", "breaks"), SECURITY.values(), ids=SECURITY)
    def test_breaks_where_credentials_that_were_enough_are_not(
        self, paths_of: Paths, base: Any, head: Any, breaks: bool
    ) -> None:
        report = compare(self.document(paths_of, base), self.document(paths_of, head))
        assert_breaks(report, {"security-tightened"} if breaks else set())

    def test_is_silent_where_a_scheme_is_only_renamed(self, paths_of: Paths) -> None:
        base = self.document(paths_of, [{"key": []}], {"key": KEY})
        head = self.document(paths_of, [{"api_key": []}], {"api_key": KEY})
        assert compare(base, head).findings == ()

    @pytest.mark.parametrize(
        "changed", [{**KEY, "name": "X-Token"}, {**KEY, "in": "query"}, {**KEY, "in": "cookie"}]
    )
    def test_breaks_where_the_key_goes_elsewhere(self, paths_of: Paths, changed: Any) -> None:
        base = self.document(paths_of, [{"key": []}], {"key": KEY})
        head = self.document(paths_of, [{"key": []}], {"key": changed})
        assert_breaks(compare(base, head), {"security-tightened"})

    def test_of_the_document_moved_to_the_operation_is_silent(self, paths_of: Paths) -> None:
        schemes = {"components": {"securitySchemes": SCHEMES}}
        whole = paths_of({"/a": {"get": {"responses": DONE}}}, security=[{"key": []}], **schemes)
        own = paths_of({"/a": {"get": {"responses": DONE, "security": [{"key": []}]}}}, **schemes)
        assert compare(whole, own).findings == ()
        assert compare(own, whole).findings == ()

    def test_of_the_document_is_one_finding_for_all_operations(self, paths_of: Paths) -> None:
        paths = {f"/{name}": {"get": {"responses": DONE}} for name in "abc"}
        schemes = {"components": {"securitySchemes": SCHEMES}}
        report = compare(paths_of(paths, **schemes), paths_of(paths, security=[{"key": []}], **schemes))
        assert [(one.rule, one.reach) for one in report.findings] == [("security-tightened", 3)]


class TestOperations:
    def of(self, paths_of: Paths, *paths: str, method: str = "get", **fields: Any) -> Document:
        return paths_of(
            {path: {method: {"responses": DONE, **self.variables(path), **fields}} for path in paths}
        )

    def variables(self, path: str) -> dict[str, Any]:
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        return {
            "parameters": [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
        }

    def test_one_more_breaks_nobody(self, paths_of: Paths) -> None:
        report = compare(self.of(paths_of, "/a"), self.of(paths_of, "/a", "/b"))
        assert [(one.rule, one.level) for one in report.findings] == [("operation-added", "safe")]

    def test_one_less_breaks_and_shows_what_was_valid(self, paths_of: Paths) -> None:
        report = compare(self.of(paths_of, "/a", "/b"), self.of(paths_of, "/a"))
        (finding,) = report.findings
        witness = finding.occurrences[0].witness
        assert (finding.rule, finding.level) == ("operation-removed", "breaking")
        assert witness is not None
        assert (witness.exchange.method, witness.exchange.path) == ("GET", "/b")

    def test_another_method_breaks(self, paths_of: Paths) -> None:
        report = compare(self.of(paths_of, "/a", method="put"), self.of(paths_of, "/a", method="patch"))
        assert breaking(report) == {"operation-removed"}

    def test_a_literal_path_beside_its_template_breaks_nobody_where_it_takes_the_same(
        self, paths_of: Paths
    ) -> None:
        base, head = self.of(paths_of, "/a/{id}"), self.of(paths_of, "/a/{id}", "/a/me")
        assert compare(base, head).verdict == "compatible"

    def test_a_literal_path_removed_under_its_template_breaks_nobody(self, paths_of: Paths) -> None:
        base, head = self.of(paths_of, "/a/{id}", "/a/me"), self.of(paths_of, "/a/{id}")
        assert breaking(compare(base, head)) <= {"operation-removed"}

    @pytest.mark.parametrize(
        "fields",
        [
            {"summary": "All."},
            {"description": "All of them."},
            {"deprecated": True},
            {"tags": ["things"]},
            {"operationId": "listThings"},
            {"externalDocs": {"url": "https://docs.test"}},
        ],
    )
    def test_words_leave_the_wire_alone(self, paths_of: Paths, fields: Any) -> None:
        report = compare(self.of(paths_of, "/a"), self.of(paths_of, "/a", **fields))
        assert report.verdict == "compatible"
        assert {finding.effect for finding in report.findings} <= {"ANNOTATED"}

    def test_a_renamed_operation_breaks_the_source_alone(self, paths_of: Paths) -> None:
        base = self.of(paths_of, "/a", operationId="list_a")
        head = self.of(paths_of, "/a", operationId="list_all")
        assert compare(base, head).verdict == "compatible"
        (finding,) = compare(base, head, Policy(axes="source")).findings
        assert (finding.rule, finding.level, finding.axis) == ("operation-renamed", "breaking", "source")


class TestServers:
    @pytest.mark.parametrize(
        ("base", "head", "level"),
        [
            (["https://a.test"], ["https://a.test", "https://b.test"], "safe"),
            (["https://a.test", "https://b.test"], ["https://b.test", "https://a.test"], None),
            (["https://a.test"], ["https://b.test"], "risky"),
            (["https://a.test/v1"], ["https://a.test/v2"], "breaking"),
            (["https://a.test/v1", "https://a.test/v2"], ["https://a.test/v2"], "breaking"),
            (["https://a.test/v1"], ["https://b.test/v1"], "risky"),
            (["https://a.test/v1"], ["https://a.test/v1/"], None),
            (["https://a.test/v1"], ["/v2"], "risky"),
            (["/v1"], ["/v2"], "breaking"),
        ],
    )
    def test_are_judged_by_their_address(
        self, paths_of: Paths, base: list[str], head: list[str], level: str | None
    ) -> None:
        def document(urls: list[str]) -> Document:
            return paths_of({"/a": {"get": {"responses": DONE}}}, servers=[{"url": url} for url in urls])

        levels = {finding.level for finding in compare(document(base), document(head)).findings}
        assert min(levels, default=None) == level

    def test_the_default_server_spelled_out_is_silent(self, paths_of: Paths) -> None:
        paths = {"/a": {"get": {"responses": DONE}}}
        assert compare(paths_of(paths), paths_of(paths, servers=[{"url": "/"}])).findings == ()


class TestSwappedRoles:
    """In a callback or webhook the service is the client."""

    def calling(self, paths_of: Paths, where: str, **fields: Any) -> Document:
        item = {"post": {"responses": DONE, **fields}}
        if where == "webhook":
            return paths_of({}, webhooks={"changed": item})
        callbacks = {"changed": {"{$request.body#/url}": item}}
        return paths_of({"/subscribe": {"post": {"responses": DONE, "callbacks": callbacks}}})

    @pytest.mark.parametrize("where", ["webhook", "callback"])
    @pytest.mark.parametrize(
        ("base", "head", "breaks"),
        [
            (must(OPEN), must(NEEDED), False),
            (must(NEEDED), must(OPEN), True),
            (must(WHOLE), must({"type": "number"}), True),
            (must({"enum": ["a"]}), must({"enum": ["a", "b"]}), True),
            (body(), must(), False),
            (must(), body(), True),
            (must(), must(OPEN, JSON, "application/xml"), True),
            (answers(s200={}, s204={}), answers(s200={}), True),
            (answers(s200={}), answers(s200={}, s204={}), False),
            (answers(s200=content(WHOLE)), answers(s200=content({"type": "number"})), False),
            (answers(s200=content({"type": "number"})), answers(s200=content(WHOLE)), True),
        ],
    )
    def test_turn_every_verdict_round(
        self, paths_of: Paths, where: str, base: Any, head: Any, breaks: bool
    ) -> None:
        report = compare(self.calling(paths_of, where, **base), self.calling(paths_of, where, **head))
        assert report.verdict == ("breaking" if breaks else "compatible")

    def test_one_webhook_more_or_less(self, paths_of: Paths) -> None:
        none, some = paths_of({}), self.calling(paths_of, "webhook", **must())
        assert compare(some, none).verdict == "compatible"
        assert breaking(compare(none, some)) <= {"operation-added"}
