"""The exported contracts: deterministic, valid, and telling the story of the worked example."""

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dovetail_engine import oas
from dovetail_engine.compat import compare
from harness.orders import EDITIONS, export
from orders_provider import app


def breaking(base: str, head: str) -> dict[str, str]:
    report = compare(oas.load(app.export(base)), oas.load(app.export(head)))
    return {finding.rule: finding.subject for finding in report.findings if finding.level == "breaking"}


BREAKS = {"property-became-required": "OrderCreate.currency", "enum-value-added": "Order.status"}


@pytest.mark.parametrize("version", EDITIONS)
class TestExport:
    def test_gives_the_same_bytes_in_every_process(self, version: str) -> None:
        assert export(version) == app.export(version)

    def test_is_valid_by_the_letter(self, version: str) -> None:
        assert list(OpenAPIV31SpecValidator(json.loads(app.export(version))).iter_errors()) == []

    def test_is_read_without_a_warning(self, version: str) -> None:
        assert oas.load(app.export(version)).warnings == ()

    def test_says_its_version(self, version: str) -> None:
        assert json.loads(app.export(version))["info"]["version"] == version

    def test_names_and_tags_every_operation(self, version: str) -> None:
        paths = json.loads(app.export(version))["paths"]
        operations = [operation for item in paths.values() for operation in item.values()]
        assert all(len(each["tags"]) == 1 and each["operationId"].islower() for each in operations)


class TestStory:
    def test_the_second_edition_is_compatible_with_the_first(self) -> None:
        report = compare(oas.load(app.export("1.0.0")), oas.load(app.export("1.1.0")))
        assert (report.verdict, report.suggested_bump) == ("compatible", "minor")

    def test_the_third_breaks_exactly_twice(self) -> None:
        assert breaking("1.1.0", "1.2.0") == BREAKS

    def test_the_third_breaks_users_of_the_first_in_the_same_way(self) -> None:
        assert breaking("1.0.0", "1.2.0") == BREAKS
