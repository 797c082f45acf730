"""Queries on releases."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from dovetail_registry.kit.db import ReadSession
from dovetail_registry.kit.paging import Window

from .tables import ReleaseRow


async def page(
    session: ReadSession, contract_id: UUID, window: Window, channel: str | None
) -> Sequence[ReleaseRow]:
    """The releases of a contract, highest version first; of one channel if given."""
    query = _of(contract_id).order_by(ReleaseRow.precedence.desc()).limit(window.limit + 1)
    if channel is not None:
        query = query.where(ReleaseRow.channel == channel)
    if window.after:
        query = query.where(ReleaseRow.precedence < window.after[0])
    return (await session.scalars(query)).all()


async def by_version(session: ReadSession, contract_id: UUID, version: str) -> ReleaseRow | None:
    """The release with this version, yanked or not."""
    return await session.scalar(_of(contract_id).where(ReleaseRow.version == version))


async def by_id(session: ReadSession, release_id: UUID) -> ReleaseRow | None:
    """The release with this id."""
    return await session.get(ReleaseRow, release_id)


async def highest_live(
    session: ReadSession, contract_id: UUID, channel: str, below: str | None = None
) -> ReleaseRow | None:
    """The highest release of a channel that is not yanked; below a precedence if given."""
    query = _of(contract_id).where(ReleaseRow.channel == channel, ReleaseRow.yanked_at.is_(None))
    if below is not None:
        query = query.where(ReleaseRow.precedence < below)
    return await session.scalar(query.order_by(ReleaseRow.precedence.desc()).limit(1))


async def live_below(
    session: ReadSession, contract_id: UUID, channels: Collection[str], below: str | None
) -> Sequence[ReleaseRow]:
    """The releases of these channels that are not yanked, highest version first; below a precedence if
    given."""
    query = _of(contract_id).where(ReleaseRow.channel.in_(channels), ReleaseRow.yanked_at.is_(None))
    if below is not None:
        query = query.where(ReleaseRow.precedence < below)
    return (await session.scalars(query.order_by(ReleaseRow.precedence.desc()))).all()


async def live(session: ReadSession, contract_ids: Collection[UUID], channel: str) -> Sequence[ReleaseRow]:
    """The highest live release in a channel of each of these contracts."""
    highest = (
        select(ReleaseRow.contract_id, func.max(ReleaseRow.precedence).label("precedence"))
        .where(ReleaseRow.contract_id.in_(contract_ids))
        .where(ReleaseRow.channel == channel, ReleaseRow.yanked_at.is_(None))
        .group_by(ReleaseRow.contract_id)
        .subquery()
    )
    same = (ReleaseRow.contract_id == highest.c.contract_id) & (ReleaseRow.precedence == highest.c.precedence)
    return (await session.scalars(select(ReleaseRow).join(highest, same))).all()


async def versions(session: ReadSession, contract_id: UUID) -> set[str]:
    """Every version ever released, yanked ones too."""
    query = select(ReleaseRow.version).where(ReleaseRow.contract_id == contract_id)
    return set(await session.scalars(query))


def _of(contract_id: UUID) -> Select[ReleaseRow]:
    return select(ReleaseRow).where(ReleaseRow.contract_id == contract_id)
