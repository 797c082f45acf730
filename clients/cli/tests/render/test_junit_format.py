"""A report as JUnit XML: the structure that build servers share, and what ours says in it."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from dovetail_cli.render import formats
from dovetail_cli.render.view import Names, View
from dovetail_engine.compat.report import Finding, Report

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")

# For each element: its required attributes, the others it may have, and what it may hold.
ELEMENTS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time", "disabled"}, {"testsuite"}),
    "testsuite": ({"name", "tests"}, {"failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"time"}, {"failure", "skipped"}),
    "failure": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"message"}, set()),
}


def parsed(report: dict[str, Any]) -> ET.Element:
    """The root of a report's file, after every element was held against the structure."""
    xml = formats.render(View(report, NAMES), "junit", path="openapi.json")
    root = ET.fromstring(xml)  # noqa: S314 - what was just written here
    for element in root.iter():
        required, optional, children = ELEMENTS[element.tag]
        assert required <= set(element.keys()) <= required | optional, element.tag
        assert {child.tag for child in element} <= children
    return root


class TestStructure:
    def test_counts_are_those_of_the_cases(self, refusal: dict[str, Any], widened: Finding) -> None:
        waived = Report("breaking", "major", (widened.waive({"reason": "agreed"}),)).to_dict()["findings"]
        root = parsed({**refusal, "findings": [*refusal["findings"], *waived]})
        for counted in (root, *root.iter("testsuite")):
            assert counted.get("tests") == str(len(list(counted.iter("testcase"))))
            assert counted.get("failures") == str(len(list(counted.iter("failure"))))
            assert counted.get("skipped", "1") == str(len(list(counted.iter("skipped"))))

    def test_a_document_cannot_break_the_xml(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="<a>&\x00\ufffe", message="]]>\x1b")
        case = parsed(Report("breaking", "major", (hostile,)).to_dict()).find("testsuite/testcase")
        assert case is not None
        assert case.get("name") == "<a>&\\x00\\ufffe: ]]>\\x1b."


class TestContent:
    def test_each_cause_is_a_failed_case(self, refusal: dict[str, Any]) -> None:
        root = parsed(refusal)
        assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "0")
        failures = [failure.text or "" for failure in root.iter("failure")]
        assert "openapi.json:188:11" in failures[0]
        assert "curl -X POST" in failures[1]

    def test_no_change_is_one_case_that_passes(self) -> None:
        root = parsed(Report("compatible", "none", ()).to_dict())
        assert (root.get("tests"), root.get("failures")) == ("1", "0")

    def test_a_waived_finding_is_skipped_with_its_reason(self, narrowed: Finding) -> None:
        root = parsed(Report("compatible", "major", (narrowed.waive({"reason": "agreed"}),)).to_dict())
        assert [skipped.get("message") for skipped in root.iter("skipped")] == ["waived: agreed"]
