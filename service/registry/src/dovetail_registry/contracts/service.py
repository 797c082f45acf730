"""Namespaces and contracts: made once, never renamed."""

from collections.abc import Sequence
from uuid import UUID

from dovetail_registry.events import service as events
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window

from . import repository
from .problems import ContractExists, ContractNotFound, NamespaceExists, NamespaceNotFound
from .schemas import ContractCreate, NamespaceCreate
from .tables import ContractRow, NamespaceRow


async def create_namespace(session: WriteSession, actor: Actor, wanted: NamespaceCreate) -> NamespaceRow:
    """A new namespace. Raises NamespaceExists."""
    if await repository.namespace(session, wanted.name):
        raise NamespaceExists(f"The namespace `{wanted.name}` exists already.")
    row = NamespaceRow(
        id=new_id(),
        name=wanted.name,
        description=wanted.description,
        created_at=now(),
        created_by=actor.token_id,
    )
    session.add(row)
    events.record(session, "namespace.created", row.name, actor_id=actor.token_id, namespace=row.name)
    await session.flush()
    return row


async def get_namespace(session: ReadSession, name: str) -> NamespaceRow:
    """The namespace. Raises NamespaceNotFound."""
    row = await repository.namespace(session, name)
    if row is None:
        raise NamespaceNotFound(f"There is no namespace `{name}`.")
    return row


async def list_namespaces(session: ReadSession, window: Window, only: str | None) -> Sequence[NamespaceRow]:
    """Namespaces by name; `only` this one if given."""
    return await repository.namespaces(session, window, only)


async def create_contract(
    session: WriteSession, actor: Actor, namespace: str, wanted: ContractCreate
) -> ContractRow:
    """A new contract in a namespace. Raises NamespaceNotFound and ContractExists."""
    parent = await get_namespace(session, namespace)
    if await repository.contract(session, namespace, wanted.name):
        raise ContractExists(f"The contract `{namespace}/{wanted.name}` exists already.")
    row = ContractRow(
        id=new_id(),
        namespace_id=parent.id,
        namespace=namespace,
        name=wanted.name,
        description=wanted.description,
        created_at=now(),
        created_by=actor.token_id,
    )
    session.add(row)
    coordinate = f"{namespace}/{row.name}"
    events.record(
        session,
        "contract.created",
        coordinate,
        actor_id=actor.token_id,
        namespace=namespace,
        contract=row.name,
    )
    await session.flush()
    return row


async def get_contract(session: ReadSession, namespace: str, name: str) -> ContractRow:
    """The contract. Raises NamespaceNotFound and ContractNotFound."""
    row = await repository.contract(session, namespace, name)
    if row is None:
        await get_namespace(session, namespace)
        raise ContractNotFound(f"There is no contract `{namespace}/{name}`.")
    return row


async def list_contracts(session: ReadSession, window: Window, namespace: str) -> Sequence[ContractRow]:
    """The contracts of a namespace by name. Raises NamespaceNotFound."""
    await get_namespace(session, namespace)
    return await repository.contracts(session, window, namespace)


async def lock(session: WriteSession, contract_id: UUID) -> None:
    """From here to the end of the transaction, nobody else changes what belongs to the contract."""
    await repository.lock(session, contract_id)
