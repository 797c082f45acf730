"""Version numbers: Semantic Versioning 2.0.0, restricted to what both package ecosystems can spell.

`1.4.0`, and the pre-releases `1.4.0-alpha.1`, `-beta.1`, `-rc.1` and, in a channel of that name,
`1.4.0-<channel>.1`. Below 1.0.0 the minor number counts as the major one.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

Bump = Literal["none", "patch", "minor", "major"]

_NUMBER = "(?:0|[1-9][0-9]{0,8})"
PATTERN = rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[a-z][a-z0-9]*(-[a-z0-9]+)*\.{_NUMBER})?$"
"""For both Python and ECMA-262."""

CHANNEL_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
COMMON_LABELS = frozenset({"alpha", "beta", "rc"})
_BELOW_ONE: dict[Bump, Bump] = {"none": "patch", "patch": "patch", "minor": "patch", "major": "minor"}
_FORM = re.compile(PATTERN.removesuffix("$"))


class BadVersion(ValueError):
    """Not a version that can be released."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version; `label` and `number` are those of a pre-release, empty and 0 otherwise."""

    major: int
    minor: int
    patch: int
    label: str = ""
    number: int = 0

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        return f"{core}-{self.label}.{self.number}" if self.label else core

    @property
    def precedence(self) -> str:
        """A text that sorts, by code point, as SemVer orders versions."""
        core = f"{self.major:010}.{self.minor:010}.{self.patch:010}"
        # "!" sorts before, "~" after everything that a label may contain.
        return f"{core}!{self.label}!{self.number:010}" if self.label else f"{core}~"

    def bumped(self, bump: Bump) -> "Version":
        """The next release for a change of this weight; of a pre-release, its own release if that
        announces as much."""
        weight = _BELOW_ONE[bump] if self.major == 0 else bump
        if weight == "major":
            announced = self.label and self.minor == self.patch == 0
            return Version(self.major + (not announced), 0, 0)
        if weight == "minor":
            announced = self.label and self.patch == 0
            return Version(self.major, self.minor + (not announced), 0)
        return Version(self.major, self.minor, self.patch + (not self.label))

    def is_major_step_from(self, base: "Version") -> bool:
        """Whether going from `base` to this one announces a break."""
        return self.major > base.major or (base.major == 0 and self.minor > base.minor)


def parse(text: str) -> Version:
    """The version a text spells. Raises BadVersion, with what to write instead."""
    if not _FORM.fullmatch(text):
        raise BadVersion(
            f"{text!r} is no version to release: write MAJOR.MINOR.PATCH, such as 1.4.0, "
            "or a pre-release such as 1.4.0-rc.1"
        )
    core, _, tail = text.partition("-")
    major, minor, patch = (int(part) for part in core.split("."))
    label, _, number = tail.rpartition(".")
    return Version(major, minor, patch, label, int(number or 0))


def check_channel(name: str) -> None:
    """Raise ValueError unless this can be the name of a channel, which is also an npm dist-tag."""
    if not re.fullmatch(CHANNEL_PATTERN.strip("^$"), name):
        raise ValueError("a channel is named in lower-case words joined by single hyphens, such as `main`")
    if name == "latest" or re.fullmatch("x|v[0-9]+", name):
        raise ValueError(f"`{name}` cannot be a channel: npm reads it as a version range or as its own tag")


def check_label(version: Version, channel: str) -> None:
    """Raise BadVersion unless a pre-release's label is a common one or the channel's name."""
    if version.label and version.label not in COMMON_LABELS | ({channel} - {"main"}):
        raise BadVersion(
            f"the pre-release {version} does not belong in the channel `{channel}`: label it alpha, beta, rc"
            + ("" if channel == "main" else f" or {channel}")
        )


def next_version(base: Version | None, bump: Bump, *, channel: str, taken: set[str]) -> Version:
    """What `auto` makes of a change: the next free version in `main`, the next preview in another channel."""
    wanted = base.bumped(bump) if base else Version(0, 1, 0)
    if channel == "main":
        while str(wanted) in taken:
            wanted = wanted.bumped(bump)
        return wanted
    number = 1
    while str(preview := replace(wanted, label=channel, number=number)) in taken:
        number += 1
    return preview
