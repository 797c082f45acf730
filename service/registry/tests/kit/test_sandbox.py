import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest
import pytest_asyncio

from dovetail_registry.kit.sandbox import Overran, Sandbox, WorkFailed
from dovetail_registry.kit.wire import Busy

MEMORY = 512 * 1024 * 1024


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox():
    made = Sandbox(1, memory=MEMORY, queue=3)
    yield made
    await made.close()


class TestRun:
    async def test_answers_what_the_function_returns(self, sandbox):
        assert await sandbox.run(sorted, 10, [3, 1, 2]) == [1, 2, 3]
        assert await sandbox.run(os.getpid, 10) != os.getpid()

    async def test_keeps_its_process_warm(self, sandbox):
        assert await sandbox.run(os.getpid, 10) == await sandbox.run(os.getpid, 10)

    async def test_raises_what_the_function_raises(self, sandbox):
        with pytest.raises(ZeroDivisionError):
            await sandbox.run(divmod, 10, 1, 0)
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_stops_what_takes_too_long(self, sandbox):
        began = time.monotonic()
        with pytest.raises(Overran, match=r"0\.2 seconds"):
            await sandbox.run(time.sleep, 0.2, 60)
        assert time.monotonic() - began < 5
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_survives_the_death_of_a_process(self, sandbox):
        with pytest.raises(WorkFailed, match="signal 9"):
            await sandbox.run(signal.raise_signal, 10, signal.SIGKILL)
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_bounds_memory(self, sandbox):
        with pytest.raises(WorkFailed, match="exit code 77"):
            await sandbox.run(bytes, 20, MEMORY * 2)
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_output_does_not_disturb_the_answers(self, sandbox):
        assert await sandbox.run(print, 10, "hello") is None
        assert await sandbox.run(os.write, 10, 1, b"hello\n") == 6

    async def test_refuses_when_too_much_waits(self, sandbox):
        waiting = [asyncio.create_task(sandbox.run(time.sleep, 10, 0.3)) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(Busy):
            await sandbox.run(len, 10, "ab")
        await asyncio.gather(*waiting)
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_a_cancelled_task_frees_its_place(self, sandbox):
        task = asyncio.create_task(sandbox.run(time.sleep, 60, 60))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await sandbox.run(len, 10, "ab") == 2

    async def test_large_values_travel(self, sandbox):
        data = b"x" * 20_000_000
        assert await sandbox.run(bytes.upper, 30, data) == data.upper()

    async def test_closed_takes_no_more(self, sandbox):
        await sandbox.run(len, 10, "ab")
        await sandbox.close()
        with pytest.raises(Busy):
            await sandbox.run(len, 10, "ab")


def test_the_child_imports_nothing_heavy():
    code = "import dovetail_registry.kit.sandboxed, sys; print(len(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(found.stdout) < 150
