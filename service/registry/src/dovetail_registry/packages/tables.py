"""Generated packages, as their indexes need them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class ReleasePackageRow(Row):
    """The client of one release for one ecosystem (`python`, `npm`).

    `state` is pending, available or failed; what describes the artifact is set in the transaction that makes
    it available. `sha256` addresses its bytes in the blob store; `package_metadata` is METADATA or
    package.json.
    """

    __tablename__ = "release_packages"
    __table_args__ = (
        UniqueConstraint("release_id", "ecosystem"),
        # An npm tarball is named without its scope, so a file is unique in its project only.
        UniqueConstraint("ecosystem", "project", "filename"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"))
    job_id: Mapped[UUID] = mapped_column(ForeignKey("jobs.id"))
    ecosystem: Mapped[str] = mapped_column(Name)
    state: Mapped[str] = mapped_column(Name)
    reason: Mapped[str | None] = mapped_column(Text)
    project: Mapped[str] = mapped_column(Name, index=True)
    version: Mapped[str | None] = mapped_column(Name)
    filename: Mapped[str | None] = mapped_column(Name)
    size: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(Name)
    sha512: Mapped[str | None] = mapped_column(Name)
    sha1: Mapped[str | None] = mapped_column(Name)
    file_count: Mapped[int | None]
    unpacked_size: Mapped[int | None]
    package_metadata: Mapped[str | None] = mapped_column(Text, deferred=True)
    metadata_sha256: Mapped[str | None] = mapped_column(Name)
    report: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON, deferred=True)
    checks: Mapped[list[str] | None] = mapped_column(JSON)
    available_at: Mapped[datetime | None] = mapped_column(Moment)
