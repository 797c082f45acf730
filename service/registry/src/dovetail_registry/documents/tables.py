"""Examined documents, one row per distinct content."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from dovetail_registry.kit.db import Moment, Name, Row


class DocumentRow(Row):
    """A document that passed the examination. `sha256` addresses its bytes in the blob store, `digest` is the
    canonical hash of its meaning, `warnings` are the objections that did not stop it."""

    __tablename__ = "documents"

    sha256: Mapped[str] = mapped_column(Name, primary_key=True)
    digest: Mapped[str] = mapped_column(Name, index=True)
    format: Mapped[str] = mapped_column(Name)
    openapi: Mapped[str] = mapped_column(Name)
    title: Mapped[str] = mapped_column(Text)
    info_version: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    operations: Mapped[int]
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
