"""Recording what happened, in the transaction in which it does."""

from typing import Any
from uuid import UUID

from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import WriteSession
from dovetail_registry.kit.ids import new_id

from .tables import EventRow


def record(
    session: WriteSession,
    kind: str,
    subject: str,
    *,
    actor_id: UUID | None,
    namespace: str | None = None,
    contract: str | None = None,
    **data: Any,
) -> None:
    """Write one event."""
    session.add(
        EventRow(
            id=new_id(),
            at=now(),
            kind=kind,
            actor_id=actor_id,
            namespace=namespace,
            contract=contract,
            subject=subject,
            data=data,
        )
    )
