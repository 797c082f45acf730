"""The theory of objects: which names are there, and what each must hold."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from .answers import EMPTY, Answer, Budget, Found, Undecided, Unsupported
from .branch import LOOKS_PER_STEP, Branch
from .formulas import RECEIVER, SENDER, Atom, Literal, State, state_of
from .holds import Evaluator
from .keywords import just
from .nodes import Node, Nodes

Search = Generator[State, Answer, Answer]
Step = Generator[State, Answer, bool]

MAX_FILL: Final = 10_000


@dataclass(frozen=True, slots=True)
class Declared:
    """The names and patterns each side of a state writes down; None where accidents are not excluded."""

    names: tuple[frozenset[str], frozenset[str]]
    patterns: tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A literal for the values of some names: those of a pattern, or those outside both lists."""

    literal: Literal
    pattern: str | None = None
    but_names: frozenset[str] = frozenset()
    but_patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Some:
    """Some name, chosen freely within the rule, holds a value (and is a name) of these literals."""

    rule: _Rule | None
    naming: Literal | None = None


@dataclass(slots=True)
class _Facts:
    named: list[tuple[Mapping[str, Node], int]] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    naming: list[Literal] = field(default_factory=list)
    members: dict[str, list[Literal]] = field(default_factory=dict)
    some: list[_Some] = field(default_factory=list)
    low: int = 0
    high: int | None = None


class ObjectTheory:
    """Finds an object for the atoms of one branch."""

    def __init__(
        self, branch: Branch, declared: Declared | None, nodes: Nodes, evaluator: Evaluator, budget: Budget
    ) -> None:
        self._declared = declared
        self._nodes = nodes
        self._evaluator = evaluator
        self._budget = budget
        self._facts = _read(branch)
        self._absent = branch.absent
        self._doubt: Undecided | None = None
        self._values: dict[str, object] = {}
        self._extra: dict[str, list[Literal]] = {}

    def find(self) -> Search:
        """Return an object, a proof that there is none, or why neither was found."""
        facts = self._facts
        if facts.high is not None and max(facts.low, len(facts.members)) > facts.high:
            return EMPTY
        if facts.low > MAX_FILL:
            return Undecided(f"an object of at least {facts.low} properties")
        if not (yield from self._members()):
            return EMPTY
        if self._doubt is None and (yield from self._assign(0)):
            return Found({name: self._values[name] for name in sorted(self._values)})
        return self._failure()

    def _failure(self) -> Answer:
        return EMPTY if self._doubt is None else self._doubt

    def _members(self) -> Step:
        """Give every name that must be there a value; proof that one has none outweighs doubt."""
        members = self._facts.members
        doubt: Undecided | None = None
        for name in sorted(members, key=lambda name: (not members[name], name)):
            placed = yield from self._place(name, members[name])
            own, self._doubt = self._doubt, None
            if not placed and own is None:
                return False
            doubt = doubt or own
        self._doubt = doubt
        return True

    @cached_property
    def _known(self) -> list[str]:
        names: set[str] = {*self._facts.members, *self._absent}
        for by_name, _ in self._facts.named:
            names.update(by_name)
            self._budget.spend(len(by_name) // LOOKS_PER_STEP)
        for rule in [*self._facts.rules, *(some.rule for some in self._facts.some if some.rule)]:
            names.update(rule.but_names)
        return sorted(names)

    def _place(self, name: str, extra: list[Literal]) -> Step:
        """Give the name a value; on failure leave everything as it was."""
        try:
            if self._forbidden(name):
                return False
            state = state_of([*self._literals(name), *self._extra.get(name, ()), *extra])
        except Unsupported as unsupported:
            self._doubt = self._doubt or Undecided(str(unsupported))
            return False
        answer = yield state
        if isinstance(answer, Found):
            self._values[name] = answer.value
            return True
        if isinstance(answer, Undecided):
            self._doubt = self._doubt or answer.under(name)
        return False

    def _assign(self, index: int) -> Step:
        """Find a name for every demand from `index` on, then fill up to the least number of names."""
        if index == len(self._facts.some):
            return (yield from self._fill())
        demand = self._facts.some[index]
        for name in self._present_first():
            if self._suits(name, demand) and (yield from self._try(name, demand, index)):
                return True
        if self._full():
            return False
        state = self._fresh_name(demand)
        return (yield from self._try_cells(demand, index, state))

    def _try(self, name: str, demand: _Some, index: int) -> Step:
        self._budget.spend()
        before, extra = dict(self._values), list(self._extra.get(name, ()))
        if name not in self._values and self._full():
            return False
        added = [] if demand.rule is None else [demand.rule.literal]
        if (yield from self._place(name, [*self._facts.members.get(name, ()), *added])):
            self._extra[name] = [*extra, *added]
            if (yield from self._assign(index + 1)):
                return True
        self._values, self._extra[name] = before, extra
        return False

    def _try_cells(self, demand: _Some, index: int, state: list[Literal]) -> Step:
        for cell in self._cells():
            word = yield state_of([*state, *cell])
            if isinstance(word, Undecided):
                self._doubt = self._doubt or word
            if isinstance(word, Found) and (yield from self._try(word.value, demand, index)):
                return True
        return False

    def _fresh_name(self, demand: _Some) -> list[Literal]:
        literals = [*self._new_name()]
        if demand.naming is not None:
            literals.append(demand.naming)
        if demand.rule is not None:
            if demand.rule.pattern is not None:
                literals.append(self._like(demand.rule.pattern, matching=True))
            literals.extend(self._like(pattern, matching=False) for pattern in demand.rule.but_patterns)
        return literals

    def _new_name(self) -> Iterator[Literal]:
        """Yield what makes a string a name that nothing mentions and nothing holds yet."""
        yield Literal(self._nodes.make({"type": ("string",)}), True, SENDER)
        yield from self._facts.naming
        # A name that only one side declares is no stand-in for all others: it may be an accident.
        declared = frozenset().union(*self._declared.names) if self._declared is not None else frozenset()
        for name in sorted({*self._known, *self._values, *declared}):
            yield Literal(just(name, self._nodes), False, SENDER)

    def _cells(self) -> Iterator[list[Literal]]:
        """Yield every way a fresh name can relate to patterns and demands, those that match fewest first."""
        demands = {some.naming for some in self._facts.some if some.naming is not None}
        tests = [self._like(pattern, matching=True) for pattern in self._patterns()]
        tests += sorted(demands, key=lambda literal: (literal.node.digest, literal.positive))
        signs = sorted(range(2 ** len(tests)), key=lambda bits: (bits.bit_count(), bits))
        for bits in signs:
            self._budget.spend()
            yield [test if bits >> at & 1 else test.negated() for at, test in enumerate(tests)]

    def _patterns(self) -> list[str]:
        patterns: set[str] = set()
        for rule in [*self._facts.rules, *(some.rule for some in self._facts.some if some.rule)]:
            patterns.update(rule.but_patterns)
            if rule.pattern is not None:
                patterns.add(rule.pattern)
        if self._declared is not None:
            patterns.update(self._declared.patterns[SENDER] | self._declared.patterns[RECEIVER])
        if len(patterns) > 12:
            raise Unsupported("more than 12 patterns for the names of one object")
        return sorted(patterns)

    def _like(self, pattern: str, *, matching: bool) -> Literal:
        return Literal(self._nodes.make({"type": ("string",), "pattern": pattern}), matching, SENDER)

    def _fill(self) -> Step:
        """Add names nobody asked for until there are enough."""
        if len(self._values) >= self._facts.low:
            return True
        before = dict(self._values)
        for name in self._known:
            if name not in self._values and (yield from self._place(name, [])) and self._enough():
                return True
        for cell in self._cells():
            while True:
                self._budget.spend()
                word = yield state_of([*self._new_name(), *cell])
                if isinstance(word, Undecided):
                    self._doubt = self._doubt or word
                if not isinstance(word, Found) or not (yield from self._place(word.value, [])):
                    break
                if self._enough():
                    return True
        self._values = before
        return False

    def _enough(self) -> bool:
        return len(self._values) >= self._facts.low

    def _full(self) -> bool:
        return self._facts.high is not None and len(self._values) >= self._facts.high

    def _present_first(self) -> list[str]:
        rest = [name for name in self._known if name not in self._values]
        return [*sorted(self._values), *rest]

    def _suits(self, name: str, demand: _Some) -> bool:
        rule_fits = demand.rule is None or self._applies(demand.rule, name)
        if demand.naming is None or not rule_fits:
            return rule_fits
        truth = self._evaluator.holds(demand.naming.node, name)
        if truth is None:
            raise Unsupported("a rule for names that is not modelled")
        return truth == demand.naming.positive

    def _forbidden(self, name: str) -> bool:
        if name in self._absent or self._accidental(name):
            return True
        for literal in self._facts.naming:
            truth = self._evaluator.holds(literal.node, name)
            if truth is None:
                raise Unsupported("a rule for names that is not modelled")
            if truth != literal.positive:
                return True
        return False

    def _accidental(self, name: str) -> bool:
        """Say whether only the receiver knows the name, so that an open sender does not happen to send it."""
        declared = self._declared
        if declared is None or not self._listed(name, RECEIVER) or self._listed(name, SENDER):
            return False
        return not any(one.side == SENDER and one.node.keywords for one in self._literals(name))

    def _listed(self, name: str, side: int) -> bool:
        if self._declared is None:
            return False
        if name in self._declared.names[side]:
            return True
        return any(self._matches(pattern, name) for pattern in sorted(self._declared.patterns[side]))

    def _literals(self, name: str) -> list[Literal]:
        named = [Literal(by_name[name], True, side) for by_name, side in self._facts.named if name in by_name]
        return named + [rule.literal for rule in self._facts.rules if self._applies(rule, name)]

    def _applies(self, rule: _Rule, name: str) -> bool:
        if rule.pattern is not None:
            return self._matches(rule.pattern, name)
        if name in rule.but_names:
            return False
        return not any(self._matches(pattern, name) for pattern in rule.but_patterns)

    def _matches(self, pattern: str, name: str) -> bool:
        truth = self._evaluator.matches(pattern, name)
        if truth is None:
            raise Unsupported(f"the pattern {pattern!r}")
        return truth


def _read(branch: Branch) -> _Facts:
    facts = _Facts(members={name: [] for name in branch.present})
    for atom in branch.atoms:
        _READERS[atom.kind](facts, atom)
    return facts


def _properties(facts: _Facts, atom: Atom) -> None:
    facts.named.append((atom.argument.by_name, atom.side))


def _pattern_property(facts: _Facts, atom: Atom) -> None:
    pattern, node = atom.argument
    rule = _Rule(Literal(node, atom.positive, atom.side), pattern=pattern)
    if atom.positive:
        facts.rules.append(rule)
    else:
        facts.some.append(_Some(rule))


def _additional(facts: _Facts, atom: Atom) -> None:
    names, patterns, node = atom.argument
    literal = Literal(node, atom.positive, atom.side)
    rule = _Rule(literal, but_names=names, but_patterns=patterns)
    if atom.positive:
        facts.rules.append(rule)
    else:
        facts.some.append(_Some(rule))


def _property_names(facts: _Facts, atom: Atom) -> None:
    node: Node = atom.argument
    if atom.positive:
        facts.naming.append(Literal(node, True, atom.side))
    else:
        facts.some.append(_Some(None, Literal(node, False, atom.side)))


def _member(facts: _Facts, atom: Atom) -> None:
    name, literal = atom.argument
    facts.members.setdefault(name, []).append(literal)


def _least(facts: _Facts, atom: Atom) -> None:
    if atom.positive:
        facts.low = max(facts.low, atom.argument)
    else:
        facts.high = atom.argument - 1 if facts.high is None else min(facts.high, atom.argument - 1)


def _most(facts: _Facts, atom: Atom) -> None:
    if atom.positive:
        facts.high = atom.argument if facts.high is None else min(facts.high, atom.argument)
    else:
        facts.low = max(facts.low, atom.argument + 1)


_READERS: Final = {
    "properties": _properties,
    "patternProperty": _pattern_property,
    "additional": _additional,
    "propertyNames": _property_names,
    "member": _member,
    "minProperties": _least,
    "maxProperties": _most,
}
