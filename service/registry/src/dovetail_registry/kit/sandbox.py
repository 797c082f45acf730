"""Work on foreign input in processes that can be killed: bounded in time and memory, warm between tasks.

A task is a module-level function of an importable module; its arguments and result are pickled. A task that
overruns its time or memory, or crashes its process, is a failed task and nothing more.
"""

import asyncio
import contextlib
import pickle
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from . import sandboxed as child_module
from .problems import Problem
from .sandboxed import HEADER
from .wire import Busy

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class TooExpensive(Problem):
    """The work this request asks for takes more time or memory than the service grants. Make the document
    smaller or simpler, or ask the operator to raise the limits."""

    status = 422
    slug = "too-expensive"
    title = "Too expensive"


class WorkFailed(Exception):
    """A task did not end by itself: its process was killed or died. `reason` is fit to be shown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Overran(WorkFailed):
    """A task was stopped because its time was up."""


class Sandbox:
    """A few processes that do the heavy work; tasks wait in line for a free one."""

    def __init__(self, processes: int, *, memory: int, tasks_per_process: int = 200, queue: int = 64) -> None:
        self._processes = processes
        self._memory = memory
        self._tasks_per_process = tasks_per_process
        self._free: asyncio.LifoQueue[_Process | None] = asyncio.LifoQueue()
        self._room = queue
        self._closed = False
        for _ in range(processes):
            self._free.put_nowait(None)

    async def run(
        self,
        function: Callable[Arguments, Result],
        seconds: float,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Call the function in a process. Raises what it raises, WorkFailed, Overran, or Busy when the line
        is too long."""
        if self._room <= 0 or self._closed:
            raise Busy("Too much work is waiting; try again.", headers={"Retry-After": "5"})
        self._room -= 1
        try:
            process = await self._free.get()
            answer: Result = await self._run_in(process, seconds, pickle.dumps((function, args, kwargs)))
            return answer
        finally:
            self._room += 1

    async def warm(self, function: Callable[[], None], seconds: float) -> None:
        """Start all processes and call the function in each, so that its imports are done before the first
        task."""
        await asyncio.gather(*(self.run(function, seconds) for _ in range(self._processes)))

    async def close(self) -> None:
        """Kill idle processes and start no new ones; running tasks are cancelled by whoever awaits them."""
        self._closed = True
        while not self._free.empty():
            if process := self._free.get_nowait():
                await process.kill()

    async def _run_in(self, process: "_Process | None", seconds: float, task: bytes) -> Any:
        keep: _Process | None = None
        try:
            process = process or await _Process.start(self._memory)
            answer = await asyncio.wait_for(process.ask(task), seconds)
            keep = process if process.tasks < self._tasks_per_process else None
        except TimeoutError:
            raise Overran(f"stopped after {seconds:g} seconds") from None
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkFailed(f"the process died ({await _ending(process)})") from error
        finally:
            if process is not None and process is not keep:
                await process.kill()
            self._free.put_nowait(keep)
        return _result(answer)


class _Process:
    """One child, and the pipe to it."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        self.child = child
        self.tasks = 0

    @classmethod
    async def start(cls, memory: int) -> "_Process":
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", child_module.__name__, str(memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        return cls(child)

    async def ask(self, task: bytes) -> bytes:
        stdin, stdout = self.child.stdin, self.child.stdout
        if stdin is None or stdout is None:
            raise ConnectionError("no pipe")
        self.tasks += 1
        stdin.write(HEADER.pack(len(task)) + task)
        await stdin.drain()
        (size,) = HEADER.unpack(await stdout.readexactly(HEADER.size))
        return await stdout.readexactly(size)

    async def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.child.kill()
        if self.child.stdin is not None:
            self.child.stdin.close()
        await self.child.wait()


def _result(answer: bytes) -> Any:
    kind, value = pickle.loads(answer)  # noqa: S301 - written by our own child over a private pipe
    if kind == "raised":
        raise value
    if kind == "failed":
        raise WorkFailed(value)
    return value


async def _ending(process: _Process | None) -> str:
    if process is None:
        return "it did not start"
    code = await process.child.wait()
    return f"signal {-code}" if code < 0 else f"exit code {code}"
