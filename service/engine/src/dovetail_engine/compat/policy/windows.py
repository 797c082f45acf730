"""Announced removals: what is deprecated with a sunset, and what a policy makes of too little notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from dovetail_engine.compat.policy.model import Deprecation
from dovetail_engine.compat.report import Finding, Level
from dovetail_engine.oas import Document
from dovetail_engine.oas.model import Operation, Parameter


@dataclass(frozen=True, slots=True)
class Call:
    """The level that a policy calls for, and why."""

    level: Level
    reason: str


class Windows:
    """The sunsets of both documents, on one day; without a day nothing is called."""

    def __init__(self, base: Document, head: Document, wanted: Deprecation, today: date | None) -> None:
        self._base, self._head = base, head
        self._wanted, self._today = wanted, today

    def call(self, finding: Finding) -> Call | None:
        """What the policy says of an announcement or of an announced removal, where it says something."""
        if self._today is None or finding.axis == "source":
            return None
        if finding.head is None and finding.base is not None:
            return self._removal(self._sunsets_of_base.get(finding.base.pointer), self._today)
        announces = "deprecated" in finding.rule or "sunset" in finding.rule
        if announces and finding.head is not None and self._wanted.min_days:
            return self._announcement(self._sunsets_of_head.get(finding.head.pointer), self._today)
        return None

    def _removal(self, sunset: date | None, today: date) -> Call | None:
        if sunset is None or today < sunset:
            return None
        return Call(self._wanted.after_sunset, f"it was announced for {sunset.isoformat()}")

    def _announcement(self, sunset: date | None, today: date) -> Call | None:
        if sunset is None or (sunset - today).days >= self._wanted.min_days:
            return None
        left = max((sunset - today).days, 0)
        days = "1 day" if left == 1 else f"{left} days"
        return Call(
            self._wanted.too_soon,
            f"its sunset {sunset.isoformat()} leaves {days}, and the policy wants {self._wanted.min_days}",
        )

    @cached_property
    def _sunsets_of_base(self) -> Mapping[str, date]:
        return _sunsets(self._base)

    @cached_property
    def _sunsets_of_head(self) -> Mapping[str, date]:
        return _sunsets(self._head)


def _sunsets(document: Document) -> Mapping[str, date]:
    """The last day of every deprecated operation and parameter that names one, by its pointer."""
    found = {}
    for operation in (*document.api.operations, *document.api.webhooks):
        parts: tuple[Operation | Parameter, ...] = (operation, *operation.parameters)
        for part in parts:
            day = _day(part.sunset) if part.deprecated else None
            if day is not None:
                found[part.pointer] = day
    return found


def _day(written: Any) -> date | None:
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written[:10]) if isinstance(written, str) else None
    except ValueError:
        return None
