"""From rows to what the wire shows of checks."""

from typing import Any, Protocol

from dovetail_engine.compat.policy.reading import restore_policy
from dovetail_registry.policies.schemas import Policy

from .report import completed
from .schemas import CheckSummary
from .service import ENGINE, Replayed
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
    return {
        **summary(of, row).model_dump(mode="json"),
        "engine": row.engine,
        "base_sha256": row.base_sha256,
        "policy": Policy.of(restore_policy(row.policy)).model_dump(mode="json"),
        "judged_on": row.judged_on.isoformat() if row.judged_on else None,
        "report": completed(row.report),
    }


def replay(replayed: Replayed) -> dict[str, Any]:
    """A check asked again, as JSON values."""
    return {
        "check_id": str(replayed.row.id),
        "equal": replayed.difference is None,
        "difference": replayed.difference,
        "recorded_engine": replayed.row.engine,
        "engine": ENGINE,
        "report": replayed.report,
    }
