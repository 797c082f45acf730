"""Modes: forward is backward seen from the other side, and full is both without saying anything twice."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Policy, Report, all_rules, compare
from dovetail_engine.compat.modes import NEWS
from dovetail_engine.oas import Document, load

Make = Callable[..., Any]
RULES = [rule for rule in all_rules().values() if rule.axis == "wire"]


def written(rule: Any, example: Any) -> Document:
    tree: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "Example", "version": "1"}}
    if rule.on == "schema" and "paths" not in example:
        content = {"application/json": {"schema": example}}
        operation = {
            "requestBody": {"required": True, "content": content},
            "responses": {"200": {"description": "Done", "content": content}},
        }
        tree["paths"] = {"/things": {"post": operation}}
    else:
        tree.update(example if "paths" in example else {"paths": example})
    return load(json.dumps(tree).encode())


def seen(report: Report) -> Counter[tuple[str, str, str, bool]]:
    return Counter(
        (one.operation, one.direction or "", finding.level, one.witness is not None)
        for finding in report.findings
        for one in finding.occurrences
        if all_rules()[finding.rule].on not in NEWS
    )


class TestForward:
    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_breaks_what_going_back_would_break(self, rule: Any) -> None:
        for example in rule.examples:
            base, head = written(rule, example.base), written(rule, example.head)
            forward, back = compare(base, head, Policy(mode="forward")), compare(head, base)
            assert forward.verdict == back.verdict
            assert seen(forward) == seen(back)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_calls_a_change_by_the_name_it_has_from_base_to_head(self, rule: Any) -> None:
        for example in rule.examples:
            base, head = written(rule, example.base), written(rule, example.head)
            names = {finding.rule for finding in compare(base, head).findings}
            generic = {"schema-narrowed", "schema-widened"}
            forward = {finding.rule for finding in compare(base, head, Policy(mode="forward")).findings}
            assert forward - generic <= names

    def test_a_witness_is_accepted_and_refused_by_the_documents_as_they_are_called(
        self, request_of: Make
    ) -> None:
        short, long = {"type": "string", "maxLength": 2}, {"type": "string", "maxLength": 4}
        (finding,) = compare(request_of(short), request_of(long), Policy(mode="forward")).findings
        witness = finding.occurrences[0].witness
        assert (finding.rule, finding.mode, finding.level) == ("max-length-raised", "forward", "breaking")
        assert witness is not None
        assert (witness.accepted_by, witness.refused_by) == ("head", "base")

    def test_of_a_response_is_about_what_the_old_service_answers(self, response_of: Make) -> None:
        many, few = {"enum": ["a", "b"]}, {"enum": ["a"]}
        (finding,) = compare(response_of(many), response_of(few), Policy(mode="forward")).findings
        witness = finding.occurrences[0].witness
        assert witness is not None
        assert (finding.rule, witness.accepted_by, witness.exchange.body) == (
            "enum-value-removed",
            "base",
            "b",
        )

    def test_a_new_operation_is_one_that_the_old_service_does_not_know(self, document: Make) -> None:
        operation = {"responses": {"204": {"description": "Done"}}}
        base, head = document({}), document({"/things": {"get": operation}})
        (finding,) = compare(base, head, Policy(mode="forward")).findings
        assert (finding.rule, finding.level) == ("operation-added", "breaking")

    def test_readers_that_cope_with_new_values_cope_with_old_ones(self, response_of: Make) -> None:
        many, few = {"enum": ["a", "b"]}, {"enum": ["a"]}
        policy = Policy(mode="forward", enum_growth="risky")
        assert compare(response_of(many), response_of(few), policy).verdict == "compatible"
        open_few = {**few, "x-extensible-enum": True}
        assert (
            compare(response_of(many), response_of(open_few), Policy(mode="forward")).verdict == "compatible"
        )


class TestFull:
    def test_finds_the_breaks_of_both_with_fingerprints_of_their_own(self, request_of: Make) -> None:
        base = request_of({"type": "object", "properties": {"a": {"maxLength": 2}, "b": {"maxLength": 4}}})
        head = request_of({"type": "object", "properties": {"a": {"maxLength": 4}, "b": {"maxLength": 2}}})
        full = compare(base, head, Policy(mode="full"))
        parts = [compare(base, head, Policy(mode=mode)) for mode in ("backward", "forward")]
        breaking = {one.fingerprint for part in parts for one in part.findings if one.level == "breaking"}
        assert {one.fingerprint for one in full.findings if one.level == "breaking"} == breaking
        assert [(one.rule, one.mode) for one in full.findings if one.level == "breaking"] == [
            ("max-length-lowered", "backward"),
            ("max-length-raised", "forward"),
        ]

    def test_tells_once_what_concerns_neither(self, document: Make) -> None:
        def made(text: str) -> Document:
            return document({"/a": {"get": {"summary": text, "responses": {"204": {"description": "-"}}}}})

        report = compare(made("old"), made("new"), Policy(mode="full"))
        assert [finding.rule for finding in report.findings] == ["operation-description-changed"]

    def test_of_callers_of_generated_clients_says_the_same_in_every_mode(self, document: Make) -> None:
        def made(name: str) -> Document:
            operation = {"operationId": name, "responses": {"204": {"description": "-"}}}
            return document({"/a": {"get": operation}})

        reports = [
            compare(made("a"), made("b"), Policy(axes="both", mode=mode)).findings
            for mode in ("backward", "forward", "full")
        ]
        assert reports[0] == reports[1] == reports[2]
        assert [(one.rule, one.mode) for one in reports[0]] == [("operation-renamed", "backward")]
