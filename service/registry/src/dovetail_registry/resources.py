"""What a running application holds: opened at its start, closed at its end."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from . import schema
from .identity.service import LastUse
from .kit.blobs import BlobStore, FolderBlobs
from .kit.db import Database
from .kit.recent import Recent
from .kit.sandbox import Sandbox
from .kit.telemetry import Metrics
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Resources:
    """The collaborators of every service. `wake` is set when there may be a job; `stopping` when the end is
    near."""

    settings: Settings
    db: Database
    blobs: BlobStore
    sandbox: Sandbox
    metrics: Metrics
    last_use: LastUse = field(default_factory=LastUse)
    recent: Recent = field(default_factory=Recent)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def opened(settings: Settings, metrics: Metrics) -> AsyncIterator[Resources]:
    """Folders, database at its newest schema, blob store and processes, until the block ends."""
    make_data_folder(settings)
    db = Database(settings.database, busy_timeout=settings.database_wait_seconds)
    sandbox = Sandbox(settings.processes, memory=settings.process_memory)
    try:
        await schema.prepare(db, apply=settings.migrate)
        yield Resources(settings, db, FolderBlobs(settings.data / "blobs"), sandbox, metrics)
    finally:
        await sandbox.close()
        await db.close()


def make_data_folder(settings: Settings) -> None:
    """The data folder, for its owner alone."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Files that SQLite makes take the process's mask; nobody else may read them.
    os.umask(0o077)
