"""Jobs over HTTP."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import anyio
from fastapi import APIRouter, Depends, Query, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from dovetail_registry.identity.access import REFUSALS, Reader, SignedIn, readable_namespace, require_read
from dovetail_registry.kit.db import DatabaseBusy, Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.resources import Resources

from . import service
from .problems import JobNotFailed, JobNotFound
from .schemas import TERMINAL, Job, JobState

router = APIRouter(prefix="/jobs", tags=["jobs"])
_POLL_SECONDS = 0.4
_GRACE_SECONDS = 2


@router.get("", operation_id="list_jobs", responses=problems(*REFUSALS))
async def list_jobs(
    request: Request,
    actor: Reader,
    session: Reads,
    wanted: Annotated[Window, Depends(window("jobs", UUID))],
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
) -> Page[Job]:
    """Background work, newest first."""
    rows = await service.list_jobs(session, wanted, readable_namespace(request, actor), state)
    items, cursor = wanted.page(rows, lambda row: (row.id,))
    return Page(items=[Job.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor)


@router.get("/{job_id}", operation_id="get_job", responses=problems(*REFUSALS, JobNotFound))
async def get_job(request: Request, actor: Reader, session: Reads, job_id: UUID) -> Job:
    """One job."""
    row = await service.get_job(session, job_id)
    require_read(request, actor, row.namespace)
    return Job.model_validate(row, from_attributes=True)


@router.get(
    "/{job_id}/events",
    operation_id="watch_job",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Server-sent events named `job`; the data is a Job. The stream ends with the job.",
            # OpenAPI 3.1 has no word for the schema of each event; one of the whole stream says nothing.
            "content": {"text/event-stream": {}},
        },
        **problems(*REFUSALS, JobNotFound),
    },
)
async def watch_job(request: Request, actor: Reader, session: Reads, job_id: UUID) -> EventSourceResponse:
    """A job's state now and at every change, as server-sent events, until it has succeeded or failed."""
    row = await service.get_job(session, job_id)
    require_read(request, actor, row.namespace)
    leaving = anyio.Event()
    changes = _changes(request.app.state.resources, job_id, leaving)
    return EventSourceResponse(changes, shutdown_event=leaving, shutdown_grace_period=_GRACE_SECONDS)


@router.post(
    "/{job_id}/retry",
    operation_id="retry_job",
    responses=problems(*REFUSALS, JobNotFound, JobNotFailed, DatabaseBusy),
)
async def retry_job(request: Request, actor: SignedIn, session: Writes, job_id: UUID) -> Job:
    """Try a failed job again. Needs the scope `publish` in its namespace."""
    row = await service.retry(session, actor, job_id)
    session.on_commit(request.app.state.resources.wake.set)
    return Job.model_validate(row, from_attributes=True)


async def _changes(
    resources: Resources, job_id: UUID, leaving: anyio.Event
) -> AsyncIterator[ServerSentEvent]:
    shown = ""
    while True:
        # The request's own session is closed by now; each look is a transaction of its own.
        async with resources.db.read() as session:
            job = Job.model_validate(await service.get_job(session, job_id), from_attributes=True)
        if (text := job.model_dump_json()) != shown:
            shown = text
            yield ServerSentEvent(text, event="job")
        if job.state in TERMINAL or leaving.is_set():
            return
        with anyio.move_on_after(_POLL_SECONDS):
            await leaving.wait()
