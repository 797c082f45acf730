"""The result of a comparison, as the command line, the registry and the console show it.

`Report.to_dict` is the JSON report (`"schema": 1`); its keys and their order are part of the interface.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import dovetail_engine.compat.report_schema as shape

Verdict = Literal["compatible", "breaking", "unknown"]
Bump = Literal["none", "patch", "minor", "major"]
Level = Literal["breaking", "unknown", "risky", "safe"]
Axis = Literal["wire", "source"]
Mode = Literal["backward", "forward"]
Direction = Literal["request", "response"]
Effect = Literal["NARROWED", "WIDENED", "MEANING", "ANNOTATED"]
Side = Literal["base", "head"]

MODES: tuple[Mode, ...] = ("backward", "forward")
LEVELS: tuple[Level, ...] = ("breaking", "unknown", "risky", "safe")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document: JSON Pointer, and line and column of the source, both from 1.

    `file` is the part it stands in, where a document was put together from several.
    """

    pointer: str
    line: int | None
    column: int | None
    file: str | None = None

    def to_dict(self) -> "shape.Place":
        """The place as JSON; `file` is absent in a document of one file."""
        shown: shape.Place = {"pointer": self.pointer, "line": self.line, "column": self.column}
        if self.file is not None:
            shown["file"] = self.file
        return shown


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP message in full. `body` is the JSON value, `has_body` tells an absent one from null."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    status: int | None = None
    body: Any = None
    has_body: bool = False

    def to_dict(self) -> "shape.Exchange":
        """The exchange as JSON; query and headers are lists of pairs, `body` is absent when there is none."""
        shown: shape.Exchange = {
            "method": self.method,
            "path": self.path,
            "query": [list(pair) for pair in self.query],
            "headers": [list(pair) for pair in self.headers],
            "status": self.status,
        }
        if self.has_body:
            shown["body"] = self.body
        return shown


@dataclass(frozen=True, slots=True)
class Witness:
    """A counter-example: an exchange one side accepts and the other refuses, with the judges that agreed."""

    kind: Direction
    exchange: Exchange
    accepted_by: Side
    refused_by: Side
    reason: str
    judges: tuple[str, ...]
    curl: str | None

    def to_dict(self) -> "shape.Witness":
        """The witness as JSON."""
        return {
            "kind": self.kind,
            "exchange": self.exchange.to_dict(),
            "accepted_by": self.accepted_by,
            "refused_by": self.refused_by,
            "reason": self.reason,
            "judges": list(self.judges),
            "curl": self.curl,
        }


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One operation and direction that a finding reaches.

    Where a policy gave it its `level`, `overridden` is the one that the gate gave.
    """

    operation: str
    direction: Direction | None
    level: Level
    witness: Witness | None = None
    overridden: Level | None = None

    @property
    def judged(self) -> Level:
        """The gate's own level, whatever a policy makes of it."""
        return self.overridden or self.level

    def to_dict(self) -> "shape.Occurrence":
        """The occurrence as JSON."""
        return {
            "operation": self.operation,
            "direction": self.direction,
            "level": self.level,
            "judged": self.judged,
            "witness": self.witness.to_dict() if self.witness else None,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause and everything it reaches; its level is the worst of its occurrences'.

    `subject` is the name-based place people know (`OrderCreate.currency`, `query parameter limit`).
    `waived` holds the waiver that covers it, as JSON. `mode` says whose old contract counts: a backward
    finding is about clients of the base, a forward one about clients of the head that meet the base's
    service. `sunset` is the announced last day of a deprecated part: in the base of what is gone, else in
    the head. `overridden` says why a policy gave some occurrences another level than the gate. `against`
    are the releases it was found against, where there are several.
    """

    rule: str
    axis: Axis
    level: Level
    effect: Effect
    subject: str
    base: Place | None
    head: Place | None
    message: str
    fingerprint: str
    occurrences: tuple[Occurrence, ...]
    waived: Mapping[str, Any] | None = None
    mode: Mode = "backward"
    sunset: date | None = None
    overridden: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def judged(self) -> Level:
        """The gate's own level: the worst of its occurrences'."""
        return min((one.judged for one in self.occurrences), key=LEVELS.index, default=self.level)

    @property
    def reach(self) -> int:
        """How many operations it touches."""
        return len({occurrence.operation for occurrence in self.occurrences})

    def waive(self, waiver: Mapping[str, Any]) -> "Finding":
        """The same finding under a waiver."""
        return replace(self, waived=waiver)

    def to_dict(self) -> "shape.Finding":
        """The finding as JSON."""
        return {
            "rule": self.rule,
            "axis": self.axis,
            "mode": self.mode,
            "level": self.level,
            "judged": self.judged,
            "effect": self.effect,
            "subject": self.subject,
            "cause": {
                "base": self.base.to_dict() if self.base else None,
                "head": self.head.to_dict() if self.head else None,
            },
            "message": self.message,
            "fingerprint": self.fingerprint,
            "waived": dict(self.waived) if self.waived else None,
            "overridden": list(self.overridden),
            "against": list(self.against),
            "reach": self.reach,
            "occurrences": [occurrence.to_dict() for occurrence in self.occurrences],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a comparison found. `stats` counts findings by level and the engine's work in steps.

    `waivers` says what became of each waiver, `live` what each of several releases came to.
    """

    verdict: Verdict
    suggested_bump: Bump
    findings: tuple[Finding, ...]
    stats: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple["shape.WaiverAccount", ...] = ()
    live: tuple["Live", ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON report, as `report_schema.Report` describes it."""
        report: shape.Report = {
            "schema": 1,
            "verdict": self.verdict,
            "suggested_bump": self.suggested_bump,
            "findings": [finding.to_dict() for finding in self.findings],
            "stats": dict(self.stats),
            "waivers": list(self.waivers),
            "live": [release.to_dict() for release in self.live],
        }
        return dict(report)


@dataclass(frozen=True, slots=True)
class Live:
    """What becomes of the clients of one live release. `counts` are its findings by level; `findings` are
    those that the report about all of them does not have."""

    release: str
    verdict: Verdict
    suggested_bump: Bump
    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> "shape.Live":
        """The release's part of the report as JSON."""
        return {
            "release": self.release,
            "verdict": self.verdict,
            "suggested_bump": self.suggested_bump,
            "counts": dict(self.counts),
            "findings": [finding.to_dict() for finding in self.findings],
        }
