"""The gate's work that runs in the sandbox: it imports the engine and nothing of the service."""

from typing import Any

from dovetail_engine import compat
from dovetail_registry.documents.tasks import loaded


def compare(base: bytes, head: bytes, labels: tuple[str, str], max_size: int) -> dict[str, Any]:
    """The report on two documents under the default policy, as JSON values."""
    return compat.compare(loaded(base, max_size), loaded(head, max_size), labels=labels).to_dict()
