"""Findings of a stored report, arranged for its page."""

from typing import Any

from dovetail_registry.pages.findings import folded


def finding(subject: str, **changes: Any) -> dict[str, Any]:
    occurrences = [
        {"operation": f"GET /{subject.lower()}", "direction": "response", "level": "safe", "witness": None}
    ]
    given = {
        "rule": "format-removed",
        "level": "safe",
        "subject": subject,
        "message": "the format is gone",
        "waived": None,
        "reach": 1,
        "occurrences": occurrences,
    }
    return {**given, **changes}


class TestFolded:
    def test_the_same_at_several_places_is_one_entry(self) -> None:
        ((level, (entry,)),) = folded([finding("A"), finding("B"), finding("C")])
        assert (level, entry.finding["subject"], entry.same, entry.size) == ("safe", "A", ("B", "C"), 3)
        assert entry.operations == ("GET /a", "GET /b", "GET /c")

    def test_what_differs_in_its_own_name_alone_is_the_same(self) -> None:
        gone = [finding(name, message=f"{name} was removed") for name in ("GET /a", "GET /b")]
        assert [entry.size for _, entries in folded(gone) for entry in entries] == [2]

    def test_another_rule_level_message_or_waiver_is_another_entry(self) -> None:
        others = [
            finding("A"),
            finding("B", rule="format-added"),
            finding("C", level="breaking"),
            finding("D", message="else"),
            finding("E", waived={"reason": "r"}),
        ]
        shown = folded(others)
        assert [level for level, _ in shown] == ["breaking", "safe"]
        assert sum(len(entries) for _, entries in shown) == 5

    def test_the_counter_example_is_that_of_the_finding_that_reaches_most(self) -> None:
        seen = {"kind": "request"}
        wide = [
            {"operation": name, "direction": "response", "level": "safe", "witness": seen} for name in "ab"
        ]
        ((_, (entry,)),) = folded([finding("A"), finding("B", reach=2, occurrences=wide)])
        assert (entry.finding["subject"], entry.witness) == ("B", seen)
