"""Which jobs there are, and what else runs in the background."""

import asyncio
import contextlib

from sqlalchemy.exc import SQLAlchemyError

from .jobs import worker
from .kit.sandbox import WorkFailed
from .kit.telemetry import log
from .kit.wire import Busy
from .packages import handlers as packages
from .packages import tasks
from .packages.service import BUILD
from .resources import Resources

HANDLERS = {BUILD: packages.BUILD_PACKAGE}
_HOUSEKEEPING_SECONDS = 30


async def work(resources: Resources) -> None:
    """Run jobs until the application stops. One process, if there are several, stays free for requests."""
    await worker.run(resources, HANDLERS, lanes=max(1, resources.settings.processes - 1))


async def warm_up(resources: Resources) -> None:
    """Start the processes for heavy work before anybody waits for them."""
    try:
        await resources.sandbox.warm(tasks.warm_up, resources.settings.examine_seconds)
    except (WorkFailed, Busy, OSError):
        log.exception("warm_up_failed")


async def housekeeping(resources: Resources) -> None:
    """Write down now and then, and in the end, what is only kept in memory."""
    while not resources.stopping.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(resources.stopping.wait(), _HOUSEKEEPING_SECONDS)
        try:
            await resources.last_use.save(resources.db)
        except (SQLAlchemyError, OSError):
            log.exception("housekeeping_trouble")
