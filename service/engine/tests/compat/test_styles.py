"""Every legal way of writing a parameter: serialisation, reference decoder, and any change of style."""

import itertools
import json
from typing import Any

import pytest

from dovetail_engine.compat import Report, compare
from dovetail_engine.compat.decoding import pair_readings, segment_readings
from dovetail_engine.compat.wire import encode, encode_segment, same_text
from dovetail_engine.oas import Document, load
from dovetail_engine.oas.model import Parameter

VALUES: dict[str, Any] = {"integer": 5, "array": [3, 4], "object": {"x": 1, "y": 2}}
WHOLE = {"type": "integer"}
TEXT = {"type": "string"}
POINT = {"type": "object", "properties": {"x": WHOLE, "y": WHOLE}, "required": ["x", "y"]}
SCHEMAS: dict[str, Any] = {"integer": WHOLE, "array": {"type": "array", "items": WHOLE}, "object": POINT}
TEXTS: dict[str, Any] = {
    "integer": TEXT,
    "array": {"type": "array", "items": {"type": "string", "minLength": 1}},
    "object": {"type": "object", "properties": {"x": TEXT, "y": TEXT}},
}

# OpenAPI 3.1, section 4.8.12.2: where each style may be used, and for which types.
ALL = ("integer", "array", "object")
STYLES: list[tuple[str, str, tuple[bool, ...], tuple[str, ...]]] = [
    ("path", "simple", (False, True), ALL),
    ("path", "label", (False, True), ALL),
    ("path", "matrix", (False, True), ALL),
    ("header", "simple", (False, True), ALL),
    ("cookie", "form", (False, True), ALL),
    ("query", "form", (False, True), ALL),
    ("query", "spaceDelimited", (False,), ("array", "object")),
    ("query", "pipeDelimited", (False,), ("array", "object")),
    ("query", "deepObject", (True,), ("object",)),
]
LEGAL = [
    (location, style, explode, kind)
    for location, style, explodes, kinds in STYLES
    for explode in explodes
    for kind in kinds
]
CHANGES = [(one, other) for one, other in itertools.permutations(LEGAL, 2) if one[::3] == other[::3]]

# The texts of OpenAPI's own table, for `q` and these values.
KNOWN = {
    ("path", "simple", False, "array"): "3,4",
    ("path", "simple", False, "object"): "x,1,y,2",
    ("path", "simple", True, "object"): "x=1,y=2",
    ("path", "label", False, "integer"): ".5",
    ("path", "label", False, "array"): ".3,4",
    ("path", "label", True, "array"): ".3.4",
    ("path", "label", True, "object"): ".x=1.y=2",
    ("path", "matrix", False, "integer"): ";q=5",
    ("path", "matrix", False, "array"): ";q=3,4",
    ("path", "matrix", True, "array"): ";q=3;q=4",
    ("path", "matrix", False, "object"): ";q=x,1,y,2",
    ("path", "matrix", True, "object"): ";x=1;y=2",
    ("query", "form", False, "array"): [("q", "3,4")],
    ("query", "form", True, "array"): [("q", "3"), ("q", "4")],
    ("query", "form", False, "object"): [("q", "x,1,y,2")],
    ("query", "form", True, "object"): [("x", "1"), ("y", "2")],
    ("query", "spaceDelimited", False, "array"): [("q", "3 4")],
    ("query", "spaceDelimited", False, "object"): [("q", "x 1 y 2")],
    ("query", "pipeDelimited", False, "array"): [("q", "3|4")],
    ("query", "pipeDelimited", False, "object"): [("q", "x|1|y|2")],
    ("query", "deepObject", True, "object"): [("q[x]", "1"), ("q[y]", "2")],
}

Way = tuple[str, str, bool, str]


def written(way: Way) -> Any:
    location, style, explode, kind = way
    if location in {"query", "cookie"}:
        return encode("q", VALUES[kind], style=style, explode=explode)
    return encode_segment("q", VALUES[kind], style=style, explode=explode)


def read(way: Way, text: Any) -> list[Any]:
    location, style, explode, kind = way
    parameter = Parameter("", "q", location, True, None, (), style, explode)  # type: ignore[arg-type]  # from the table
    reader = pair_readings if location in {"query", "cookie"} else segment_readings
    return list(reader(parameter, text, frozenset({kind}), frozenset({"integer"})) or ())  # type: ignore[operator]  # text or pairs, by the table


def document(way: Way, schemas: dict[str, Any], *, webhook: bool = False) -> Document:
    location, style, explode, kind = way
    parameter = {"name": "q", "in": location, "required": True, "schema": schemas[kind]}
    operation = {
        "parameters": [{**parameter, "style": style, "explode": explode}],
        "responses": {"204": {"description": "Done"}},
    }
    path = "/things/{q}" if location == "path" else "/things"
    places = (
        {"paths": {}, "webhooks": {path: {"post": operation}}}
        if webhook
        else {"paths": {path: {"get": operation}}}
    )
    return load(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, **places}).encode())


def named(way: Way) -> str:
    location, style, explode, kind = way
    return f"{kind} in {location} as {style}{'*' if explode else ''}"


def breaking(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.level == "breaking"]


class TestEveryLegalWay:
    @pytest.mark.parametrize("way", LEGAL, ids=named)
    def test_is_read_as_it_was_written(self, way: Way) -> None:
        assert VALUES[way[3]] in read(way, written(way))

    @pytest.mark.parametrize(("way", "text"), KNOWN.items(), ids=map(named, KNOWN))
    def test_is_written_as_openapi_shows(self, way: Way, text: Any) -> None:
        assert written(way) == text

    def test_is_the_whole_table(self) -> None:
        assert len(LEGAL) == len(set(LEGAL)) == 41


class TestAnyChangeOfStyle:
    @pytest.mark.parametrize(("base", "head"), CHANGES, ids=named)
    @pytest.mark.parametrize("schemas", [SCHEMAS, TEXTS], ids=["numbers", "texts"])
    def test_breaks_exactly_where_another_text_is_written(
        self, base: Way, head: Way, schemas: dict[str, Any]
    ) -> None:
        report = compare(document(base, schemas), document(head, schemas))
        if written(base) == written(head):
            assert report.findings == ()
            return
        (finding,) = report.findings
        witness = finding.occurrences[0].witness
        assert (finding.rule, finding.level) == ("parameter-style-changed", "breaking")
        assert witness is not None
        assert witness.curl is not None
        assert "parameter 'q'" in witness.reason

    def test_breaks_in_a_webhook_as_well(self) -> None:
        exploded: Way = ("query", "form", True, "array")
        joined: Way = ("query", "form", False, "array")
        report = compare(document(exploded, TEXTS, webhook=True), document(joined, TEXTS, webhook=True))
        assert breaking(report) == ["parameter-style-changed"]


class TestSameText:
    @pytest.mark.parametrize(
        ("sent", "taken", "same"),
        [
            (5, "5", True),
            (5, 6, False),
            ([1, 2], ["1", "2"], True),
            ([1, 2], ["1,2"], False),
            ([1], 1, True),
            (1, [1], True),
            ([1, 2], 1, False),
            ({"x": 1}, {"x": "1", "other": 2}, True),
            ({"x": 1}, {"y": 1}, False),
            ({"x": 1}, "x,1", False),
            (True, "true", True),
        ],
    )
    def test_looks_at_the_parts(self, sent: Any, taken: Any, same: bool) -> None:
        assert same_text(sent, taken) is same


class TestContent:
    def of(self, **parameter: Any) -> Document:
        found = {"name": "q", "in": "query", "required": True, **parameter}
        operation = {"parameters": [found], "responses": {"204": {"description": "Done"}}}
        return load(
            json.dumps(
                {
                    "openapi": "3.1.0",
                    "info": {"title": "T", "version": "1"},
                    "paths": {"/things": {"get": operation}},
                }
            ).encode()
        )

    @pytest.mark.parametrize(
        ("schema", "content"),
        [
            (WHOLE, "application/json"),
            ({"type": "boolean"}, "application/json"),
            ({"type": ["integer", "boolean"]}, "application/json"),
            (TEXT, "text/plain"),
        ],
    )
    def test_that_writes_the_same_text_is_no_change(self, schema: Any, content: str) -> None:
        plain, carried = self.of(schema=schema), self.of(content={content: {"schema": schema}})
        assert compare(plain, carried).findings == ()
        assert compare(carried, plain).findings == ()

    @pytest.mark.parametrize("schema", [TEXT, SCHEMAS["array"], POINT])
    def test_that_writes_another_text_breaks_both_ways(self, schema: Any) -> None:
        plain, carried = self.of(schema=schema), self.of(content={"application/json": {"schema": schema}})
        assert breaking(compare(plain, carried)) == ["parameter-style-changed"]
        assert breaking(compare(carried, plain)) == ["parameter-style-changed"]

    def test_is_compared_with_a_schema_by_its_values(self) -> None:
        plain = self.of(schema=WHOLE)
        narrow = self.of(content={"application/json": {"schema": {**WHOLE, "maximum": 9}}})
        assert breaking(compare(plain, narrow)) == ["maximum-lowered"]


class TestCookies:
    def test_a_key_in_a_cookie_is_shown_to_be_filled_in(self) -> None:
        tree = {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1"},
            "paths": {
                "/a": {"get": {"responses": {"204": {"description": "Done"}}, "security": [{"k": []}]}}
            },
            "components": {"securitySchemes": {"k": {"type": "apiKey", "in": "cookie", "name": "sid"}}},
        }
        base = load(json.dumps(tree).encode())
        head = load(json.dumps({**tree, "paths": {}}).encode())
        witness = compare(base, head).findings[0].occurrences[0].witness
        assert witness is not None
        assert dict(witness.exchange.headers)["Cookie"] == "sid=$KEY"
        assert witness.curl is not None
        assert "$KEY" in witness.curl
