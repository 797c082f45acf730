"""Processor time (user and system) and peak memory; on a busy machine wall time says little."""

import gc
import time
from collections.abc import Awaitable, Callable, Hashable, Mapping
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

NameT = TypeVar("NameT", bound=Hashable)
ResultT = TypeVar("ResultT")
ROUND_SECONDS = 0.2
LEAST_SECONDS = 0.15
"""Work is repeated until it has used so much CPU: some kernels count short spans poorly."""
ENOUGH_SECONDS = 4.0
"""Work that has used so much CPU is not done again for a median."""


def cpu(work: Callable[[], ResultT]) -> tuple[float, ResultT]:
    """Return the CPU seconds of one run, and its result."""
    before = time.process_time()
    result = work()
    return time.process_time() - before, result


def median_cpu(work: Callable[[], Any], runs: int) -> float:
    """Return the median CPU seconds of some runs; the collector, whose turn is luck, is off."""
    gc.disable()
    try:
        return side_by_side({"": work}, runs)[""]
    finally:
        gc.enable()


def side_by_side(calls: Mapping[NameT, Callable[[], Any]], rounds: int) -> dict[NameT, float]:
    """Return the CPU seconds of one call of each: medians of rounds that take turns."""
    times: dict[NameT, list[float]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            repeats = _repeats(times[name][0]) if turn else 5
            before = time.process_time()
            for _ in range(repeats):
                call()
            times[name].append((time.process_time() - before) / repeats)
    # The first round only told how often to repeat.
    return {name: median(found[1:]) for name, found in times.items()}


async def side_by_side_async(
    calls: Mapping[NameT, Callable[[], Awaitable[Any]]], rounds: int
) -> dict[NameT, float]:
    """Return what `side_by_side` does, of coroutine functions."""
    times: dict[NameT, list[float]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            repeats = _repeats(times[name][0]) if turn else 5
            before = time.process_time()
            for _ in range(repeats):
                await call()
            times[name].append((time.process_time() - before) / repeats)
    return {name: median(found[1:]) for name, found in times.items()}


def peak_mb() -> float:
    """Return the most memory this process has held, in MB (10⁶ bytes).

    Read from the kernel's mark of this very program: `ru_maxrss` starts with what the parent held.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def cpu_of(pid: int) -> float:
    """Return the CPU seconds a running process has used, to the nanosecond, its children left out (Linux)."""
    # clock_getcpuclockid(3): the complement of the process id, shifted, and 2 for the scheduler's clock.
    return time.clock_gettime((~pid << 3) | 2)


def _repeats(once: float) -> int:
    return max(1, min(5000, int(ROUND_SECONDS / max(once, 1e-7))))


def wanted(done: int, spent: float, runs: int) -> bool:
    """Tell whether work that was `done` so often, for so many CPU seconds, should be done once more."""
    return spent < ENOUGH_SECONDS and (done < runs or spent < LEAST_SECONDS)
