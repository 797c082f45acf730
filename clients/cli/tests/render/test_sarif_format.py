"""A report as SARIF: what the specification requires of the parts we write, and what ours says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dovetail_cli.render import formats
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_engine.compat.report import Finding, Report

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")

# For each kind of object that we write: its required members, and the others that it may have (by section).
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),  # 3.13
    "run": ({"tool"}, {"results", "columnKind", "invocations"}),  # 3.14
    "tool": ({"driver"}, set()),  # 3.18
    "driver": ({"name"}, {"version", "rules", "informationUri"}),  # 3.19
    "rule": ({"id"}, {"shortDescription", "fullDescription", "help", "helpUri"}),  # 3.49
    "text": ({"text"}, {"markdown"}),  # 3.12
    "invocation": ({"executionSuccessful"}, set()),  # 3.20
    "result": (
        {"message"},
        {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints", "suppressions"},
    ),  # 3.27
    "location": (set(), {"physicalLocation", "logicalLocations"}),  # 3.28
    "physical": ({"artifactLocation"}, {"region"}),  # 3.29
    "artifact": ({"uri"}, {"uriBaseId"}),  # 3.4
    "region": ({"startLine"}, {"startColumn"}),  # 3.30
    "logical": ({"fullyQualifiedName"}, set()),  # 3.33
    "suppression": ({"kind"}, {"status", "justification", "properties"}),  # 3.35
}


def log_of(report: dict[str, Any], *, path: str | None = "openapi.json", manual: str = "") -> dict[str, Any]:
    view = View(report, NAMES, WaysOut(manual=manual))
    log: dict[str, Any] = json.loads(formats.render(view, "sarif", path=path))
    return log


def parts(log: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a log with its kind."""
    yield "log", log
    for run in log["runs"]:
        yield "run", run
        yield "tool", run["tool"]
        yield "driver", run["tool"]["driver"]
        yield from (("invocation", one) for one in run["invocations"])
        for rule in run["tool"]["driver"]["rules"]:
            yield "rule", rule
            texts = ("shortDescription", "fullDescription", "help")
            yield from (("text", rule[name]) for name in texts if name in rule)
        for result in run["results"]:
            yield from _parts_of(result)


def _parts_of(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "result", result
    yield "text", result["message"]
    yield from (("suppression", one) for one in result.get("suppressions", ()))
    for location in result["locations"]:
        yield "location", location
        yield from (("logical", one) for one in location.get("logicalLocations", ()))
        if physical := location.get("physicalLocation"):
            yield "physical", physical
            yield "artifact", physical["artifactLocation"]
            if "region" in physical:
                yield "region", physical["region"]


@pytest.fixture
def everything(refusal: dict[str, Any], narrowed: Finding, plain: Callable[..., Finding]) -> dict[str, Any]:
    """A report with every level, a waived finding, one that is gone, and one without a line."""
    waiver = {"fingerprint": "5b1d0c7", "reason": "agreed", "owner": "ann", "expires": "2027-01-31"}
    more = (narrowed.waive(waiver), plain("unknown", head=None), plain("risky", rule="of-another-version"))
    added = Report("breaking", "major", more).to_dict()["findings"]
    unplaced = {**added[2], "cause": {"base": None, "head": {"pointer": "/a", "line": None, "column": None}}}
    return {**refusal, "findings": [*refusal["findings"], *added, unplaced]}


class TestStructure:
    def test_every_object_has_what_it_must_and_nothing_it_may_not(self, everything: dict[str, Any]) -> None:
        met = set()
        for kind, one in parts(log_of(everything, manual="https://x.example/rules")):
            required, optional = OBJECTS[kind]
            met.add(kind)
            assert required <= one.keys() <= required | optional, (kind, one)
        assert met == OBJECTS.keys()

    def test_values_are_of_their_kind(self, everything: dict[str, Any]) -> None:
        log = log_of(everything, manual="https://x.example/rules")
        assert log["version"] == "2.1.0"
        for kind, one in parts(log):
            if kind == "text":
                assert all(isinstance(text, str) and text for text in one.values())
            elif kind == "region":
                assert all(isinstance(number, int) and number >= 1 for number in one.values())
            elif kind == "result":
                assert one["level"] in {"none", "note", "warning", "error"}
            elif kind == "suppression":
                assert (one["kind"], one["status"]) == ("external", "accepted")
            elif kind == "rule" and "helpUri" in one:
                assert urlsplit(one["helpUri"]).scheme == "https"

    def test_a_result_points_at_its_rule_by_number_too(self, everything: dict[str, Any]) -> None:
        (run,) = log_of(everything)["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


class TestContent:
    def test_every_finding_is_a_result_with_its_place_and_fingerprint(self, refusal: dict[str, Any]) -> None:
        (run,) = log_of(refusal)["runs"]
        assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "note"]
        second = run["results"][1]
        assert second["locations"][0]["physicalLocation"] == {
            "artifactLocation": {"uri": "openapi.json", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 214, "startColumn": 9},
        }
        assert second["partialFingerprints"] == {"dovetail/v1": "5b1d0c7"}
        assert "refused here" in second["message"]["text"]

    def test_a_rule_brings_its_manual_page(self, refusal: dict[str, Any]) -> None:
        (run,) = log_of(refusal, manual="https://x.example/rules")["runs"]
        rule = next(one for one in run["tool"]["driver"]["rules"] if one["id"] == "enum-value-added")
        assert rule["help"]["markdown"].startswith("# enum-value-added\n")
        assert rule["helpUri"] == "https://x.example/rules/enum-value-added"

    def test_without_a_registry_there_is_no_link(self, refusal: dict[str, Any]) -> None:
        (run,) = log_of(refusal)["runs"]
        assert all("helpUri" not in rule for rule in run["tool"]["driver"]["rules"])

    def test_a_waived_finding_is_suppressed(self, everything: dict[str, Any]) -> None:
        (run,) = log_of(everything)["runs"]
        (suppressed,) = [result["suppressions"] for result in run["results"] if "suppressions" in result]
        assert suppressed[0]["justification"] == "agreed"
        assert suppressed[0]["properties"]["expires"] == "2027-01-31"

    def test_an_accepted_unknown_is_a_warning(self, plain: Callable[..., Finding]) -> None:
        (run,) = log_of(Report("compatible", "major", (plain("unknown"),)).to_dict())["runs"]
        assert [result["level"] for result in run["results"]] == ["warning"]


class TestFiles:
    def test_a_name_is_a_uri(self, refusal: dict[str, Any]) -> None:
        (run,) = log_of(refusal, path="my api/ö.json")["runs"]
        located = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert located["uri"] == "my%20api/%C3%B6.json"

    def test_a_file_elsewhere_is_named_whole(self, refusal: dict[str, Any], tmp_path: Path) -> None:
        (run,) = log_of(refusal, path=str(tmp_path / "a.json"))["runs"]
        located = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert located == {"uri": (tmp_path / "a.json").as_uri()}

    def test_a_document_outside_a_checkout_has_logical_places_only(self, refusal: dict[str, Any]) -> None:
        (run,) = log_of(refusal, path=None)["runs"]
        assert run["results"][0]["locations"] == [
            {"logicalLocations": [{"fullyQualifiedName": "Order.status"}]}
        ]

    def test_a_part_is_named_from_the_folder_of_the_document(self, refusal: dict[str, Any]) -> None:
        findings = [dict(finding) for finding in refusal["findings"]]
        head = {**findings[0]["cause"]["head"], "file": "parts/order.json"}
        findings[0]["cause"] = {**findings[0]["cause"], "head": head}
        (run,) = log_of({**refusal, "findings": findings}, path="spec/openapi.json")["runs"]
        uris = [
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
        ]
        assert "spec/parts/order.json" in uris
