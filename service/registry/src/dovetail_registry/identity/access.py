"""Who may reach an endpoint: dependencies that turn the request's credentials into an actor."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.requests import HTTPConnection
from fastapi.security import HTTPBasic, HTTPBearer

from . import service
from .problems import Forbidden, Unauthenticated
from .schemas import Scope
from .service import Actor

REFUSALS = (Unauthenticated, Forbidden)


class _Bearer(HTTPBearer):
    """Declares the scheme in the contract; `current` reads the header itself."""

    async def __call__(self, request: HTTPConnection) -> None:
        """Nothing: `current` reads the header."""


class _Basic(HTTPBasic):
    """Declares the scheme in the contract; `current` reads the header itself."""

    async def __call__(self, request: HTTPConnection) -> None:
        """Nothing: `current` reads the header."""


_bearer = _Bearer(scheme_name="bearer", description="A token as `Authorization: Bearer …`.")
_basic = _Basic(scheme_name="basic", description="A token as the password; the user name is `__token__`.")


async def current(
    request: Request,
    _by_bearer: Annotated[None, Security(_bearer)],
    _by_basic: Annotated[None, Security(_basic)],
) -> Actor | None:
    """Who acts; None for nobody in particular. Wrong credentials are refused even where none are needed."""
    authorization = request.headers.get("authorization")
    if authorization is None:
        return None
    resources = request.app.state.resources
    actor = await service.authenticate(resources.db, authorization)
    resources.last_use.note(actor.token_id)
    request.state.actor = actor
    return actor


Current = Annotated[Actor | None, Depends(current)]


def signed_in(actor: Current) -> Actor:
    """Whoever has a token."""
    if actor is None:
        raise Unauthenticated("This needs a token: send it as `Authorization: Bearer …`.")
    return actor


def reader(request: Request, actor: Current) -> Actor | None:
    """Whoever may read the namespace in the path: everyone, unless the operator closed reading."""
    return _allowed_to_read(request, actor, request.path_params.get("namespace"))


async def plain_reader(request: Request, namespace: str | None = None) -> Actor | None:
    """`reader` for plain routes; the namespace is the one in the path unless given."""
    actor = await current(request, None, None)
    return _allowed_to_read(request, actor, namespace or request.path_params.get("namespace"))


def publisher(request: Request, actor: Annotated[Actor, Depends(signed_in)]) -> Actor:
    """Whoever may publish in the namespace in the path."""
    actor.require(Scope.PUBLISH, request.path_params.get("namespace"))
    return actor


def overrider(request: Request, actor: Annotated[Actor, Depends(signed_in)]) -> Actor:
    """Whoever may let findings pass in the namespace in the path."""
    actor.require(Scope.OVERRIDE, request.path_params.get("namespace"))
    return actor


def administrator(actor: Annotated[Actor, Depends(signed_in)]) -> Actor:
    """Whoever administers the whole registry."""
    actor.require(Scope.ADMIN)
    return actor


def readable_namespace(request: Request, actor: Actor | None) -> str | None:
    """The only namespace whose things the actor may see in lists; None for all."""
    open_to_all = request.app.state.resources.settings.public_read
    return None if open_to_all or actor is None else actor.namespace


def require_read(request: Request, actor: Actor | None, namespace: str) -> None:
    """Raise Forbidden unless the actor, who passed `reader`, may read this namespace."""
    if actor is not None and not request.app.state.resources.settings.public_read:
        actor.require(Scope.READ, namespace)


Reader = Annotated[Actor | None, Depends(reader)]
SignedIn = Annotated[Actor, Depends(signed_in)]
Publisher = Annotated[Actor, Depends(publisher)]
Overrider = Annotated[Actor, Depends(overrider)]
Administrator = Annotated[Actor, Depends(administrator)]


def _allowed_to_read(request: Request, actor: Actor | None, namespace: str | None) -> Actor | None:
    if request.app.state.resources.settings.public_read:
        return actor
    holder = signed_in(actor)
    holder.require(Scope.READ, namespace or holder.namespace)
    return holder
