"""Queries on namespaces and contracts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.paging import Window

from .tables import ContractRow, NamespaceRow


async def namespace(session: ReadSession, name: str) -> NamespaceRow | None:
    """The namespace with this name."""
    return await session.scalar(select(NamespaceRow).where(NamespaceRow.name == name))


async def namespaces(session: ReadSession, window: Window, only: str | None) -> Sequence[NamespaceRow]:
    """Namespaces by name; `only` this one if given."""
    query = select(NamespaceRow).order_by(NamespaceRow.name).limit(window.limit + 1)
    if only is not None:
        query = query.where(NamespaceRow.name == only)
    if window.after:
        query = query.where(NamespaceRow.name > window.after[0])
    return (await session.scalars(query)).all()


async def contract(session: ReadSession, namespace_name: str, name: str) -> ContractRow | None:
    """The contract with this coordinate."""
    query = select(ContractRow).where(ContractRow.namespace == namespace_name, ContractRow.name == name)
    return await session.scalar(query)


async def contracts(session: ReadSession, window: Window, namespace_name: str) -> Sequence[ContractRow]:
    """The contracts of a namespace by name."""
    query = select(ContractRow).where(ContractRow.namespace == namespace_name)
    query = query.order_by(ContractRow.name).limit(window.limit + 1)
    if window.after:
        query = query.where(ContractRow.name > window.after[0])
    return (await session.scalars(query)).all()


async def lock(session: WriteSession, contract_id: UUID) -> None:
    """Make others wait for this transaction before they lock the same contract. SQLite has one writer
    anyway."""
    await session.execute(select(ContractRow.id).where(ContractRow.id == contract_id).with_for_update())
