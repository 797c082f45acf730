"""Taking, showing, paying and sending orders."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response

from orders_provider.edition import Edition
from orders_provider.parameters import Cursor, IdempotencyKey, Limit, OrderId, TheShop, customer
from orders_provider.problems import responses
from orders_provider.schemas import Payment, Quote
from orders_provider.shop import OrderRecord, OrderSlice, Quotation

CREATED = {
    "description": "The order as taken.",
    "headers": {"Location": {"description": "Where the order is.", "schema": {"type": "string"}}},
}


def orders_router(edition: Edition) -> APIRouter:
    """Return the order operations with the schemas of `edition`."""
    router = APIRouter(tags=["orders"], dependencies=[Depends(customer)])
    _add_taking(router, edition)
    _add_showing(router, edition)
    _add_settling(router, edition)
    return router


def _add_taking(router: APIRouter, edition: Edition) -> None:
    wanted = edition.order_create

    @router.post(
        "/orders",
        operation_id="create_order",
        status_code=201,
        response_model=edition.order,
        response_model_exclude_none=True,
        responses={201: CREATED, **responses(400, 401, 409)},
    )
    async def create_order(
        order: Annotated[wanted, Body()],  # type: ignore[valid-type]  # the edition's own schema
        shop: TheShop,
        response: Response,
        idempotency_key: IdempotencyKey = None,
    ) -> OrderRecord:
        """Take an order; it is open until it is paid."""
        created = shop.create(order, idempotency_key)
        response.headers["Location"] = f"/orders/{created.id}"
        return created

    @router.post("/quotes", operation_id="create_quote", response_model=Quote, responses=responses(400, 401))
    async def create_quote(
        order: Annotated[wanted, Body()],  # type: ignore[valid-type]  # the edition's own schema
        shop: TheShop,
    ) -> Quotation:
        """Say what an order would cost, without taking it."""
        return shop.quote(order)


def _add_showing(router: APIRouter, edition: Edition) -> None:
    @router.get(
        "/orders",
        operation_id="list_orders",
        response_model=edition.order_page,
        response_model_exclude_none=True,
        responses=responses(401),
    )
    async def list_orders(
        shop: TheShop,
        status: Annotated[str | None, Depends(edition.status_filter)],
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> OrderSlice:
        """List the orders, oldest first, one page at a time."""
        return shop.page(cursor, limit, status)

    @router.get(
        "/orders/{order_id}",
        operation_id="get_order",
        response_model=edition.order,
        response_model_exclude_none=True,
        responses=responses(401, 404),
    )
    async def get_order(order_id: OrderId, shop: TheShop) -> OrderRecord:
        """Show one order."""
        return shop.find(order_id)


def _add_settling(router: APIRouter, edition: Edition) -> None:
    @router.post(
        "/orders/{order_id}/payment",
        operation_id="pay_order",
        response_model=edition.order,
        response_model_exclude_none=True,
        responses=responses(400, 401, 404, 409),
    )
    async def pay_order(order_id: OrderId, payment: Annotated[Payment, Body()], shop: TheShop) -> OrderRecord:
        """Pay an open order."""
        return shop.settle(order_id, payment)

    @router.post(
        "/orders/{order_id}/shipment",
        operation_id="send_order",
        response_model=edition.order,
        response_model_exclude_none=True,
        responses=responses(401, 404, 409),
    )
    async def send_order(order_id: OrderId, shop: TheShop) -> OrderRecord:
        """Send a paid order on its way."""
        return shop.send(order_id)
