"""Releases."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class ReleaseRow(Row):
    """An accepted document under a version. Nothing but the yank ever changes. `precedence` sorts by
    SemVer."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("contract_id", "version"),
        Index(None, "contract_id", "precedence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contracts.id"))
    version: Mapped[str] = mapped_column(Name)
    precedence: Mapped[str] = mapped_column(Name)
    channel: Mapped[str] = mapped_column(Name)
    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    digest: Mapped[str] = mapped_column(Name)
    base_version: Mapped[str | None] = mapped_column(Name)
    check_id: Mapped[UUID] = mapped_column(ForeignKey("checks.id"))
    verdict: Mapped[str] = mapped_column(Name)
    allowed_breaking: Mapped[bool]
    accepted_unknown: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
    yanked_at: Mapped[datetime | None] = mapped_column(Moment)
    yanked_reason: Mapped[str | None] = mapped_column(Text)
