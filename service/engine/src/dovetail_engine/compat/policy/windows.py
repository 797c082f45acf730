"""What a policy makes of announced removals, and of announcements that leave too little time."""

from dataclasses import dataclass
from datetime import date

from dovetail_engine.compat.policy.model import Deprecation
from dovetail_engine.compat.report import Finding, Level

_ANNOUNCEMENTS = frozenset({"sunset-announced", "sunset-moved-earlier"})
_DATELESS = frozenset({"sunset-missing", "sunset-invalid", "sunset-withdrawn"})
_TOO_EARLY = "removed-before-sunset"


@dataclass(frozen=True, slots=True)
class Call:
    """The level that a policy calls for, and why."""

    level: Level
    reason: str


def is_over(finding: Finding, today: date | None) -> bool:
    """Whether it says that something went before its day, and the day has come."""
    if finding.rule != _TOO_EARLY or today is None or finding.sunset is None:
        return False
    return finding.sunset <= today


def called(finding: Finding, wanted: Deprecation, today: date | None) -> Call | None:
    """What the policy says of a removal that was announced, or of an announcement."""
    if today is None or finding.axis == "source" or finding.rule == _TOO_EARLY:
        return None
    if finding.head is None and finding.sunset is not None and finding.sunset <= today:
        return Call(wanted.after_sunset, f"it was announced for {finding.sunset.isoformat()}")
    if not wanted.min_days:
        return None
    notice = "1 day" if wanted.min_days == 1 else f"{wanted.min_days} days"
    if finding.rule in _DATELESS:
        return Call(wanted.too_soon, f"no sunset is named, and the policy wants {notice} of notice")
    if finding.rule not in _ANNOUNCEMENTS or finding.sunset is None:
        return None
    left = max((finding.sunset - today).days, 0)
    if left >= wanted.min_days:
        return None
    days = "1 day" if left == 1 else f"{left} days"
    said = f"its sunset {finding.sunset.isoformat()} leaves {days}, and the policy wants {notice}"
    return Call(wanted.too_soon, said)
