"""Packages on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

Ecosystem = Literal["python", "npm"]
PackageCheck = Literal["archive", "compiled", "imported"]
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
    checks: list[PackageCheck] | None = Field(
        description="What was checked before it was shown: its archive, that it compiles and can be imported."
    )


class OperationTyping(BaseModel):
    """How well one operation could be typed."""

    operation: str = Field(description="Its operationId, or method and path.")
    name: str = Field(description="The method of the generated client, in snake_case.")
    typed: bool = Field(description="Whether arguments and answers are fully typed.")
    raw: list[str] = Field(description="What is not, and why.")


class PackageReport(BaseModel):
    """What the generator made of each operation."""

    ecosystem: Ecosystem
    operations: list[OperationTyping]
