"""The theory of arrays: how long, and what each position must hold."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from .answers import EMPTY, Answer, Budget, Found, Undecided
from .branch import LOOKS_PER_STEP, Branch
from .formulas import SENDER, Atom, Literal, State, state_of
from .holds import Evaluator
from .keywords import just
from .nodes import Nodes

Search = Generator[State, Answer, Answer]

MAX_ITEMS: Final = 2_000
MANY: Final = 16
"""From so many different items on, plain values are tried before each is searched for."""


@dataclass(slots=True)
class _Facts:
    prefix: list[tuple[int, Literal]] = field(default_factory=list)
    rest: list[tuple[int, Literal]] = field(default_factory=list)
    some: list[tuple[int, Literal]] = field(default_factory=list)
    least: list[tuple[Literal, int]] = field(default_factory=list)
    most: list[tuple[Literal, int]] = field(default_factory=list)
    unique: bool = False
    repeated: bool = False
    low: int = 0
    high: int | None = None


@dataclass(frozen=True, slots=True)
class _Slot:
    """One value, at one position or at two that must be equal."""

    positions: tuple[int, ...]
    literals: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class _Needs:
    """What is still owed: matches per `least`, matches still allowed per `most`, demands not yet met."""

    least: tuple[int, ...]
    most: tuple[int, ...]
    some: tuple[bool, ...]


class ArrayTheory:
    """Finds an array for the atoms of one branch."""

    def __init__(self, branch: Branch, nodes: Nodes, evaluator: Evaluator, budget: Budget) -> None:
        self._nodes = nodes
        self._evaluator = evaluator
        self._budget = budget
        self._facts = _read(branch)
        self._doubt: Undecided | None = None
        self._dead: set[tuple[int, _Needs]] = set()

    def find(self) -> Search:
        """Return an array, a proof that there is none, or why neither was found."""
        facts = self._facts
        if facts.unique and facts.repeated:
            return EMPTY
        low, high = max([facts.low, *(count for _, count in facts.least)]), self._longest()
        if facts.high is not None:
            high = min(high, facts.high)
        if low > high:
            return EMPTY
        if low > MAX_ITEMS:
            return Undecided(f"an array of at least {low} items")
        for length in range(low, high + 1):
            for slots in self._layouts(length):
                self._budget.spend(1 + length)
                found = yield from self._lay_out(slots)
                if found is not None:
                    return Found([found[position] for position in range(length)])
        return self._doubt or EMPTY

    def _longest(self) -> int:
        """Return a length such that a longer array could lose an item and still do."""
        facts = self._facts
        ends = [index + 1 for index, _ in facts.prefix]
        ends += [start for start, _ in [*facts.rest, *facts.some]]
        owed = sum(count for _, count in facts.least) + len(facts.some) + 2 * facts.repeated
        return max(facts.low, max(ends, default=0) + owed)

    def _layouts(self, length: int) -> Iterator[list[_Slot]]:
        if not self._facts.repeated:
            yield [_Slot((index,), self._at(index)) for index in range(length)]
            return
        for first in range(length):
            for second in range(first + 1, length):
                both = _Slot((first, second), (*self._at(first), *self._at(second)))
                rest = [index for index in range(length) if index not in (first, second)]
                yield [both, *(_Slot((index,), self._at(index)) for index in rest)]

    def _at(self, index: int) -> tuple[Literal, ...]:
        own = [literal for place, literal in self._facts.prefix if place == index]
        return (*own, *(literal for start, literal in self._facts.rest if index >= start))

    def _lay_out(self, slots: list[_Slot]) -> Generator[State, Answer, dict[int, Any] | None]:
        """Give every slot a value, meeting all needs; None where that fails."""
        facts = self._facts
        needs = _Needs(
            tuple(count for _, count in facts.least),
            tuple(count for _, count in facts.most),
            tuple(True for _ in facts.some),
        )
        self._dead.clear()
        return (yield from self._from(0, slots, needs, []))

    def _from(
        self, index: int, slots: list[_Slot], needs: _Needs, states: list[State]
    ) -> Generator[State, Answer, dict[int, Any] | None]:
        """Depth-first over the slots without recursion in Python: one iterator of choices for each."""
        choices = [self._choices(slots, index, needs)]
        values: list[Any] = []
        owed = [needs]
        while True:
            if len(values) == len(slots) and _met(owed[-1]):
                result = yield from self._finish(slots, states, values)
                if result is not None:
                    return result
            following = next(choices[-1], None) if len(values) < len(slots) else None
            if following is None:
                choices.pop()
                if not choices:
                    return None
                self._bury(len(values), owed.pop())
                values.pop()
                states.pop()
                continue
            state, after = following
            if (len(values) + 1, after) in self._dead:
                continue
            answer = yield state
            if isinstance(answer, Found):
                values.append(answer.value)
                states.append(state)
                owed.append(after)
                choices.append(self._choices(slots, len(values), after))
            elif isinstance(answer, Undecided):
                self._doubt = self._doubt or answer.under(str(slots[len(values)].positions[0]))

    def _bury(self, depth: int, needs: _Needs) -> None:
        # Unique items look at the values chosen so far as well, so only there the same needs may still do.
        if not self._facts.unique:
            self._dead.add((depth, needs))

    def _choices(self, slots: list[_Slot], index: int, needs: _Needs) -> Iterator[tuple[State, _Needs]]:
        """Yield what the slot may be, with what is then still owed; as little as possible first."""
        if index == len(slots):
            return
        slot, facts = slots[index], self._facts
        weight = len(slot.positions)
        left = sum(len(later.positions) for later in slots[index + 1 :])
        demands = [
            (False, True) if owed and slot.positions[-1] >= start else (False,)
            for owed, (start, _) in zip(needs.some, facts.some, strict=True)
        ]
        matches = [(False, True) if owed else (False,) for owed in needs.least]
        limits = [(False, True) if allowed >= weight else (False,) for allowed in needs.most]
        for demand, match, limit in product(product(*demands), product(*matches), product(*limits)):
            self._budget.spend()
            after = _Needs(
                tuple(max(0, owed - weight * yes) for owed, yes in zip(needs.least, match, strict=True)),
                tuple(owed - weight * yes for owed, yes in zip(needs.most, limit, strict=True)),
                tuple(owed and not yes for owed, yes in zip(needs.some, demand, strict=True)),
            )
            if max(after.least, default=0) <= left:
                yield self._state(slot, demand, match, limit), after

    def _state(
        self, slot: _Slot, demand: tuple[bool, ...], match: tuple[bool, ...], limit: tuple[bool, ...]
    ) -> State:
        facts = self._facts
        literals = list(slot.literals)
        literals += [literal for (_, literal), yes in zip(facts.some, demand, strict=True) if yes]
        literals += [literal for (literal, _), yes in zip(facts.least, match, strict=True) if yes]
        literals += [
            literal if yes else literal.negated() for (literal, _), yes in zip(facts.most, limit, strict=True)
        ]
        return state_of(literals)

    def _finish(
        self, slots: list[_Slot], states: list[State], values: list[Any]
    ) -> Generator[State, Answer, dict[int, Any] | None]:
        if self._facts.unique:
            distinct = yield from self._distinct(states)
            if distinct is None:
                return None
            values = distinct
        return {at: value for slot, value in zip(slots, values, strict=True) for at in slot.positions}

    def _distinct(self, states: list[State]) -> Generator[State, Answer, list[Any] | None]:
        """Choose pairwise different values, or prove (by matching) that the states have too few."""
        pools: dict[State, list[Any]] = {}
        for state in states:
            if state not in pools:
                pools[state] = yield from self._pool(state, len(states))
        if len(pools) == 1:
            values = [value for _, value in pools[states[0]]]
            return values if len(values) == len(states) else None
        taken: dict[Any, int] = {}
        for place in range(len(states)):
            if not self._augment(place, states, pools, taken, set()):
                return None
        chosen = {place: key for key, place in taken.items()}
        keyed = {key: value for pool in pools.values() for key, value in pool}
        return [keyed[chosen[place]] for place in range(len(states))]

    def _pool(self, state: State, enough: int) -> Generator[State, Answer, list[Any]]:
        pool: list[Any] = self._plain(state, enough) if enough >= MANY else []
        without: list[Literal] = []
        while len(pool) < enough:
            self._budget.spend(1 + 4 * len(without))
            answer = yield state_of([*state, *without])
            if isinstance(answer, Undecided):
                self._doubt = self._doubt or answer
            if not isinstance(answer, Found):
                break
            node = just(answer.value, self._nodes)
            pool.append((node.digest, answer.value))
            without.append(Literal(node, False, SENDER))
        return pool

    def _plain(self, state: State, enough: int) -> list[Any]:
        """Return so many plain texts and numbers that satisfy the state, none where there are fewer."""
        pool: list[Any] = []
        for value in _plain_values(4 * enough):
            self._budget.spend(1 + len(state) // LOOKS_PER_STEP)
            if all(self._evaluator.holds(one.node, value) is one.positive for one in state):
                pool.append((just(value, self._nodes).digest, value))
            if len(pool) == enough:
                return pool
        return []

    def _augment(
        self,
        place: int,
        states: list[State],
        pools: dict[State, list[Any]],
        taken: dict[Any, int],
        seen: set[Any],
    ) -> bool:
        pool = pools[states[place]]
        self._budget.spend(1 + len(pool) // LOOKS_PER_STEP)
        free = next((key for key, _ in pool if key not in taken), None)
        if free is not None:
            taken[free] = place
            return True
        for key, _ in pool:
            if key not in seen:
                seen.add(key)
                if self._augment(taken[key], states, pools, taken, seen):
                    taken[key] = place
                    return True
        return False


def _plain_values(count: int) -> Iterator[Any]:
    for number in range(count):
        yield str(number)
        yield number
        yield f"a{number}"


def _met(needs: _Needs) -> bool:
    return not any(needs.least) and not any(needs.some)


def _read(branch: Branch) -> _Facts:
    facts = _Facts()
    for atom in branch.atoms:
        _READERS[atom.kind](facts, atom)
    return facts


def _prefix(facts: _Facts, atom: Atom) -> None:
    facts.prefix.extend((index, Literal(node, True, atom.side)) for index, node in enumerate(atom.argument))


def _item(facts: _Facts, atom: Atom) -> None:
    index, literal = atom.argument
    facts.prefix.append((index, literal))
    facts.low = max(facts.low, index + 1)


def _items(facts: _Facts, atom: Atom) -> None:
    start, node = atom.argument
    rows = facts.rest if atom.positive else facts.some
    rows.append((start, Literal(node, atom.positive, atom.side)))


def _min_contains(facts: _Facts, atom: Atom) -> None:
    node, count = atom.argument
    if atom.positive:
        facts.least.append((Literal(node, True, atom.side), count))
    else:
        facts.most.append((Literal(node, True, atom.side), count - 1))


def _max_contains(facts: _Facts, atom: Atom) -> None:
    node, count = atom.argument
    if atom.positive:
        facts.most.append((Literal(node, True, atom.side), count))
    else:
        facts.least.append((Literal(node, True, atom.side), count + 1))


def _unique(facts: _Facts, atom: Atom) -> None:
    facts.unique = facts.unique or atom.positive
    facts.repeated = facts.repeated or not atom.positive


def _least(facts: _Facts, atom: Atom) -> None:
    if atom.positive:
        facts.low = max(facts.low, atom.argument)
    else:
        _shorter(facts, atom.argument - 1)


def _most(facts: _Facts, atom: Atom) -> None:
    if atom.positive:
        _shorter(facts, atom.argument)
    else:
        facts.low = max(facts.low, atom.argument + 1)


def _shorter(facts: _Facts, high: int) -> None:
    facts.high = high if facts.high is None else min(facts.high, high)


_READERS: Final = {
    "prefixItems": _prefix,
    "item": _item,
    "items": _items,
    "minContains": _min_contains,
    "maxContains": _max_contains,
    "uniqueItems": _unique,
    "minItems": _least,
    "maxItems": _most,
}
