"""Stored policies and waivers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class PolicyRow(Row):
    """The policy of a contract, in full; a contract without a row has the default one."""

    __tablename__ = "policies"

    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    updated_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))


class WaiverRow(Row):
    """An exception for one finding of a contract. Nothing but its revocation ever changes."""

    __tablename__ = "waivers"
    __table_args__ = (Index(None, "contract_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contracts.id"))
    fingerprint: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Name)
    expires: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
