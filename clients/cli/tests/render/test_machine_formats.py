"""A report as JSON, Markdown, workflow commands, SARIF and JUnit."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from dovetail_cli.render import formats, markdown
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_engine.compat.report import Finding, Report

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")


def rendered(report: dict[str, Any], wanted: str, *, path: str | None = "openapi.json") -> str:
    view = View(report, NAMES, WaysOut(accept="dovetail publish openapi.json"))
    return formats.render(view, wanted, path=path)


class TestText:
    def test_in_a_file_it_has_no_colour(self, refusal: dict[str, Any]) -> None:
        text = rendered(refusal, "text")
        assert text.startswith("✗ breaking   2 causes")
        assert "\x1b" not in text


class TestJson:
    def test_it_is_the_report_itself(self, refusal: dict[str, Any]) -> None:
        assert json.loads(rendered(refusal, "json")) == refusal


class TestMarkdown:
    def test_it_tells_the_same_as_the_terminal(self, refusal: dict[str, Any]) -> None:
        text = rendered(refusal, "markdown")
        assert text.startswith("### ✗ breaking · 2 causes, 4 operations · next version: 2.0.0\n")
        assert "**1. `property-became-required`** · request of `POST /orders` and 1 more" in text
        assert '```json\n{"id":"o_1","status":"on_hold","items":[]}\n```' in text
        assert "accepted by 1.1.0 · refused here: 'currency' is a required property" in text
        assert "- accept on purpose: `dovetail publish openapi.json`" in text

    def test_what_breaks_nobody_is_folded_away(self, refusal: dict[str, Any]) -> None:
        assert "<details><summary>~ risky 1 · ✓ compatible 2</summary>" in rendered(refusal, "markdown")

    def test_a_compatible_change_has_no_ways_out(self, compatible: dict[str, Any]) -> None:
        text = rendered(compatible, "markdown")
        assert text.startswith("### ✓ compatible · 2 changes, 1 risky · next version: 1.2.0\n")
        assert "dovetail explain" not in text

    def test_a_document_cannot_write_markup_or_mention_anyone(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="a`b", message="<img src=x> [x](y) @everyone `<b>`")
        text = rendered(Report("breaking", "major", (hostile,)).to_dict(), "markdown")
        assert "``  a`b  ``" not in text
        assert "`` a`b ``" in text
        assert "\\<img src=x\\> \\[x\\]\\(y\\) @\u200beveryone `<b>`" in text

    def test_evidence_cannot_close_its_fence(self) -> None:
        assert markdown.fence(["a", "```", "b"], "json") == "````json\na\n```\nb\n````"


class TestGithub:
    def test_each_cause_is_an_error_on_its_line(self, refusal: dict[str, Any]) -> None:
        lines = rendered(refusal, "github").splitlines()
        assert lines[0].startswith(
            "::error file=openapi.json,line=214,col=9,title=property-became-required%3A Order"
        )
        assert "%0A     -d '" in lines[0]
        assert lines[2].startswith("::warning file=openapi.json,line=31,col=3,")
        assert lines[3:] == ["breaking: 2 causes, 4 operations"]

    def test_without_a_file_in_the_checkout_there_is_no_place(self, refusal: dict[str, Any]) -> None:
        assert rendered(refusal, "github", path=None).startswith("::error title=")

    def test_what_was_accepted_is_a_notice(self, narrowed: Finding) -> None:
        accepted = Report("compatible", "major", (narrowed,)).to_dict()
        assert rendered(accepted, "github").startswith("::notice file=openapi.json,line=214")

    def test_a_document_cannot_write_a_command(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="a\n::error::x,title=y", message="m\n::stop-commands::t")
        lines = rendered(Report("breaking", "major", (hostile,)).to_dict(), "github").splitlines()
        assert len(lines) == 2
        assert "title=description-changed%3A a %3A%3Aerror%3A%3Ax%2Ctitle=y::" in lines[0]


class TestSarif:
    def test_every_finding_is_a_result_with_its_place_and_fingerprint(self, refusal: dict[str, Any]) -> None:
        log = json.loads(rendered(refusal, "sarif"))
        (run,) = log["runs"]
        assert log["version"] == "2.1.0"
        assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "note"]
        first = run["results"][0]
        physical = first["locations"][0]["physicalLocation"]
        assert physical == {
            "artifactLocation": {"uri": "openapi.json"},
            "region": {"startLine": 214, "startColumn": 9},
        }
        assert first["partialFingerprints"] == {"dovetail/v1": "5b1d0c7"}
        assert "refused here" in first["message"]["text"]

    def test_every_rule_used_is_declared_once(self, refusal: dict[str, Any]) -> None:
        (run,) = json.loads(rendered(refusal, "sarif"))["runs"]
        declared = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert sorted(declared) == sorted({result["ruleId"] for result in run["results"]})

    def test_a_waived_finding_is_suppressed(self, narrowed: Finding) -> None:
        report = Report("compatible", "major", (narrowed.waive({"reason": "agreed"}),)).to_dict()
        (result,) = json.loads(rendered(report, "sarif"))["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "external", "justification": "agreed"}]


class TestJunit:
    def test_each_cause_is_a_failed_case(self, refusal: dict[str, Any]) -> None:
        suites = _parsed(rendered(refusal, "junit"))
        assert (suites.get("tests"), suites.get("failures")) == ("5", "2")
        failure = suites.find("testsuite/testcase/failure")
        assert failure is not None
        assert "openapi.json:214:9" in (failure.text or "")

    def test_no_change_is_one_case_that_passes(self) -> None:
        suites = _parsed(rendered(Report("compatible", "none", ()).to_dict(), "junit"))
        assert (suites.get("tests"), suites.get("failures")) == ("1", "0")

    def test_a_document_cannot_break_the_xml(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="<a>&\x00", message="]]>\x1b")
        suites = _parsed(rendered(Report("breaking", "major", (hostile,)).to_dict(), "junit"))
        case = suites.find("testsuite/testcase")
        assert case is not None
        assert case.get("name") == "<a>&\\x00: ]]>\\x1b."


def _parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - what was just written here
