"""Checks, with everything they were made from."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class CheckRow(Row):
    """One run of the gate: a pure function of the documents, the policy and the waivers as of a day, and the
    engine, all recorded; and what came of it. `live` are the releases besides the base. Checks of before
    version 0002 of the schema have no waivers, no `live` and no `judged_on`."""

    __tablename__ = "checks"
    __table_args__ = (Index(None, "contract_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contracts.id"))
    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    base_sha256: Mapped[str | None] = mapped_column(ForeignKey("documents.sha256"))
    base_version: Mapped[str | None] = mapped_column(Name)
    version: Mapped[str] = mapped_column(Name)
    channel: Mapped[str] = mapped_column(Name)
    verdict: Mapped[str] = mapped_column(Name)
    suggested_bump: Mapped[str] = mapped_column(Name)
    outcome: Mapped[str] = mapped_column(Name)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
    waivers: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    live: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    judged_on: Mapped[date | None]
    engine: Mapped[str] = mapped_column(Name)
    allow_breaking: Mapped[bool]
    accept_unknown: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
