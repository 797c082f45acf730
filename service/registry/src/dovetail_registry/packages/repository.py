"""Queries on packages."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.paging import Window

from .tables import ReleasePackageRow


async def of_release(session: ReadSession, release_id: UUID, window: Window) -> Sequence[ReleasePackageRow]:
    """A release's packages by ecosystem."""
    query = select(ReleasePackageRow).where(ReleasePackageRow.release_id == release_id)
    query = query.order_by(ReleasePackageRow.ecosystem).limit(window.limit + 1)
    if window.after:
        query = query.where(ReleasePackageRow.ecosystem > window.after[0])
    return (await session.scalars(query)).all()


async def reported(session: ReadSession, release_id: UUID, ecosystem: str) -> ReleasePackageRow | None:
    """A release's package for an ecosystem, with its report."""
    query = select(ReleasePackageRow).options(undefer(ReleasePackageRow.report))
    query = query.where(ReleasePackageRow.release_id == release_id, ReleasePackageRow.ecosystem == ecosystem)
    return (await session.scalars(query)).one_or_none()


async def by_id(session: WriteSession, package_id: UUID) -> ReleasePackageRow | None:
    """The package with this id."""
    return await session.get(ReleasePackageRow, package_id)
