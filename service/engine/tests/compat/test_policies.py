"""What a policy makes of findings: levels, tolerance, windows of notice, waivers and the honest version."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dovetail_engine.compat import Deprecation, Finding, Policy, Report, Severity, Waiver, combine, compare
from dovetail_engine.compat.policy import manual
from dovetail_engine.compat.policy.fields import DEPRECATION, FILE, POLICY, SEVERITY, WAIVER
from dovetail_engine.compat.policy.reading import (
    PolicyInvalid,
    read_file,
    read_policy,
    read_waiver,
    restore_policy,
    restore_waiver,
)
from dovetail_engine.oas import Document

Make = Callable[..., Any]
TODAY = date(2026, 6, 1)
SHORT, LONG = {"type": "string", "maxLength": 2}, {"type": "string", "maxLength": 4}
CLOSED = {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}
MORE = {**CLOSED, "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


@pytest.fixture
def break_of(request_of: Make) -> Callable[..., Report]:
    """The report on one break, under a policy."""

    def judge(policy: Policy | None = None, **more: Any) -> Report:
        return compare(request_of(LONG), request_of(SHORT), policy, **more)

    return judge


class TestSeverity:
    def test_lowers_a_break_says_so_and_keeps_the_honest_version(self, break_of: Make) -> None:
        report = break_of(Policy(severity=(Severity("risky", rule="max-length-*", reason="Agreed."),)))
        finding = only(report)
        assert (report.verdict, report.suggested_bump) == ("compatible", "major")
        assert (finding.level, finding.judged) == ("risky", "breaking")
        assert finding.overridden == ("severity 1 (rule max-length-*) says risky: Agreed.",)
        assert finding.occurrences[0].witness is not None

    def test_raises_what_is_safe_without_a_witness(self, request_of: Make) -> None:
        policy = Policy(severity=(Severity("breaking", rule="max-length-raised"),))
        report = compare(request_of(SHORT), request_of(LONG), policy)
        assert (report.verdict, report.suggested_bump) == ("breaking", "minor")
        assert only(report).overridden
        assert only(report).occurrences[0].witness is None

    def test_ignores_and_counts_what_it_ignores(self, break_of: Make) -> None:
        report = break_of(Policy(severity=(Severity("ignore"),)))
        assert (report.findings, report.verdict, report.suggested_bump) == ((), "compatible", "major")
        assert report.stats["ignored"] == 1

    @pytest.mark.parametrize(
        "entry",
        [
            Severity("risky", path="/things"),
            Severity("risky", path="/*"),
            Severity("risky", path="/**"),
            Severity("risky", operation="POST **"),
            Severity("risky", operation="POST /things", direction="request", mode="backward"),
            Severity("risky", when="breaking"),
        ],
    )
    def test_names_findings_in_many_ways(self, break_of: Make, entry: Severity) -> None:
        assert break_of(Policy(severity=(entry,))).verdict == "compatible"

    @pytest.mark.parametrize(
        "entry",
        [
            Severity("risky", path="/thing"),
            Severity("risky", path="*"),
            Severity("risky", operation="GET **"),
            Severity("risky", operation="POST *"),
            Severity("risky", direction="response"),
            Severity("risky", mode="forward"),
            Severity("risky", when="unknown"),
            Severity("risky", rule="max-length"),
        ],
    )
    def test_leaves_alone_what_it_does_not_name(self, break_of: Make, entry: Severity) -> None:
        report = break_of(Policy(severity=(entry,)))
        assert report.verdict == "breaking"
        assert only(report).overridden == ()

    def test_of_several_the_last_counts(self, break_of: Make) -> None:
        entries = (Severity("ignore"), Severity("risky", rule="max-length-lowered"))
        assert only(break_of(Policy(severity=entries))).level == "risky"
        assert break_of(Policy(severity=entries[::-1])).findings == ()

    def test_is_about_occurrences_one_by_one(self, document: Make) -> None:
        def made(schema: dict[str, Any]) -> Document:
            content = {"application/json": {"schema": {"$ref": "#/components/schemas/Name"}}}
            operation = {
                "requestBody": {"required": True, "content": content},
                "responses": {"204": {"description": "Done"}},
            }
            paths = {"/internal/a": {"post": operation}, "/b": {"post": operation}}
            return document(paths, components={"schemas": {"Name": schema}})

        policy = Policy(severity=(Severity("safe", path="/internal/**"),))
        finding = only(compare(made(LONG), made(SHORT), policy))
        assert finding.level == "breaking"
        assert [(one.operation, one.level, one.judged) for one in finding.occurrences] == [
            ("POST /b", "breaking", "breaking"),
            ("POST /internal/a", "safe", "breaking"),
        ]

    def test_does_not_change_fingerprints(self, break_of: Make) -> None:
        lowered = break_of(Policy(severity=(Severity("safe"),)))
        assert only(lowered).fingerprint == only(break_of()).fingerprint


class TestTolerance:
    def test_of_members_in_closed_objects_of_responses(self, responses: Make) -> None:
        assert responses(CLOSED, MORE).verdict == "breaking"
        report = responses(CLOSED, MORE, Policy(response_members="risky"))
        assert (report.verdict, only(report).level) == ("compatible", "risky")

    def test_of_a_member_that_was_hidden(self, responses: Make) -> None:
        def made(**b: Any) -> dict[str, Any]:
            return {**CLOSED, "properties": {"a": {"type": "string"}, "b": {"type": "string", **b}}}

        hidden, shown = made(writeOnly=True), made()
        assert responses(hidden, shown).verdict == "breaking"
        assert responses(hidden, shown, Policy(response_members="risky")).verdict == "compatible"

    def test_does_not_reach_requests(self, requests: Make) -> None:
        assert requests(MORE, CLOSED, Policy(response_members="risky")).verdict == "breaking"

    def test_does_not_reach_typed_maps(self, responses: Make) -> None:
        typed = {**CLOSED, "additionalProperties": {"type": "string"}}
        more = {**typed, "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}
        assert responses(typed, more, Policy(response_members="risky")).verdict == "breaking"

    def test_is_about_the_reader_in_forward_mode_too(self, responses: Make) -> None:
        forward = Policy(mode="forward", response_members="risky")
        assert responses(MORE, CLOSED, forward).verdict == "compatible"
        assert responses(MORE, CLOSED, Policy(mode="forward")).verdict == "breaking"


class TestDeprecation:
    @pytest.fixture
    def announced(self, document: Make) -> Callable[..., Document]:
        def make(sunset: str | None = None, *, there: bool = True, deprecated: bool = True) -> Document:
            operation: dict[str, Any] = {"responses": {"204": {"description": "Done"}}}
            if deprecated:
                operation["deprecated"] = True
            if sunset:
                operation["x-sunset"] = sunset
            kept = {"/kept": {"get": {"responses": {"204": {"description": "Done"}}}}}
            return document({**kept, **({"/old": {"get": operation}} if there else {})})

        return make

    @pytest.mark.parametrize(
        ("today", "verdict"),
        [(date(2026, 5, 31), "breaking"), (TODAY, "compatible"), (None, "breaking")],
    )
    def test_a_removal_passes_from_its_sunset_on(
        self, announced: Make, today: date | None, verdict: str
    ) -> None:
        policy = Policy(deprecation=Deprecation(after_sunset="risky"))
        report = compare(announced("2026-06-01"), announced(there=False), policy, today=today)
        assert (report.verdict, report.suggested_bump) == (verdict, "major")

    def test_a_removal_that_was_not_announced_never_does(self, announced: Make) -> None:
        policy = Policy(deprecation=Deprecation(after_sunset="risky"))
        base = announced("2026-01-01", deprecated=False)
        assert compare(base, announced(there=False), policy, today=TODAY).verdict == "breaking"

    def test_without_a_wish_a_removal_breaks_whenever_it_comes(self, announced: Make) -> None:
        assert compare(announced("2026-01-01"), announced(there=False), today=TODAY).verdict == "breaking"

    def test_a_removal_that_breaks_nobody_gets_no_worse_on_its_day(self, document: Make) -> None:
        def made(*parameters: dict[str, Any]) -> Document:
            operation = {"parameters": list(parameters), "responses": {"204": {"description": "Done"}}}
            return document({"/a": {"get": operation}})

        old = {"name": "q", "in": "query", "deprecated": True, "x-sunset": "2026-01-01"}
        report = compare(made({**old, "schema": {"type": "string"}}), made(), today=TODAY)
        assert (report.verdict, only(report).level, only(report).overridden) == ("compatible", "risky", ())

    def test_going_early_is_told_until_the_day_has_come(self, announced: Make) -> None:
        def told(today: date | None) -> set[str]:
            report = compare(announced("2026-06-01"), announced(there=False), today=today)
            return {finding.rule for finding in report.findings}

        assert told(date(2026, 5, 31)) == told(None) == {"operation-removed", "removed-before-sunset"}
        assert told(TODAY) == {"operation-removed"}

    @pytest.mark.parametrize(
        ("sunset", "verdict"),
        [("2026-08-30", "compatible"), ("2026-08-29", "breaking"), ("2020-01-01", "breaking")],
    )
    def test_an_announcement_leaves_enough_days(self, announced: Make, sunset: str, verdict: str) -> None:
        policy = Policy(deprecation=Deprecation(min_days=90))
        report = compare(announced(deprecated=False), announced(sunset), policy, today=TODAY)
        assert report.verdict == verdict

    def test_an_announcement_names_its_day(self, announced: Make) -> None:
        policy = Policy(deprecation=Deprecation(min_days=90, too_soon="risky"))
        report = compare(announced(deprecated=False), announced(), policy, today=TODAY)
        (told,) = (finding for finding in report.findings if finding.overridden)
        assert (told.rule, told.level) == ("sunset-missing", "risky")
        assert "wants 90 days of notice" in told.overridden[0]


class TestWaivers:
    def test_cover_until_their_last_day(self, break_of: Make) -> None:
        name = only(break_of()).fingerprint
        waiver = Waiver(name[:7], "agreed", "orders", expires=TODAY)
        covered = break_of(waivers=[waiver], today=TODAY)
        assert (covered.verdict, covered.suggested_bump) == ("compatible", "major")
        assert covered.waivers[0]["state"] == "applied"
        assert covered.waivers[0]["covers"] == [name]
        late = break_of(waivers=[waiver], today=date(2026, 6, 2))
        assert (late.verdict, late.waivers[0]["state"]) == ("breaking", "expired")
        assert late.waivers[0]["covers"] == [name]

    def test_that_nothing_needs_are_told(self, break_of: Make, request_of: Make) -> None:
        waiver = Waiver("0000000", "agreed", "orders")
        assert break_of(waivers=[waiver]).waivers[0]["state"] == "unused"
        same = compare(request_of(LONG), request_of(LONG), waivers=[waiver])
        assert same.waivers[0]["state"] == "unused"


class TestCombine:
    @pytest.fixture
    def reports(self, request_of: Make) -> Callable[[Policy], list[tuple[str, Report]]]:
        """The base takes what the head takes; an older release took more, and an older one still more."""

        def make(policy: Policy) -> list[tuple[str, Report]]:
            bases = [("1.2.0", SHORT), ("1.1.0", LONG), ("1.0.0", LONG)]
            return [(label, compare(request_of(base), request_of(SHORT), policy)) for label, base in bases]

        return make

    def test_leaves_the_verdict_to_the_base(self, reports: Make) -> None:
        combined = combine(reports(Policy()), Policy())
        assert (combined.verdict, combined.suggested_bump, combined.findings) == ("compatible", "none", ())
        assert [(one.release, one.verdict) for one in combined.live] == [
            ("1.2.0", "compatible"),
            ("1.1.0", "breaking"),
            ("1.0.0", "breaking"),
        ]
        assert [finding.against for one in combined.live for finding in one.findings] == [
            ("1.1.0",),
            ("1.0.0",),
        ]

    def test_speaks_for_all_where_the_policy_does_and_tells_each_finding_once(self, reports: Make) -> None:
        policy = Policy(against="live")
        combined = combine(reports(policy), policy)
        assert (combined.verdict, combined.suggested_bump) == ("breaking", "major")
        assert only(combined).against == ("1.1.0", "1.0.0")
        assert [one.findings for one in combined.live] == [(), (), ()]
        assert (combined.stats["breaking"], combined.stats["releases"]) == (1, 3)

    def test_speaks_for_as_many_as_it_is_told(self, reports: Make) -> None:
        policy = Policy(against="live")
        combined = combine(reports(policy), policy, deciding=1)
        assert (combined.verdict, combined.findings) == ("compatible", ())
        assert [len(one.findings) for one in combined.live] == [0, 1, 1]

    def test_says_what_became_of_waivers_anywhere(self, request_of: Make) -> None:
        policy = Policy(against="live")
        name = only(compare(request_of(LONG), request_of(SHORT))).fingerprint
        waivers = [Waiver(name, "agreed", "orders"), Waiver("0000000", "agreed", "orders")]
        made = [
            (label, compare(request_of(base), request_of(SHORT), policy, waivers=waivers))
            for label, base in (("1.1.0", SHORT), ("1.0.0", LONG))
        ]
        combined = combine(made, policy)
        assert [account["state"] for account in combined.waivers] == ["applied", "unused"]
        assert combined.verdict == "compatible"


class TestReading:
    POLICY = Policy(
        axes="both",
        accept_unknown=True,
        enum_growth="risky",
        formats=frozenset({"date", "uuid"}),
        steps=1234,
        mode="full",
        against="live",
        response_members="risky",
        severity=(
            Severity("ignore", rule="response-*", path="/a/**", operation="GET *", direction="request"),
            Severity("safe", mode="forward", when="breaking", reason="Why."),
        ),
        deprecation=Deprecation(30, "risky", "safe"),
    )

    def test_a_policy_survives_json(self) -> None:
        for read in (read_policy, restore_policy):
            assert read(json.loads(json.dumps(self.POLICY.to_dict()))) == self.POLICY
            assert read(json.loads(json.dumps(Policy().to_dict()))) == Policy() == read({})

    def test_a_policy_of_before_may_name_what_is_no_more(self) -> None:
        kept = {"severity": [{"rule": "no-such-rule", "level": "safe"}], "colour": "red"}
        assert restore_policy(kept) == Policy(severity=(Severity("safe", rule="no-such-rule"),))

    def test_a_waiver_survives_json(self) -> None:
        for expires in (None, TODAY):
            waiver = Waiver("0123456", "agreed", "orders", expires)
            for read in (read_waiver, restore_waiver):
                assert read(json.loads(json.dumps(waiver.to_dict()))) == waiver

    def test_objections_say_where_and_what_is_allowed(self) -> None:
        with pytest.raises(PolicyInvalid) as refused:
            read_file({"policy": {"mod": 1, "severity": [{"level": "bad"}, {}]}, "waiver": {}})
        assert [(one.path, one.at_key) for one in refused.value.objections] == [
            (("policy", "mod"), True),
            (("policy", "severity", 0, "level"), False),
            (("policy", "severity", 1), True),
            (("waiver",), False),
        ]
        assert "did you mean `mode`?" in refused.value.objections[0].message


class TestManual:
    def test_its_example_is_a_policy_file(self) -> None:
        policy, (waiver,) = read_file(tomllib.loads(manual.EXAMPLE))
        assert (policy.against, policy.deprecation.min_days, len(policy.severity)) == ("live", 90, 2)
        assert waiver.expires == date(2027, 1, 31)

    def test_names_every_field_with_its_values(self) -> None:
        page = manual.page()
        for section in (POLICY, SEVERITY, DEPRECATION, WAIVER):
            for name, field in section.fields.items():
                assert f"- `{name}`" in page or f"`[[policy.{name}]]`" in page or f"`[policy.{name}]`" in page
                assert field.doc in page
        assert manual.EXAMPLE in page
        assert list(FILE.fields) == ["policy", "waiver"]
