"""One measurement in a process of its own, so that memory, caches and crashes are its alone."""

import json
import os
import sys
from collections.abc import Sequence
from math import ceil, inf
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_CPU, prlimit
from signal import SIGXCPU
from subprocess import PIPE, Popen
from typing import Any

HERE = Path(__file__).resolve().parents[1]
LEAST_SECONDS = 5
"""Of CPU, that a job has even when its part is nearly over."""


class Unmeasured(Exception):
    """The process gave no figures; the message says why, in a line."""


def alone(job: str, *arguments: str, within: float = inf, path: Sequence[Path] = ()) -> dict[str, Any]:
    """Return the figures of a job of `benchmarks.jobs`; raises Unmeasured after `within` CPU seconds."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HERE, *path)))}
    # Bytecode is kept as on any user's machine: import times are those of a second start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", f"benchmarks.jobs.{job}", *arguments]
    allowed = RLIM_INFINITY if within == inf else max(ceil(within), LEAST_SECONDS)
    with Popen(command, env=environment, stdout=PIPE, stderr=PIPE, text=True) as process:
        prlimit(process.pid, RLIMIT_CPU, (allowed, RLIM_INFINITY))
        printed, complaint = process.communicate()
    if process.returncode == -SIGXCPU:
        raise Unmeasured(f"stopped after {allowed} s of CPU, when the time was over")
    if process.returncode:
        last = complaint.strip().rpartition("\n")[2] or f"exit {process.returncode}"
        raise Unmeasured(f"failed: {last[:160]}")
    figures: dict[str, Any] = json.loads(printed)
    return figures
