"""The theory of strings: the shortest word within lengths, patterns and exclusions."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from .answers import EMPTY, Answer, Budget, Empty, Found, Undecided
from .automata import Language
from .pumping import long_word
from .regex import LAST
from .values import words

MAX_LENGTH: Final = 100_000
LONG: Final = 200
"""From so many characters on, a word is put together from circles before it is searched for."""

_SURROGATES: Final = 0xD800
_NEWLINE: Final = 10

# Words of the usual formats; one of them stands in for a found word of its length.
_FAMILIAR: Final = ("2026-01-01", "2026-01-01T00:00:00Z", "12:00:00Z", "123e4567-e89b-42d3-a456-426614174000")

# What a witness is spelled with where the rules leave a choice, the plainest first.
_READABLE: Final = tuple(ord(char) for char in "a0A- _.@/:x1XzZ9")


@dataclass(slots=True)
class StringFacts:
    """What a string must be."""

    low: int = 0
    high: int | None = None
    within: list[Language] = field(default_factory=list)
    outside: list[Language] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)


def find_string(facts: StringFacts, budget: Budget) -> Answer:
    """Return a shortest word, a proof that there is none, or why neither was found."""
    if facts.high is not None and facts.low > facts.high:
        return EMPTY
    if facts.low > MAX_LENGTH:
        return Undecided(f"a string of at least {facts.low} characters")
    if facts.within or facts.outside:
        return _Search(facts, budget).find()
    # The empty string is legal and unreadable: it is the last resort.
    nonempty = max(facts.low, 1)
    lengths = [nonempty] if facts.high is None or facts.high >= nonempty else []
    for length in [*lengths, *([0] if facts.low == 0 else [])]:
        for word in words(length):
            budget.spend()
            if word not in facts.excluded:
                return Found(word)
    return EMPTY


@dataclass(frozen=True, slots=True)
class _State:
    """Where every automaton stands after one word; `length` counts no further than it matters."""

    within: tuple[int, ...]
    outside: tuple[int, ...]
    length: int
    trail: int


class _Trie:
    """The excluded words; a trail is a node of it, -1 once the word has left it."""

    def __init__(self, words: Iterable[str]) -> None:
        self.next: list[dict[int, int]] = [{}]
        self.ends: set[int] = set()
        for word in sorted(words):
            node = 0
            for char in word:
                node = self.next[node].setdefault(ord(char), self._grow(node, ord(char)))
            self.ends.add(node)

    def _grow(self, node: int, code: int) -> int:
        if code not in self.next[node]:
            self.next.append({})
        return self.next[node].get(code, len(self.next) - 1)

    def step(self, node: int, code: int) -> int:
        return self.next[node].get(code, -1) if node >= 0 else -1


class _Search:
    """Breadth first through the product of all automata, so that the first word found is a shortest."""

    def __init__(self, facts: StringFacts, budget: Budget) -> None:
        self._facts = facts
        self._budget = budget
        self._trie = _Trie(facts.excluded)
        self._plainly = True
        self._skipped = False

    def find(self) -> Answer:
        """Try what people can read first; only then control characters and their like."""
        if self._facts.low >= LONG:
            # Lengths are counted only between words that are too short and words that do not exist.
            short = _Search(replace(self._facts, low=0, high=None), self._budget)
            if isinstance(short.find(), Empty):
                return EMPTY
            word = self._long(short)
            if word is not None:
                return Found(word)
        answer = self._through()
        if isinstance(answer, Empty) and self._skipped:
            self._plainly = False
            answer = self._through()
        return self._familiar(answer) if isinstance(answer, Found) else answer

    def _long(self, short: "_Search") -> str | None:
        """Look for a word of many characters that goes in circles, so that nothing is counted."""
        found = long_word(short.start(), short.edges, short.accepts, self._facts.low, self._facts.high)
        return None if found is None else "".join(map(chr, found))

    def edges(self, state: _State) -> Iterator[tuple[int, _State]]:
        """Yield every way to go on, the most readable first."""
        self._budget.spend()
        for code in self._choices(state):
            following = self._step(state, code)
            if following is not None:
                yield code, following

    def _familiar(self, found: Found) -> Found:
        same = (word for word in _FAMILIAR if len(word) == len(found.value) and self._takes(word))
        return Found(next(same, found.value))

    def _takes(self, word: str) -> bool:
        state: _State | None = self.start()
        for char in word:
            state = self._step(state, ord(char)) if state else None
        return state is not None and self.accepts(state)

    def start(self) -> _State:
        """Return where every automaton stands before the first character."""
        facts = self._facts
        within = tuple(language.start for language in facts.within)
        return _State(within, tuple(language.start for language in facts.outside), 0, 0)

    def _through(self) -> Answer:
        facts = self._facts
        first = self.start()
        seen = {first}
        queue: deque[tuple[_State, int, tuple[int, ...]]] = deque([(first, 0, ())])
        shortest: str | None = None
        while queue:
            state, depth, word = queue.popleft()
            if self.accepts(state):
                if word:
                    return Found("".join(map(chr, word)))
                shortest = ""
            if facts.high is not None and depth >= facts.high:
                continue
            for code, following in self.edges(state):
                if following not in seen:
                    seen.add(following)
                    queue.append((following, depth + 1, (*word, code)))
        return EMPTY if shortest is None else Found(shortest)

    def accepts(self, state: _State) -> bool:
        """Say whether a word may end here."""
        facts = self._facts
        return (
            state.length >= facts.low
            and state.trail not in self._trie.ends
            and all(one.accepting(at) for one, at in zip(facts.within, state.within, strict=True))
            and not any(one.accepting(at) for one, at in zip(facts.outside, state.outside, strict=True))
        )

    def _step(self, state: _State, code: int) -> _State | None:
        within = self._follow(self._facts.within, state.within, code)
        if Language.DEAD in within:
            return None
        outside = self._follow(self._facts.outside, state.outside, code)
        if Language.ALL in outside:
            return None
        length = min(state.length + 1, self._facts.low)
        return _State(within, outside, length, self._trie.step(state.trail, code))

    def _follow(self, languages: list[Language], states: tuple[int, ...], code: int) -> tuple[int, ...]:
        targets: list[int] = []
        for language, state in zip(languages, states, strict=True):
            edges = language.edges(state, self._budget)
            targets.append(edges[bisect_right(edges, code, key=_first) - 1][1])
        return tuple(targets)

    def _choices(self, state: _State) -> list[int]:
        """Return one code point for every way the next character can matter, the most readable first."""
        facts = self._facts
        cuts = {0, 0xD800, 0xE000}
        for language, at in zip(
            [*facts.within, *facts.outside], [*state.within, *state.outside], strict=True
        ):
            cuts.update(first for first, _ in language.edges(at, self._budget))
        if state.trail >= 0:
            for code in self._trie.next[state.trail]:
                cuts.update((code, code + 1))
        cuts.discard(LAST + 1)
        starts = sorted(cuts)
        self._budget.spend(len(starts) // 4)
        ends = [*(start - 1 for start in starts[1:]), LAST]
        codes = [_readable(low, high) for low, high in zip(starts, ends, strict=True) if low != _SURROGATES]
        plain = [code for code in codes if chr(code).isprintable()] if self._plainly else codes
        self._skipped = self._skipped or len(plain) < len(codes)
        return sorted(plain, key=_rank)


def _first(edge: tuple[int, int]) -> int:
    return edge[0]


def _readable(low: int, high: int) -> int:
    """Return the plainest code point of a range."""
    for code in _READABLE:
        if low <= code <= high:
            return code
    for start in (0x21, 0xA1):
        if low < start <= high:
            return start
    return low


def _rank(code: int) -> tuple[int, int]:
    if code in _READABLE:
        return (0, _READABLE.index(code))
    if chr(code).isprintable():
        return (1 if code < 0x7F else 2, code)
    # Of the line terminators, all of which `.` refuses in ECMA-262, every dialect refuses the first.
    return (3 if code == _NEWLINE else 4, code)
