"""Packages on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

Ecosystem = Literal["python", "npm"]
PackageState = Literal["pending", "available", "failed"]


class Package(BaseModel):
    """The generated client of one release for one ecosystem."""

    ecosystem: Ecosystem
    state: PackageState
    reason: str | None = Field(description="Why it failed.")
    job_id: UUID = Field(description="The job that builds it.")
    project: str = Field(description="The name that `pip` or `npm` installs.")
    version: str | None = Field(
        description="The version as the ecosystem spells it; null before it is built."
    )
    filename: str | None
    size: int | None = Field(description="Bytes.")
    sha256: str | None
    available_at: datetime | None
