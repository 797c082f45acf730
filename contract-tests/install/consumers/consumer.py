"""A program that uses the installed client of the orders service, synchronously and not."""

import asyncio
import os
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from acme_orders import AsyncClient, Client, File, errors
from acme_orders.models import (
    AttachmentUpload,
    CardPayment,
    OrderCreate,
    OrderItem,
)

BASE = os.environ["ORDERS_URL"]
TOKEN = os.environ["ORDERS_TOKEN"]


def wanted() -> OrderCreate:
    items = [OrderItem(sku="TEAPOT", quantity=1)]
    return OrderCreate(items=items, requested_delivery=date(2026, 12, 24), note="Please ring twice.")


def buy() -> None:
    key = uuid4().hex
    with Client(BASE, bearer=TOKEN) as client:
        order = client.orders.create_order(body=wanted(), idempotency_key=key)
        assert (order.status, order.total.amount, order.total.currency) == ("open", 3450, "EUR")
        assert client.orders.create_order(body=wanted(), idempotency_key=key).id == order.id
        card = CardPayment(method="card", network="visa", last_digits="4242")
        paid = client.orders.pay_order(order_id=order.id, body=card)
        assert isinstance(paid.paid_by, CardPayment)
        assert order.id in [each.id for each in client.orders.list_orders(status="paid", limit=100).items]


def attach() -> None:
    content = bytes(range(256))
    with Client(BASE, bearer=TOKEN) as client:
        order = client.orders.create_order(body=wanted())
        upload = AttachmentUpload(file=File(content, "note.bin"), label="delivery note")
        kept = client.attachments.upload_attachment(order_id=order.id, body=upload)
        assert (kept.size, kept.label) == (256, "delivery note")
        got = client.attachments.download_attachment(order_id=order.id, attachment_id=kept.id)
        assert got == content


def fail() -> None:
    with Client(BASE, bearer=TOKEN) as client:
        missing = failure(lambda: client.orders.get_order(order_id="o_999"))
    assert isinstance(missing, errors.NotFoundError)
    assert missing.body is not None
    assert missing.body.title == "Order not found"
    with Client(BASE, bearer="wrong") as stranger:
        refused = failure(stranger.orders.list_orders)
    assert isinstance(refused, errors.UnauthorizedError)
    assert refused.status_code == 401


def failure(call: Callable[[], object]) -> errors.ApiError:
    try:
        call()
    except errors.ApiError as error:
        return error
    raise AssertionError("the call should have failed")


async def buy_without_waiting() -> None:
    async with AsyncClient(BASE, bearer=TOKEN) as client:
        orders = await asyncio.gather(*(client.orders.create_order(body=wanted()) for _ in range(5)))
        assert len({order.id for order in orders}) == 5
        quote = await client.orders.create_quote(body=wanted())
        assert quote.total == orders[0].total


if __name__ == "__main__":
    buy()
    attach()
    fail()
    asyncio.run(buy_without_waiting())
    print("the consumer is content")
