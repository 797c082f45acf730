"""Tokens over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from dovetail_registry.kit.db import DatabaseBusy, Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.kit.wire import JSON_BODY

from . import service
from .access import REFUSALS, SignedIn
from .problems import TokenNotFound, Unauthenticated
from .schemas import Me, NewToken, Token, TokenCreate

router = APIRouter(tags=["tokens"])


@router.get("/me", operation_id="get_me", response_model=Me, responses=problems(Unauthenticated))
async def get_me(actor: SignedIn) -> Me:
    """Who the request's token belongs to, and what it may do."""
    scopes = sorted(actor.scopes)
    return Me(token_id=actor.token_id, name=actor.name, scopes=scopes, namespace=actor.namespace)


@router.get("/tokens", operation_id="list_tokens", responses=problems(*REFUSALS))
async def list_tokens(
    actor: SignedIn, session: Reads, wanted: Annotated[Window, Depends(window("tokens", UUID))]
) -> Page[Token]:
    """Tokens, newest first, without their secrets. Needs the scope `admin`."""
    rows = await service.list_tokens(session, actor, wanted)
    items, cursor = wanted.page(rows, lambda row: (row.id,))
    return Page(items=[Token.model_validate(row, from_attributes=True) for row in items], next_cursor=cursor)


@router.post(
    "/tokens",
    operation_id="create_token",
    status_code=201,
    responses=problems(*REFUSALS, *JSON_BODY, DatabaseBusy),
)
async def create_token(actor: SignedIn, session: Writes, wanted: TokenCreate) -> NewToken:
    """Make a token; the answer holds its secret, which is never shown again. Needs the scope `admin`."""
    row, secret = await service.create(session, actor, wanted)
    token = Token.model_validate(row, from_attributes=True)
    return NewToken(**token.model_dump(), secret=secret)


@router.delete(
    "/tokens/{token_id}",
    operation_id="revoke_token",
    status_code=204,
    responses=problems(*REFUSALS, TokenNotFound, DatabaseBusy),
)
async def revoke_token(actor: SignedIn, session: Writes, token_id: UUID) -> None:
    """Revoke a token; it stops working at once. Needs the scope `admin`, except for the token itself."""
    await service.revoke(session, actor, token_id)
