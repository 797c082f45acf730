"""Other levels than the gate's own, and the record of who called for them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dovetail_engine.compat.policy.model import Policy, Severity
from dovetail_engine.compat.policy.windows import Call, called
from dovetail_engine.compat.report import LEVELS, Finding, Level, Occurrence


def levelled(findings: Iterable[Finding], policy: Policy, today: date | None) -> list[Finding]:
    """The findings with the levels that the policy calls for, without those that it ignores."""
    told = (_announced(finding, called(finding, policy.deprecation, today)) for finding in findings)
    if not policy.severity:
        return list(told)
    return [kept for finding in told if (kept := _overridden(finding, policy.severity)) is not None]


def _announced(finding: Finding, call: Call | None) -> Finding:
    if call is None:
        return finding
    told = [_moved(one, call.level) if call.moves(one.level) else one for one in finding.occurrences]
    if told == list(finding.occurrences):
        return finding
    return _gathered(finding, told, [f"{call.level} because {call.reason}"])


def _overridden(finding: Finding, severities: Sequence[Severity]) -> Finding | None:
    kept: list[Occurrence] = []
    reasons: list[str] = []
    for occurrence in finding.occurrences:
        found = _entry(finding, occurrence, severities)
        if found is None:
            kept.append(occurrence)
        else:
            number, entry = found
            reasons.append(_record(number, entry))
            if entry.level != "ignore":
                kept.append(_moved(occurrence, entry.level))
    return _gathered(finding, kept, reasons) if kept else None


def _entry(
    finding: Finding, occurrence: Occurrence, severities: Sequence[Severity]
) -> tuple[int, Severity] | None:
    """The last entry that names the occurrence, with its number in the file, from 1."""
    for number in range(len(severities), 0, -1):
        if _names(severities[number - 1], finding, occurrence):
            return number, severities[number - 1]
    return None


def _names(entry: Severity, finding: Finding, occurrence: Occurrence) -> bool:
    _, _, path = occurrence.operation.partition(" ")
    return (
        _fits(entry.rule, finding.rule)
        and _fits(entry.operation, occurrence.operation)
        and _fits(entry.path, path)
        and entry.direction in {None, occurrence.direction}
        and entry.mode in {None, finding.mode}
        and entry.when in {None, occurrence.judged}
    )


def _fits(glob: str, text: str) -> bool:
    return not glob or _pattern(glob).fullmatch(text) is not None


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """`**` stands for any text, `*` for any without a slash."""
    parts = re.split(r"(\*\*|\*)", glob)
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts))


def _moved(occurrence: Occurrence, level: Level) -> Occurrence:
    if level == occurrence.level:
        return occurrence
    return replace(occurrence, level=level, overridden=occurrence.judged)


def _record(number: int, entry: Severity) -> str:
    named = {"rule": entry.rule, "path": entry.path, "operation": entry.operation,
             "direction": entry.direction, "mode": entry.mode, "when": entry.when}  # fmt: skip
    said = ", ".join(f"{key} {value}" for key, value in named.items() if value) or "everything"
    reason = f": {entry.reason}" if entry.reason else ""
    return f"severity {number} ({said}) says {entry.level}{reason}"


def _gathered(finding: Finding, occurrences: Sequence[Occurrence], reasons: Sequence[str]) -> Finding:
    """The finding with other occurrences, worst first."""
    ordered = sorted(
        occurrences, key=lambda one: (LEVELS.index(one.level), one.operation, one.direction or "")
    )
    records = tuple(dict.fromkeys((*finding.overridden, *reasons)))
    return replace(finding, level=ordered[0].level, occurrences=tuple(ordered), overridden=records)
