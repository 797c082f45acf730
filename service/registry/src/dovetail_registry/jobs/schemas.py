"""Jobs on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

JobState = Literal["queued", "running", "succeeded", "failed"]
TERMINAL: frozenset[str] = frozenset({"succeeded", "failed"})


class Job(BaseModel):
    """One piece of background work."""

    id: UUID
    kind: str = Field(description="What it does, such as `build-package`.")
    namespace: str
    contract: str
    subject: str = Field(description="What it is about, such as `1.4.0 python`.")
    state: JobState
    attempts: int = Field(description="How often it was tried.")
    max_attempts: int
    error: str | None = Field(description="Why the last attempt failed.")
    created_at: datetime
    run_at: datetime = Field(description="It does not start before.")
    started_at: datetime | None
    finished_at: datetime | None
