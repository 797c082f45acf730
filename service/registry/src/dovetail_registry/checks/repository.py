"""Queries on checks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from dovetail_registry.kit.db import ReadSession
from dovetail_registry.kit.paging import Window

from .tables import CheckRow


async def page(session: ReadSession, contract_id: UUID, window: Window) -> Sequence[CheckRow]:
    """The checks of a contract, newest first, without their reports."""
    query = select(CheckRow).where(CheckRow.contract_id == contract_id)
    query = query.order_by(CheckRow.id.desc()).limit(window.limit + 1)
    if window.after:
        query = query.where(CheckRow.id < window.after[0])
    return (await session.scalars(query)).all()


async def by_id(session: ReadSession, contract_id: UUID, check_id: UUID) -> CheckRow | None:
    """A check of a contract, with its report."""
    query = select(CheckRow).where(CheckRow.contract_id == contract_id, CheckRow.id == check_id)
    return await session.scalar(query.options(undefer(CheckRow.report)))
