"""Both documents of a comparison, ready to be asked: lowered, interned and judged."""

from functools import cached_property
from typing import Any

from dovetail_engine.compat.containment import Found, Node, Undecided, Universe
from dovetail_engine.compat.containment.answers import Answer
from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.judge import Judge
from dovetail_engine.compat.lowering import LOWERED_FORMATS, Lowering, Schema, may_hide
from dovetail_engine.compat.nodes import View, target
from dovetail_engine.compat.policy import Policy
from dovetail_engine.compat.report import Side
from dovetail_engine.oas import Document

SIDES: tuple[Side, Side] = ("base", "head")

QUESTIONS_ALONE = 20
PARTS_PER_QUESTION = 10
"""A comparison may take the steps of so many questions that use their budgets up, and of one more for so many
changed parts."""


class Sides:
    """The two documents under one policy. What is learned once is kept for the whole comparison."""

    def __init__(self, base: Document, head: Document, policy: Policy, drift: Drift) -> None:
        self._drift = drift
        self.documents: dict[Side, Document] = {"base": base, "head": head}
        self.questions = 0
        self._formats = policy.formats
        asserted = policy.formats - LOWERED_FORMATS.keys()
        self.gate = Universe(mode="gate", formats=asserted, budget=policy.steps)
        # Equality only silences refactorings, which are quickly seen to be such.
        self.literal = Universe(mode="literal", formats=asserted, budget=policy.steps // 10, beside=self.gate)
        self._steps = policy.steps * (QUESTIONS_ALONE + len(drift.changed) // PARTS_PER_QUESTION)
        self._lowerings = {side: self._lower(document) for side, document in self.documents.items()}
        self.judges = {side: Judge(self.documents[side], self._lowerings[side]) for side in SIDES}
        self._equal: dict[tuple[str, str, View], bool] = {}
        self._samples: dict[tuple[Side, str, View], Answer] = {}

    def lowering(self, side: Side, view: View) -> Lowering:
        """One document in one view."""
        return self._lowerings[side][self.view(view)]

    def view(self, view: View) -> View:
        """The view to use: where nothing is hidden, both are one."""
        return view if self._hides else "request"

    def place(self, side: Side, place: str) -> str:
        """Where a schema stands once pure references are followed."""
        return target(self.documents[side], place)

    def node(self, side: Side, place: str, view: View, universe: Universe) -> Node:
        """The interned schema at a place."""
        lowering = self.lowering(side, view)
        return universe.add(lowering.schema(place), lowering.definitions)

    def added(self, side: Side, view: View, schema: Schema) -> Node:
        """A schema that refers to a side's definitions, interned for the gate."""
        return self.gate.add(schema, self.lowering(side, view).definitions)

    def find(self, sender: list[Node], refused_by: Node | None = None, *, smallest: bool = True) -> Answer:
        """A value all of `sender` take and `refused_by` refuses, by the gate's reading."""
        self.questions += 1
        if self._exhausted:
            return Undecided(f"the {self._steps} steps that all questions together may take are used up")
        return self.gate.find(sender, refused_by, smallest=smallest)

    def equal(self, base: str, head: str, view: View) -> bool:
        """Whether two schemas have literally the same values; an undecided pair counts as different."""
        key = (base, head, self.view(view))
        if key not in self._equal:
            self._equal[key] = self._literally_equal(*key)
        return self._equal[key]

    def sample(self, side: Side, place: str, view: View, schema: Any = None) -> Answer:
        """A small value of the schema at a place (of `schema` instead, where given)."""
        if schema is not None:
            return self.find([self.added(side, view, schema)])
        key = (side, place, self.view(view))
        if key not in self._samples:
            self._samples[key] = self.find([self.node(side, place, view, self.gate)])
        return self._samples[key]

    @property
    def _exhausted(self) -> bool:
        return self.gate.spent + self.literal.spent >= self._steps

    @cached_property
    def _hides(self) -> bool:
        return any(
            may_hide(document, view)
            for document in self.documents.values()
            for view in ("request", "response")
        )

    def _lower(self, document: Document) -> dict[View, Lowering]:
        request = Lowering(document, "request", self._formats, self._drift.stands)
        if not self._hides:
            return {"request": request, "response": request}
        response = Lowering(document, "response", self._formats, self._drift.stands)
        return {"request": request, "response": response}

    def _literally_equal(self, base: str, head: str, view: View) -> bool:
        old, new = self.node("base", base, view, self.literal), self.node("head", head, view, self.literal)
        if old is new:
            return True
        self.questions += 1
        if self._exhausted:
            return False
        for sender, receiver in ((old, new), (new, old)):
            if isinstance(self.literal.find([sender], receiver, smallest=False), Found | Undecided):
                return False
        return True
