"""A package as the indexes show it, independent of tables and requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Ecosystem = Literal["python", "npm"]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a project.

    `version` is spelt as its ecosystem spells it, `metadata` is the METADATA of a wheel or the package.json
    of an npm package, `yanked` the reason (never empty) or None, `channel` the line of releases it is of,
    `precedence` sorts by SemVer, `prerelease` tells versions that nobody gets unasked.
    """

    project: str
    version: str
    filename: str
    size: int
    sha256: str
    sha512: str
    sha1: str
    metadata: bytes
    uploaded_at: datetime
    yanked: str | None
    channel: str
    precedence: str
    prerelease: bool

    @property
    def uploaded(self) -> str:
        """The time of upload in UTC as RFC 3339 with a `Z`."""
        return self.uploaded_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def in_order(files: Iterable[PublishedFile]) -> list[PublishedFile]:
    """The files from the lowest version to the highest."""
    return sorted(files, key=lambda file: (file.precedence, file.filename))
