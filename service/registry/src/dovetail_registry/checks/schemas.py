"""Checks on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from .report import Bump, Report, Verdict

Outcome = Literal["checked", "accepted", "refused"]


class CheckSummary(BaseModel):
    """A stored run of the gate, without its report."""

    id: UUID
    namespace: str
    contract: str
    version: str = Field(description="The version that was asked for: `auto` or a number.")
    channel: str
    base_version: str | None = Field(
        description="The release it was compared with; null for a first release."
    )
    document_sha256: str
    verdict: Verdict
    suggested_bump: Bump
    outcome: Outcome = Field(description="`checked` without publishing, or what became of the publishing.")
    findings: dict[str, int] = Field(description="Findings by level.")
    allow_breaking: bool
    accept_unknown: bool
    created_at: datetime


class Check(CheckSummary):
    """A stored run of the gate: a pure function of base, document, policy and engine."""

    engine: str = Field(description="The version of the engine.")
    report: Report
