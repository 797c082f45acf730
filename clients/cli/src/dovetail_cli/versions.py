"""The version a change asks for, by Semantic Versioning 2.0.0."""

import re
from typing import Final

_NUMBER: Final = r"(?:0|[1-9]\d*)"
_VERSION: Final = re.compile(
    rf"(?P<major>{_NUMBER})\.(?P<minor>{_NUMBER})\.(?P<patch>{_NUMBER})"
    r"(?P<pre>-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-.]+)?",
    re.ASCII,
)


def is_version(text: str) -> bool:
    """Whether `text` is a SemVer version."""
    return _VERSION.fullmatch(text) is not None


def next_version(version: str, bump: str) -> str | None:
    """The version after `version` for a bump of `none`, `patch`, `minor` or `major`.

    Below 1.0.0 the minor counts as major. None if `version` is no SemVer, is a pre-release, or nothing is to
    be bumped.
    """
    found = _VERSION.fullmatch(version)
    if not found or found["pre"] or bump not in {"patch", "minor", "major"}:
        return None
    major, minor, patch = int(found["major"]), int(found["minor"]), int(found["patch"])
    if bump == "major" and major:
        return f"{major + 1}.0.0"
    if bump == "major" or (bump == "minor" and major):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"
