"""Queries on jobs."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update

from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.paging import Window

from .tables import JobRow


async def by_id(session: ReadSession, job_id: UUID) -> JobRow | None:
    """The job with this id, as it is in the database now."""
    return await session.get(JobRow, job_id, populate_existing=True)


async def by_dedupe_key(session: ReadSession, dedupe_key: str) -> JobRow | None:
    """The job that was enqueued under this key."""
    return await session.scalar(select(JobRow).where(JobRow.dedupe_key == dedupe_key))


async def page(
    session: ReadSession, window: Window, namespace: str | None, state: str | None
) -> Sequence[JobRow]:
    """Jobs, newest first; of one namespace and in one state if given."""
    query = select(JobRow).order_by(JobRow.id.desc()).limit(window.limit + 1)
    if namespace is not None:
        query = query.where(JobRow.namespace == namespace)
    if state is not None:
        query = query.where(JobRow.state == state)
    if window.after:
        query = query.where(JobRow.id < window.after[0])
    return (await session.scalars(query)).all()


async def is_due(session: ReadSession, moment: datetime) -> bool:
    """Whether there is a job to claim, or a lease that ran out."""
    due = select(JobRow.id).where(
        or_(
            (JobRow.state == "queued") & (JobRow.run_at <= moment),
            (JobRow.state == "running") & (JobRow.lease_until < moment),
        )
    )
    return await session.scalar(due.limit(1)) is not None


async def claimable(session: WriteSession, moment: datetime) -> JobRow | None:
    """The job that waits longest, locked against other workers."""
    query = select(JobRow).where(JobRow.state == "queued", JobRow.run_at <= moment)
    query = query.order_by(JobRow.run_at, JobRow.id).limit(1).with_for_update(skip_locked=True)
    return await session.scalar(query)


async def expired(session: WriteSession, moment: datetime) -> Sequence[JobRow]:
    """Running jobs whose workers fell silent, locked against other workers."""
    query = select(JobRow).where(JobRow.state == "running", JobRow.lease_until < moment)
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()


async def extend(session: WriteSession, job_id: UUID, lease_token: UUID, until: datetime) -> bool:
    """Keep a lease; false when it is lost."""
    statement = update(JobRow).where(JobRow.id == job_id, JobRow.lease_token == lease_token)
    found = await session.execute(statement.values(lease_until=until).returning(JobRow.id))
    return found.first() is not None


async def leased(session: WriteSession, job_id: UUID, lease_token: UUID) -> JobRow | None:
    """The job, locked, if the lease still holds."""
    query = select(JobRow).where(JobRow.id == job_id, JobRow.lease_token == lease_token)
    return await session.scalar(query.with_for_update())


async def counts(session: ReadSession) -> dict[str, int]:
    """How many jobs are in each state."""
    rows = await session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    return {row[0]: row[1] for row in rows}
