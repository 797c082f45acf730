"""One report about several releases: the base, and the other live ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dovetail_engine.compat.policy import Policy
from dovetail_engine.compat.policy.verdicts import verdict
from dovetail_engine.compat.report import LEVELS, Bump, Finding, Live, Report

if TYPE_CHECKING:
    from dovetail_engine.compat.report_schema import WaiverAccount

BUMPS: tuple[Bump, ...] = ("major", "minor", "patch", "none")
"""Heaviest first."""


def combine(reports: Sequence[tuple[str, Report]], policy: Policy, *, deciding: int | None = None) -> Report:
    """The report about the base, which comes first, and what becomes of the clients of the other releases.

    The first `deciding` of them have their findings in it, each told once, and its verdict speaks for them:
    all of them for a policy against `live`, the base alone for one against `base`, unless it is given.
    """
    (_, base), *_ = reports
    if deciding is None:
        deciding = len(reports) if policy.against == "live" else 1
    told = _told_once(reports[:deciding], reports)
    known = {_identity(finding) for finding in told}
    live = tuple(_live(label, report, known) for label, report in reports)
    return Report(
        verdict(told, policy),
        min((report.suggested_bump for _, report in reports[:deciding]), key=BUMPS.index),
        tuple(told),
        {**base.stats, **_counts(told), "releases": len(reports)},
        _accounts([report for _, report in reports]),
        live,
    )


def _told_once(telling: Sequence[tuple[str, Report]], reports: Sequence[tuple[str, Report]]) -> list[Finding]:
    """The findings of some reports, each with every release it was found against; worst first."""
    against: dict[tuple[str, str], list[str]] = {}
    for label, report in reports:
        for finding in report.findings:
            against.setdefault(_identity(finding), []).append(label)
    first: dict[tuple[str, str], Finding] = {}
    for _, report in telling:
        for finding in report.findings:
            first.setdefault(_identity(finding), finding)
    told = [replace(finding, against=tuple(against[key])) for key, finding in first.items()]
    return sorted(told, key=lambda finding: LEVELS.index(finding.level))


def _live(label: str, report: Report, known: set[tuple[str, str]]) -> Live:
    others = tuple(
        replace(finding, against=(label,)) for finding in report.findings if _identity(finding) not in known
    )
    return Live(label, report.verdict, report.suggested_bump, _counts(report.findings), others)


def _identity(finding: Finding) -> tuple[str, str]:
    # The same change may break clients of one release and not those of another.
    return finding.fingerprint, finding.level


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    levels = [finding.level for finding in findings]
    return {level: levels.count(level) for level in LEVELS}


def _accounts(reports: Sequence[Report]) -> tuple["WaiverAccount", ...]:
    """What became of each waiver in any of the reports, which all had the same ones."""
    merged: list[WaiverAccount] = []
    for accounts in zip(*(report.waivers for report in reports), strict=True):
        covers = sorted({fingerprint for account in accounts for fingerprint in account["covers"]})
        shown = next((account for account in accounts if account["state"] == "applied"), accounts[0])
        account = shown.copy()
        account["covers"] = covers
        merged.append(account)
    return tuple(merged)
