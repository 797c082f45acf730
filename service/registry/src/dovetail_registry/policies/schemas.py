"""Policies and waivers on the wire: the engine's own fields, with their documentation."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dovetail_engine.compat.policy import DEFAULT_FORMATS
from dovetail_engine.compat.policy import Policy as EnginePolicy
from dovetail_engine.compat.policy.fields import DEPRECATION, POLICY, SEVERITY, WAIVER, Section

Level = Literal["breaking", "unknown", "risky", "safe"]
Tolerance = Literal["breaking", "risky"]
PolicyMode = Literal["backward", "forward", "full"]
Axes = Literal["wire", "source", "both"]
_LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
Line = Annotated[str, Field(min_length=1, max_length=500, pattern=_LINE)]
Glob = Annotated[str, Field(min_length=1, max_length=200, pattern="^[a-z0-9*-]+$")]


def _as_day(value: object) -> object:
    # Left to itself, pydantic takes numbers, and text that is a number, for seconds since 1970.
    if value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)):
        return value
    raise ValueError("is written as in RFC 3339, such as 2027-01-31")


def _whole(value: object) -> object:
    # 5.0 is the same number in JSON.
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[date, BeforeValidator(_as_day)]
Whole = Annotated[int, Field(strict=True), BeforeValidator(_whole)]


def _said(section: Section, name: str) -> str:
    return section.fields[name].doc


def _policy(name: str, **more: Any) -> Any:
    return Field(description=_said(POLICY, name), **more)


def _severity(name: str, **more: Any) -> Any:
    return Field(description=_said(SEVERITY, name), **more)


def _deprecation(name: str, **more: Any) -> Any:
    return Field(description=_said(DEPRECATION, name), **more)


class SeverityCreate(BaseModel):
    """Another level for some findings; of several entries that name the same one, the last counts."""

    model_config = ConfigDict(extra="forbid")

    level: Level | Literal["ignore"] = _severity("level")
    rule: Glob | None = _severity("rule", default=None)
    path: Line | None = _severity("path", default=None)
    operation: Line | None = _severity("operation", default=None)
    direction: Literal["request", "response"] | None = _severity("direction", default=None)
    mode: Literal["backward", "forward"] | None = _severity("mode", default=None)
    when: Level | None = _severity("when", default=None)
    reason: Line | None = _severity("reason", default=None)


class DeprecationCreate(BaseModel):
    """How a removal is announced."""

    model_config = ConfigDict(extra="forbid")

    min_days: Whole = _deprecation("min_days", default=0, ge=0, le=3650)
    too_soon: Level = _deprecation("too_soon", default="breaking")
    after_sunset: Level = _deprecation("after_sunset", default="breaking")


class PolicyCreate(BaseModel):
    """A policy to be stored; what is left out is as strict as without a policy."""

    model_config = ConfigDict(extra="forbid")

    mode: PolicyMode = _policy("mode", default="backward")
    against: Literal["base", "live"] = _policy("against", default="base")
    axes: Axes = _policy("axes", default="wire")
    accept_unknown: bool = _policy("accept_unknown", default=False, strict=True)
    enum_growth: Tolerance = _policy("enum_growth", default="breaking")
    response_members: Tolerance = _policy("response_members", default="breaking")
    formats: list[Glob] = _policy("formats", default=sorted(DEFAULT_FORMATS), max_length=50)
    steps: Whole = _policy("steps", default=50_000, ge=1_000, le=10_000_000)
    severity: list[SeverityCreate] = _policy("severity", default=[], max_length=200)
    deprecation: DeprecationCreate = _policy("deprecation", default=DeprecationCreate())

    def written(self) -> dict[str, Any]:
        """The policy as the engine reads it."""
        return self.model_dump(exclude_none=True)


class Severity(BaseModel):
    """Another level for some findings."""

    level: Level | Literal["ignore"] = _severity("level")
    rule: str | None = _severity("rule")
    path: str | None = _severity("path")
    operation: str | None = _severity("operation")
    direction: Literal["request", "response"] | None = _severity("direction")
    mode: Literal["backward", "forward"] | None = _severity("mode")
    when: Level | None = _severity("when")
    reason: str | None = _severity("reason")


class Deprecation(BaseModel):
    """How a removal is announced."""

    min_days: int = _deprecation("min_days")
    too_soon: Level = _deprecation("too_soon")
    after_sunset: Level = _deprecation("after_sunset")


class Policy(BaseModel):
    """How strict the gate is."""

    mode: PolicyMode = _policy("mode")
    against: Literal["base", "live"] = _policy("against")
    axes: Axes = _policy("axes")
    accept_unknown: bool = _policy("accept_unknown")
    enum_growth: Tolerance = _policy("enum_growth")
    response_members: Tolerance = _policy("response_members")
    formats: list[str] = _policy("formats")
    steps: int = _policy("steps")
    severity: list[Severity] = _policy("severity")
    deprecation: Deprecation = _policy("deprecation")

    @classmethod
    def of(cls, policy: EnginePolicy) -> Self:
        """The engine's policy."""
        plain = policy.to_dict()
        empty = dict.fromkeys(SEVERITY.fields)
        return cls.model_validate({**plain, "severity": [{**empty, **entry} for entry in plain["severity"]]})


class ContractPolicy(BaseModel):
    """The policy of a contract."""

    namespace: str
    contract: str
    stored: bool = Field(description="Whether it was set; false for the default policy.")
    policy: Policy
    updated_at: datetime | None


class WaiverCreate(BaseModel):
    """A waiver to be made."""

    model_config = ConfigDict(extra="forbid")

    fingerprint: str = Field(
        pattern="^[0-9a-f]{7,16}$", description=f"{_said(WAIVER, 'fingerprint')} At least seven digits."
    )
    reason: Line = Field(description=_said(WAIVER, "reason"))
    owner: Annotated[Line, Field(max_length=200)] = Field(description=_said(WAIVER, "owner"))
    expires: Day | None = Field(None, description=_said(WAIVER, "expires"))


class Waiver(BaseModel):
    """An exception for one finding of a contract."""

    id: UUID
    fingerprint: str
    reason: str
    owner: str
    expires: date | None = Field(description=_said(WAIVER, "expires"))
    created_at: datetime
    revoked_at: datetime | None
