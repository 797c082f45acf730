"""Edition 1.1.0 adds without breaking: notes, a status filter and the deletion of attachments."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from orders_provider import schemas
from orders_provider.attachments import deletion_router
from orders_provider.edition import Edition
from orders_provider.fields import Output
from orders_provider.schemas import Note


class Order(schemas.Order):
    """An order of one customer."""

    note: Note | SkipJsonSchema[None] = None


class OrderCreate(schemas.OrderCreate):
    """What a customer wants to buy."""

    note: Note | SkipJsonSchema[None] = Field(default=None, description="For whoever packs the order.")


class OrderPage(Output):
    """Some orders, oldest first, and where the rest begins."""

    items: list[Order]
    next_cursor: str | SkipJsonSchema[None] = Field(default=None, description="Absent on the last page.")


def status_filter(
    status: Annotated[
        Literal["open", "paid", "sent"] | SkipJsonSchema[None],
        Query(description="Only orders of this status."),
    ] = None,
) -> str | None:
    """Show orders of one status where the caller asks for it."""
    return status


EDITION = Edition(
    version="1.1.0",
    order=Order,
    order_page=OrderPage,
    order_create=OrderCreate,
    status_filter=status_filter,
    more_operations=(deletion_router,),
)
