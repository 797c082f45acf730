"""The loop that claims jobs and runs them, a few at a time, until the application stops."""

import asyncio
from collections.abc import Awaitable, Mapping

from sqlalchemy.exc import SQLAlchemyError

from dovetail_registry.kit.problems import Problem
from dovetail_registry.kit.telemetry import log
from dovetail_registry.resources import Resources

from . import service
from .service import Claimed, Effect, Handler, JobFailed, LeaseLost

_IDLE_SECONDS = 0.5
_TROUBLE_SECONDS = 2.0


async def run(resources: Resources, handlers: Mapping[str, Handler], lanes: int) -> None:
    """Run jobs in so many lanes until the application stops; what runs then is given up and runs again
    later."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_lane(resources, handlers)) for _ in range(lanes)]
        await resources.stopping.wait()
        for task in tasks:
            task.cancel()


async def _lane(resources: Resources, handlers: Mapping[str, Handler]) -> None:
    while True:
        try:
            job = await service.claim(resources)
            if job is None:
                await _wait_for_work(resources)
            else:
                await attempt(resources, handlers.get(job.kind), job)
        except LeaseLost:
            log.warning("job_lease_lost")
        except Exception:  # noqa: BLE001 - whatever was claimed comes back when its lease ends
            log.exception("worker_trouble")
            await asyncio.sleep(_TROUBLE_SECONDS)


async def attempt(resources: Resources, handler: Handler | None, job: Claimed) -> None:
    """Run a job once and write down how it ended."""
    log.info("job_started", job=str(job.id), kind=job.kind)
    try:
        effect = await _while_kept(resources, job, _runnable(handler, job).work(resources, job.payload))
    except JobFailed as failure:
        await _failed(resources, handler, job, failure)
    except Problem as problem:
        await _failed(resources, handler, job, JobFailed(problem.detail, retry=True))
    except (LeaseLost, SQLAlchemyError):
        raise
    except Exception as error:  # noqa: BLE001 - a job may fail in any way; the worker lives on
        log.exception("job_crashed", job=str(job.id), kind=job.kind)
        await _failed(resources, handler, job, JobFailed(f"{type(error).__name__}: {error}", retry=True))
    else:
        await service.succeed(resources, job, effect)
        resources.metrics.job_attempts.labels(job.kind, "succeeded").inc()
        log.info("job_succeeded", job=str(job.id), kind=job.kind)


async def _failed(resources: Resources, handler: Handler | None, job: Claimed, failure: JobFailed) -> None:
    given_up = await service.fail(resources, job, failure, handler)
    outcome = "failed" if given_up else "retried"
    resources.metrics.job_attempts.labels(job.kind, outcome).inc()
    log.warning("job_failed", job=str(job.id), kind=job.kind, reason=failure.reason, given_up=given_up)


def _runnable(handler: Handler | None, job: Claimed) -> Handler:
    if handler is None:
        raise JobFailed(f"this version runs no jobs of kind {job.kind}", retry=True)
    if job.exhausted:
        raise JobFailed("every worker that ran it fell silent", retry=False)
    return handler


async def _while_kept(resources: Resources, job: Claimed, work: Awaitable[Effect]) -> Effect:
    """Await the work and extend the lease meanwhile; the work is cancelled when the lease is lost."""
    running = asyncio.ensure_future(work)
    beat = resources.settings.job_lease_seconds / 4
    try:
        while not (await asyncio.wait({running}, timeout=beat))[0]:
            await service.keep(resources, job)
        return await running
    finally:
        if not running.done():
            running.cancel()
            await asyncio.wait({running})


async def _wait_for_work(resources: Resources) -> None:
    resources.wake.clear()
    try:
        await asyncio.wait_for(resources.wake.wait(), _IDLE_SECONDS)
    except TimeoutError:
        return
