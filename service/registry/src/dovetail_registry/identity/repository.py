"""Queries on tokens."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.paging import Window

from .tables import TokenRow


async def by_hash(session: ReadSession, secret_hash: str) -> TokenRow | None:
    """The token whose secret has this hash."""
    return await session.scalar(select(TokenRow).where(TokenRow.secret_hash == secret_hash))


async def any_token(session: ReadSession) -> bool:
    """Whether there is a token at all, revoked ones included."""
    return await session.scalar(select(TokenRow.id).limit(1)) is not None


async def visible(session: ReadSession, token_id: UUID, namespace: str | None) -> TokenRow | None:
    """The token, if it is within the namespace (None: all)."""
    query = select(TokenRow).where(TokenRow.id == token_id)
    return await session.scalar(query if namespace is None else query.where(TokenRow.namespace == namespace))


async def page(session: ReadSession, window: Window, namespace: str | None) -> Sequence[TokenRow]:
    """Tokens within the namespace (None: all), newest first."""
    query = select(TokenRow).order_by(TokenRow.id.desc()).limit(window.limit + 1)
    if namespace is not None:
        query = query.where(TokenRow.namespace == namespace)
    if window.after:
        query = query.where(TokenRow.id < window.after[0])
    return (await session.scalars(query)).all()


async def touch(session: WriteSession, used: Mapping[UUID, datetime]) -> None:
    """Note when tokens were last used."""
    for token_id, moment in used.items():
        await session.execute(update(TokenRow).where(TokenRow.id == token_id).values(last_used_at=moment))
