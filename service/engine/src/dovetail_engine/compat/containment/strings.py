"""The theory of strings: the shortest word within lengths, patterns and exclusions."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .answers import EMPTY, Answer, Budget, Found, Undecided
from .automata import Language
from .regex import LAST
from .values import words

MAX_LENGTH: Final = 100_000

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
        return _search(facts, budget)
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


def _search(facts: StringFacts, budget: Budget) -> Answer:
    trie = _Trie(facts.excluded)
    first = _State(
        tuple(language.start for language in facts.within),
        tuple(language.start for language in facts.outside),
        0,
        0,
    )
    seen = {first}
    queue: deque[tuple[_State, int, tuple[int, ...]]] = deque([(first, 0, ())])
    fallback: str | None = None
    while queue:
        state, depth, word = queue.popleft()
        budget.spend()
        if _accepts(state, facts, trie):
            if word:
                return Found("".join(map(chr, word)))
            fallback = ""
        if facts.high is not None and depth >= facts.high:
            continue
        for code in _choices(state, facts, trie, budget):
            following = _step(state, code, facts, trie, budget)
            if following is not None and following not in seen:
                seen.add(following)
                queue.append((following, depth + 1, (*word, code)))
    return EMPTY if fallback is None else Found(fallback)


def _accepts(state: _State, facts: StringFacts, trie: _Trie) -> bool:
    return (
        state.length >= facts.low
        and state.trail not in trie.ends
        and all(language.accepting(at) for language, at in zip(facts.within, state.within, strict=True))
        and not any(language.accepting(at) for language, at in zip(facts.outside, state.outside, strict=True))
    )


def _step(state: _State, code: int, facts: StringFacts, trie: _Trie, budget: Budget) -> _State | None:
    within = tuple(
        _follow(language, at, code, budget) for language, at in zip(facts.within, state.within, strict=True)
    )
    if Language.DEAD in within:
        return None
    outside = tuple(
        _follow(language, at, code, budget) for language, at in zip(facts.outside, state.outside, strict=True)
    )
    if Language.ALL in outside:
        return None
    return _State(within, outside, min(state.length + 1, facts.low), trie.step(state.trail, code))


def _follow(language: Language, state: int, code: int, budget: Budget) -> int:
    target = Language.DEAD
    for first, following in language.edges(state, budget):
        if first > code:
            break
        target = following
    return target


def _choices(state: _State, facts: StringFacts, trie: _Trie, budget: Budget) -> list[int]:
    """Return one code point for every way the next character can matter, readable ones where possible."""
    cuts = {0, 0xD800, 0xE000}
    pairs = [*zip(facts.within, state.within, strict=True), *zip(facts.outside, state.outside, strict=True)]
    for language, at in pairs:
        cuts.update(first for first, _ in language.edges(at, budget))
    if state.trail >= 0:
        for code in trie.next[state.trail]:
            cuts.update((code, code + 1))
    cuts.discard(LAST + 1)
    starts = sorted(cuts)
    budget.spend(len(starts) // 4)
    cells = [
        (low, high)
        for low, high in zip(starts, [*(start - 1 for start in starts[1:]), LAST], strict=True)
        if low != 0xD800
    ]
    return sorted((_readable(low, high) for low, high in cells), key=_rank)


def _readable(low: int, high: int) -> int:
    for code in _READABLE:
        if low <= code <= high:
            return code
    printable = max(low, 0x21) if low < 0x21 <= high else low
    return max(printable, 0xA1) if printable < 0xA1 <= high and printable >= 0x7F else printable


def _rank(code: int) -> tuple[int, int]:
    if code in _READABLE:
        return (0, _READABLE.index(code))
    return (1 if 0x21 <= code < 0x7F else 2 if code >= 0xA1 else 3, code)
