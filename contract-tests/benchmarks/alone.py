"""One measurement in a process of its own, so that memory, caches and crashes are its alone."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]


class Unmeasured(Exception):
    """The process gave no figures; the message says why, in a line."""


def alone(
    job: str, *arguments: str, within: float = float("inf"), path: Sequence[Path] = ()
) -> dict[str, Any]:
    """Return the figures of a job of `benchmarks.jobs`; raises Unmeasured after `within` wall seconds."""
    command = [sys.executable, "-m", f"benchmarks.jobs.{job}", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HERE, *path)))}
    # Bytecode is kept as on any user's machine: import times are those of a second start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    limit = None if within == float("inf") else max(within, 1)
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unmeasured(f"stopped after {limit:.0f} s, when the time was over") from None
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}"
        raise Unmeasured(f"failed: {last[:160]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
