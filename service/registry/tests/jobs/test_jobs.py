import asyncio
import json
from uuid import UUID

import pytest
from sqlalchemy import update

from dovetail_registry.jobs import service, worker
from dovetail_registry.jobs.service import Handler, JobFailed, LeaseLost
from dovetail_registry.jobs.tables import JobRow
from dovetail_registry.kit.clock import now
from dovetail_registry.worker import HANDLERS, work


async def enqueue(registry, key="one", attempts=2, payload=None):
    async with registry.resources.db.write() as session:
        return await service.enqueue(
            session,
            "test",
            key,
            payload or {},
            namespace="acme",
            contract="orders",
            subject=key,
            attempts=attempts,
        )


async def state(registry, job_id):
    return (await registry.client.get(f"/v1/jobs/{job_id}")).json()


def handler(work=None, given_up=None):
    async def nothing(_session):
        return None

    async def succeed(_resources, _payload):
        return nothing

    return Handler(work or succeed, given_up or (lambda _payload, _reason: nothing))


async def due_now(registry):
    """Let the waiting time of failed attempts pass."""
    async with registry.resources.db.write() as session:
        await session.execute(update(JobRow).values(run_at=now()))


async def lease_ends(registry):
    """Let the worker that holds the job fall silent, and the reaper find that out."""
    await asyncio.sleep(registry.resources.settings.job_lease_seconds + 0.1)
    assert await service.claim(registry.resources) is None
    await due_now(registry)


class TestEnqueue:
    async def test_the_same_work_twice_is_one_job(self, fresh):
        first, again, other = await enqueue(fresh), await enqueue(fresh), await enqueue(fresh, "two")
        assert first == again != other

    async def test_a_rolled_back_transaction_leaves_no_job(self, fresh):
        class Interrupted(Exception):
            pass

        async def interrupted():
            async with fresh.resources.db.write() as session:
                await service.enqueue(
                    session, "test", "k", {}, namespace="a", contract="b", subject="c", attempts=1
                )
                raise Interrupted

        with pytest.raises(Interrupted):
            await interrupted()
        assert (await fresh.client.get("/v1/jobs")).json()["items"] == []


class TestClaim:
    async def test_gives_each_job_to_one_worker(self, fresh):
        made = {await enqueue(fresh, str(number)) for number in range(6)}
        claimed = await asyncio.gather(*(service.claim(fresh.resources) for _ in range(9)))
        held = [job.id for job in claimed if job is not None]
        while (more := await service.claim(fresh.resources)) is not None:
            held.append(more.id)
        assert len(held) == len(set(held))
        assert set(held) == made

    async def test_a_silent_worker_loses_its_job_and_writes_nothing(self, fresh):
        job_id = await enqueue(fresh)
        slow = await service.claim(fresh.resources)
        assert await service.claim(fresh.resources) is None
        await lease_ends(fresh)
        quick = await service.claim(fresh.resources)
        assert (quick.id, (await state(fresh, job_id))["attempts"]) == (job_id, 2)
        written = []

        async def effect(_session):
            written.append("slow")

        with pytest.raises(LeaseLost):
            await service.succeed(fresh.resources, slow, effect)
        with pytest.raises(LeaseLost):
            await service.keep(fresh.resources, slow)
        assert written == []

    async def test_a_worker_that_tells_it_lives_keeps_its_job(self, fresh):
        await enqueue(fresh)
        job = await service.claim(fresh.resources)
        for _ in range(3):
            await asyncio.sleep(fresh.resources.settings.job_lease_seconds * 0.6)
            await service.keep(fresh.resources, job)
            assert await service.claim(fresh.resources) is None


class TestAttempt:
    async def test_writes_the_effect_and_the_end_together(self, fresh):
        job_id = await enqueue(fresh)

        async def broken_effect(_session):
            raise JobFailed("the effect does not fit", retry=False)

        async def do(_resources, _payload):
            return broken_effect

        job = await service.claim(fresh.resources)
        with pytest.raises(JobFailed):
            await service.succeed(fresh.resources, job, broken_effect)
        assert (await state(fresh, job_id))["state"] == "running"

    async def test_failing_is_tried_again_and_then_given_up(self, fresh):
        job_id = await enqueue(fresh, attempts=2)
        given_up = []

        async def fail(_resources, _payload):
            raise JobFailed("no luck", retry=True)

        def note(_payload, reason):
            async def effect(_session):
                given_up.append(reason)

            return effect

        for expected in ("queued", "failed"):
            await due_now(fresh)
            await worker.attempt(fresh.resources, handler(fail, note), await service.claim(fresh.resources))
            found = await state(fresh, job_id)
            assert (found["state"], found["error"]) == (expected, "no luck")
        assert given_up == ["no luck"]

    async def test_what_would_fail_again_is_given_up_at_once(self, fresh):
        job_id = await enqueue(fresh)

        async def fail(_resources, _payload):
            raise JobFailed("never", retry=False)

        await worker.attempt(fresh.resources, handler(fail), await service.claim(fresh.resources))
        assert (await state(fresh, job_id))["state"] == "failed"

    async def test_a_crash_is_a_failed_attempt(self, fresh):
        job_id = await enqueue(fresh)

        async def crash(_resources, _payload):
            raise ZeroDivisionError("oops")

        await worker.attempt(fresh.resources, handler(crash), await service.claim(fresh.resources))
        assert (await state(fresh, job_id))["error"] == "ZeroDivisionError: oops"

    async def test_a_job_that_ends_its_workers_is_not_tried_for_ever(self, fresh):
        job_id = await enqueue(fresh, attempts=1)
        await service.claim(fresh.resources)
        await lease_ends(fresh)
        job = await service.claim(fresh.resources)
        assert job.exhausted
        await worker.attempt(fresh.resources, handler(), job)
        found = await state(fresh, job_id)
        assert (found["state"], found["error"]) == ("failed", "every worker that ran it fell silent")


class TestRetryJob:
    async def test_gives_a_failed_job_its_attempts_again(self, fresh):
        job_id = await enqueue(fresh)

        async def fail(_resources, _payload):
            raise JobFailed("no", retry=False)

        await worker.attempt(fresh.resources, handler(fail), await service.claim(fresh.resources))
        answer = await fresh.client.post(f"/v1/jobs/{job_id}/retry")
        assert answer.status_code == 200
        assert (answer.json()["state"], answer.json()["attempts"]) == ("queued", 0)
        await worker.attempt(fresh.resources, handler(), await service.claim(fresh.resources))
        assert (await state(fresh, job_id))["state"] == "succeeded"

    async def test_refuses_one_that_has_not_failed(self, fresh):
        job_id = await enqueue(fresh)
        answer = await fresh.client.post(f"/v1/jobs/{job_id}/retry")
        assert answer.status_code == 409
        unknown = UUID(int=0)
        assert (await fresh.client.post(f"/v1/jobs/{unknown}/retry")).status_code == 404


class TestBuildPackages:
    async def test_makes_both_packages_visible_and_answers_where_they_are(self, fresh, document):
        contract = await fresh.contract()
        await fresh.publish(contract, document())
        loop = asyncio.create_task(work(fresh.resources))
        jobs = (await fresh.client.get("/v1/jobs")).json()["items"]
        for job in jobs:
            stream = await fresh.client.get(f"/v1/jobs/{job['id']}/events")
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert json.loads(stream.text.rpartition("data: ")[2])["state"] == "succeeded", stream.text
        fresh.resources.stopping.set()
        await loop
        packages = (await fresh.client.get(f"{contract}/releases/0.1.0/packages")).json()["items"]
        assert [package["state"] for package in packages] == ["available", "available"]
        for package in packages:
            data = await fresh.resources.blobs.get(package["sha256"])
            assert len(data) == package["size"]

    async def test_a_failed_build_is_a_state_with_a_reason(self, fresh, document):
        contract = await fresh.contract()
        await fresh.publish(contract, document())
        job = await service.claim(fresh.resources)
        fresh.resources.blobs.path(await _document_of(fresh, contract)).unlink()
        for _ in range(fresh.resources.settings.job_attempts):
            await worker.attempt(fresh.resources, HANDLERS[job.kind], job)
            await due_now(fresh)
            job = await service.claim(fresh.resources)
        states = (await fresh.client.get("/v1/jobs")).json()["items"]
        assert any("not in the store" in (one["error"] or "") for one in states)


async def _document_of(registry, contract):
    return (await registry.client.get(f"{contract}/releases/0.1.0")).json()["document"]["sha256"]
