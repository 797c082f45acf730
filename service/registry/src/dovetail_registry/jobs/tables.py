"""Jobs: the queue, and the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class JobRow(Row):
    """One piece of work. `state` is queued, running, succeeded or failed; whoever holds `lease_token` runs
    it.

    `namespace`, `contract` and `subject` say what it is about; `dedupe_key` makes enqueuing idempotent.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "run_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    dedupe_key: Mapped[str] = mapped_column(Name, unique=True)
    namespace: Mapped[str] = mapped_column(Name)
    contract: Mapped[str] = mapped_column(Name)
    subject: Mapped[str] = mapped_column(Name)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(Name)
    error: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int]
    max_attempts: Mapped[int]
    run_at: Mapped[datetime] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    lease_token: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
