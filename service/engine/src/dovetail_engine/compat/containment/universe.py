"""The engine's front door: schemas in, questions about them answered."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Literal

from . import formats as known_formats
from . import formulas
from .answers import Answer, Budget, Found, Undecided
from .automata import Languages
from .formulas import RECEIVER, SENDER, state_of
from .holds import Evaluator
from .nodes import Node, Nodes, Schema
from .search import Search
from .shrink import shrink
from .values import deeper_than

DEFAULT_STEPS: Final = 200_000
MAX_DEPTH: Final = 200

Mode = Literal["literal", "gate"]

_NO_DEFINITIONS: Final[Mapping[str, Schema]] = MappingProxyType({})


class Universe:
    """Schemas that may be compared with each other; what is learned from one question serves the next.

    `formats` lists the formats that constrain; all others are annotations. `budget` bounds each question
    in steps, so that an answer does not depend on the machine. Nodes are shared with the universe `beside`,
    which asserts the same formats."""

    def __init__(
        self,
        *,
        mode: Mode = "literal",
        formats: frozenset[str] = frozenset(),
        budget: int = DEFAULT_STEPS,
        beside: "Universe | None" = None,
    ) -> None:
        unknown = sorted(formats - known_formats.KNOWN)
        if unknown:
            raise ValueError(f"cannot assert the formats {', '.join(unknown)}")
        self._receiver = RECEIVER if mode == "gate" else SENDER
        self._budget = Budget(budget)
        self.spent = 0
        """Steps that all questions together have taken."""
        self.nodes: Nodes = beside.nodes if beside else Nodes(formats)
        languages = Languages()
        self._evaluator = Evaluator(languages)
        self._search = Search(self.nodes, languages, self._evaluator, self._budget, gate=mode == "gate")

    def add(self, schema: Schema, definitions: Mapping[str, Schema] = _NO_DEFINITIONS) -> Node:
        """Return the schema's node; `$ref: "#/$defs/<name>"` resolves in `definitions`; equals are one."""
        return self.nodes.add(schema, definitions)

    def find(
        self, sender: Sequence[Node], refused_by: Node | None = None, *, smallest: bool = True
    ) -> Answer:
        """Return a value that every `sender` node accepts and `refused_by` refuses.

        `Empty` is a proof that there is none; what cannot be decided within the budget is `Undecided`.
        Making the value `smallest` is the dearer part, and idle where only the answer counts."""
        literals = [formulas.Literal(node, True, SENDER) for node in sender]
        if refused_by is not None:
            literals.append(formulas.Literal(refused_by, False, self._receiver))
        self._budget.refill()
        answer = self._search.answer(state_of(literals))
        self.spent += self._budget.limit - max(self._budget.left, 0)
        if not smallest or not isinstance(answer, Found):
            return answer
        return self._smallest(answer, sender, refused_by)

    def holds(self, node: Node, value: Any) -> bool | None:
        """Return whether the value is valid under the node, None where that is not decided."""
        return self._evaluator.holds(node, value)

    def _smallest(self, found: Found, sender: Sequence[Node], refused_by: Node | None) -> Answer:
        if deeper_than(found.value, MAX_DEPTH):
            return Undecided(f"every value found is nested deeper than {MAX_DEPTH} levels")

        def satisfies(value: Any) -> bool | None:
            truths = [self.holds(node, value) for node in sender]
            if refused_by is not None:
                refused = self.holds(refused_by, value)
                truths.append(None if refused is None else not refused)
            return False if False in truths else None if None in truths else True

        if satisfies(found.value) is False:
            return Undecided("the engine contradicts itself; please report these schemas")
        return Found(shrink(found.value, lambda value: satisfies(value) is True))
