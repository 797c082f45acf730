"""Tokens on the wire."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from dovetail_registry.kit.texts import Label

NamespaceName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,38}$")]


class Scope(StrEnum):
    """What a token may do. `publish` includes `read`; `admin` includes everything."""

    READ = "read"
    PUBLISH = "publish"
    OVERRIDE = "override"
    ADMIN = "admin"


def _written(value: object) -> object:
    # Left to itself, pydantic takes numbers, and text that is a number, for seconds since 1970.
    if value is None or (isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[Tt]", value, re.ASCII)):
        return value
    raise ValueError("is written as in RFC 3339, such as 2027-01-31T00:00:00Z")


def _once_each(scopes: list[Scope]) -> list[Scope]:
    if len(set(scopes)) < len(scopes):
        raise ValueError("names a scope twice")
    return scopes


class TokenCreate(BaseModel):
    """A token to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Label = Field(description="What it is for, such as `orders CI`.")
    scopes: Annotated[list[Scope], AfterValidator(_once_each)] = Field(
        min_length=1,
        max_length=4,
        json_schema_extra={"uniqueItems": True},
        description="`read` reads where reading is not public; `publish` creates contracts, checks and "
        "releases; `override` may release breaking changes (`allow_breaking`), set policies and waive "
        "findings; `admin` may do everything.",
    )
    namespace: NamespaceName | None = Field(
        None, description="The only namespace it is good for; null for all."
    )
    expires_at: Annotated[AwareDatetime | None, BeforeValidator(_written)] = Field(
        None, description="When it stops working; null for never."
    )


class Token(BaseModel):
    """A token, without its secret."""

    id: UUID
    name: str
    scopes: list[Scope]
    namespace: str | None = Field(description="The only namespace it is good for; null for all.")
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None = Field(description="Accurate to about a minute.")


class NewToken(Token):
    """A token just made, with its secret, which is shown this once."""

    secret: str = Field(
        description="Send it as `Authorization: Bearer …`, or as the password of `__token__`."
    )


class Me(BaseModel):
    """Who the request's token belongs to."""

    token_id: UUID
    name: str
    scopes: list[Scope]
    namespace: str | None = Field(description="The only namespace the token is good for; null for all.")
