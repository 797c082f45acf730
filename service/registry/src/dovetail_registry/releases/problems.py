"""What goes wrong with releases."""

from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from dovetail_registry.checks.report import Report
from dovetail_registry.kit.problems import Problem, ProblemDetails


class ReleaseNotFound(Problem):
    """The contract has no such release. `GET …/releases` lists those it has."""

    status = 404
    slug = "release-not-found"
    title = "Release not found"


class VersionTaken(Problem):
    """This version was released with another document. Releases are immutable and versions are never given
    twice: choose a higher version, or `auto`."""

    status = 409
    slug = "version-taken"
    title = "Version taken"


class PublishingCollision(Problem):
    """Others kept publishing to this contract at the same moment. Nothing was written; try again."""

    status = 409
    slug = "publishing-collision"
    title = "Publishing collision"


class RefusedDetails(ProblemDetails):
    """A document that the gate refused, with the stored check and its report."""

    model_config = ConfigDict(extra="allow", title="Refused")

    check_id: UUID = Field(description="The stored check.")
    base_version: str | None = Field(description="The release it was compared with.")
    report: Report


class BreakingChange(Problem):
    """The document would break clients of its base release. The report shows, for each cause, an exchange
    that the base allows and the new document refuses, or the other way round. Change the document; or, to
    break them on purpose, publish a new major version with `allow_breaking=true` and a token that has the
    scope `override`."""

    status = 409
    slug = "breaking-change"
    title = "Breaking change"
    model: ClassVar[type[BaseModel]] = RefusedDetails


class UnknownCompatibility(Problem):
    """The gate could not decide whether the document breaks clients of its base release; the report says what
    and why. Rewrite the place so that it can, or publish with `accept_unknown=true`, which is recorded."""

    status = 409
    slug = "unknown-compatibility"
    title = "Compatibility unknown"
    model: ClassVar[type[BaseModel]] = RefusedDetails


class MajorVersionRequired(Problem):
    """A breaking change was allowed, but its version does not announce it: it needs a higher major number
    than the base release's (below 1.0.0, a higher minor number)."""

    status = 409
    slug = "major-version-required"
    title = "Major version required"
    model: ClassVar[type[BaseModel]] = RefusedDetails
