"""The shop's state and rules, in memory; knows nothing of HTTP."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from orders_provider.fields import Currency
from orders_provider.problems import ShopError
from orders_provider.schemas import Address, BankTransfer, CardPayment, OrderCreate, OrderItem, Voucher

PRICES = {"MUG-BLUE": 1290, "MUG-RED": 1290, "TEAPOT": 3450, "TEA-GREEN": 690}
MADE_TO_ORDER_PRICE = 1990
LARGEST_ATTACHMENT = 1_000_000


class OrderNotFoundError(ShopError):
    """No order has this id."""

    status, slug, title = 404, "order-not-found", "Order not found"


class AttachmentNotFoundError(ShopError):
    """The order has no attachment of this id."""

    status, slug, title = 404, "attachment-not-found", "Attachment not found"


class IdempotencyKeyReusedError(ShopError):
    """The key was used for another order."""

    slug, title = "idempotency-key-reused", "Idempotency key reused"


class WrongStatusError(ShopError):
    """The order's status does not allow this."""

    slug, title = "wrong-status", "The order's status does not allow this"


class AttachmentTooLargeError(ShopError):
    """The file is larger than an attachment may be."""

    status, slug, title = 413, "attachment-too-large", "Attachment too large"


@dataclass
class Amount:
    """An amount in minor units of a currency."""

    amount: int
    currency: Currency


@dataclass
class Line:
    """One product at the price it is sold for."""

    sku: str
    quantity: int
    unit_price: int


@dataclass
class AttachmentRecord:
    """A file kept with an order."""

    id: str
    file_name: str
    label: str
    content: bytes
    uploaded_at: datetime

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass
class OrderRecord:
    """An order as the shop keeps it; an edition's `Order` shows a part of it."""

    id: str
    number: int
    items: list[Line]
    total: Amount
    created_at: datetime
    status: str = "open"
    ship_to: Address | None = None
    requested_delivery: date | None = None
    note: str | None = None
    paid_by: CardPayment | BankTransfer | Voucher | None = None
    attachments: dict[str, AttachmentRecord] = field(default_factory=dict)


@dataclass
class Quotation:
    """What an order would cost now."""

    lines: list[Line]
    total: Amount


@dataclass
class OrderSlice:
    """A part of the orders, oldest first, and where the rest begins."""

    items: list[OrderRecord]
    next_cursor: str | None


class Shop:
    """Takes, shows, settles and holds orders."""

    def __init__(self) -> None:
        self._orders: dict[str, OrderRecord] = {}
        self._keys: dict[str, tuple[OrderCreate, OrderRecord]] = {}
        self._attachments = 0

    def quote(self, wanted: OrderCreate) -> Quotation:
        """Return the lines and total that `wanted` would have as an order."""
        lines = [_line(item) for item in wanted.items]
        amount = sum(line.quantity * line.unit_price for line in lines)
        return Quotation(lines, Amount(amount, wanted.currency))

    def create(self, wanted: OrderCreate, key: str | None) -> OrderRecord:
        """Take an order, or return the one that was taken under the same idempotency key."""
        if key is not None and key in self._keys:
            return self._repeated(wanted, key)
        order = self._take(wanted)
        if key is not None:
            self._keys[key] = (wanted, order)
        return order

    def find(self, order_id: str) -> OrderRecord:
        """Return the order of this id; raises `OrderNotFoundError`."""
        if order_id not in self._orders:
            raise OrderNotFoundError(f"There is no order {order_id}.")
        return self._orders[order_id]

    def page(self, after: str | None, limit: int, status: str | None) -> OrderSlice:
        """Return up to `limit` orders taken after the order `after`, of one status where it is given."""
        start = int(after.removeprefix("o_")) if after else 0
        later = [order for order in self._orders.values() if order.number > start]
        matching = [order for order in later if status in (None, order.status)]
        items = matching[:limit]
        return OrderSlice(items, items[-1].id if len(matching) > limit else None)

    def settle(self, order_id: str, payment: CardPayment | BankTransfer | Voucher) -> OrderRecord:
        """Mark an open order as paid."""
        order = self._in_status(order_id, "open", doing="be paid")
        order.status, order.paid_by = "paid", payment
        return order

    def send(self, order_id: str) -> OrderRecord:
        """Mark a paid order as sent."""
        order = self._in_status(order_id, "paid", doing="be sent")
        order.status = "sent"
        return order

    def hold(self, order_id: str) -> OrderRecord:
        """Put an open order on hold."""
        order = self._in_status(order_id, "open", doing="be put on hold")
        order.status = "on_hold"
        return order

    def attach(self, order_id: str, file_name: str, label: str, content: bytes) -> AttachmentRecord:
        """Keep a file with an order."""
        order = self.find(order_id)
        if len(content) > LARGEST_ATTACHMENT:
            raise AttachmentTooLargeError(f"An attachment has at most {LARGEST_ATTACHMENT:,} bytes.")
        self._attachments += 1
        attachment = AttachmentRecord(f"a_{self._attachments}", file_name, label, content, datetime.now(UTC))
        order.attachments[attachment.id] = attachment
        return attachment

    def attachment(self, order_id: str, attachment_id: str) -> AttachmentRecord:
        """Return an attachment of an order; raises `AttachmentNotFoundError`."""
        attachments = self.find(order_id).attachments
        if attachment_id not in attachments:
            raise AttachmentNotFoundError(f"Order {order_id} has no attachment {attachment_id}.")
        return attachments[attachment_id]

    def detach(self, order_id: str, attachment_id: str) -> None:
        """Delete an attachment of an order."""
        del self.find(order_id).attachments[self.attachment(order_id, attachment_id).id]

    def _repeated(self, wanted: OrderCreate, key: str) -> OrderRecord:
        earlier, order = self._keys[key]
        if wanted != earlier:
            raise IdempotencyKeyReusedError(f"The key {key} belongs to another order, {order.id}.")
        return order

    def _take(self, wanted: OrderCreate) -> OrderRecord:
        quotation, number = self.quote(wanted), len(self._orders) + 1
        order = OrderRecord(
            id=f"o_{number}",
            number=number,
            items=quotation.lines,
            total=quotation.total,
            created_at=datetime.now(UTC),
            ship_to=wanted.ship_to,
            requested_delivery=wanted.requested_delivery,
            note=getattr(wanted, "note", None),
        )
        self._orders[order.id] = order
        return order

    def _in_status(self, order_id: str, status: str, *, doing: str) -> OrderRecord:
        order = self.find(order_id)
        if order.status != status:
            raise WrongStatusError(f"Order {order_id} is {order.status}; only when {status} can it {doing}.")
        return order


def _line(item: OrderItem) -> Line:
    return Line(item.sku, item.quantity, PRICES.get(item.sku, MADE_TO_ORDER_PRICE))
