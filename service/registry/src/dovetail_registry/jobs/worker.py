"""The loop that runs jobs."""

from dovetail_registry.resources import Resources


async def work(resources: Resources) -> None:
    """Run jobs until the application stops."""
    await resources.stopping.wait()
