"""What is announced of a part of a contract: that it is deprecated, and when it goes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Life:
    """Whether something is deprecated, and its `x-sunset` as written (None where there is none)."""

    deprecated: bool = False
    written: Any = None

    @property
    def sunset(self) -> str | None:
        """The day it goes, `YYYY-MM-DD`; None where none is written, or nothing that is a date."""
        return _day(self.written)


def life_of(part: Any) -> Life:
    """What is announced of an operation, a parameter or a header."""
    return Life(part.deprecated, part.sunset)


def life_in(schema: Any) -> Life:
    """What is announced of a schema as written."""
    if not isinstance(schema, Mapping):
        return Life()
    return Life(schema.get("deprecated") is True, schema.get("x-sunset"))


def _day(written: Any) -> str | None:
    """The date of an ISO 8601 date or date-time."""
    found = _DATE.match(written) if isinstance(written, str) else None
    if found is None or (len(written) > 10 and written[10] not in "Tt "):
        return None
    try:
        return date.fromisoformat(found.group()).isoformat()
    except ValueError:
        return None
