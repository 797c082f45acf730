"""What tells one edition of the contract from another."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import BaseModel

from orders_provider.schemas import OrderCreate


@dataclass(frozen=True)
class Edition:
    """The schemas and operations in which editions differ; everything else they share."""

    version: str
    order: type[BaseModel]
    order_page: type[BaseModel]
    order_create: type[OrderCreate]
    status_filter: Callable[..., str | None]
    more_operations: tuple[APIRouter, ...] = ()
