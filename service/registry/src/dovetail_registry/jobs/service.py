"""Durable work: enqueued in the transaction that causes it, run at least once, finished exactly once.

A worker holds a job by a lease with a token. Its effects are written in the transaction that finishes the
job, which needs the token: a worker that was too slow writes nothing.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from dovetail_registry.events import service as events
from dovetail_registry.identity.schemas import Scope
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window
from dovetail_registry.resources import Resources

from . import repository
from .problems import JobNotFailed, JobNotFound
from .tables import JobRow

Effect = Callable[[WriteSession], Awaitable[None]]
"""What a job changes; run in the transaction that finishes it."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How jobs of one kind are run. `work` may be slow and answers the effect; `given_up` says what the final
    failure changes."""

    work: Callable[[Resources, Mapping[str, Any]], Awaitable[Effect]]
    given_up: Callable[[Mapping[str, Any], str], Effect]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that a worker holds; an exhausted one ended its workers so often that it is not tried again."""

    id: UUID
    kind: str
    payload: Mapping[str, Any]
    lease_token: UUID
    exhausted: bool


class JobFailed(Exception):
    """An attempt failed. `reason` is shown; without `retry` it would fail again in the same way."""

    def __init__(self, reason: str, *, retry: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry


class LeaseLost(Exception):
    """Another worker has the job now."""


async def enqueue(
    session: WriteSession,
    kind: str,
    dedupe_key: str,
    payload: Mapping[str, Any],
    *,
    namespace: str,
    contract: str,
    subject: str,
    attempts: int,
) -> UUID:
    """Add a job, or find the one that was added under the same key. Answers its id."""
    known = await repository.by_dedupe_key(session, dedupe_key)
    if known is not None:
        return known.id
    moment = now()
    row = JobRow(
        id=new_id(),
        kind=kind,
        dedupe_key=dedupe_key,
        namespace=namespace,
        contract=contract,
        subject=subject,
        payload=dict(payload),
        state="queued",
        error=None,
        attempts=0,
        max_attempts=attempts,
        run_at=moment,
        created_at=moment,
    )
    session.add(row)
    await session.flush()
    return row.id


async def get_job(session: ReadSession, job_id: UUID) -> JobRow:
    """The job. Raises JobNotFound."""
    row = await repository.by_id(session, job_id)
    if row is None:
        raise JobNotFound(f"There is no job {job_id}.")
    return row


async def list_jobs(
    session: ReadSession, window: Window, namespace: str | None, state: str | None
) -> Sequence[JobRow]:
    """Jobs, newest first; of one namespace and in one state if given."""
    return await repository.page(session, window, namespace, state)


async def retry(session: WriteSession, actor: Actor, job_id: UUID) -> JobRow:
    """Give a failed job all its attempts again. Raises JobNotFound and JobNotFailed."""
    row = await get_job(session, job_id)
    actor.require(Scope.PUBLISH, row.namespace)
    if row.state != "failed":
        raise JobNotFailed(f"The job is {row.state}.")
    row.state, row.attempts, row.run_at = "queued", 0, now()
    row.finished_at = None
    events.record(
        session,
        "job.retried",
        str(row.id),
        actor_id=actor.token_id,
        namespace=row.namespace,
        contract=row.contract,
    )
    return row


async def claim(resources: Resources) -> Claimed | None:
    """Take the next job that is due, after giving silent workers' jobs back to the queue."""
    moment = now()
    async with resources.db.read() as session:
        if not await repository.is_due(session, moment):
            return None
    async with resources.db.write() as session:
        for row in await repository.expired(session, moment):
            _give_back(row, "the worker fell silent")
        await session.flush()
        found = await repository.claimable(session, moment)
        if found is None:
            return None
        token = new_id()
        found.state, found.attempts, found.lease_token = "running", found.attempts + 1, token
        found.lease_until = moment + timedelta(seconds=resources.settings.job_lease_seconds)
        found.started_at = moment
        exhausted = found.attempts > found.max_attempts
        return Claimed(found.id, found.kind, found.payload, token, exhausted)


async def keep(resources: Resources, job: Claimed) -> None:
    """Tell that the worker lives. Raises LeaseLost."""
    until = now() + timedelta(seconds=resources.settings.job_lease_seconds)
    async with resources.db.write() as session:
        if not await repository.extend(session, job.id, job.lease_token, until):
            raise LeaseLost


async def succeed(resources: Resources, job: Claimed, effect: Effect) -> None:
    """Write a job's effect and finish it, in one transaction. Raises LeaseLost."""
    async with resources.db.write() as session:
        row = await _held(session, job)
        await effect(session)
        row.state, row.error = "succeeded", None
        row.finished_at, row.lease_token, row.lease_until = now(), None, None


async def fail(resources: Resources, job: Claimed, failure: JobFailed, handler: Handler | None) -> bool:
    """End an attempt that failed: try again later, or give up. Answers whether it was given up. Raises
    LeaseLost."""
    async with resources.db.write() as session:
        row = await _held(session, job)
        if failure.retry and row.attempts < row.max_attempts:
            _give_back(row, failure.reason)
            return False
        row.state, row.error = "failed", failure.reason
        row.finished_at, row.lease_token, row.lease_until = now(), None, None
        if handler is not None:
            await handler.given_up(job.payload, failure.reason)(session)
        return True


async def counts(session: ReadSession) -> dict[str, int]:
    """How many jobs are in each state."""
    return await repository.counts(session)


async def _held(session: WriteSession, job: Claimed) -> JobRow:
    row = await repository.leased(session, job.id, job.lease_token)
    if row is None:
        raise LeaseLost
    return row


def _give_back(row: JobRow, reason: str) -> None:
    """Queue a job again, later after each attempt."""
    row.state, row.error = "queued", reason
    row.lease_token, row.lease_until = None, None
    row.run_at = now() + timedelta(seconds=min(2 ** (row.attempts - 1), 300) - 1)
