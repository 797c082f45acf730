"""What a value in a policy may be: each kind says so in words, and reads it from TOML or JSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from typing import Any, Protocol

from dovetail_engine.compat.containment import KNOWN_FORMATS
from dovetail_engine.compat.rules import all_rules


class Kind(Protocol):
    """A kind of value."""

    @property
    def allowed(self) -> str:
        """The values it takes, in words."""

    def read(self, value: Any) -> Any:
        """The value as the policy holds it. Raises ValueError for one that is not allowed."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few texts."""

    values: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """Each of the texts."""
        shown = [f'"{value}"' for value in self.values]
        return " or ".join([", ".join(shown[:-1]), shown[-1]])

    def read(self, value: Any) -> str:
        """The text."""
        if not isinstance(value, str) or value not in self.values:
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    allowed: str = "true or false"

    def read(self, value: Any) -> bool:
        """The truth value."""
        if not isinstance(value, bool):
            raise ValueError(value)  # noqa: TRY004 - one error for every value that is not allowed
        return value


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        """Both ends."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, value: Any) -> int:
        """The number."""
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text that is not empty."""

    allowed: str
    most: int = 500

    def read(self, value: Any) -> str:
        """The text."""
        if not isinstance(value, str) or not value.strip() or len(value) > self.most or not _is_line(value):
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The beginning of a finding's fingerprint, or all of it."""

    allowed: str = "7 to 16 digits of a fingerprint, as the report shows it"

    def read(self, value: Any) -> str:
        """The digits."""
        if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{7,16}", value):
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class Day:
    """A date; as text too, because JSON has no dates."""

    allowed: str = "a date such as 2027-01-31"

    def read(self, value: Any) -> date:
        """The date."""
        if isinstance(value, str):
            return date.fromisoformat(value)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValueError(value)  # noqa: TRY004 - one error for every value that is not allowed
        return value


@dataclass(frozen=True, slots=True)
class RuleGlob:
    """The id of a rule, or a glob that names at least one."""

    allowed: str = 'the id of a rule, or a glob such as "response-*" that names at least one'

    def read(self, value: Any) -> str:
        """The glob."""
        if not isinstance(value, str) or not any(fnmatchcase(name, value) for name in all_rules()):
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class Formats:
    """Names of formats that can be asserted."""

    @property
    def allowed(self) -> str:
        """Every format."""
        return f"a list of some of {', '.join(sorted(KNOWN_FORMATS))}"

    def read(self, value: Any) -> frozenset[str]:
        """The names."""
        if isinstance(value, str) or not isinstance(value, Sequence | frozenset):
            raise ValueError(value)  # noqa: TRY004 - one error for every value that is not allowed
        if not all(isinstance(name, str) and name in KNOWN_FORMATS for name in value):
            raise ValueError(value)
        return frozenset(value)


def _is_line(text: str) -> bool:
    return all(ord(character) >= 32 and ord(character) != 127 for character in text)
