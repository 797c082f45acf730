"""Queries on packages."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

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


async def by_id(session: WriteSession, package_id: UUID) -> ReleasePackageRow | None:
    """The package with this id."""
    return await session.get(ReleasePackageRow, package_id)
