"""The runtime as a module of its own: parameters, bodies and credentials on the wire."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx2
import pytest

from dovetail_engine.codegen.python.runtime import auth, bodies, operation, parameters, wire
from dovetail_engine.codegen.python.runtime.errors import DecodeError
from dovetail_engine.codegen.python.runtime.parameters import Parameter

COLOURS = ["blue", "black"]
RGB = {"R": 100, "G": 200}


def path_of(style: str, value: Any, *, explode: bool) -> str:
    return parameters.path(
        "/{color}", [Parameter("color", "color", "path", style, explode)], {"color": value}
    )[1:]


def query_of(style: str, value: Any, *, explode: bool, reserved: bool = False) -> str:
    return parameters.query(
        [Parameter("color", "color", "query", style, explode, reserved)], {"color": value}
    )


class TestPath:
    """The table of OpenAPI 3.1, 4.8.12.4."""

    @pytest.mark.parametrize(
        ("style", "explode", "value", "text"),
        [
            ("simple", False, "blue", "blue"),
            ("simple", False, COLOURS, "blue,black"),
            ("simple", False, RGB, "R,100,G,200"),
            ("simple", True, RGB, "R=100,G=200"),
            ("label", False, "blue", ".blue"),
            ("label", False, COLOURS, ".blue,black"),
            ("label", True, COLOURS, ".blue.black"),
            ("label", True, RGB, ".R=100.G=200"),
            ("matrix", False, "blue", ";color=blue"),
            ("matrix", False, COLOURS, ";color=blue,black"),
            ("matrix", True, COLOURS, ";color=blue;color=black"),
            ("matrix", False, RGB, ";color=R,100,G,200"),
            ("matrix", True, RGB, ";R=100;G=200"),
        ],
    )
    def test_follows_style_and_explode(self, style: str, explode: bool, value: Any, text: str) -> None:
        assert path_of(style, value, explode=explode) == text

    def test_escapes_what_would_be_another_segment(self) -> None:
        assert path_of("simple", "../a b?c#d", explode=False) == "..%2Fa%20b%3Fc%23d"


class TestQuery:
    @pytest.mark.parametrize(
        ("style", "explode", "value", "text"),
        [
            ("form", True, COLOURS, "color=blue&color=black"),
            ("form", False, COLOURS, "color=blue,black"),
            ("form", False, RGB, "color=R,100,G,200"),
            ("form", True, RGB, "R=100&G=200"),
            ("form", True, "", "color="),
            ("form", True, [], ""),
            ("spaceDelimited", False, COLOURS, "color=blue%20black"),
            ("pipeDelimited", False, COLOURS, "color=blue|black"),
            (
                "deepObject",
                True,
                {"R": 100, "deep": {"a": [1, 2]}},
                "color[R]=100&color[deep][a][]=1&color[deep][a][]=2",
            ),
            ("form", True, True, "color=true"),
            ("form", True, date(2026, 1, 2), "color=2026-01-02"),
            ("form", True, UUID(int=1), "color=00000000-0000-0000-0000-000000000001"),
        ],
    )
    def test_follows_style_and_explode(self, style: str, explode: bool, value: Any, text: str) -> None:
        assert query_of(style, value, explode=explode) == text

    def test_reserved_characters_stay_where_the_contract_says_so(self) -> None:
        assert query_of("form", "a/b?c&d", explode=True, reserved=True) == "color=a/b?c&d"
        assert query_of("form", "a/b&c", explode=True) == "color=a%2Fb%26c"

    def test_content_is_json(self) -> None:
        parameter = Parameter("filter", "filter", "query", "form", explode=True, as_json=True)
        assert parameters.query([parameter], {"filter": {"a": [1]}}) == "filter=%7B%22a%22%3A%5B1%5D%7D"


class TestHeadersAndCookies:
    def test_a_header_is_simple(self) -> None:
        sent = [
            Parameter("a", "X-A", "header", "simple", explode=False),
            Parameter("b", "X-B", "header", "simple", explode=True),
        ]
        assert parameters.headers(sent, {"a": [1, 2], "b": RGB}) == {"X-A": "1,2", "X-B": "R=100,G=200"}

    def test_cookies_are_pairs(self) -> None:
        sent = [Parameter(name, name, "cookie", "form", explode=True) for name in "ab"]
        assert parameters.cookies(sent, {"a": "x y", "b": None}) == "a=x%20y"


class TestPlain:
    def test_models_give_the_fields_that_were_set(self) -> None:
        class Thing(wire.WireModel):
            at: datetime | None = None
            name: str | None = None

        assert parameters.plain([Thing(at=datetime(2026, 1, 2, tzinfo=UTC))]) == [
            {"at": "2026-01-02T00:00:00Z"}
        ]


class TestBodies:
    def test_raw_bodies(self) -> None:
        octets = bodies.BodyContent("application/*", "binary")
        assert bodies.encode(octets, b"x") == bodies.Encoded(b"x", "application/octet-stream")
        assert bodies.encode(bodies.BodyContent("text/plain", "text"), "ü").content == "ü".encode()

    def test_bytes_are_json_that_is_encoded_already(self) -> None:
        json = bodies.BodyContent("application/json", "json")
        assert bodies.encode(json, b'{"a": 1}').content == b'{"a": 1}'
        assert bodies.encode(json, {"a": 1}).content == b'{"a":1}'

    def test_a_part_is_written_as_its_encoding_says(self) -> None:
        styles = {"meta": bodies.PartStyle("application/json"), "file": bodies.PartStyle("image/png")}
        content = bodies.BodyContent("multipart/form-data", "multipart", styles)
        encoded = bodies.encode(content, {"meta": [1, 2], "file": b"x", "n": 1.5, "none": None})
        assert encoded.parts == (
            ("meta", (None, b"[1,2]", "application/json")),
            ("file", ("upload", b"x", "image/png")),
            ("n", (None, b"1.5", None)),
        )


class TestCredentials:
    def test_the_first_alternative_that_can_be_met_is_used(self) -> None:
        headers: dict[str, str] = {}
        query: list[str] = []
        cookies: list[str] = []
        known = {"b": auth.ApiKey("k", "cookie", "sid"), "c": auth.Basic("u", "p")}
        for credential in auth.chosen((("a", "b"), ("b", "c"), ()), known):
            auth.apply(credential, headers, query, cookies)
        assert (headers, query, cookies) == ({"authorization": "Basic dTpw"}, [], ["sid=k"])

    def test_a_credential_does_not_show_itself(self) -> None:
        assert "s3cret" not in repr(
            [auth.Bearer("s3cret"), auth.Basic("u", "s3cret"), auth.ApiKey("s3cret", "query", "k")]
        )


class TestContents:
    def response(self, status: int, media_type: str, body: bytes = b"{}") -> httpx2.Response:
        return httpx2.Response(status, content=body, headers={"content-type": media_type})

    def test_a_problem_type_is_json_under_another_name(self) -> None:
        item = operation.Operation(
            "x",
            "GET",
            "/",
            statuses=("200",),
            contents=(operation.Content("200", "application/json", "json"),),
        )
        found = item.content(self.response(200, "application/vnd.x+json; charset=utf-8"))
        assert found is item.contents[0]
        assert item.content(self.response(200, "text/html")) is None

    def test_exact_statuses_win_over_ranges_and_default(self) -> None:
        item = operation.Operation("x", "GET", "/", statuses=("default", "2XX", "201"))
        assert [item.documented(status) for status in (201, 202, 500)] == ["201", "2XX", "default"]

    def test_a_body_that_is_no_json_is_a_decode_error(self) -> None:
        content = operation.Content("200", "application/json", "json", lambda: int)
        with pytest.raises(DecodeError):
            content.decode(self.response(200, "application/json", b"{"))


class TestFile:
    def test_bytes_become_a_file_in_a_model(self) -> None:
        class Upload(wire.WireModel):
            file: wire.File

        assert Upload.model_validate({"file": b"x"}).file.read() == b"x"
        with pytest.raises(ValueError, match="a File, bytes or a binary file object"):
            Upload.model_validate({"file": 3})
