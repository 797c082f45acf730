"""From rows to what the wire shows of checks."""

from typing import Any, Protocol

from .schemas import CheckSummary
from .tables import CheckRow


class Coordinate(Protocol):
    """A contract's two names."""

    @property
    def namespace(self) -> str:
        """The namespace's."""

    @property
    def contract(self) -> str:
        """The contract's own."""


def summary(of: Coordinate, row: CheckRow) -> CheckSummary:
    """A check without its report."""
    return CheckSummary(
        id=row.id,
        namespace=of.namespace,
        contract=of.contract,
        version=row.version,
        channel=row.channel,
        base_version=row.base_version,
        document_sha256=row.document_sha256,
        verdict=row.verdict,
        suggested_bump=row.suggested_bump,
        outcome=row.outcome,
        findings=row.counts,
        allow_breaking=row.allow_breaking,
        accept_unknown=row.accept_unknown,
        created_at=row.created_at,
    )


def full(of: Coordinate, row: CheckRow) -> dict[str, Any]:
    """A check as JSON values; the report is the engine's own, not parsed again."""
    return {**summary(of, row).model_dump(mode="json"), "engine": row.engine, "report": row.report}
