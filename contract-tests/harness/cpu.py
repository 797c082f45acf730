"""How much processor time a service and the processes under it have used (Linux)."""

import os
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """Return the user and system time of a process, its living descendants and its ended ones, in seconds."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(_ticks(each) for each in _family(pid)) / ticks


def _family(pid: int) -> list[int]:
    running = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    parents = {each: _parent(each) for each in running}
    family = [pid]
    for member in family:
        family += [each for each, parent in parents.items() if parent == member]
    return family


def _fields(pid: int) -> list[str]:
    try:
        # The name of the program, in brackets, may hold anything; the numbers come after it.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _parent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def _ticks(pid: int) -> int:
    # utime, stime, and those of children that were waited for (proc(5), fields 14 to 17).
    return sum(map(int, _fields(pid)[11:15]))
