"""Smaller witnesses: leave out and shorten while the answer stays the same."""

from collections.abc import Callable
from typing import Any, Final

MAX_TRIES: Final = 400
MAX_EFFORT: Final = 20_000
"""Tries times parts of the value: a list of thousands costs thousands to look at each time."""
MAX_DEPTH: Final = 20

Still = Callable[[Any], bool]


def shrink(value: Any, still: Still) -> Any:
    """Return the value with everything removed that `still` does not need, as far as so many tries show."""
    attempt = _Attempts(_parts(value), still)
    before = None
    while value != before:
        before, value = value, _reduced(value, attempt, 0)
    return value


class _Attempts:
    """Tries smaller values until that has cost enough; from then on none will do."""

    def __init__(self, parts: int, still: Still) -> None:
        self._left = min(MAX_TRIES, MAX_EFFORT // parts)
        self._still = still

    def __call__(self, value: Any) -> bool:
        self._left -= 1
        return self._left >= 0 and self._still(value)


def _parts(value: Any) -> int:
    """Return how many values a value consists of."""
    count = 0
    stack = [value]
    while stack:
        part = stack.pop()
        count += 1
        stack.extend(part.values() if isinstance(part, dict) else part if isinstance(part, list) else ())
    return count


def _reduced(value: Any, still: Still, depth: int) -> Any:
    """Return the value without the members and items that may go, outermost first."""
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, dict):
        for name in list(value):
            smaller = {key: item for key, item in value.items() if key != name}
            value = smaller if still(smaller) else value
        for name in list(value):
            value = {**value, name: _reduced(value[name], _within(value, name, still), depth + 1)}
    elif isinstance(value, list):
        for index in reversed(range(len(value))):
            shorter = value[:index] + value[index + 1 :]
            value = shorter if still(shorter) else value
        for index in range(len(value)):
            value = [*value]
            value[index] = _reduced(value[index], _within(value, index, still), depth + 1)
    return value


def _within(value: Any, place: Any, still: Still) -> Still:
    """Return the test of what may stand at one place of the value."""

    def fits(part: Any) -> bool:
        whole = value.copy()
        whole[place] = part
        return still(whole)

    return fits
