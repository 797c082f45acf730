"""Queries on stored policies and waivers."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from dovetail_registry.kit.db import ReadSession
from dovetail_registry.kit.paging import Window

from .tables import PolicyRow, WaiverRow


async def policy(session: ReadSession, contract_id: UUID) -> PolicyRow | None:
    """The stored policy of a contract."""
    return await session.get(PolicyRow, contract_id)


async def page(session: ReadSession, contract_id: UUID, window: Window) -> Sequence[WaiverRow]:
    """The waivers of a contract, newest first, revoked ones too."""
    query = select(WaiverRow).where(WaiverRow.contract_id == contract_id)
    query = query.order_by(WaiverRow.id.desc()).limit(window.limit + 1)
    if window.after:
        query = query.where(WaiverRow.id < window.after[0])
    return (await session.scalars(query)).all()


async def standing(session: ReadSession, contract_id: UUID) -> Sequence[WaiverRow]:
    """The waivers of a contract that are not revoked, expired ones too, oldest first."""
    query = select(WaiverRow).where(WaiverRow.contract_id == contract_id, WaiverRow.revoked_at.is_(None))
    return (await session.scalars(query.order_by(WaiverRow.id))).all()


async def waiver(session: ReadSession, contract_id: UUID, waiver_id: UUID) -> WaiverRow | None:
    """A waiver of a contract."""
    query = select(WaiverRow).where(WaiverRow.contract_id == contract_id, WaiverRow.id == waiver_id)
    return await session.scalar(query)
