"""Is a conjunction of schemas inhabited? A least fixpoint over states, without Python recursion."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from .answers import EMPTY, Answer, Budget, Empty, Exhausted, Found, Undecided, Unsupported
from .automata import Languages
from .branch import LOOKS_PER_STEP, Branch
from .declared import declared_in
from .facts import position_of
from .formulas import RECEIVER, Literal, State, state_of
from .holds import Evaluator
from .nodes import Nodes
from .proof import Prover
from .theories import Theories
from .values import TYPES, freeze, type_of

MANY: Final = 8
VALUES_PER_STEP: Final = 4

_Search = Generator[State, Answer, Answer]


@dataclass(slots=True)
class _Frame:
    """A state under search; `lowest` is the outermost state on the path whose outcome it has presumed."""

    state: State
    index: int
    lowest: int
    steps: _Search
    presuming: list[State] = field(default_factory=list)


class Search:
    """Answers states, remembering every answer that stands on its own."""

    def __init__(
        self, nodes: Nodes, languages: Languages, evaluator: Evaluator, budget: Budget, *, gate: bool
    ) -> None:
        self._nodes = nodes
        self._evaluator = evaluator
        self._budget = budget
        self._gate = gate
        self._theories = Theories(nodes, languages, evaluator, budget)
        self._prover = Prover(nodes, self._theories, evaluator, budget)
        self._known: dict[State, Answer] = {}
        self._presumed: dict[State, tuple[Answer, int]] = {}
        self._path: dict[State, int] = {}
        self._frames: list[_Frame] = []

    def answer(self, state: State) -> Answer:
        """Return a value for the state, a proof that there is none, or why neither was found."""
        try:
            return self._run(state)
        except Exhausted:
            return Undecided(f"the budget of {self._budget.limit} steps is used up")
        finally:
            self._presumed.clear()
            self._path.clear()
            self._frames.clear()

    def _run(self, state: State) -> Answer:
        answer = self._enter(state)
        while self._frames:
            try:
                request = self._frames[-1].steps.send(answer)  # type: ignore[arg-type]  # None starts a generator
            except StopIteration as stop:
                answer = self._leave(stop.value)
            else:
                answer = self._enter(request)
        if answer is None:
            raise AssertionError("a search ended without an answer")
        return answer

    def _enter(self, state: State) -> Answer | None:
        """Return what is known about the state; otherwise begin with it and return None."""
        self._budget.spend()
        if state in self._known:
            return self._known[state]
        if state in self._path:
            # Inhabitation is a least fixpoint: within its own proof a state has no value yet.
            self._presume(self._path[state])
            return EMPTY
        if state in self._presumed:
            answer, lowest = self._presumed[state]
            self._presume(lowest)
            return answer
        index = len(self._frames)
        self._path[state] = index
        self._frames.append(_Frame(state, index, index, self._solve(state)))
        return None

    def _presume(self, index: int) -> None:
        self._frames[-1].lowest = min(self._frames[-1].lowest, index)

    def _leave(self, answer: Answer) -> Answer:
        frame = self._frames.pop()
        del self._path[frame.state]
        if isinstance(answer, Found) or frame.lowest >= frame.index:
            self._known[frame.state] = answer
            for state in frame.presuming:
                presumed = self._presumed.pop(state, None)
                # What was proved empty on the strength of this state's emptiness is now proved.
                if presumed and isinstance(answer, Empty) and isinstance(presumed[0], Empty):
                    self._known[state] = presumed[0]
            return answer
        self._presumed[frame.state] = (answer, frame.lowest)
        parent = self._frames[-1]
        parent.presuming.extend([*frame.presuming, frame.state])
        parent.lowest = min(parent.lowest, frame.lowest)
        return answer

    def _solve(self, state: State) -> _Search:
        if self._contradicts_itself(state):
            return EMPTY
        beside = yield from self._beside_lists(state)
        if beside is not None:
            return beside
        doubt: Undecided | None = None
        for kind in TYPES:
            answer = yield from self._of_type(state, kind)
            if isinstance(answer, Found):
                return answer
            if isinstance(answer, Undecided):
                doubt = doubt or answer
        return doubt or EMPTY

    def _contradicts_itself(self, state: State) -> bool:
        """Say whether what is claimed shows, by its structure, something that is denied."""
        claimed = {literal.node for literal in state if literal.positive}
        denied = [literal for literal in state if not literal.positive]
        if any(literal.node in claimed for literal in denied):
            return True
        sides = {literal.side for literal in state}
        gate = self._gate and RECEIVER in sides
        for literal in denied:
            position = position_of(state, literal, gate=gate and literal.side == RECEIVER)
            if self._prover.shows(position, literal.node):
                return True
        return False

    def _beside_lists(self, state: State) -> Generator[State, Answer, Answer | None]:
        """Look for an object that differs from all of a long list in one member; None where none is found.

        Spelled out, the denial of each listed object is a choice of its own."""
        for literal in state:
            if literal.positive or not literal.node.keywords.keys() <= {"enum", "type"}:
                continue
            listed = [one for one in literal.node.keywords.get("enum", {}).values() if isinstance(one, dict)]
            if len(listed) < MANY:
                continue
            self._budget.spend(len(listed))
            others = [one for one in state if one is not literal]
            for name in sorted({name for one in listed for name in one})[:MANY]:
                values = {freeze(one[name]): one[name] for one in listed if name in one}
                told = self._nodes.make({"properties": {name: self._nodes.make({"enum": values})}})
                answer = yield state_of([*others, Literal(told, False, literal.side)])
                if isinstance(answer, Found) and self._satisfies(state, answer.value):
                    return answer
        return None

    def _satisfies(self, state: State, value: Any) -> bool:
        return all(self._truth(literal.node, value, literal.positive) for literal in state)

    def _of_type(self, state: State, kind: int) -> _Search:
        self._budget.spend(len(state) // LOOKS_PER_STEP)
        first = Branch(kind, self._nodes, self._evaluator.choices, self._budget)
        first.take(state)
        stack: list[Iterator[Branch]] = [iter((first,))]
        doubt: Undecided | None = None
        while stack:
            branch = next(stack[-1], None)
            if branch is None:
                stack.pop()
                continue
            self._budget.spend()
            alternatives = branch.settle()
            if alternatives is None:
                continue
            if alternatives and branch.candidates is None:
                # One copy at a time: there may be thousands of alternatives.
                stack.append(map(branch.having, alternatives))
                continue
            answer = yield from self._close(state, kind, branch)
            if isinstance(answer, Found):
                return answer
            if isinstance(answer, Undecided):
                doubt = doubt or answer
        return doubt or EMPTY

    def _close(self, state: State, kind: int, branch: Branch) -> _Search:
        if branch.candidates is not None:
            return self._among(branch.candidates, state, kind)
        self._budget.spend(len(branch.atoms))
        unknown = next((atom for atom in branch.atoms if atom.kind == "unknown"), None)
        branch.atoms = {atom: None for atom in branch.atoms if atom.kind != "unknown"}
        declared = declared_in(state, branch, self._budget) if self._gate else None
        try:
            answer = yield from self._theories.find(kind, branch, declared)
        except Unsupported as unsupported:
            return Undecided(str(unsupported))
        if isinstance(answer, Found) and unknown is not None:
            return Undecided(unknown.argument)
        return answer

    def _among(self, candidates: list[Any], state: State, kind: int) -> Answer:
        """Search an enumeration: each value either satisfies the whole state or does not."""
        doubt: Undecided | None = None
        for at, value in enumerate(candidates):
            self._budget.spend(at % VALUES_PER_STEP == 0)
            if type_of(value) == kind:
                truths = [self._truth(literal.node, value, literal.positive) for literal in state]
                if all(truths):
                    return Found(value)
                if False not in truths:
                    doubt = Undecided("an enumerated value meets a keyword that is not modelled")
        return doubt or EMPTY

    def _truth(self, node: Any, value: Any, positive: bool) -> bool | None:
        truth = self._evaluator.holds(node, value)
        return None if truth is None else truth == positive
