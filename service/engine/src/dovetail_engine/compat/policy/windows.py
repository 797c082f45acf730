"""What a policy makes of announced removals, and of announcements that leave too little time."""

from dataclasses import dataclass
from datetime import date

from dovetail_engine.compat.policy.model import Deprecation
from dovetail_engine.compat.report import LEVELS, Finding, Level

_ANNOUNCEMENTS = frozenset({"sunset-announced", "sunset-moved-earlier"})
_DATELESS = frozenset({"sunset-missing", "sunset-invalid", "sunset-withdrawn"})
_TOO_EARLY = "removed-before-sunset"


@dataclass(frozen=True, slots=True)
class Call:
    """The level that a policy calls for, and why: for a removal a better one, for an announcement a worse."""

    level: Level
    reason: str
    better: bool = False

    def moves(self, level: Level) -> bool:
        """Whether it is called for in place of that level."""
        wanted, given = LEVELS.index(self.level), LEVELS.index(level)
        return wanted > given if self.better else wanted < given


def is_over(finding: Finding, today: date | None) -> bool:
    """Whether it says that something went before its day, and the day has come."""
    if finding.rule != _TOO_EARLY or today is None or finding.sunset is None:
        return False
    return finding.sunset <= today


def called(finding: Finding, wanted: Deprecation, today: date | None) -> Call | None:
    """What the policy says of a removal that was announced, or of an announcement."""
    if today is None or finding.axis == "source" or finding.rule == _TOO_EARLY:
        return None
    # The old service that forward mode speaks of has not taken anything away yet.
    gone = finding.head is None and finding.mode == "backward"
    if gone and finding.sunset is not None and finding.sunset <= today:
        return Call(wanted.after_sunset, f"it was announced for {finding.sunset.isoformat()}", better=True)
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
