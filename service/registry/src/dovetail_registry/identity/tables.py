"""Tokens at rest: only a hash of the secret is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class TokenRow(Row):
    """A token. `secret_hash` is the SHA-256 of the whole token; `namespace` restricts it to one."""

    __tablename__ = "tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    secret_hash: Mapped[str] = mapped_column(Name, unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    namespace: Mapped[str | None] = mapped_column(Name)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)
