"""What people get: one finding per cause, lasting fingerprints, commands that paste, one answer."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Policy, Waiver, compare
from dovetail_engine.oas import load

Make = Callable[..., Any]

ORDER = {
    "type": "object",
    "properties": {"note": {"type": "string"}, "state": {"type": "string", "enum": ["a"]}},
}


def shared(document: Make, order: dict[str, Any], *, extra: bool = False) -> Any:
    reference = {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
    answer = {"200": {"description": "Done", "content": reference}}
    paths: dict[str, Any] = {
        "/orders": {
            "get": {"responses": answer},
            "post": {"requestBody": {"required": True, "content": reference}, "responses": answer},
        }
    }
    if extra:
        paths["/a"] = {"get": {"responses": {"204": {"description": "Done"}}}}
    return document(paths, components={"schemas": {"Order": order}})


def grown(*values: str) -> dict[str, Any]:
    return {**ORDER, "properties": {**ORDER["properties"], "state": {"type": "string", "enum": list(values)}}}


class TestCauses:
    def test_a_change_in_a_component_is_one_finding_with_all_it_reaches(self, document: Make) -> None:
        report = compare(shared(document, ORDER), shared(document, grown("a", "b")))
        (finding,) = report.findings
        assert (finding.rule, finding.subject, finding.reach) == ("enum-value-added", "Order.state", 2)
        assert [(one.operation, one.direction, one.level) for one in finding.occurrences] == [
            ("GET /orders", "response", "breaking"),
            ("POST /orders", "response", "breaking"),
            ("POST /orders", "request", "safe"),
        ]

    def test_the_place_is_that_of_the_source(self, document: Make) -> None:
        report = compare(shared(document, ORDER), shared(document, grown("a", "b")))
        place = report.findings[0].head
        assert place is not None
        assert place.pointer == "/components/schemas/Order/properties/state/enum"
        assert place.line == 1

    def test_every_occurrence_that_breaks_has_a_judged_witness(self, document: Make) -> None:
        report = compare(shared(document, ORDER), shared(document, grown("a", "b")))
        for occurrence in report.findings[0].occurrences:
            if occurrence.level == "breaking":
                assert occurrence.witness is not None
                assert occurrence.witness.judges == ("jsonschema-rs", "openapi-schema-validator")


class TestFingerprints:
    def test_unrelated_edits_leave_it_alone(self, document: Make) -> None:
        first = compare(shared(document, ORDER), shared(document, grown("a", "b")))
        described = {**grown("a", "b"), "description": "words"}
        second = compare(shared(document, ORDER), shared(document, described, extra=True))
        prints = {one.rule: one.fingerprint for one in second.findings}
        assert prints["enum-value-added"] == first.findings[0].fingerprint

    def test_another_change_at_the_place_is_another(self, document: Make) -> None:
        first = compare(shared(document, ORDER), shared(document, grown("a", "b")))
        second = compare(shared(document, ORDER), shared(document, grown("a", "c")))
        assert first.findings[0].fingerprint != second.findings[0].fingerprint

    def test_a_waiver_lets_it_pass_and_is_shown(self, document: Make) -> None:
        base, head = shared(document, ORDER), shared(document, grown("a", "b"))
        fingerprint = compare(base, head).findings[0].fingerprint
        report = compare(base, head, waivers=[Waiver(fingerprint[:7], "agreed", "ann")])
        assert (report.verdict, report.suggested_bump) == ("compatible", "major")
        assert report.findings[0].waived == {
            "fingerprint": fingerprint[:7],
            "reason": "agreed",
            "owner": "ann",
            "expires": None,
        }


class TestCommands:
    def test_a_request_is_a_command_to_paste(self, requests: Callable[..., Any]) -> None:
        base = {"type": "object", "properties": {"a": {"enum": ["it's $HOME `x`"]}}, "required": ["a"]}
        report = requests(base, {**base, "properties": {"a": {"enum": ["b"]}}})
        witness = report.findings[0].occurrences[0].witness
        echo = witness.curl.replace("curl ", "printf '%s\\n' ", 1)
        done = subprocess.run(
            ["sh", "-c", echo], capture_output=True, text=True, check=True, env={"BASE": "http://x"}
        )
        said = done.stdout.splitlines()
        assert said[:3] == ["-X", "POST", "http://x/things"]
        assert json.loads(said[-1]) == {"a": "it's $HOME `x`"}


class TestSource:
    def test_names_of_generated_clients_are_another_axis(self, document: Make) -> None:
        def named(name: str) -> Any:
            operation = {"operationId": name, "responses": {"204": {"description": "Done"}}}
            return document({"/things": {"get": operation}})

        assert compare(named("list"), named("all")).findings == ()
        report = compare(named("list"), named("all"), Policy(axes="source"))
        assert [(one.rule, one.axis, one.level) for one in report.findings] == [
            ("operation-renamed", "source", "breaking")
        ]


class TestDeterminism:
    PROGRAM = """
import json, sys
from dovetail_engine.compat import Policy, compare
from dovetail_engine.oas import load
base, head = (load(text.encode()) for text in json.load(sys.stdin))
print(json.dumps(compare(base, head, Policy(axes="both")).to_dict()))
"""

    def test_the_report_is_the_same_under_every_hash_seed(self, document: Make) -> None:
        head = {**grown("a", "b", "c"), "required": ["state", "note"], "additionalProperties": False}
        pair = [shared(document, ORDER), shared(document, head, extra=True)]
        given = json.dumps([one.data.decode() for one in pair])
        answers = set()
        for seed in ("0", "1", "42"):
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            done = subprocess.run(
                [sys.executable, "-c", self.PROGRAM],
                input=given,
                capture_output=True,
                text=True,
                env=environment,
                check=True,
            )
            answers.add(done.stdout)
        assert len(answers) == 1
        assert json.loads(answers.pop())["verdict"] == "breaking"


class TestWhatIsNotWritten:
    @pytest.mark.parametrize("left_out", ["info", "paths", "info paths"])
    def test_can_be_named_all_the_same(self, left_out: str) -> None:
        whole = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
        part = {key: value for key, value in whole.items() if key not in left_out.split()}
        documents = [load(json.dumps(tree).encode()) for tree in (whole, part)]
        for base, head in (documents, documents[::-1]):
            assert compare(base, head).verdict == "compatible"
