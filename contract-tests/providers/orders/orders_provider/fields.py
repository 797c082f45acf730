"""The field types that several schemas share."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Currency(StrEnum):
    """The currencies the shop sells in."""

    EUR = "EUR"
    GBP = "GBP"
    USD = "USD"


class Input(BaseModel):
    """What a caller sends: nothing undeclared, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Output(BaseModel):
    """What the service answers; reads the records of the shop."""

    model_config = ConfigDict(from_attributes=True)


def _from_text(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return date.fromisoformat(value)
    raise ValueError("a date is written as YYYY-MM-DD")


def _from_number(value: object) -> object:
    # JSON knows one kind of number: 2.0 is an integer there (JSON Schema 2020-12, 6.1.1).
    return int(value) if isinstance(value, float) and value.is_integer() else value


CurrencyCode = Annotated[Currency, Field(strict=False)]
DaySent = Annotated[date, BeforeValidator(_from_text)]
Sku = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,31}$", examples=["MUG-BLUE"])]
Quantity = Annotated[int, Field(ge=1, le=999, examples=[2]), BeforeValidator(_from_number)]
MinorUnits = Annotated[int, Field(ge=0, description="In the smallest unit of the currency.", examples=[1990])]
