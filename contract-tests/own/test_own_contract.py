"""Our own contract under our own gate: valid, compatible with its newest release, and the gate bites."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dovetail_engine import oas
from dovetail_engine.compat import compare

SPEC = Path(__file__).resolve().parents[2] / "spec"
EXPORTED = SPEC / "openapi.json"


def newest_release() -> Path:
    return max(SPEC.glob("releases/*.json"), key=lambda path: tuple(map(int, path.stem.split("."))))


@pytest.fixture(scope="module")
def released() -> oas.Document:
    return oas.load(newest_release().read_bytes(), name="released")


class TestExport:
    def test_is_valid_by_the_letter(self) -> None:
        assert list(OpenAPIV31SpecValidator(json.loads(EXPORTED.read_bytes())).iter_errors()) == []

    def test_is_read_without_a_warning(self) -> None:
        assert oas.load(EXPORTED.read_bytes()).warnings == ()

    def test_is_compatible_with_the_newest_release(self, released: oas.Document) -> None:
        report = compare(released, oas.load(EXPORTED.read_bytes()))
        assert report.verdict == "compatible", [finding.message for finding in report.findings]

    def test_each_release_is_the_version_its_file_says(self) -> None:
        versions = {
            path.stem: json.loads(path.read_bytes())["info"]["version"]
            for path in SPEC.glob("releases/*.json")
        }
        assert versions == {stem: stem for stem in versions}


def remove_operation(document: dict[str, Any]) -> None:
    del document["paths"]["/v1/namespaces/{namespace}"]["get"]


def require_a_new_property(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["NamespaceCreate"]
    schema["properties"]["billing_code"] = {"type": "string"}
    schema["required"] = [*schema["required"], "billing_code"]


def drop_a_promised_property(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["Namespace"]
    schema["required"] = [name for name in schema["required"] if name != "name"]


def narrow_a_parameter(document: dict[str, Any]) -> None:
    for parameter in document["paths"]["/v1/namespaces"]["get"]["parameters"]:
        if parameter["name"] == "limit":
            parameter["schema"]["maximum"] = 2


class TestGate:
    @pytest.mark.parametrize(
        "edit", [remove_operation, require_a_new_property, drop_a_promised_property, narrow_a_parameter]
    )
    def test_bites_when_the_contract_is_broken(
        self, edit: Callable[[dict[str, Any]], None], released: oas.Document
    ) -> None:
        broken = json.loads(newest_release().read_bytes())
        edit(broken)
        report = compare(released, oas.load(json.dumps(broken).encode()))
        assert report.verdict == "breaking"
        breaking = [finding for finding in report.findings if finding.level == "breaking"]
        assert all(any(seen.witness for seen in finding.occurrences) for finding in breaking)

    def test_is_silent_about_wording(self, released: oas.Document) -> None:
        worded = json.loads(newest_release().read_bytes())
        worded["info"]["description"] = "Other words."
        report = compare(released, oas.load(json.dumps(worded).encode()))
        assert (report.verdict, report.suggested_bump) == ("compatible", "patch")
