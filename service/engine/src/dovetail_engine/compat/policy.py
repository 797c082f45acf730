"""How strict a comparison is, and what an owner let pass."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dovetail_engine.compat.report import Bump, Finding, Level, Verdict

DEFAULT_FORMATS = frozenset(
    ["date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6", "int32", "int64", "byte"]
)
"""Formats with a definite lexical form, which typed clients decode."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts. `steps` bounds each question of containment; `formats` are the ones that constrain."""

    axes: Literal["wire", "source", "both"] = "wire"
    accept_unknown: bool = False
    enum_growth: Literal["breaking", "risky"] = "breaking"
    formats: frozenset[str] = DEFAULT_FORMATS
    steps: int = 50_000

    def covers(self, axis: str) -> bool:
        """Whether findings of that axis are wanted."""
        return self.axes in {axis, "both"}


@dataclass(frozen=True, slots=True)
class Waiver:
    """An owner's exception for one finding. The engine has no clock: the caller judges `expires`."""

    fingerprint: str
    reason: str
    owner: str
    expires: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """The waiver as JSON."""
        return {
            "fingerprint": self.fingerprint,
            "reason": self.reason,
            "owner": self.owner,
            "expires": self.expires.isoformat() if self.expires else None,
        }


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """The findings, each under its waiver if there is one; seven digits of a fingerprint name it."""
    return tuple(_waived(finding, waivers) for finding in findings)


def verdict(findings: Iterable[Finding], policy: Policy) -> Verdict:
    """What the policy makes of the findings that no waiver covers."""
    levels = {finding.level for finding in findings if finding.waived is None}
    if "breaking" in levels:
        return "breaking"
    return "unknown" if "unknown" in levels and not policy.accept_unknown else "compatible"


def suggested_bump(findings: Sequence[Finding], *, equal: bool) -> Bump:
    """The least bump that is honest: major for what breaks or may, minor for the rest, patch for words alone.

    A waiver lets a break pass; it remains a break.
    """
    if equal:
        return "none"
    levels: set[Level] = {finding.level for finding in findings}
    if levels & {"breaking", "unknown"}:
        return "major"
    return "minor" if any(finding.effect != "ANNOTATED" for finding in findings) else "patch"


def _waived(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    for waiver in waivers:
        if len(waiver.fingerprint) >= 7 and finding.fingerprint.startswith(waiver.fingerprint):
            return finding.waive(waiver.to_dict())
    return finding
