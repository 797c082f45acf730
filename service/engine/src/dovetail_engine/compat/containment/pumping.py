"""Long words without counting up to their length: a way in, a circle as often as it takes, a way out."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from operator import eq
from typing import Final, TypeVar

MAX_STATES: Final = 400
MAX_CIRCLE: Final = 8

Way = tuple[int, ...]
State = TypeVar("State", bound=Hashable)
Edges = Callable[[State], Iterable[tuple[int, State]]]


def long_word(
    start: State, edges: Edges[State], accepts: Callable[[State], bool], low: int, high: int | None
) -> Way | None:
    """Return an accepted word of `low` to `high` characters, None where no short circle leads to one."""
    ways = _ways(start, edges)
    for state, way_in in ways.items():
        circle = _nearest(state, edges, partial(eq, state))
        way_out = () if accepts(state) else _nearest(state, edges, accepts)
        if not circle or len(circle) > MAX_CIRCLE or way_out is None:
            continue
        rounds = -(-(low - len(way_in) - len(way_out)) // len(circle))
        word = (*way_in, *circle * max(rounds, 0), *way_out)
        if len(word) >= low and (high is None or len(word) <= high):
            return word
    return None


def _ways(start: State, edges: Edges[State]) -> dict[State, Way]:
    """Return a shortest way to each state near the start, nearest first."""
    found: dict[State, Way] = {start: ()}
    for state, way in _walk(start, edges):
        if state not in found:
            found[state] = way
    return found


def _nearest(start: State, edges: Edges[State], wanted: Callable[[State], bool]) -> Way | None:
    """Return a shortest way of one character or more to a state that is wanted."""
    return next((way for state, way in _walk(start, edges) if wanted(state)), None)


def _walk(start: State, edges: Edges[State]) -> Iterator[tuple[State, Way]]:
    seen: set[State] = set()
    queue: deque[tuple[State, Way]] = deque([(start, ())])
    while queue and len(seen) < MAX_STATES:
        state, way = queue.popleft()
        for code, following in edges(state):
            if following not in seen:
                seen.add(following)
                queue.append((following, (*way, code)))
                yield following, (*way, code)
