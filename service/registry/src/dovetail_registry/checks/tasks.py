"""The gate's work that runs in the sandbox: it imports the engine and nothing of the service."""

from collections.abc import Sequence
from datetime import date

from dovetail_engine import compat
from dovetail_registry.documents.tasks import loaded


def compare(
    base: bytes,
    head: bytes,
    *,
    labels: tuple[str, str],
    policy: compat.Policy,
    waivers: Sequence[compat.Waiver],
    today: date | None,
    max_size: int,
) -> compat.Report:
    """The report on two documents."""
    documents = loaded(base, max_size), loaded(head, max_size)
    return compat.compare(*documents, policy, waivers=waivers, labels=labels, today=today)
