"""Edition 1.0.0: the first release."""

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from orders_provider.edition import Edition
from orders_provider.fields import Output
from orders_provider.schemas import Order, OrderCreate


class OrderPage(Output):
    """Some orders, oldest first, and where the rest begins."""

    items: list[Order]
    next_cursor: str | SkipJsonSchema[None] = Field(default=None, description="Absent on the last page.")


def no_filter() -> None:
    """Show orders of every status."""


EDITION = Edition(
    version="1.0.0",
    order=Order,
    order_page=OrderPage,
    order_create=OrderCreate,
    status_filter=no_filter,
)
