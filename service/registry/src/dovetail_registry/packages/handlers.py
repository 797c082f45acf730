"""The job that builds a package."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from dovetail_engine.codegen.package import Target
from dovetail_registry.jobs.service import Effect, Handler, JobFailed
from dovetail_registry.kit.db import WriteSession
from dovetail_registry.kit.sandbox import Overran, WorkFailed
from dovetail_registry.kit.telemetry import log
from dovetail_registry.resources import Resources

from . import service, tasks
from .tasks import Built, Unbuildable

_TARGETS: Mapping[str, Target] = {"python": "python", "npm": "typescript"}


async def build(resources: Resources, payload: Mapping[str, Any]) -> Effect:
    """Build the package and store its bytes; the effect makes it visible."""
    built = await _built(resources, payload)
    await resources.blobs.put(built.data)
    package_id = UUID(payload["package_id"])

    async def effect(session: WriteSession) -> None:
        await service.show(session, package_id, built)

    return effect


def given_up(payload: Mapping[str, Any], reason: str) -> Effect:
    """The package has failed, for this reason."""
    package_id = UUID(payload["package_id"])

    async def effect(session: WriteSession) -> None:
        await service.mark_failed(session, package_id, reason)

    return effect


BUILD_PACKAGE = Handler(build, given_up)


async def _built(resources: Resources, payload: Mapping[str, Any]) -> Built:
    settings = resources.settings
    data = await resources.blobs.get(payload["document"])
    coordinate = (payload["namespace"], payload["contract"], payload["version"])
    target = _TARGETS[payload["ecosystem"]]
    try:
        result = await resources.sandbox.run(
            tasks.build, settings.build_seconds, data, coordinate, target, settings.max_document_bytes
        )
    except WorkFailed as error:
        # What overran once would do so again; a process that died may have been killed from outside.
        raise JobFailed(
            f"the generator was stopped: {error.reason}", retry=not isinstance(error, Overran)
        ) from error
    if isinstance(result, Unbuildable):
        log.error("generator_failed", coordinate="/".join(coordinate), target=target, trace=result.trace)
        raise JobFailed(result.reason, retry=False)
    return result
