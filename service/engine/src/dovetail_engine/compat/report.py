"""The result of a comparison, as the command line, the registry and the console show it.

`Report.to_dict` is the JSON report (`"schema": 1`); its keys and their order are part of the interface.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Verdict = Literal["compatible", "breaking", "unknown"]
Bump = Literal["none", "patch", "minor", "major"]
Level = Literal["breaking", "unknown", "risky", "safe"]
Axis = Literal["wire", "source"]
Direction = Literal["request", "response"]
Effect = Literal["NARROWED", "WIDENED", "MEANING", "ANNOTATED"]
Side = Literal["base", "head"]

LEVELS: tuple[Level, ...] = ("breaking", "unknown", "risky", "safe")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document: JSON Pointer, and line and column of the source, both from 1."""

    pointer: str
    line: int | None
    column: int | None

    def to_dict(self) -> dict[str, Any]:
        """The place as JSON."""
        return {"pointer": self.pointer, "line": self.line, "column": self.column}


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

    def to_dict(self) -> dict[str, Any]:
        """The exchange as JSON; query and headers are lists of pairs, `body` is absent when there is none."""
        shown: dict[str, Any] = {
            "method": self.method,
            "path": self.path,
            "query": [list(pair) for pair in self.query],
            "headers": [list(pair) for pair in self.headers],
            "status": self.status,
        }
        return {**shown, "body": self.body} if self.has_body else shown


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

    def to_dict(self) -> dict[str, Any]:
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
    """One operation and direction that a finding reaches."""

    operation: str
    direction: Direction | None
    level: Level
    witness: Witness | None = None

    def to_dict(self) -> dict[str, Any]:
        """The occurrence as JSON."""
        return {
            "operation": self.operation,
            "direction": self.direction,
            "level": self.level,
            "witness": self.witness.to_dict() if self.witness else None,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause and everything it reaches; its level is the worst of its occurrences'.

    `subject` is the name-based place people know (`OrderCreate.currency`, `query parameter limit`).
    `waived` holds the waiver that covers it, as JSON.
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

    @property
    def reach(self) -> int:
        """How many operations it touches."""
        return len({occurrence.operation for occurrence in self.occurrences})

    def waive(self, waiver: Mapping[str, Any]) -> "Finding":
        """The same finding under a waiver."""
        return replace(self, waived=waiver)

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {
            "rule": self.rule,
            "axis": self.axis,
            "level": self.level,
            "effect": self.effect,
            "subject": self.subject,
            "cause": {
                "base": self.base.to_dict() if self.base else None,
                "head": self.head.to_dict() if self.head else None,
            },
            "message": self.message,
            "fingerprint": self.fingerprint,
            "waived": dict(self.waived) if self.waived else None,
            "reach": self.reach,
            "occurrences": [occurrence.to_dict() for occurrence in self.occurrences],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a comparison found. `stats` counts findings by level and the engine's work in steps."""

    verdict: Verdict
    suggested_bump: Bump
    findings: tuple[Finding, ...]
    stats: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON report."""
        return {
            "schema": 1,
            "verdict": self.verdict,
            "suggested_bump": self.suggested_bump,
            "findings": [finding.to_dict() for finding in self.findings],
            "stats": dict(self.stats),
        }
