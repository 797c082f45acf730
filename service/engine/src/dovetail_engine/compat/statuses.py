"""Which response speaks for which status."""

from collections.abc import Collection, Sequence

from dovetail_engine.oas.model import Response


def covering_response(responses: Sequence[Response], status: int) -> Response | None:
    """The response declared for a status: by itself, by its range, or by `default`."""
    by_status = {response.status: response for response in responses}
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in by_status:
            return by_status[key]
    return None


def has_body(operation: str, status: int | None) -> bool:
    """Whether an answer can have a body: none to a `HEAD` request has one, and none of these statuses."""
    return not operation.startswith("HEAD ") and status not in {204, 205, 304}


def pair_statuses(
    base: Sequence[Response], head: Sequence[Response]
) -> list[tuple[Response | None, Response | None, int]]:
    """Any two responses that speak for one status, the least such status; None where there is none.

    A range of successes, or a `default`, that takes the place of one status is news: it lets others come.
    """
    pairs: dict[tuple[str | None, str | None], tuple[Response | None, Response | None, int]] = {}
    for status in _samples(base, head):
        old, new = covering_response(base, status), covering_response(head, status)
        key = (old.status if old else None, new.status if new else None)
        if key != (None, None):
            pairs.setdefault(key, (old, new, status))
    return [pair for key, pair in pairs.items() if key in _NEWS or not _is_echo(key, pairs)]


def _samples(base: Sequence[Response], head: Sequence[Response]) -> list[int]:
    """All statuses that are named, and one of each class that is not."""
    named = sorted({int(one.status) for one in (*base, *head) if one.status.isdigit()})
    free = [
        next(s for s in range(hundred, hundred + 100) if s not in named) for hundred in range(200, 600, 100)
    ]
    return [*named, *free]


_NEWS = ((None, "2XX"), (None, "default"))


def _is_echo(key: tuple[str | None, str | None], pairs: Collection[tuple[str | None, str | None]]) -> bool:
    """A range or `default` that stands alone for some statuses and has a partner for others is no news."""
    alone = key[0] or key[1] or ""
    if None not in key or alone.isdigit():
        return False
    return any(alone in other and None not in other for other in pairs)
