"""Events: one row per thing that happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class EventRow(Row):
    """What happened (`kind`, such as `release.published`), to what, by whom; written with the change
    itself."""

    __tablename__ = "events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    kind: Mapped[str] = mapped_column(Name)
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
    namespace: Mapped[str | None] = mapped_column(Name)
    contract: Mapped[str | None] = mapped_column(Name)
    subject: Mapped[str] = mapped_column(Name)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
