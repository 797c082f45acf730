"""Releases on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from dovetail_registry.checks.report import Verdict
from dovetail_registry.documents.schemas import Diagnostic, DocumentInfo

from . import versions

AUTO = "auto"
MAIN = "main"


def _version(text: str) -> str:
    return str(versions.parse(text))


def _version_or_auto(text: str) -> str:
    return text if text == AUTO else _version(text)


def _channel(text: str) -> str:
    versions.check_channel(text)
    return text


def _flag(value: Any) -> Any:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("write `true` or `false`")


_VERSION_SCHEMA = {"type": "string", "pattern": versions.PATTERN, "examples": ["1.4.0"]}
_WANTED_SCHEMA = {"type": "string", "pattern": f"^auto$|{versions.PATTERN}", "examples": ["auto", "1.4.0"]}
_CHANNEL_SCHEMA = {
    "type": "string",
    "pattern": versions.CHANNEL_PATTERN,
    "maxLength": 40,
    "examples": [MAIN],
}

VersionText = Annotated[str, AfterValidator(_version), WithJsonSchema(_VERSION_SCHEMA)]
VersionPath = Annotated[VersionText, Path(description="The release's version.")]
WantedVersion = Annotated[
    str,
    AfterValidator(_version_or_auto),
    WithJsonSchema(_WANTED_SCHEMA),
    Query(description="The new release's version; `auto` takes the next one that fits the change."),
]
ChannelText = Annotated[str, Field(max_length=40), AfterValidator(_channel), WithJsonSchema(_CHANNEL_SCHEMA)]
WantedChannel = Annotated[ChannelText, Query(description="The line of releases.")]
Flag = Annotated[bool, BeforeValidator(_flag)]
Rendition = Annotated[
    Literal["original", "json", "yaml"],
    Query(alias="format", description="As it was published, or converted."),
]


class Yanked(BaseModel):
    """Why a release should not be used any more."""

    at: datetime
    reason: str


class ReleaseSummary(BaseModel):
    """An immutable, versioned, accepted document."""

    id: UUID
    namespace: str
    contract: str
    version: str
    channel: str
    document: DocumentInfo
    base_version: str | None = Field(
        description="The release it was compared with; null for a first release."
    )
    check_id: UUID
    verdict: Verdict
    allowed_breaking: bool = Field(description="It breaks clients of its base, and that was accepted.")
    accepted_unknown: bool = Field(description="The gate could not decide everything, and that was accepted.")
    created_at: datetime
    yanked: Yanked | None


class Release(ReleaseSummary):
    """An immutable, versioned, accepted document, with the objections that did not stop it."""

    warnings: list[Diagnostic]


class YankCreate(BaseModel):
    """Why a release is yanked."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="Shown to whoever installs it nevertheless; one line.",
    )
