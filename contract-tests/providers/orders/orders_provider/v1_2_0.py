"""Edition 1.2.0, believed to be compatible: `currency` is required and orders can be on hold."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from orders_provider import v1_1_0
from orders_provider.attachments import deletion_router
from orders_provider.edition import Edition
from orders_provider.fields import CurrencyCode, Output
from orders_provider.parameters import OrderId, TheShop, customer
from orders_provider.problems import responses
from orders_provider.shop import OrderRecord


class Order(v1_1_0.Order):
    """An order of one customer."""

    status: Literal["open", "paid", "sent", "on_hold"]  # type: ignore[assignment]  # the break of the story


class OrderCreate(v1_1_0.OrderCreate):
    """What a customer wants to buy."""

    currency: CurrencyCode


class OrderPage(Output):
    """Some orders, oldest first, and where the rest begins."""

    items: list[Order]
    next_cursor: str | SkipJsonSchema[None] = Field(default=None, description="Absent on the last page.")


def status_filter(
    status: Annotated[
        Literal["open", "paid", "sent", "on_hold"] | SkipJsonSchema[None],
        Query(description="Only orders of this status."),
    ] = None,
) -> str | None:
    """Show orders of one status where the caller asks for it."""
    return status


holding_router = APIRouter(tags=["orders"], dependencies=[Depends(customer)])


@holding_router.post(
    "/orders/{order_id}/hold",
    operation_id="hold_order",
    response_model=Order,
    response_model_exclude_none=True,
    responses=responses(401, 404, 409),
)
async def hold_order(order_id: OrderId, shop: TheShop) -> OrderRecord:
    """Put an open order on hold."""
    return shop.hold(order_id)


EDITION = Edition(
    version="1.2.0",
    order=Order,
    order_page=OrderPage,
    order_create=OrderCreate,
    status_filter=status_filter,
    more_operations=(deletion_router, holding_router),
)
