"""The theory of numbers: exact intervals, residue classes and exclusions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from math import ceil, floor, lcm
from typing import Final

from .answers import EMPTY, Answer, Budget, Found, Undecided
from .values import plain

MAX_DIGITS: Final = 400
NO_DOUBLE: Final = "a number that no double represents"


@dataclass(slots=True)
class NumberFacts:
    """What a number must be; `step` is what it must be a multiple of."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False
    step: Fraction | None = None
    barred: list[Fraction] = field(default_factory=list)
    excluded: set[Fraction] = field(default_factory=set)

    def at_least(self, bound: Fraction, *, strictly: bool) -> None:
        """Raise the lower end."""
        if self.low is None or bound > self.low or (bound == self.low and strictly):
            self.low, self.low_open = bound, strictly

    def at_most(self, bound: Fraction, *, strictly: bool) -> None:
        """Lower the upper end."""
        if self.high is None or bound < self.high or (bound == self.high and strictly):
            self.high, self.high_open = bound, strictly

    def multiple_of(self, step: Fraction) -> None:
        """Require a multiple of `step` as well."""
        self.step = step if self.step is None else common_multiple(self.step, step)

    def allows(self, number: Fraction) -> bool:
        """Say whether the number satisfies everything."""
        return (
            self._inside(number)
            and (self.step is None or (number / self.step).denominator == 1)
            and number not in self.excluded
            and all((number / bar).denominator != 1 for bar in self.barred)
        )

    def _inside(self, number: Fraction) -> bool:
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below


def find_number(facts: NumberFacts, budget: Budget) -> Answer:
    """Return a plain number, a proof that there is none, or why neither was found."""
    if facts.low is not None and facts.high is not None:
        if facts.low > facts.high or (facts.low == facts.high and (facts.low_open or facts.high_open)):
            return EMPTY
        if facts.low == facts.high:
            return _answer(facts.low) if facts.allows(facts.low) else EMPTY
    if facts.step is not None:
        return _on_grid(facts, facts.step, budget)
    return _dense(facts, budget)


def common_multiple(left: Fraction, right: Fraction) -> Fraction:
    """Return the smallest number that is a multiple of both."""
    denominator = lcm(left.denominator, right.denominator)
    return Fraction(lcm(int(left * denominator), int(right * denominator)), denominator)


def _on_grid(facts: NumberFacts, step: Fraction, budget: Budget) -> Answer:
    if any((step / bar).denominator == 1 for bar in facts.barred):
        return EMPTY
    first, last = _grid_ends(facts, step)
    period = 1
    for bar in facts.barred:
        period = lcm(period, int(common_multiple(step, bar) / step))
    # Past one period the residues repeat, so only the excluded values can still stand in the way.
    enough = period * (len(facts.excluded) + 1) + 2
    unplain = False
    for tried, index in enumerate(_outward(first, last)):
        if tried > enough:
            break
        budget.spend()
        if facts.allows(index * step):
            if plain(index * step) is not None:
                return _answer(index * step)
            unplain = True
    if not unplain:
        return EMPTY
    # Of a fine grid the doubles far out are hard to meet, but its integers are doubles or long integers.
    whole = common_multiple(step, Fraction(1))
    return _on_grid(facts, whole, budget) if whole != step else Undecided(NO_DOUBLE)


def _grid_ends(facts: NumberFacts, step: Fraction) -> tuple[int | None, int | None]:
    first = last = None
    if facts.low is not None:
        first = ceil(facts.low / step)
        first += facts.low_open and first * step == facts.low
    if facts.high is not None:
        last = floor(facts.high / step)
        last -= facts.high_open and last * step == facts.high
    return first, last


def _outward(first: int | None, last: int | None) -> Iterator[int]:
    """Yield the integers between the ends, those nearest to zero first, positive before negative."""
    if first is not None and last is not None and first > last:
        return
    if first is not None and first > 0:
        yield from _until(count(first), last)
    elif last is not None and last < 0:
        yield from _until(count(last, -1), first)
    else:
        yield 0
        for index in count(1):
            above, below = last is None or index <= last, first is None or -index >= first
            if not above and not below:
                return
            if above:
                yield index
            if below:
                yield -index


def _until(numbers: Iterator[int], end: int | None) -> Iterator[int]:
    for number in numbers:
        yield number
        if number == end:
            return


def _dense(facts: NumberFacts, budget: Budget) -> Answer:
    """Look through ever finer decimals: some depth meets every open interval despite finitely many rules."""
    for digits in range(MAX_DIGITS):
        step = Fraction(1, 2) if digits == 1 else Fraction(1, 10 ** max(digits - 1, 0))
        tries = 16 + len(facts.excluded) + 8 * len(facts.barred)
        for index in _some(_outward(*_grid_ends(facts, step)), tries):
            budget.spend()
            if facts.allows(index * step) and plain(index * step) is not None:
                return _answer(index * step)
    return Undecided(NO_DOUBLE)


def _some(numbers: Iterator[int], most: int) -> Iterator[int]:
    for _, number in zip(range(most), numbers, strict=False):
        yield number


def _answer(number: Fraction) -> Answer:
    value = plain(number)
    return Undecided(NO_DOUBLE) if value is None else Found(value)
