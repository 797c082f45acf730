"""Checks on the wire."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from dovetail_registry.policies.schemas import Policy

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
    """A stored run of the gate: a pure function of the documents, policy, waivers, day and engine."""

    engine: str = Field(description="The version of the engine.")
    base_sha256: str | None = Field(description="The document of the release it was compared with.")
    policy: Policy = Field(description="The contract's policy as of then.")
    judged_on: date | None = Field(
        description="The day that waivers and sunsets were judged by; null for a check without."
    )
    report: Report


class Replay(BaseModel):
    """A stored check asked again, from everything that was written down with it."""

    check_id: UUID
    equal: bool = Field(description="Whether the report is the same, byte for byte.")
    difference: str | None = Field(description="Why it is not, where it is not.")
    recorded_engine: str = Field(description="The version of the engine that made the stored report.")
    engine: str = Field(description="The version of the engine that made this one.")
    report: Report
