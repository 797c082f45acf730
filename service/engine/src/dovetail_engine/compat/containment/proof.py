"""Proof by structure: where two schemas are built alike, part by part, without searching for a value.

A goal says that every value of one position satisfies a schema, or that none does. What it cannot show it
leaves to the search. Recursion is induction on the size of values: a goal may lean on itself only across a
step into a member or an item.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from . import structure
from .answers import Budget, Exhausted
from .branch import LOOKS_PER_STEP
from .facts import Facts, Goal, Position, Proof, Step, apart, atoms_of, ordered
from .formulas import EVERYTHING
from .holds import Evaluator
from .keywords import type_mask
from .nodes import Node, Nodes
from .shapes import shape
from .theories import Theories
from .values import ARRAY, NUMBER, OBJECT, STRING

MAX_STEPS: Final = 20_000
STRING_STEPS: Final = 2_000
MAX_VALUES: Final = 2_000
MAX_FACTS: Final = 5_000
FEW: Final = 8
"""So many different alternatives of two unions are looked at before all are."""


@dataclass(slots=True)
class _Frame:
    """A goal in progress; `lowest` is the outermost goal on the path that its proof leans on."""

    goal: Goal
    index: int
    level: int
    lowest: int
    steps: Proof
    leaning: list[Goal] = field(default_factory=list)


class Prover:
    """Shows goals, remembering what stands on its own."""

    def __init__(self, nodes: Nodes, theories: Theories, evaluator: Evaluator, budget: Budget) -> None:
        self._nodes = nodes
        self._theories = theories
        self._evaluator = evaluator
        self._budget = budget
        self._allowance = Budget(MAX_STEPS)
        self._facts: dict[Position, Facts] = {}
        self._known: dict[Goal, bool] = {}
        self._presumed: dict[Goal, int] = {}
        self._path: dict[Goal, int] = {}
        self._frames: list[_Frame] = []

    def shows(self, position: Position, node: Node, *, positive: bool = True) -> bool:
        """Say whether every value there satisfies the node (negated: none does); False is no answer."""
        goal = Goal(position, node, positive)
        if goal not in self._known:
            self._allowance = Budget(min(MAX_STEPS, self._budget.left // 2))
            try:
                return self._run(goal)
            except Exhausted:
                self._known[goal] = False
            finally:
                self._budget.spend(self._allowance.limit - max(self._allowance.left, 0))
                self._presumed.clear()
                self._path.clear()
                self._frames.clear()
                if len(self._facts) > MAX_FACTS:
                    self._facts.clear()
        return self._known[goal]

    def _run(self, goal: Goal) -> bool:
        shown = self._enter(Step(goal, below=True))
        while self._frames:
            try:
                step = self._frames[-1].steps.send(shown)  # type: ignore[arg-type]  # None starts a generator
            except StopIteration as stop:
                shown = self._leave(stop.value)
            else:
                shown = self._enter(step)
        return bool(shown)

    def _enter(self, step: Step) -> bool | None:
        """Return whether the goal is shown, if that is known; otherwise begin with it and return None."""
        self._allowance.spend()
        goal = step.goal
        if goal in self._known:
            return self._known[goal]
        level = self._frames[-1].level + step.below if self._frames else 0
        if goal in self._path:
            frame = self._frames[self._path[goal]]
            # A smaller value may be presumed to obey; the value itself may not.
            if frame.level == level:
                return False
            self._lean(frame.index)
            return True
        if goal in self._presumed:
            self._lean(self._presumed[goal])
            return True
        index = len(self._frames)
        self._path[goal] = index
        self._frames.append(_Frame(goal, index, level, index, self._solve(goal)))
        return None

    def _lean(self, index: int) -> None:
        self._frames[-1].lowest = min(self._frames[-1].lowest, index)

    def _leave(self, shown: bool) -> bool:
        frame = self._frames.pop()
        del self._path[frame.goal]
        if not shown:
            # More cannot be shown with less presumed, so a failure stands; what leaned on it does not.
            self._known[frame.goal] = False
            for goal in frame.leaning:
                self._presumed.pop(goal, None)
        elif frame.lowest >= frame.index:
            for goal in [*frame.leaning, frame.goal]:
                self._presumed.pop(goal, None)
                self._known[goal] = True
        else:
            self._presumed[frame.goal] = frame.lowest
            parent = self._frames[-1]
            parent.leaning.extend([*frame.leaning, frame.goal])
            parent.lowest = min(parent.lowest, frame.lowest)
        return shown

    def _solve(self, goal: Goal) -> Proof:
        node = goal.node
        if node in (goal.position.holds if goal.positive else goal.position.fails):
            return True
        if goal.positive and (yield from self._alike(goal)):
            return True
        facts = self._facts_of(goal.position)
        if facts.impossible or node in (facts.parts if goal.positive else facts.fails):
            return True
        if facts.values is not None and len(facts.values) <= MAX_VALUES:
            return self._among(facts, facts.values, goal)
        if goal.positive and (not node.keywords or not self._fits(facts, node)):
            return not node.keywords
        if (yield from (self._shown if goal.positive else self._refuted)(facts, node)):
            return True
        cases = facts.cases(by_type=_branches(node))
        for case in cases:
            if not (yield Step(goal._replace(position=case), below=False)):
                return False
        return bool(cases)

    def _alike(self, goal: Goal) -> Proof:
        """Show what two unions or lists come to that differ in few members; those they share are not read."""
        if len(goal.position.holds) != 1:
            return False
        mine_all, theirs_all = goal.position.holds[0].keywords, goal.node.keywords
        if mine_all.get("type") != theirs_all.get("type"):
            return False
        for name in ("anyOf", "oneOf", "enum"):
            if mine_all.keys() - {"type"} == theirs_all.keys() - {"type"} == {name}:
                mine, theirs = mine_all[name], theirs_all[name]
                self._allowance.spend(len(mine) // (LOOKS_PER_STEP * LOOKS_PER_STEP))
                if name == "enum":
                    return bool(mine.keys() <= theirs.keys())
                return (yield from self._differing(goal, mine, theirs, exclusive=name == "oneOf"))
        return False

    def _differing(
        self, goal: Goal, mine: tuple[Node, ...], theirs: tuple[Node, ...], *, exclusive: bool
    ) -> Proof:
        shared = {*mine} & {*theirs}
        gone, new = ([one for one in parts if one not in shared] for parts in (mine, theirs))
        if len(gone) + len(new) > (2 if exclusive else FEW) or (exclusive and len({*theirs}) < len(theirs)):
            return False
        for one in gone:
            alone = goal.position._replace(holds=ordered((one,)))
            if not (yield from _any([Step(Goal(alone, other), below=False) for other in new])):
                return False
        if exclusive and gone and new:
            # What was in another alternative was not in this one, and so is in nothing narrower.
            return (yield Step(Goal(Position(ordered(new)), gone[0]), below=False))
        return not (exclusive and new)

    def _fits(self, facts: Facts, node: Node) -> bool:
        """Say whether the node's shape leaves room for all values: if not, there is nothing to show."""
        form = shape(node)
        if facts.kinds & ~form.types:
            return False
        return bool(facts.unions) or not facts.kinds & OBJECT or form.needs <= facts.form.needs

    def _facts_of(self, position: Position) -> Facts:
        if position not in self._facts:
            facts = self._facts[position] = Facts(position, self._nodes, self._evaluator)
            self._allowance.spend((len(facts.parts) + facts.looked) // LOOKS_PER_STEP)
        return self._facts[position]

    def _among(self, facts: Facts, values: list[Any], goal: Goal) -> bool:
        """Try every value there can be."""
        self._allowance.spend(len(values) // LOOKS_PER_STEP)
        holds = self._evaluator.holds
        return all(holds(goal.node, value) is goal.positive or not facts.admits(value) for value in values)

    def _shown(self, facts: Facts, node: Node) -> Proof:
        """Show that all values satisfy the node, keyword by keyword."""
        keywords = node.keywords
        if not _SILENT.isdisjoint(keywords):
            return False
        if "type" in keywords and facts.kinds & ~type_mask(keywords["type"]):
            return False
        for part in keywords.get("allOf", ()):
            if not (yield Step(Goal(facts.position, part), below=False)):
                return False
        if "not" in keywords and not (
            yield Step(Goal(facts.position, keywords["not"], positive=False), below=False)
        ):
            return False
        for name, rule in (("anyOf", self._some), ("oneOf", self._exactly_one), ("if", self._either)):
            if name in keywords and not (yield from rule(facts, keywords[name])):
                return False
        for kind in (NUMBER, STRING):
            if facts.kinds & kind and not self._claimed(facts, node, kind):
                return False
        for kind in (OBJECT, ARRAY):
            if facts.kinds & kind and not (yield from structure.shows(facts, keywords, kind)):
                return False
        return True

    def _claimed(self, facts: Facts, node: Node, kind: int) -> bool:
        known = facts.atoms(kind)
        for atom in atoms_of(node, kind, self._nodes):
            denied = {**known, atom._replace(positive=not atom.positive): None}
            if atom not in known and not self._theories.contradict(kind, denied, STRING_STEPS):
                return False
        return True

    def _some(self, facts: Facts, parts: tuple[Node, ...]) -> Proof:
        if any(part in facts.parts or part.digest == EVERYTHING for part in parts):
            return True
        live = self._open_to(facts, parts)
        if any(not part.keywords for part in live):
            return True
        # Which part it is may depend on which alternative the value takes.
        if len(live) > 1 and facts.unions:
            return False
        for part in live:
            if (yield Step(Goal(facts.position, part), below=False)):
                return True
        return False

    def _open_to(self, facts: Facts, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        before = facts.looked
        live = facts.open_to(parts)
        self._allowance.spend((facts.looked - before) // LOOKS_PER_STEP)
        return live

    def _exactly_one(self, facts: Facts, parts: tuple[Node, ...]) -> Proof:
        live = self._open_to(facts, parts)
        sure = [part for part in live if part in facts.parts]
        if len(live) > 1 and facts.unions and not sure:
            return False
        for part in sure or live:
            if (yield Step(Goal(facts.position, part), below=False)):
                return (yield from self._no_other(facts, live, part))
        return False

    def _no_other(self, facts: Facts, live: tuple[Node, ...], part: Node) -> Proof:
        if live.count(part) > 1:
            return False
        for other in live:
            refuted = Step(Goal(facts.position, other, positive=False), below=False)
            if other is not part and not (yield refuted):
                return False
        return True

    def _either(self, facts: Facts, parts: tuple[Node, Node, Node]) -> Proof:
        test, then, otherwise = parts
        for truth, node in ((True, otherwise), (False, then)):
            # Where the test always comes out the other way, this alternative is idle.
            if (yield Step(Goal(facts.position, test, positive=truth), below=False)):
                continue
            if node.keywords and not (yield Step(Goal(facts.position, node), below=False)):
                return False
        return True

    def _refuted(self, facts: Facts, node: Node) -> Proof:
        """Show that no value satisfies the node: some keyword is never met."""
        keywords = node.keywords
        if apart(facts.form, facts.kinds, shape(node)):
            return True
        if "unsupported" in keywords:
            return False
        if "enum" in keywords and len(keywords["enum"]) <= MAX_VALUES:
            self._allowance.spend(len(keywords["enum"]) // LOOKS_PER_STEP)
            return not any(facts.admits(value) for value in keywords["enum"].values())
        for part in keywords.get("allOf", ()):
            if (yield Step(Goal(facts.position, part, positive=False), below=False)):
                return True
        if "not" in keywords and (yield Step(Goal(facts.position, keywords["not"]), below=False)):
            return True
        for name in ("anyOf", "oneOf"):
            if name in keywords and (yield from self._none(facts, keywords[name])):
                return True
        if (yield from self._clashing(facts, node)):
            return True
        return (yield from self._narrower(facts, node))

    def _none(self, facts: Facts, parts: tuple[Node, ...]) -> Proof:
        live = self._open_to(facts, parts)
        for part in live:
            if not (yield Step(Goal(facts.position, part, positive=False), below=False)):
                return False
        return True

    def _clashing(self, facts: Facts, node: Node) -> Proof:
        """Show that the node's own keywords are met by no value of any type it may have here."""
        shared = facts.kinds & shape(node).types
        for kind in (1 << bit for bit in range(shared.bit_length()) if shared >> bit & 1):
            if kind in (NUMBER, STRING):
                atoms = {**facts.atoms(kind), **dict.fromkeys(atoms_of(node, kind, self._nodes))}
                if not self._theories.contradict(kind, atoms, STRING_STEPS):
                    return False
            elif kind in (OBJECT, ARRAY):
                if not (yield from structure.refutes(facts, node.keywords, kind)):
                    return False
            else:
                return False
        return True

    def _narrower(self, facts: Facts, node: Node) -> Proof:
        """Show that all values of the node are among those that the value is known not to be."""
        alone = Position(ordered((node,)))
        for failed in facts.fails:
            if not apart(shape(node), facts.kinds, shape(failed)) and (
                yield Step(Goal(alone, failed), below=False)
            ):
                return True
        return False


_SILENT: Final = frozenset({"false", "unsupported", "enum", "unevaluatedProperties", "unevaluatedItems"})


def _any(steps: list[Step]) -> Proof:
    for step in steps:
        if (yield step):
            return True
    return False


def _branches(node: Node) -> bool:
    """Say whether it may depend on the type how the node is satisfied."""
    return any(
        name in part.keywords
        for part in (node, *node.keywords.get("allOf", ()))
        for name in ("anyOf", "oneOf", "not", "if", "enum")
    )
