"""Smaller witnesses: leave out and shorten while the answer stays the same."""

from collections.abc import Callable, Iterator
from typing import Any, Final

MAX_TRIES: Final = 400
MAX_EFFORT: Final = 20_000
"""Tries times parts of the value: a list of thousands costs thousands to look at each time."""


def shrink(value: Any, still: Callable[[Any], bool]) -> Any:
    """Return the value with everything removed that `still` does not need."""
    tries = 0
    effort = 0
    progress = True
    while progress:
        progress = False
        parts = _parts(value)
        for smaller in _smaller(value, 0):
            tries += 1
            effort += parts
            if tries > MAX_TRIES or effort > MAX_EFFORT:
                return value
            if still(smaller):
                value, progress = smaller, True
                break
    return value


def _parts(value: Any) -> int:
    """Return how many values a value consists of."""
    count = 0
    stack = [value]
    while stack:
        part = stack.pop()
        count += 1
        stack.extend(part.values() if isinstance(part, dict) else part if isinstance(part, list) else ())
    return count


def _smaller(value: Any, depth: int) -> Iterator[Any]:
    """Yield the value with one member or item less, outermost first."""
    if depth > 20:
        return
    if isinstance(value, dict):
        for name in value:
            yield {key: item for key, item in value.items() if key != name}
        for name, item in value.items():
            for smaller in _smaller(item, depth + 1):
                yield {**value, name: smaller}
    elif isinstance(value, list):
        for index in range(len(value) - 1, -1, -1):
            yield value[:index] + value[index + 1 :]
        for index, item in enumerate(value):
            for smaller in _smaller(item, depth + 1):
                yield [*value[:index], smaller, *value[index + 1 :]]
