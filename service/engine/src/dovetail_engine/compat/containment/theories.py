"""From the atoms of one settled branch to a value of one type."""

from collections.abc import Callable, Generator, Iterable
from fractions import Fraction
from typing import Final

from .answers import EMPTY, Answer, Budget, Empty, Exhausted, Found, Undecided, Unsupported
from .arrays import ArrayTheory
from .automata import Languages
from .branch import Branch
from .formulas import Atom, State
from .holds import Evaluator
from .nodes import Nodes
from .numbers import NumberFacts, find_number
from .objects import Declared, ObjectTheory
from .strings import StringFacts, find_string
from .values import ARRAY, BOOLEAN, NULL, NUMBER, STRING

STRING_STEPS: Final = 60_000

Search = Generator[State, Answer, Answer]


class Theories:
    """The theories of the six types over one set of nodes."""

    def __init__(self, nodes: Nodes, languages: Languages, evaluator: Evaluator, budget: Budget) -> None:
        self._nodes = nodes
        self._languages = languages
        self._evaluator = evaluator
        self._budget = budget

    def find(self, kind: int, branch: Branch, declared: Declared | None) -> Search:
        """Return a value of the type for the branch, a proof that there is none, or why neither was found."""
        if kind == NULL:
            return EMPTY if branch.atoms else Found(None)
        if kind == BOOLEAN:
            return self._boolean(branch)
        if kind == NUMBER:
            return self._number(branch.atoms)
        if kind == STRING:
            return self._string(branch.atoms, STRING_STEPS)
        if kind == ARRAY:
            return (yield from ArrayTheory(branch, self._nodes, self._evaluator, self._budget).find())
        theory = ObjectTheory(branch, declared, self._nodes, self._evaluator, self._budget)
        return (yield from theory.find())

    def contradict(self, kind: int, atoms: Iterable[Atom], steps: int) -> bool:
        """Say whether no number, or no string, satisfies all atoms, as far as so many steps show."""
        read = self._number(atoms) if kind == NUMBER else self._string(atoms, steps)
        return isinstance(read, Empty)

    def _boolean(self, branch: Branch) -> Answer:
        excluded = {value for atom in branch.atoms for value in atom.argument}
        return next((Found(value) for value in (True, False) if value not in excluded), EMPTY)

    def _number(self, atoms: Iterable[Atom]) -> Answer:
        facts = NumberFacts()
        for atom in atoms:
            _NUMBER_READERS[atom.kind](facts, atom)
        return find_number(facts, self._budget)

    def _string(self, atoms: Iterable[Atom], most: int) -> Answer:
        facts = StringFacts()
        unsupported: Unsupported | None = None
        for atom in atoms:
            try:
                self._read_string(facts, atom)
            except Unsupported as refusal:
                unsupported = refusal
        answer = self._word(facts, most)
        # What the rest already rules out needs no opinion on the pattern.
        return Undecided(str(unsupported)) if unsupported and not isinstance(answer, Empty) else answer

    def _word(self, facts: StringFacts, most: int) -> Answer:
        steps = Budget(min(most, self._budget.left))
        try:
            return find_string(facts, steps)
        except Exhausted:
            return Undecided("the patterns of a string are too costly to compare")
        finally:
            self._budget.spend(steps.limit - max(steps.left, 0))

    def _read_string(self, facts: StringFacts, atom: Atom) -> None:
        least = (atom.kind == "minLength") == atom.positive
        if atom.kind == "differs":
            facts.excluded.update(atom.argument)
        elif atom.kind == "pattern":
            rows = facts.within if atom.positive else facts.outside
            rows.append(self._languages.of(atom.argument))
        elif least:
            facts.low = max(facts.low, atom.argument + (not atom.positive))
        else:
            high = atom.argument - (not atom.positive)
            facts.high = high if facts.high is None else min(facts.high, high)


def _bound(
    raise_low: bool,
    strictly: bool,
) -> Callable[[NumberFacts, Atom], None]:
    def read(facts: NumberFacts, atom: Atom) -> None:
        # The negation of a bound bounds the other side, strictly exactly where the bound was not strict.
        strict = strictly == atom.positive
        if raise_low == atom.positive:
            facts.at_least(atom.argument, strictly=strict)
        else:
            facts.at_most(atom.argument, strictly=strict)

    return read


def _multiple(facts: NumberFacts, atom: Atom) -> None:
    if atom.positive:
        facts.multiple_of(atom.argument)
    else:
        facts.barred.append(atom.argument)


def _integer(facts: NumberFacts, atom: Atom) -> None:
    if atom.positive:
        facts.multiple_of(Fraction(1))
    else:
        facts.barred.append(Fraction(1))


def _differs(facts: NumberFacts, atom: Atom) -> None:
    facts.excluded.update(atom.argument)


_NUMBER_READERS: Final[dict[str, Callable[[NumberFacts, Atom], None]]] = {
    "minimum": _bound(raise_low=True, strictly=False),
    "exclusiveMinimum": _bound(raise_low=True, strictly=True),
    "maximum": _bound(raise_low=False, strictly=False),
    "exclusiveMaximum": _bound(raise_low=False, strictly=True),
    "multipleOf": _multiple,
    "integer": _integer,
    "differs": _differs,
}
