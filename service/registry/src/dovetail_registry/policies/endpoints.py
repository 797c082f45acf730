"""Policies and waivers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from dovetail_engine.compat.policy import Policy as EnginePolicy
from dovetail_engine.compat.policy.reading import restore_policy
from dovetail_registry.contracts import service as contracts
from dovetail_registry.contracts.problems import ContractNotFound, NamespaceNotFound
from dovetail_registry.contracts.schemas import ContractPath, NamespacePath
from dovetail_registry.contracts.tables import ContractRow
from dovetail_registry.identity.access import REFUSALS, Overrider, Reader
from dovetail_registry.kit.db import DatabaseBusy, Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.kit.wire import JSON_BODY

from . import service
from .problems import WaiverNotFound
from .schemas import ContractPolicy, Policy, PolicyCreate, Waiver, WaiverCreate
from .tables import PolicyRow

router = APIRouter(prefix="/namespaces/{namespace}/contracts/{contract}", tags=["policies"])
_MISSING = (NamespaceNotFound, ContractNotFound)


async def contract_read(session: Reads, namespace: NamespacePath, contract: ContractPath) -> ContractRow:
    """The contract in the path."""
    return await contracts.get_contract(session, namespace, contract)


Of = Annotated[ContractRow, Depends(contract_read)]


@router.get("/policy", operation_id="get_policy", responses=problems(*REFUSALS, *_MISSING))
async def get_policy(_actor: Reader, session: Reads, of: Of) -> ContractPolicy:
    """How strict the gate of a contract is."""
    return _shown(of, await service.get_policy(session, of.id))


@router.put(
    "/policy",
    operation_id="put_policy",
    responses=problems(*REFUSALS, *_MISSING, *JSON_BODY, DatabaseBusy),
)
async def put_policy(actor: Overrider, session: Writes, of: Of, wanted: PolicyCreate) -> ContractPolicy:
    """Set how strict the gate of a contract is, from its next check on. Needs the scope `override`."""
    return _shown(of, await service.put_policy(session, actor, of, wanted))


@router.get("/waivers", operation_id="list_waivers", responses=problems(*REFUSALS, *_MISSING))
async def list_waivers(
    _actor: Reader,
    session: Reads,
    of: Of,
    wanted: Annotated[Window, Depends(window("waivers", UUID))],
) -> Page[Waiver]:
    """The waivers of a contract, newest first, expired and revoked ones included."""
    rows = await service.list_waivers(session, of.id, wanted)
    items, cursor = wanted.page(rows, lambda row: (row.id,))
    return Page(items=[Waiver.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor)


@router.post(
    "/waivers",
    operation_id="create_waiver",
    status_code=201,
    responses=problems(*REFUSALS, *_MISSING, *JSON_BODY, DatabaseBusy),
)
async def create_waiver(actor: Overrider, session: Writes, of: Of, wanted: WaiverCreate) -> Waiver:
    """Let one finding of a contract pass. Needs the scope `override`."""
    row = await service.create_waiver(session, actor, of, wanted)
    return Waiver.model_validate(row, from_attributes=True)


@router.delete(
    "/waivers/{waiver_id}",
    operation_id="revoke_waiver",
    status_code=204,
    responses=problems(*REFUSALS, *_MISSING, WaiverNotFound, DatabaseBusy),
)
async def revoke_waiver(actor: Overrider, session: Writes, of: Of, waiver_id: UUID) -> None:
    """End a waiver at once. Needs the scope `override`."""
    await service.revoke_waiver(session, actor, of, waiver_id)


def _shown(of: ContractRow, row: PolicyRow | None) -> ContractPolicy:
    return ContractPolicy(
        namespace=of.namespace,
        contract=of.name,
        stored=row is not None,
        policy=Policy.of(restore_policy(row.policy) if row else EnginePolicy()),
        updated_at=row.updated_at if row else None,
    )
