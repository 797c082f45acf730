"""The findings of a report arranged for a page: what says the same at several places is shown once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_LEVELS = ("breaking", "unknown", "risky", "safe")


@dataclass(frozen=True, slots=True)
class Entry:
    """The finding that is shown, its counter-example, the subjects of those that say the same elsewhere, and
    every operation that one of them reaches."""

    finding: Mapping[str, Any]
    witness: Mapping[str, Any] | None
    same: tuple[str, ...]
    operations: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many findings it stands for."""
        return 1 + len(self.same)


def folded(findings: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Entry]]]:
    """The entries of each level that has some, worst first, those that reach more operations first."""
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for finding in findings:
        alike.setdefault(_key(finding), []).append(finding)
    entries = [_entry(group) for group in alike.values()]
    entries.sort(key=lambda entry: -len(entry.operations))
    by_level = {level: [one for one in entries if one.finding["level"] == level] for level in _LEVELS}
    return [(level, shown) for level, shown in by_level.items() if shown]


def _key(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    said = finding["message"].replace(finding["subject"], "")
    directions = tuple(sorted({one["direction"] or "" for one in finding["occurrences"]}))
    # Reports that were stored by an earlier engine have no mode.
    return (finding["rule"], finding["level"], finding.get("mode"), said, directions, bool(finding["waived"]))


def _entry(group: list[Mapping[str, Any]]) -> Entry:
    shown = max(group, key=lambda finding: int(finding["reach"]))
    others = tuple(finding["subject"] for finding in group if finding is not shown)
    reached = (one["operation"] for finding in (shown, *group) for one in finding["occurrences"])
    witness = next((one["witness"] for one in shown["occurrences"] if one["witness"]), None)
    return Entry(shown, witness, others, tuple(dict.fromkeys(filter(None, reached))))
