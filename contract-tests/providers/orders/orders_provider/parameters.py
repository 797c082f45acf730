"""What operations have in common: the caller's token, the shop, identifiers and paging."""

import secrets
from typing import Annotated, ClassVar

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from orders_provider.problems import ShopError
from orders_provider.shop import Shop

ORDER_ID = r"^o_[1-9][0-9]{0,17}$"
ATTACHMENT_ID = r"^a_[1-9][0-9]{0,17}$"

_bearer = HTTPBearer(auto_error=False, scheme_name="bearer", description="A token the shop issued.")


class UnauthorizedError(ShopError):
    """The request carries no token that the shop issued."""

    status, slug, title = 401, "unauthorized", "Unauthorized"
    headers: ClassVar = {"WWW-Authenticate": 'Bearer realm="orders"'}


def customer(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Let only callers through who carry the shop's token."""
    sent = credentials.credentials.encode() if credentials else b""
    if not secrets.compare_digest(sent, request.app.state.token.encode()):
        raise UnauthorizedError("Send the shop's token: `Authorization: Bearer …`.")


def _shop(request: Request) -> Shop:
    shop: Shop = request.app.state.shop
    return shop


TheShop = Annotated[Shop, Depends(_shop)]
OrderId = Annotated[str, Path(pattern=ORDER_ID, description="The order's id.", examples=["o_1"])]
AttachmentId = Annotated[
    str, Path(pattern=ATTACHMENT_ID, description="The attachment's id.", examples=["a_1"])
]
Cursor = Annotated[
    Annotated[str, Field(pattern=ORDER_ID)] | SkipJsonSchema[None],
    Query(description="`next_cursor` of the page before; absent for the first page."),
]
Limit = Annotated[int, Query(ge=1, le=100, description="The largest number of items to return.")]
IdempotencyKey = Annotated[
    Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | SkipJsonSchema[None],
    Header(
        alias="Idempotency-Key",
        description="Names this order: sent again with the same body, the same order is answered.",
    ),
]
