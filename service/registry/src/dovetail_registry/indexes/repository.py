"""The packages that an index may show: available ones, with what their release says of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer

from dovetail_registry.contracts.tables import ContractRow
from dovetail_registry.kit.db import ReadSession
from dovetail_registry.packages.tables import ReleasePackageRow
from dovetail_registry.releases.tables import ReleaseRow

from .published import Ecosystem, PublishedFile


async def files(session: ReadSession, ecosystem: Ecosystem, project: str) -> list[PublishedFile]:
    """Every available file of a project."""
    rows = await session.execute(
        select(ReleasePackageRow, ReleaseRow)
        .join(ReleaseRow, ReleaseRow.id == ReleasePackageRow.release_id)
        .where(
            ReleasePackageRow.ecosystem == ecosystem,
            ReleasePackageRow.project == project,
            ReleasePackageRow.state == "available",
        )
        .options(undefer(ReleasePackageRow.package_metadata))
    )
    return [_published(package, release) for package, release in rows]


async def projects(
    session: ReadSession, ecosystem: Ecosystem, namespace: str | None, containing: str = ""
) -> Sequence[str]:
    """The names of all projects with an available file, by name; of one namespace if given."""
    wanted = (
        select(ReleasePackageRow.project)
        .join(ReleaseRow, ReleaseRow.id == ReleasePackageRow.release_id)
        .join(ContractRow, ContractRow.id == ReleaseRow.contract_id)
        .where(ReleasePackageRow.ecosystem == ecosystem, ReleasePackageRow.state == "available")
        .where(ReleasePackageRow.project.contains(containing, autoescape=True))
        .distinct()
        .order_by(ReleasePackageRow.project)
    )
    if namespace is not None:
        wanted = wanted.where(ContractRow.namespace == namespace)
    return (await session.scalars(wanted)).all()


def _published(package: ReleasePackageRow, release: ReleaseRow) -> PublishedFile:
    # An available package has all of these; the columns are empty only before.
    return PublishedFile(
        project=package.project,
        version=package.version or "",
        filename=package.filename or "",
        size=package.size or 0,
        sha256=package.sha256 or "",
        sha512=package.sha512 or "",
        sha1=package.sha1 or "",
        metadata=(package.package_metadata or "").encode(),
        uploaded_at=package.available_at or release.created_at,
        yanked=(release.yanked_reason or "yanked") if release.yanked_at else None,
        channel=release.channel,
        precedence=release.precedence,
        prerelease="-" in release.version,
    )
