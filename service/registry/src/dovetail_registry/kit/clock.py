"""Time, always in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware of its zone."""
    return datetime.now(UTC)
