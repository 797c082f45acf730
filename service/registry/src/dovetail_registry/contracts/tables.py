"""Namespaces and contracts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class NamespaceRow(Row):
    """A team's space."""

    __tablename__ = "namespaces"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    description: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))


class ContractRow(Row):
    """One API in a namespace. `namespace` repeats the namespace's name, which never changes."""

    __tablename__ = "contracts"
    __table_args__ = (UniqueConstraint("namespace_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    namespace_id: Mapped[UUID] = mapped_column(ForeignKey("namespaces.id"))
    namespace: Mapped[str] = mapped_column(Name)
    name: Mapped[str] = mapped_column(Name)
    description: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("tokens.id"))
