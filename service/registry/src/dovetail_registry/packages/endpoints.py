"""The packages of a release over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends

from dovetail_registry.contracts.problems import ContractNotFound, NamespaceNotFound
from dovetail_registry.contracts.schemas import ContractPath, NamespacePath
from dovetail_registry.identity.access import REFUSALS, Reader
from dovetail_registry.kit.db import Reads
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.releases import service as releases
from dovetail_registry.releases.problems import ReleaseNotFound
from dovetail_registry.releases.schemas import VersionPath

from . import service
from .problems import PackageNotBuilt
from .schemas import Ecosystem, Package, PackageReport

router = APIRouter(tags=["packages"])


@router.get(
    "/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages",
    operation_id="list_packages",
    responses=problems(*REFUSALS, NamespaceNotFound, ContractNotFound, ReleaseNotFound),
)
async def list_packages(
    _actor: Reader,
    session: Reads,
    namespace: NamespacePath,
    contract: ContractPath,
    version: VersionPath,
    wanted: Annotated[Window, Depends(window("packages", str))],
) -> Page[Package]:
    """A release's packages by ecosystem, with the state of each."""
    target = await releases.target(session, namespace, contract)
    release = await releases.get_release(session, target, version)
    rows = await service.of_release(session, release.id, wanted)
    items, cursor = wanted.page(rows, lambda row: (row.ecosystem,))
    return Page(
        items=[Package.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor
    )


@router.get(
    "/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report",
    operation_id="get_package_report",
    responses=problems(*REFUSALS, NamespaceNotFound, ContractNotFound, ReleaseNotFound, PackageNotBuilt),
)
async def get_package_report(
    _actor: Reader,
    session: Reads,
    namespace: NamespacePath,
    contract: ContractPath,
    version: VersionPath,
    ecosystem: Ecosystem,
) -> PackageReport:
    """For each operation: fully typed in the package, or raw and why."""
    target = await releases.target(session, namespace, contract)
    release = await releases.get_release(session, target, version)
    row = await service.report(session, release.id, ecosystem)
    if row is None:
        raise PackageNotBuilt(f"{namespace}/{contract}@{version} has no {ecosystem} package.")
    return PackageReport.model_validate({"ecosystem": ecosystem, "operations": row.report})
