"""Namespaces and contracts over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from dovetail_registry.identity.access import REFUSALS, Administrator, Publisher, Reader, readable_namespace
from dovetail_registry.kit.db import DatabaseBusy, Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.kit.wire import JSON_BODY

from . import service
from .problems import ContractExists, ContractNotFound, NamespaceExists, NamespaceNotFound
from .schemas import Contract, ContractCreate, ContractPath, Namespace, NamespaceCreate, NamespacePath

router = APIRouter()


@router.get("/namespaces", tags=["namespaces"], operation_id="list_namespaces", responses=problems(*REFUSALS))
async def list_namespaces(
    request: Request,
    actor: Reader,
    session: Reads,
    wanted: Annotated[Window, Depends(window("namespaces", str))],
) -> Page[Namespace]:
    """Namespaces by name."""
    rows = await service.list_namespaces(session, wanted, readable_namespace(request, actor))
    items, cursor = wanted.page(rows, lambda row: (row.name,))
    return Page(
        items=[Namespace.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor
    )


@router.post(
    "/namespaces",
    tags=["namespaces"],
    operation_id="create_namespace",
    status_code=201,
    responses=problems(*REFUSALS, NamespaceExists, *JSON_BODY, DatabaseBusy),
)
async def create_namespace(actor: Administrator, session: Writes, wanted: NamespaceCreate) -> Namespace:
    """Make a namespace. Needs the scope `admin`."""
    row = await service.create_namespace(session, actor, wanted)
    return Namespace.model_validate(row, from_attributes=True)


@router.get(
    "/namespaces/{namespace}",
    tags=["namespaces"],
    operation_id="get_namespace",
    responses=problems(*REFUSALS, NamespaceNotFound),
)
async def get_namespace(_actor: Reader, session: Reads, namespace: NamespacePath) -> Namespace:
    """One namespace."""
    return Namespace.model_validate(await service.get_namespace(session, namespace), from_attributes=True)


@router.get(
    "/namespaces/{namespace}/contracts",
    tags=["contracts"],
    operation_id="list_contracts",
    responses=problems(*REFUSALS, NamespaceNotFound),
)
async def list_contracts(
    _actor: Reader,
    session: Reads,
    namespace: NamespacePath,
    wanted: Annotated[Window, Depends(window("contracts", str))],
) -> Page[Contract]:
    """The contracts of a namespace by name."""
    rows = await service.list_contracts(session, wanted, namespace)
    items, cursor = wanted.page(rows, lambda row: (row.name,))
    return Page(
        items=[Contract.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor
    )


@router.post(
    "/namespaces/{namespace}/contracts",
    tags=["contracts"],
    operation_id="create_contract",
    status_code=201,
    responses=problems(*REFUSALS, NamespaceNotFound, ContractExists, *JSON_BODY, DatabaseBusy),
)
async def create_contract(
    actor: Publisher, session: Writes, namespace: NamespacePath, wanted: ContractCreate
) -> Contract:
    """Make a contract. Needs the scope `publish` in its namespace."""
    row = await service.create_contract(session, actor, namespace, wanted)
    return Contract.model_validate(row, from_attributes=True)


@router.get(
    "/namespaces/{namespace}/contracts/{contract}",
    tags=["contracts"],
    operation_id="get_contract",
    responses=problems(*REFUSALS, NamespaceNotFound, ContractNotFound),
)
async def get_contract(
    _actor: Reader, session: Reads, namespace: NamespacePath, contract: ContractPath
) -> Contract:
    """One contract."""
    return Contract.model_validate(
        await service.get_contract(session, namespace, contract), from_attributes=True
    )
