"""Signing in, and the life of tokens."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dovetail_registry.events import service as events
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import Database, ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window

from . import repository
from .problems import Forbidden, TokenNotFound, Unauthenticated
from .schemas import Scope, TokenCreate
from .secrets import hash_of, new_secret
from .tables import TokenRow

_INCLUDED = {
    Scope.READ: frozenset({Scope.READ}),
    Scope.PUBLISH: frozenset({Scope.READ, Scope.PUBLISH}),
    Scope.OVERRIDE: frozenset({Scope.OVERRIDE}),
    Scope.ADMIN: frozenset(Scope),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a token. `namespace` is the only one it is good for, None for all."""

    token_id: UUID
    name: str
    scopes: frozenset[Scope]
    namespace: str | None

    def may(self, scope: Scope, namespace: str | None = None) -> bool:
        """Whether the token has the scope, in this namespace or (None) in all of them."""
        included = any(scope in _INCLUDED[held] for held in self.scopes)
        return included and (self.namespace is None or self.namespace == namespace)

    def require(self, scope: Scope, namespace: str | None = None) -> None:
        """Raise Forbidden, naming what is missing, unless the token may."""
        if not any(scope in _INCLUDED[held] for held in self.scopes):
            raise Forbidden(f"The token `{self.name}` lacks the scope `{scope}`.")
        if not self.may(scope, namespace):
            raise Forbidden(f"The token `{self.name}` is good for the namespace `{self.namespace}` only.")


class LastUse:
    """When tokens were used, kept in memory until somebody writes it down."""

    def __init__(self) -> None:
        self._used: dict[UUID, datetime] = {}

    def note(self, token_id: UUID) -> None:
        """The token was used now."""
        self._used[token_id] = now()

    async def save(self, db: Database) -> None:
        """Write down what is new."""
        used, self._used = self._used, {}
        if used:
            async with db.write() as session:
                await repository.touch(session, used)


async def authenticate(db: Database, authorization: str) -> Actor:
    """The actor behind an `Authorization` header, Bearer or Basic. Raises Unauthenticated."""
    secret = _secret_of(authorization)
    async with db.read() as session:
        row = await repository.by_hash(session, hash_of(secret))
    if row is None:
        raise Unauthenticated("The token is not known here.")
    if row.revoked_at is not None:
        raise Unauthenticated("The token was revoked.")
    if row.expires_at is not None and row.expires_at <= now():
        raise Unauthenticated("The token has expired.")
    return Actor(row.id, row.name, frozenset(Scope(scope) for scope in row.scopes), row.namespace)


async def create(session: WriteSession, actor: Actor, wanted: TokenCreate) -> tuple[TokenRow, str]:
    """A new token and its secret; an administrator of one namespace makes tokens for that one only."""
    actor.require(Scope.ADMIN, wanted.namespace)
    secret = new_secret()
    row = _row(wanted.name, wanted.scopes, secret, actor.token_id)
    row.namespace, row.expires_at = wanted.namespace, wanted.expires_at
    session.add(row)
    scopes = sorted(row.scopes)
    events.record(
        session, "token.created", str(row.id), actor_id=actor.token_id, namespace=row.namespace, scopes=scopes
    )
    await session.flush()
    return row, secret


async def list_tokens(session: ReadSession, actor: Actor, window: Window) -> Sequence[TokenRow]:
    """The tokens an administrator may see."""
    actor.require(Scope.ADMIN, actor.namespace)
    return await repository.page(session, window, actor.namespace)


async def revoke(session: WriteSession, actor: Actor, token_id: UUID) -> None:
    """End a token; doing it twice changes nothing. A token may always end itself."""
    if token_id != actor.token_id:
        actor.require(Scope.ADMIN, actor.namespace)
    row = await repository.visible(session, token_id, actor.namespace)
    if row is None:
        raise TokenNotFound(f"There is no token {token_id}.")
    if row.revoked_at is None:
        row.revoked_at = now()
        events.record(session, "token.revoked", str(row.id), actor_id=actor.token_id, namespace=row.namespace)


async def first_administrator(db: Database, given: str | None) -> str | None:
    """Make the administrator's token if there is no token yet, from `given` or anew; answer the secret if
    so."""
    async with db.write() as session:
        if await repository.any_token(session):
            return None
        return await _administrator(session, given or new_secret())


async def another_administrator(db: Database) -> str:
    """One more administrator's token, for whoever has the machine and lost the others."""
    async with db.write() as session:
        return await _administrator(session, new_secret())


async def _administrator(session: WriteSession, secret: str) -> str:
    row = _row("administrator", [Scope.ADMIN], secret, None)
    session.add(row)
    events.record(session, "token.created", str(row.id), actor_id=None, scopes=row.scopes)
    await session.flush()
    return secret


def _row(name: str, scopes: Sequence[Scope], secret: str, creator: UUID | None) -> TokenRow:
    return TokenRow(
        id=new_id(),
        name=name,
        secret_hash=hash_of(secret),
        scopes=sorted({str(scope) for scope in scopes}),
        namespace=None,
        created_at=now(),
        created_by=creator,
        expires_at=None,
        revoked_at=None,
        last_used_at=None,
    )


def _secret_of(authorization: str) -> str:
    scheme, _, credentials = authorization.partition(" ")
    credentials = credentials.strip()
    if scheme.lower() == "bearer" and credentials:
        return credentials
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            raise Unauthenticated("The Basic credentials cannot be decoded.") from None
    raise Unauthenticated("The Authorization header is neither Bearer nor Basic.")
