"""The packages of releases: planned with the release, visible in their index whole or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dovetail_registry.jobs import service as jobs
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window

from . import repository
from .schemas import Ecosystem
from .tables import ReleasePackageRow
from .tasks import Built

BUILD = "build-package"
ECOSYSTEMS: tuple[Ecosystem, ...] = ("npm", "python")


def project_name(ecosystem: str, namespace: str, contract: str) -> str:
    """What `pip` or `npm` calls the clients of a contract."""
    return f"{namespace}-{contract}" if ecosystem == "python" else f"@{namespace}/{contract}"


@dataclass(frozen=True, slots=True)
class Source:
    """What a package is made from: a released document and its coordinate."""

    release_id: UUID
    namespace: str
    contract: str
    version: str
    document_sha256: str


async def plan(session: WriteSession, source: Source, attempts: int) -> None:
    """Promise a release's packages and enqueue their building, with so many attempts each."""
    for ecosystem in ECOSYSTEMS:
        row = ReleasePackageRow(
            id=new_id(),
            release_id=source.release_id,
            ecosystem=ecosystem,
            state="pending",
            project=project_name(ecosystem, source.namespace, source.contract),
        )
        row.job_id = await _enqueue(session, row, source, attempts)
        session.add(row)
    await session.flush()


async def of_release(session: ReadSession, release_id: UUID, window: Window) -> Sequence[ReleasePackageRow]:
    """A release's packages by ecosystem."""
    return await repository.of_release(session, release_id, window)


async def report(session: ReadSession, release_id: UUID, ecosystem: Ecosystem) -> ReleasePackageRow | None:
    """The package of a release for an ecosystem, with its report; None before it is built."""
    row = await repository.reported(session, release_id, ecosystem)
    return row if row is not None and row.report is not None else None


async def show(session: WriteSession, package_id: UUID, built: Built) -> None:
    """Make a package visible in its index; its bytes are in the blob store already."""
    row = await repository.by_id(session, package_id)
    if row is None or row.state == "available":
        return
    row.state, row.reason, row.available_at = "available", None, now()
    row.project, row.version, row.filename = built.project, built.version, built.filename
    row.size = len(built.data)
    row.sha256 = hashlib.sha256(built.data).hexdigest()
    row.sha512 = hashlib.sha512(built.data).hexdigest()
    row.sha1 = hashlib.sha1(built.data, usedforsecurity=False).hexdigest()
    row.file_count, row.unpacked_size = built.file_count, built.unpacked_size
    row.package_metadata = built.metadata.decode()
    row.metadata_sha256 = hashlib.sha256(built.metadata).hexdigest()
    row.report, row.checks = built.report, built.checks


async def mark_failed(session: WriteSession, package_id: UUID, reason: str) -> None:
    """Tell why a package could not be built."""
    row = await repository.by_id(session, package_id)
    if row is not None and row.state != "available":
        row.state, row.reason = "failed", reason


async def _enqueue(session: WriteSession, row: ReleasePackageRow, source: Source, attempts: int) -> UUID:
    return await jobs.enqueue(
        session,
        BUILD,
        f"{BUILD}:{source.release_id}:{row.ecosystem}",
        {
            "package_id": str(row.id),
            "ecosystem": row.ecosystem,
            "namespace": source.namespace,
            "contract": source.contract,
            "version": source.version,
            "document": source.document_sha256,
        },
        namespace=source.namespace,
        contract=source.contract,
        subject=f"{source.version} {row.ecosystem}",
        attempts=attempts,
    )
