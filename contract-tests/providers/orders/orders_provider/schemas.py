"""The schemas that every edition of the contract has in common."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic.json_schema import SkipJsonSchema

from orders_provider.fields import Currency, CurrencyCode, DaySent, Input, MinorUnits, Output, Quantity, Sku

Note = Annotated[str, Field(max_length=500, examples=["Please ring twice."])]


class OrderItem(Input):
    """One wanted product."""

    sku: Sku
    quantity: Quantity


class Address(Input):
    """Where an order is sent."""

    name: str = Field(min_length=1, max_length=100, examples=["Ada Lovelace"])
    street: str = Field(min_length=1, max_length=100, examples=["12 St James's Square"])
    postcode: str = Field(min_length=1, max_length=16, examples=["SW1Y 4JH"])
    city: str = Field(min_length=1, max_length=100, examples=["London"])
    country: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2.", examples=["GB"])


class OrderCreate(Input):
    """What a customer wants to buy."""

    items: list[OrderItem] = Field(min_length=1, max_length=100)
    currency: CurrencyCode = Currency.EUR
    ship_to: Address | SkipJsonSchema[None] = None
    requested_delivery: DaySent | SkipJsonSchema[None] = Field(default=None, examples=["2026-12-24"])

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("null is not declared; leave the property out")
        return value


class Money(Output):
    """An amount in one currency."""

    amount: MinorUnits
    currency: Currency


class OrderLine(Output):
    """One product of an order at the price it was sold for."""

    sku: Sku
    quantity: Quantity
    unit_price: MinorUnits


class CardPayment(Input):
    """Paid by card."""

    method: Literal["card"]
    network: Literal["visa", "mastercard", "amex"]
    last_digits: str = Field(pattern=r"^[0-9]{4}$", examples=["4242"])


class BankTransfer(Input):
    """Paid by bank transfer."""

    method: Literal["bank_transfer"]
    iban: str = Field(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", examples=["GB82WEST12345698765432"])


class Voucher(Input):
    """Paid with a voucher."""

    method: Literal["voucher"]
    code: str = Field(pattern=r"^[A-Z0-9]{8}$", examples=["XMAS2026"])


Payment = Annotated[CardPayment | BankTransfer | Voucher, Field(discriminator="method")]


class Order(Output):
    """An order of one customer."""

    id: str = Field(examples=["o_1"])
    status: Literal["open", "paid", "sent"]
    items: list[OrderLine]
    total: Money
    created_at: datetime
    ship_to: Address | SkipJsonSchema[None] = None
    requested_delivery: date | SkipJsonSchema[None] = None
    paid_by: Payment | SkipJsonSchema[None] = Field(default=None, description="Absent until it is paid.")


class Quote(Output):
    """What an order would cost now."""

    lines: list[OrderLine]
    total: Money


class Attachment(Output):
    """A file kept with an order; its bytes are downloaded separately."""

    id: str = Field(examples=["a_1"])
    file_name: str
    label: str
    size: int = Field(description="In bytes.")
    uploaded_at: datetime


class AttachmentList(Output):
    """All attachments of one order."""

    items: list[Attachment]
