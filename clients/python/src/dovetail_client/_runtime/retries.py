"""When a call is sent again, and how long it waits before."""

import random
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import httpx2

IDEMPOTENT = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"))
"""Methods that may be repeated (RFC 9110, 9.2.2)."""
STATUSES = frozenset((408, 425, 429, 500, 502, 503, 504))
_UTC = timezone.utc  # noqa: UP017 - Python 3.10 has no other name for it
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)


@dataclass(frozen=True)
class Retries:
    """How a failed call is repeated: `times` more attempts, after growing, random pauses.

    The pauses start near `first` seconds and double up to `longest`. A `Retry-After` is honoured as the least
    pause; a service that asks for more than `patience` seconds is not asked again. A call whose method is
    not idempotent is repeated only if it was never sent, or if it carries an idempotency key.
    """

    times: int = 2
    first: float = 0.5
    longest: float = 8.0
    patience: float = 60.0
    statuses: frozenset[int] = STATUSES

    def after_error(self, attempt: int, error: httpx2.RequestError, *, repeatable: bool) -> float | None:
        """The pause before the next attempt, None to give up."""
        if attempt >= self.times or not (repeatable or isinstance(error, _UNSENT)):
            return None
        return self._pause(attempt) if isinstance(error, httpx2.TransportError) else None

    def after_response(self, attempt: int, response: httpx2.Response, *, repeatable: bool) -> float | None:
        """The pause before the next attempt, None if the response is to be kept."""
        if attempt >= self.times or not repeatable or response.status_code not in self.statuses:
            return None
        asked = retry_after(response.headers)
        return None if asked > self.patience else max(asked, self._pause(attempt))

    def _pause(self, attempt: int) -> float:
        share = 0.5 + random.random() / 2  # noqa: S311 - a pause is no secret
        return min(self.longest, self.first * float(2**attempt)) * share


def retry_after(headers: httpx2.Headers) -> float:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3), 0 without one."""
    written = headers.get("retry-after", "").strip()
    if written.isdigit():
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=_UTC)
    return max(0.0, (moment - datetime.now(_UTC)).total_seconds())
