"""What the policy and the waivers make of findings: levels, the verdict, and the version that is honest."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from dovetail_engine.compat.policy.model import Policy, Waiver
from dovetail_engine.compat.report import Bump, Finding, Level, Verdict

if TYPE_CHECKING:
    from dovetail_engine.compat.report_schema import WaiverAccount


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver], today: date | None) -> tuple[Finding, ...]:
    """The findings, each under the first waiver that names it and holds on that day."""
    valid = [waiver for waiver in waivers if not waiver.expired(today)]
    return tuple(_waived(finding, valid) for finding in findings)


def accounts(
    findings: Sequence[Finding], waivers: Sequence[Waiver], today: date | None
) -> tuple["WaiverAccount", ...]:
    """What became of each waiver: `applied`, `unused`, or `expired`, with the findings that it names."""
    return tuple(_account(waiver, findings, today) for waiver in waivers)


def verdict(findings: Iterable[Finding], policy: Policy) -> Verdict:
    """What the policy makes of the findings that no waiver covers."""
    levels = {finding.level for finding in findings if finding.waived is None}
    if "breaking" in levels:
        return "breaking"
    return "unknown" if "unknown" in levels and not policy.accept_unknown else "compatible"


def suggested_bump(findings: Sequence[Finding], *, equal: bool) -> Bump:
    """The least bump that is honest: major for what breaks or may, minor for the rest, patch for words alone.

    It goes by the gate's own levels: a waiver or another severity lets a break pass; it remains a break.
    """
    if equal:
        return "none"
    levels: set[Level] = {finding.judged for finding in findings}
    if levels & {"breaking", "unknown"}:
        return "major"
    return "minor" if any(finding.effect != "ANNOTATED" for finding in findings) else "patch"


def _waived(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    for waiver in waivers:
        if waiver.covers(finding.fingerprint):
            return finding.waive(waiver.to_dict())
    return finding


def _account(waiver: Waiver, findings: Sequence[Finding], today: date | None) -> "WaiverAccount":
    named = [finding for finding in findings if waiver.covers(finding.fingerprint)]
    state: Literal["applied", "expired", "unused"] = "applied" if named else "unused"
    return {
        "fingerprint": waiver.fingerprint,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires.isoformat() if waiver.expires else None,
        "state": "expired" if waiver.expired(today) else state,
        "covers": [finding.fingerprint for finding in named],
    }
