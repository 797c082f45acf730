"""The sentences of the gate's theory, one by one."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from dovetail_engine.compat import Policy, Report, compare

Judge = Callable[..., Report]
Make = Callable[..., Any]

OPEN = {"type": "object", "properties": {"a": {"type": "string"}}}
WIDER = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}


def rules(report: Report, level: str) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == level}


class TestDirections:
    def test_a_request_that_accepts_less_breaks(self, requests: Judge) -> None:
        report = requests({"type": "string", "minLength": 1}, {"type": "string", "minLength": 3})
        assert (report.verdict, rules(report, "breaking")) == ("breaking", {"min-length-raised"})

    def test_a_request_that_accepts_more_is_compatible(self, requests: Judge) -> None:
        assert requests({"type": "string", "minLength": 3}, {"type": "string"}).verdict == "compatible"

    def test_a_response_that_holds_more_breaks(self, responses: Judge) -> None:
        report = responses({"type": "string", "minLength": 3}, {"type": "string", "minLength": 1})
        assert (report.verdict, rules(report, "breaking")) == ("breaking", {"min-length-lowered"})

    def test_a_response_that_holds_less_is_compatible(self, responses: Judge) -> None:
        assert responses({"type": "string"}, {"type": "string", "minLength": 3}).verdict == "compatible"

    @pytest.mark.parametrize("swapped", ["webhook", "callback"])
    def test_callbacks_and_webhooks_swap_the_roles(self, document: Make, swapped: str) -> None:
        def calling(schema: dict[str, Any]) -> Any:
            body = {"required": True, "content": {"application/json": {"schema": schema}}}
            item = {"post": {"requestBody": body, "responses": {"204": {"description": "Done"}}}}
            if swapped == "webhook":
                return document({}, webhooks={"changed": item})
            done = {"204": {"description": "Done"}}
            callbacks = {"changed": {"{$request.body#/url}": item}}
            return document({"/subscribe": {"post": {"responses": done, "callbacks": callbacks}}})

        short, long = calling({"type": "string"}), calling({"type": "string", "minLength": 3})
        assert compare(short, long).verdict == "compatible"
        assert compare(long, short).verdict == "breaking"

    def test_read_only_drops_out_of_requests(self, requests: Judge) -> None:
        def schema(**more: Any) -> dict[str, Any]:
            inner = {"type": "string", "readOnly": True, **more}
            return {"type": "object", "properties": {"id": inner}, "required": ["id"]}

        assert requests(schema(), schema(minLength=9)).findings == ()

    def test_write_only_drops_out_of_responses(self, responses: Judge) -> None:
        def schema(**more: Any) -> dict[str, Any]:
            inner = {"type": "string", "writeOnly": True, **more}
            return {"type": "object", "properties": {"password": inner}, "required": ["password"]}

        assert responses(schema(), schema(maxLength=2)).findings == ()

    def test_a_required_property_that_becomes_write_only_breaks_its_readers(self, responses: Judge) -> None:
        base = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
        head = {**base, "properties": {"id": {"type": "string", "writeOnly": True}}}
        assert rules(responses(base, head), "breaking") == {"property-became-write-only"}


class TestOpenObjects:
    def test_adding_an_optional_property_breaks_nobody(self, requests: Judge, responses: Judge) -> None:
        assert requests(OPEN, WIDER).verdict == "compatible"
        assert responses(OPEN, WIDER).verdict == "compatible"

    def test_closing_an_open_object_breaks_its_senders(self, requests: Judge) -> None:
        report = requests(OPEN, {**OPEN, "additionalProperties": False})
        assert rules(report, "breaking") == {"additional-properties-closed"}

    def test_giving_extra_values_a_type_breaks_their_senders(self, requests: Judge) -> None:
        report = requests(OPEN, {**OPEN, "additionalProperties": {"type": "integer"}})
        assert rules(report, "breaking") == {"additional-properties-typed"}

    def test_dropping_a_property_the_reader_required_breaks(self, responses: Judge) -> None:
        base = {**WIDER, "required": ["b"]}
        assert rules(responses(base, OPEN), "breaking") == {"property-removed"}

    def test_dropping_an_optional_property_breaks_no_reader(self, responses: Judge) -> None:
        assert rules(responses(WIDER, OPEN), "safe") == {"property-removed"}

    def test_a_property_that_requests_lose_is_risky(self, requests: Judge) -> None:
        assert rules(requests(WIDER, OPEN), "risky") == {"property-removed"}

    def test_a_closed_object_refuses_a_property_it_lost(self, requests: Judge) -> None:
        closed = {"additionalProperties": False}
        report = requests({**WIDER, **closed}, {**OPEN, **closed})
        assert rules(report, "breaking") == {"property-removed"}

    def test_a_closed_reader_refuses_a_new_property(self, responses: Judge) -> None:
        closed = {"additionalProperties": False}
        report = responses({**OPEN, **closed}, {**WIDER, **closed})
        assert rules(report, "breaking") == {"property-added"}

    def test_typed_maps_get_no_exemption(self, requests: Judge) -> None:
        base = {"type": "object", "additionalProperties": {"type": "string"}}
        head = {**base, "properties": {"n": {"type": "integer"}}}
        assert rules(requests(base, head), "breaking") == {"property-added"}

    def test_a_property_that_becomes_required_breaks_its_senders(self, requests: Judge) -> None:
        report = requests(WIDER, {**WIDER, "required": ["b"]})
        (finding,) = [finding for finding in report.findings if finding.level == "breaking"]
        witness = finding.occurrences[0].witness
        assert finding.rule == "property-became-required"
        assert witness is not None
        assert witness.reason == "'b' is a required property"
        assert "b" not in witness.exchange.body


class TestStatuses:
    def statuses(self, document: Make, *names: str) -> Any:
        responses = {name: {"description": name} for name in names}
        return document({"/things": {"get": {"responses": responses}}})

    def compare(self, document: Make, base: tuple[str, ...], head: tuple[str, ...]) -> Report:
        return compare(self.statuses(document, *base), self.statuses(document, *head))

    def test_a_new_success_status_breaks(self, document: Make) -> None:
        report = self.compare(document, ("200",), ("200", "201"))
        assert rules(report, "breaking") == {"response-status-added"}
        witness = report.findings[0].occurrences[0].witness
        assert witness is not None
        assert witness.exchange.status == 201

    @pytest.mark.parametrize("cover", ["2XX", "default"])
    def test_a_status_that_was_covered_does_not(self, document: Make, cover: str) -> None:
        assert self.compare(document, ("200", cover), ("200", "201", cover)).verdict == "compatible"

    def test_a_new_error_status_is_risky(self, document: Make) -> None:
        report = self.compare(document, ("200",), ("200", "409"))
        assert rules(report, "risky") == {"response-status-added"}

    def test_a_status_no_longer_sent_is_safe(self, document: Make) -> None:
        report = self.compare(document, ("200", "202"), ("200",))
        assert (report.verdict, rules(report, "safe")) == ("compatible", {"response-status-removed"})


class TestFormats:
    def test_a_format_with_a_lexical_form_is_part_of_the_type(self, requests: Judge) -> None:
        report = requests({"type": "string"}, {"type": "string", "format": "date"})
        assert rules(report, "breaking") == {"format-added"}

    def test_any_other_format_is_an_annotation(self, requests: Judge) -> None:
        assert requests({"type": "string"}, {"type": "string", "format": "hostname"}).verdict == "compatible"

    def test_a_policy_may_change_the_list(self, requests: Judge) -> None:
        policy = Policy(formats=frozenset())
        report = requests({"type": "string"}, {"type": "string", "format": "date"}, policy)
        assert report.verdict == "compatible"

    def test_int32_and_int64_are_ranges(self, requests: Judge) -> None:
        long, short = {"type": "integer", "format": "int64"}, {"type": "integer", "format": "int32"}
        assert rules(requests(long, short), "breaking") == {"format-changed"}
        assert requests(short, long).verdict == "compatible"


class TestEnumGrowth:
    BASE: ClassVar = {"type": "string", "enum": ["open", "paid"]}
    HEAD: ClassVar = {"type": "string", "enum": ["open", "paid", "held"]}

    def test_a_response_enum_that_grows_breaks(self, responses: Judge) -> None:
        report = responses(self.BASE, self.HEAD)
        assert rules(report, "breaking") == {"enum-value-added"}
        witness = report.findings[0].occurrences[0].witness
        assert witness is not None
        assert witness.exchange.body == "held"
        assert witness.reason == "'held' is not one of 'open', 'paid'"

    def test_a_policy_may_call_it_risky(self, responses: Judge) -> None:
        report = responses(self.BASE, self.HEAD, Policy(enum_growth="risky"))
        assert (report.verdict, rules(report, "risky")) == ("compatible", {"enum-value-added"})

    def test_a_schema_may_say_that_readers_tolerate_it(self, responses: Judge) -> None:
        extensible = {"x-extensible-enum": True}
        report = responses({**self.BASE, **extensible}, {**self.HEAD, **extensible})
        assert rules(report, "risky") == {"enum-value-added"}

    def test_a_request_enum_that_grows_is_safe(self, requests: Judge) -> None:
        assert requests(self.BASE, self.HEAD).verdict == "compatible"


class TestMeaning:
    def test_a_default_that_changes_is_risky_and_has_no_witness(self, requests: Judge) -> None:
        report = requests({"type": "string", "default": "a"}, {"type": "string", "default": "b"})
        (finding,) = report.findings
        assert (finding.rule, finding.level) == ("default-changed", "risky")
        assert finding.occurrences[0].witness is None

    def test_a_description_is_safe_and_asks_for_a_patch(self, requests: Judge) -> None:
        report = requests({"description": "a"}, {"description": "b"})
        assert [finding.level for finding in report.findings] == ["safe"]
        assert report.suggested_bump == "patch"

    def test_equal_documents_ask_for_nothing(self, requests: Judge) -> None:
        report = requests(OPEN, OPEN)
        assert (report.findings, report.suggested_bump) == ((), "none")

    def test_what_breaks_asks_for_a_major_and_what_is_new_for_a_minor(self, requests: Judge) -> None:
        assert requests(OPEN, WIDER).suggested_bump == "minor"
        assert requests(WIDER, {**WIDER, "required": ["b"]}).suggested_bump == "major"
