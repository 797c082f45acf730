"""Patterns as automata that are made deterministic only as far as a question looks."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from .answers import Budget, Exhausted, Unsupported
from .regex import LAST, WORD, Assertion, Chars, Choice, Ranges, Repeat, Sequence, Tree, parse

MAX_STATES: Final = 20_000
MAX_WORDS: Final = 2_000
MAX_HOPS: Final = 5_000
SHORT: Final = 200
"""Names and short texts are met again and again; whether they match is remembered for so many."""

_ANY: Final[Ranges] = ((0, LAST),)
_START: Final = 1
_WORD: Final = 2

Key = tuple[frozenset[int], int]


class Nfa:
    """Thompson's automaton of one pattern under search semantics: a match anywhere accepts the whole word."""

    def __init__(self, pattern: str) -> None:
        self.moves: list[tuple[Ranges, int] | None] = []
        self.jumps: list[list[tuple[str, int]]] = []
        self.has_boundary = False
        tree = parse(pattern)
        self.start = self._state()
        body = self._state()
        self.accept = self._state()
        self._jump(self.start, body)
        loop = self._state()
        self._jump(self.start, loop)
        self.moves[loop] = (_ANY, self.start)
        self._connect(tree, body, self.accept)

    def _state(self) -> int:
        if len(self.moves) >= MAX_STATES:
            raise Unsupported("a pattern that is too large")
        self.moves.append(None)
        self.jumps.append([])
        return len(self.moves) - 1

    def _jump(self, source: int, target: int, test: str = "") -> None:
        self.jumps[source].append((test, target))

    def _connect(self, tree: Tree, source: int, target: int) -> None:
        match tree:
            case Chars(ranges):
                step = self._state()
                self._jump(source, step)
                self.moves[step] = (ranges, target)
            case Assertion(kind):
                self.has_boundary = self.has_boundary or kind in ("boundary", "inside")
                self._jump(source, target, kind)
            case Sequence(parts):
                self._chain(parts, source, target)
            case Choice(parts):
                for part in parts:
                    self._connect(part, source, target)
            case Repeat(part, low, high):
                self._repeat(part, low, high, source, target)

    def _chain(self, parts: tuple[Tree, ...], source: int, target: int) -> None:
        for part in parts[:-1]:
            middle = self._state()
            self._connect(part, source, middle)
            source = middle
        if parts:
            self._connect(parts[-1], source, target)
        else:
            self._jump(source, target)

    def _repeat(self, part: Tree, low: int, high: int | None, source: int, target: int) -> None:
        for _ in range(low):
            middle = self._state()
            self._connect(part, source, middle)
            source = middle
        if high is None:
            loop = self._state()
            self._jump(source, loop)
            self._connect(part, loop, loop)
            self._jump(loop, target)
            return
        for _ in range(high - low):
            self._jump(source, target)
            middle = self._state()
            self._connect(part, source, middle)
            source = middle
        self._jump(source, target)


class Language:
    """The words one pattern matches, as a deterministic automaton made on demand; states are integers."""

    DEAD: Final = 0
    ALL: Final = 1

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._nfa = Nfa(pattern)
        self._keys: list[Key] = [(frozenset(), 0), (frozenset({self._nfa.accept}), 0)]
        self._numbers: dict[Key, int] = {}
        self._edges: dict[int, tuple[tuple[int, int], ...]] = {}
        self._accepting: dict[int, bool] = {self.DEAD: False, self.ALL: True}
        self._words: dict[str, bool] = {}
        self._hops: dict[tuple[int, int], int] = {}
        self.start = self._number(frozenset({self._nfa.start}), _START)

    def accepting(self, state: int) -> bool:
        """Say whether a word that ends here is matched."""
        if state not in self._accepting:
            kernel, flags = self._keys[state]
            closed = self._close(kernel, flags, next_is_word=False, at_end=True)
            self._accepting[state] = self._nfa.accept in closed
        return self._accepting[state]

    def edges(self, state: int, budget: Budget) -> tuple[tuple[int, int], ...]:
        """Return `(first code point, next state)` rows in order; each row reaches to the next one."""
        if state not in self._edges:
            if state in (self.DEAD, self.ALL):
                self._edges[state] = ((0, state),)
            else:
                self._edges[state] = self._compute(*self._keys[state], budget)
        return self._edges[state]

    def matches(self, word: str) -> bool:
        """Say whether the pattern matches the word."""
        known = self._words.get(word)
        if known is None:
            known = self._run(word)
            if len(word) <= SHORT:
                if len(self._words) >= MAX_WORDS:
                    self._words.clear()
                self._words[word] = known
        return known

    def _run(self, word: str) -> bool:
        state = self.start
        for char in word:
            if state <= self.ALL:
                break
            hop = (state, ord(char))
            if hop not in self._hops:
                if len(self._hops) >= MAX_HOPS or len(self._keys) >= MAX_STATES:
                    return self._simulate(word)
                self._hops[hop] = self._hop(*hop)
            state = self._hops[hop]
        return self.accepting(state)

    def _hop(self, state: int, code: int) -> int:
        closed = self._close(*self._keys[state], next_is_word=_within(WORD, code), at_end=False)
        return self.ALL if self._nfa.accept in closed else self._target(closed, code)

    def _simulate(self, word: str) -> bool:
        """Follow the word without remembering the way: what it leads to may be too much to keep."""
        kernel, flags = self._keys[self.start]
        for char in word:
            code = ord(char)
            closed = self._close(kernel, flags, next_is_word=_within(WORD, code), at_end=False)
            if self._nfa.accept in closed:
                return True
            kernel, flags = self._move(closed, code), self._flags(code)
        return self._nfa.accept in self._close(kernel, flags, next_is_word=False, at_end=True)

    def _compute(self, kernel: frozenset[int], flags: int, budget: Budget) -> tuple[tuple[int, int], ...]:
        closures = {
            word: self._close(kernel, flags, next_is_word=word, at_end=False)
            for word in ((False, True) if self._nfa.has_boundary else (False,))
        }
        rows: list[tuple[int, int]] = []
        for code in self._cuts(closures.values()):
            closed = closures[self._nfa.has_boundary and _within(WORD, code)]
            budget.spend(1 + len(closed) // 8)
            target = self.ALL if self._nfa.accept in closed else self._target(closed, code)
            if not rows or rows[-1][1] != target:
                rows.append((code, target))
        return tuple(rows)

    def _target(self, closed: frozenset[int], code: int) -> int:
        return self._number(self._move(closed, code), self._flags(code))

    def _cuts(self, closures: Iterable[frozenset[int]]) -> list[int]:
        cuts = {0}
        for closed in closures:
            for state in closed:
                move = self._nfa.moves[state]
                if move is not None:
                    for low, high in move[0]:
                        cuts.add(low)
                        cuts.add(high + 1)
        if self._nfa.has_boundary:
            for low, high in WORD:
                cuts.update((low, high + 1))
        cuts.discard(LAST + 1)
        return sorted(cuts)

    def _move(self, closed: frozenset[int], code: int) -> frozenset[int]:
        targets = set()
        for state in closed:
            move = self._nfa.moves[state]
            if move is not None and _within(move[0], code):
                targets.add(move[1])
        return frozenset(targets)

    def _flags(self, code: int) -> int:
        return _WORD if self._nfa.has_boundary and _within(WORD, code) else 0

    def _close(
        self, kernel: frozenset[int], flags: int, *, next_is_word: bool, at_end: bool
    ) -> frozenset[int]:
        boundary = bool(flags & _WORD) != next_is_word
        passes = {
            "": True,
            "start": bool(flags & _START),
            "end": at_end,
            "boundary": boundary,
            "inside": not boundary,
        }
        seen = set(kernel)
        stack = list(kernel)
        while stack:
            for test, target in self._nfa.jumps[stack.pop()]:
                if target not in seen and passes[test]:
                    seen.add(target)
                    stack.append(target)
        return frozenset(seen)

    def _number(self, kernel: frozenset[int], flags: int) -> int:
        if not kernel:
            return self.DEAD
        if self._nfa.accept in kernel:
            return self.ALL
        key = (kernel, flags)
        if key not in self._numbers:
            if len(self._keys) >= MAX_STATES:
                raise Exhausted
            self._numbers[key] = len(self._keys)
            self._keys.append(key)
        return self._numbers[key]


class Languages:
    """The languages one universe has met; kept there, so that step counts never depend on other questions."""

    def __init__(self) -> None:
        self._known: dict[str, Language | Unsupported] = {}

    def of(self, pattern: str) -> Language:
        """Return the language of a pattern; raise `Unsupported` where it has none we model."""
        if pattern not in self._known:
            try:
                self._known[pattern] = Language(pattern)
            except Unsupported as unsupported:
                self._known[pattern] = unsupported
        known = self._known[pattern]
        if isinstance(known, Unsupported):
            raise Unsupported(str(known))
        return known


def _within(ranges: Ranges, code: int) -> bool:
    at = bisect_right(ranges, (code, LAST + 1)) - 1
    return at >= 0 and ranges[at][1] >= code
