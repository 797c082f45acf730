"""A report as an HTTP archive: the structure of HAR 1.2, and what ours says in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema_rs

from dovetail_cli.render import formats
from dovetail_cli.render.raw import raw
from dovetail_cli.render.view import Names, View
from dovetail_engine.compat.report import Exchange, Finding, Occurrence, Report, Witness

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")

PAIR = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "value": {"type": "string"}},
    "required": ["name", "value"],
    "additionalProperties": False,
}
PAIRS = {"type": "array", "items": PAIR}
SIZE = {"type": "integer", "minimum": -1}


def shape(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional, "comment": {"type": "string"}},
        "required": list(required),
        "additionalProperties": False,
    }


TIMES = {"type": "number", "minimum": 0}
REQUEST = shape(
    {
        "method": {"type": "string", "pattern": "^[A-Z]+$"},
        "url": {"type": "string", "format": "uri", "pattern": "^https?://"},
        "httpVersion": {"type": "string"},
        "cookies": PAIRS,
        "headers": PAIRS,
        "queryString": PAIRS,
        "headersSize": SIZE,
        "bodySize": SIZE,
    },
    postData=shape({"mimeType": {"type": "string", "minLength": 1}, "text": {"type": "string"}}),
)
RESPONSE = shape(
    {
        "status": {"type": "integer", "minimum": 0, "maximum": 599},
        "statusText": {"type": "string"},
        "httpVersion": {"type": "string"},
        "cookies": PAIRS,
        "headers": PAIRS,
        "content": shape({"size": SIZE, "mimeType": {"type": "string"}}, text={"type": "string"}),
        "redirectURL": {"type": "string"},
        "headersSize": SIZE,
        "bodySize": SIZE,
    }
)
ENTRY = shape(
    {
        "startedDateTime": {"type": "string", "format": "date-time"},
        "time": TIMES,
        "request": REQUEST,
        "response": RESPONSE,
        "cache": shape({}),
        "timings": shape({"send": TIMES, "wait": TIMES, "receive": TIMES}),
    }
)
LOG = shape(
    {
        "version": {"const": "1.2"},
        "creator": shape({"name": {"type": "string"}, "version": {"type": "string"}}),
        "entries": {"type": "array", "items": ENTRY},
    }
)
ARCHIVE = jsonschema_rs.Draft202012Validator(shape({"log": LOG}), validate_formats=True)

Asking = Callable[..., dict[str, Any]]


def archive(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries of a report's archive, which is held against the structure."""
    log = json.loads(formats.render(View(report, NAMES), "har", path=None))
    ARCHIVE.validate(log)
    entries: list[dict[str, Any]] = log["log"]["entries"]
    return entries


def asked(finding: Finding, **changes: Any) -> dict[str, Any]:
    """The request of the archive of a report whose one counter-example is changed."""
    witness = finding.occurrences[0].witness
    assert isinstance(witness, Witness)
    changed = replace(witness, exchange=replace(Exchange("POST", "/orders"), **changes))
    one = replace(finding, occurrences=(Occurrence("POST /orders", "request", "breaking", changed),))
    (entry,) = archive(Report("breaking", "major", (one,)).to_dict())
    request: dict[str, Any] = entry["request"]
    return request


class TestEntries:
    def test_every_counter_example_is_an_entry(self, refusal: dict[str, Any]) -> None:
        entries = archive(refusal)
        assert [entry["request"]["method"] for entry in entries] == ["GET", "GET", "GET", "POST", "POST"]
        assert "outside 1.1.0: 'on_hold' is not one of" in entries[0]["comment"]

    def test_an_answer_has_its_body_and_a_request_its_own(self, refusal: dict[str, Any]) -> None:
        entries = archive(refusal)
        assert entries[0]["response"]["status"] == 200
        assert json.loads(entries[0]["response"]["content"]["text"])["status"] == "on_hold"
        assert entries[3]["response"]["status"] == 0
        assert json.loads(entries[3]["request"]["postData"]["text"]) == {
            "items": [{"sku": "A", "quantity": 1}]
        }

    def test_nothing_found_is_an_empty_archive(self) -> None:
        assert archive(Report("compatible", "none", ()).to_dict()) == []


class TestRequests:
    def test_a_query_is_written_and_told_apart(self, narrowed: Finding) -> None:
        request = asked(narrowed, query=(("a b", "1&2"), ("key", "$KEY")))
        assert request["url"] == "http://base.invalid/orders?a%20b=1%262&key=$KEY"
        assert request["queryString"][0] == {"name": "a b", "value": "1&2"}

    def test_cookies_are_told_apart(self, narrowed: Finding) -> None:
        request = asked(narrowed, headers=(("Cookie", "a=1; b=x=y"),))
        assert request["cookies"] == [{"name": "a", "value": "1"}, {"name": "b", "value": "x=y"}]

    def test_a_form_is_a_form(self, narrowed: Finding) -> None:
        form = (("Content-Type", "application/x-www-form-urlencoded"),)
        request = asked(narrowed, headers=form, body={"a": "x y", "b": [1]}, has_body=True)
        assert request["postData"]["text"] == "a=x+y&b=%5B1%5D"

    def test_a_multipart_body_has_the_boundary_its_header_names(self, narrowed: Finding) -> None:
        form = (("Content-Type", "multipart/form-data"),)
        request = asked(narrowed, headers=form, body={"a": "x"}, has_body=True)
        boundary = request["postData"]["mimeType"].partition("boundary=")[2]
        assert request["postData"]["text"].startswith(
            f'--{boundary}\r\nContent-Disposition: form-data; name="a"'
        )
        assert request["postData"]["text"].endswith(f"\r\n\r\nx\r\n--{boundary}--\r\n")

    def test_a_part_has_the_headers_that_are_said_of_it(self) -> None:
        exchange = Exchange(
            "POST", "/a", headers=(("Content-Type", "multipart/form-data"),), body={"a": "x"}, has_body=True
        ).to_dict()
        sent = raw({**exchange, "parts": {"a": [["Content-Type", "image/png"]]}})
        assert sent.body is not None
        assert b'name="a"\r\nContent-Type: image/png\r\n\r\nx\r\n' in sent.body

    def test_text_is_sent_as_it_is_and_a_json_text_in_quotes(self, narrowed: Finding) -> None:
        for media, written in (("text/plain", "a"), ("application/json", '"a"')):
            request = asked(narrowed, headers=(("Content-Type", media),), body="a", has_body=True)
            assert request["postData"]["text"] == written
