"""Versions: SemVer as the registry keeps it, and its spelling in Python's own scheme (PEP 440)."""

import re
from dataclasses import dataclass

_SEMVER = re.compile(
    r"(?P<core>(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*))"
    r"(?:-(?P<label>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.(?P<number>0|[1-9][0-9]*))?"
)
_STAGES = {"alpha": "a", "beta": "b", "rc": "rc"}


@dataclass(frozen=True, slots=True)
class VersionUnsupported(ValueError):
    """A version that is neither `X.Y.Z` nor `X.Y.Z-<word>.<number>`."""

    version: str

    def __str__(self) -> str:
        return f"{self.version!r} is neither X.Y.Z nor X.Y.Z-<alpha|beta|rc|channel>.N"


def to_pep440(version: str) -> str:
    """A version for Python: `1.2.0-alpha.1` is `1.2.0a1`, `1.2.0-my-branch.3` is `1.2.0.dev3+my.branch`.

    Raises VersionUnsupported.
    """
    found = _SEMVER.fullmatch(version)
    if found is None:
        raise VersionUnsupported(version)
    core, label, number = found["core"], found["label"], found["number"]
    if label is None:
        return core
    if label in _STAGES:
        return f"{core}{_STAGES[label]}{number}"
    return f"{core}.dev{number}+{label.replace('-', '.')}"
