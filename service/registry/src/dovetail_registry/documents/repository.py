"""Queries on documents."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from dovetail_registry.kit.db import ReadSession

from .tables import DocumentRow


async def by_sha256(session: ReadSession, sha256: str) -> DocumentRow | None:
    """The document with these bytes."""
    return await session.get(DocumentRow, sha256)


async def many(session: ReadSession, addresses: Collection[str]) -> Mapping[str, DocumentRow]:
    """Documents by their addresses, in one statement."""
    rows = await session.scalars(select(DocumentRow).where(DocumentRow.sha256.in_(addresses)))
    return {row.sha256: row for row in rows}
