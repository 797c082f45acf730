"""Identifiers that sort by the time they were made: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A new UUIDv7; within one process each is greater than the one before (section 6.2, method 3)."""
    ticks = _next_tick()
    milliseconds, fraction = divmod(ticks, 4096)
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62))


def _next_tick() -> int:
    global _last  # noqa: PLW0603 - the one fact that makes ids monotonic lives in the process
    with _lock:
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        return _last
