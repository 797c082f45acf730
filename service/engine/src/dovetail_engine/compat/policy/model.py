"""How strict a comparison is, and what an owner let pass: plain data, read by `reading`."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from dovetail_engine.compat.report import Axis, Direction, Level, Mode

DEFAULT_FORMATS = frozenset(
    ["date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6", "int32", "int64", "byte"]
)
"""Formats with a definite lexical form, which typed clients decode."""

Tolerance = Literal["breaking", "risky"]


@dataclass(frozen=True, slots=True)
class Severity:
    """Another level for the occurrences it names; `ignore` leaves them out of the report.

    `rule`, `path` and `operation` are globs; an empty one, and None, stands for everything. `when` is the
    level that the gate gave.
    """

    level: Level | Literal["ignore"]
    rule: str = ""
    path: str = ""
    operation: str = ""
    direction: Direction | None = None
    mode: Mode | None = None
    when: Level | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deprecation:
    """How a removal is announced. `min_days` lie at least between the announcement and its sunset; whoever
    falls short of it has a finding of the level `too_soon`. A removal on or after its sunset has the level
    `after_sunset`."""

    min_days: int = 0
    too_soon: Level = "breaking"
    after_sunset: Level = "breaking"


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts. `steps` bounds each question of containment; `formats` are the ones that constrain.

    Of several `severity` entries that name an occurrence, the last one counts.
    """

    axes: Literal["wire", "source", "both"] = "wire"
    accept_unknown: bool = False
    enum_growth: Tolerance = "breaking"
    formats: frozenset[str] = DEFAULT_FORMATS
    steps: int = 50_000
    mode: Literal["backward", "forward", "full"] = "backward"
    against: Literal["base", "live"] = "base"
    response_members: Tolerance = "breaking"
    severity: tuple[Severity, ...] = ()
    deprecation: Deprecation = Deprecation()

    def covers(self, axis: Axis) -> bool:
        """Whether findings of that axis are wanted."""
        return self.axes in {axis, "both"}

    def judges(self, mode: Mode) -> bool:
        """Whether breaks of that mode are wanted."""
        return self.mode in {mode, "full"}

    def to_dict(self) -> dict[str, Any]:
        """The policy as JSON, with every field; `reading.read_policy` reads it back."""
        plain = asdict(self)
        severity = [{key: value for key, value in entry.items() if value} for entry in plain["severity"]]
        return {**plain, "formats": sorted(self.formats), "severity": severity}


@dataclass(frozen=True, slots=True)
class Waiver:
    """An owner's exception for one finding, through the day `expires`. Seven digits of a fingerprint name
    it."""

    fingerprint: str
    reason: str
    owner: str
    expires: date | None = None

    def covers(self, fingerprint: str) -> bool:
        """Whether that fingerprint is meant."""
        return len(self.fingerprint) >= 7 and fingerprint.startswith(self.fingerprint)

    def expired(self, today: date | None) -> bool:
        """Whether its last day is over; without a day to judge by, it is not."""
        return today is not None and self.expires is not None and self.expires < today

    def to_dict(self) -> dict[str, Any]:
        """The waiver as JSON."""
        return {
            "fingerprint": self.fingerprint,
            "reason": self.reason,
            "owner": self.owner,
            "expires": self.expires.isoformat() if self.expires else None,
        }
