"""One branch of the search for one type of value: what is settled, and what is still a choice."""

from typing import Any, Final, NamedTuple

from .answers import Budget
from .choices import Choices
from .formulas import SENDER, SIDES, Atom, Formula, Literal, One, Or, Properties
from .keywords import claims, denials
from .nodes import Node, Nodes
from .shapes import shape
from .values import OBJECT

Alternative = tuple[Formula, ...]


class _Open(NamedTuple):
    """A choice still to be made; `denied` is the node whose denial it spells out."""

    formula: Or | One
    denied: Node | None = None


# A glance at one formula is much cheaper than a step of the search.
LOOKS_PER_STEP: Final = 8


class Branch:
    """Takes formulas in, settles what follows at once, and offers what remains as alternatives."""

    def __init__(self, kind: int, nodes: Nodes, choices: Choices, budget: Budget) -> None:
        self._kind = kind
        self._choices = choices
        self._budget = budget
        self._nodes = nodes
        self._signs: dict[Node, tuple[bool, int]] = {}
        self._queue: list[Formula] = []
        self._denied: list[Literal] = []
        self._looked = 0
        self._open: list[_Open] = []
        self._named: list[Properties] = []
        self._tags: dict[str, frozenset[Any]] = {}
        self.atoms: dict[Atom, None] = {}
        self.present: dict[str, None] = {}
        self.absent: dict[str, None] = {}
        self.candidates: list[Any] | None = None

    def having(self, alternative: Alternative) -> "Branch":
        """Return a copy in which the alternative holds too."""
        copy = Branch(self._kind, self._nodes, self._choices, self._budget)
        copy._signs = dict(self._signs)
        copy._open = list(self._open)
        copy._named = list(self._named)
        copy._tags = dict(self._tags)
        copy.atoms = dict(self.atoms)
        copy.present = dict(self.present)
        copy.absent = dict(self.absent)
        copy.candidates = self.candidates
        copy._look(len(copy.atoms) // LOOKS_PER_STEP)
        copy.take(alternative)
        return copy

    def take(self, formulas: Alternative) -> None:
        """Queue formulas that hold."""
        self._queue.extend(reversed(formulas))

    def settle(self) -> tuple[Alternative, ...] | None:
        """Draw every conclusion; return None for a contradiction, else the alternatives left to choose from.

        With no alternatives left, the atoms say everything."""
        while self._queue or self._denied:
            if not self._drain() or not self._simplify():
                return None
        if not self._open:
            return ()
        tag = self._telling_tag()
        if tag is not None:
            return tuple((Atom("has", tag, present, SENDER),) for present in (True, False))
        # What the value is tells more than what it is not.
        ranks = [(not _claims(one.formula), len(self._alternatives(one.formula) or ())) for one in self._open]
        return self._alternatives(self._open.pop(ranks.index(min(ranks))).formula)

    def excludes(self, node: Node) -> bool:
        """Say whether its type or a telling tag shows at a glance that the node does not hold here."""
        form = shape(node)
        if not form.types & self._kind:
            return True
        return self._kind == OBJECT and self._misfits(form.needs, form.tags)

    def _telling_tag(self) -> str | None:
        """Return a property of few values whose presence alone would settle several choices."""
        if self._kind != OBJECT or len(self._open) < 2:
            return None
        counts: dict[str, int] = {}
        for formula, _ in self._open:
            for alternative in formula.alternatives if isinstance(formula, Or) else ():
                for part in alternative:
                    if isinstance(part, Atom) and part.kind == "member" and part.argument[0] in self._tags:
                        counts[part.argument[0]] = counts.get(part.argument[0], 0) + 1
        undecided = [name for name in sorted(counts) if name not in self.present and name not in self.absent]
        best = max(undecided, key=lambda name: counts[name], default=None)
        return best if best is not None and counts[best] > 1 else None

    def _drain(self) -> bool:
        """Settle all queued formulas, claims before denials, for a claim often answers a denial."""
        while self._queue or self._denied:
            if self._queue:
                formula = self._queue.pop()
                settled = self._accept(formula)
            else:
                settled = self._deny(self._denied.pop())
            if not settled:
                return False
        return True

    def _accept(self, formula: Formula) -> bool:
        if isinstance(formula, Or | One):
            self._open.append(_Open(formula))
            return True
        if isinstance(formula, Atom):
            return self._atom(formula)
        if formula.positive:
            return self._claim(formula)
        self._denied.append(formula)
        return True

    def _claim(self, literal: Literal) -> bool:
        known = self._signs.get(literal.node)
        if known is not None:
            if not known[0]:
                return False
            if known[1] <= literal.side:
                return True
        self._signs[literal.node] = (True, literal.side)
        form = shape(literal.node)
        if not form.types & self._kind:
            return False
        if self._kind == OBJECT and not self._narrow(form.needs, form.tags):
            return False
        key = ("claims", self._kind, literal.side)
        if key not in literal.node.cache:
            literal.node.cache[key] = tuple(claims(literal.node, self._kind, literal.side, self._nodes))
        self.take(literal.node.cache[key])
        return True

    def _deny(self, literal: Literal) -> bool:
        truth = self._literal_truth(literal)
        if truth is not None:
            return truth
        self._signs[literal.node] = (False, literal.side)
        key = ("denials", self._kind, literal.side)
        if key not in literal.node.cache:
            literal.node.cache[key] = denials(literal.node, self._kind, literal.side, self._nodes)
        self._open.append(_Open(literal.node.cache[key], literal.node))
        return True

    def _narrow(self, needs: frozenset[str], tags: dict[str, frozenset[Any]]) -> bool:
        for name in sorted(needs):
            if not self._needs(name):
                return False
        for name, values in tags.items():
            kept = self._tags[name] & values if name in self._tags else values
            self._tags[name] = kept
            if not kept and name in self.present:
                return False
        return True

    def _needs(self, name: str) -> bool:
        self.present[name] = None
        return name not in self.absent and self._tags.get(name) != frozenset()

    def _atom(self, atom: Atom) -> bool:
        if atom.kind == "has":
            if atom.positive:
                return self._needs(atom.argument)
            self.absent[atom.argument] = None
            return atom.argument not in self.present
        if atom.kind == "enum":
            self.candidates = list(atom.argument.values())
            return True
        if self._contradicted(atom):
            return False
        self.atoms[atom] = None
        if atom.kind == "member":
            return self._needs(atom.argument[0])
        if atom.kind == "properties" and atom.positive:
            self._named.append(atom.argument)
        return True

    def _simplify(self) -> bool:
        """Drop satisfied disjunctions and dead alternatives; queue what has become certain."""
        kept: list[_Open] = []
        for formula, denied in self._open:
            if denied is not None and self.excludes(denied):
                continue
            alternatives = self._alternatives(formula)
            if alternatives is None:
                continue
            if not alternatives:
                return False
            if len(alternatives) == 1:
                self.take(alternatives[0])
            else:
                kept.append(_Open(formula if isinstance(formula, One) else Or(alternatives), denied))
        self._open = kept
        return True

    def _alternatives(self, formula: Or | One) -> tuple[Alternative, ...] | None:
        """Return the alternatives still possible, None if one of them already holds."""
        if isinstance(formula, One):
            return self._exactly_one(formula) if formula.positive else self._none_or_several(formula)
        kept: list[Alternative] = []
        looks = 2
        for alternative in formula.alternatives:
            looks += len(alternative)
            left = self._left(alternative)
            if left == ():
                return None
            if left is not None:
                kept.append(left)
        self._look(looks)
        return tuple(kept)

    def _look(self, times: int) -> None:
        """Pay for glances, which are a step together."""
        steps, self._looked = divmod(self._looked + times, LOOKS_PER_STEP)
        self._budget.spend(steps)

    def _left(self, alternative: Alternative) -> Alternative | None:
        """Return what of the alternative is not known to hold, None if something is known not to."""
        left: list[Formula] = []
        for formula in alternative:
            truth = self._truth(formula)
            if truth is False:
                return None
            if truth is None:
                left.append(formula)
        return tuple(left)

    def _exactly_one(self, formula: One) -> tuple[Alternative, ...] | None:
        live, sure = self._live(formula)
        if len(sure) > 1:
            return ()
        denied = [literal.negated() for literal in live]
        if sure:
            rest = tuple(other for literal, other in zip(live, denied, strict=True) if literal not in sure)
            return (rest,) if rest else None
        return tuple((literal, *denied[:at], *denied[at + 1 :]) for at, literal in enumerate(live))

    def _none_or_several(self, formula: One) -> tuple[Alternative, ...] | None:
        live, sure = self._live(formula)
        if len(sure) > 1 or not live:
            return None
        if sure:
            return tuple((literal,) for literal in live if literal not in sure)
        single = tuple((literal,) for literal in live)
        pairs = [(literal, Or(single[at + 1 :])) for at, literal in enumerate(live[:-1])]
        return (tuple(literal.negated() for literal in live), *pairs)

    def _live(self, formula: One) -> tuple[list[Literal], list[Literal]]:
        """Return the literals that may hold, and those of them that do."""
        nodes = formula.nodes
        if self._kind == OBJECT:
            nodes = self._choices.fitting(nodes, self.present, self._tags)
        self._look(2 + len(nodes))
        truths = [
            (literal, self._literal_truth(literal))
            for literal in (Literal(node, True, formula.side) for node in nodes)
        ]
        live = [literal for literal, truth in truths if truth is not False]
        return live, [literal for literal, truth in truths if truth]

    def _truth(self, formula: Formula) -> bool | None:
        if isinstance(formula, Literal):
            return self._literal_truth(formula)
        if isinstance(formula, Atom):
            return self._atom_truth(formula)
        return None if isinstance(formula, One) or formula.alternatives else False

    def _literal_truth(self, literal: Literal) -> bool | None:
        node = literal.node
        known = self._signs.get(node)
        if known is not None:
            if known[0] and literal.positive and known[1] > literal.side:
                return None
            return known[0] == literal.positive
        if not node.keywords:
            return literal.positive
        return not literal.positive if self.excludes(node) else None

    def _misfits(self, needs: frozenset[str], tags: dict[str, frozenset[Any]]) -> bool:
        if self.absent and not needs.isdisjoint(self.absent):
            return True
        return any(
            (name in needs or name in self.present)
            and name in self._tags
            and values.isdisjoint(self._tags[name])
            for name, values in tags.items()
        )

    def _atom_truth(self, atom: Atom) -> bool | None:
        if atom.kind == "has":
            if atom.argument in self.present:
                return atom.positive
            return not atom.positive if atom.argument in self.absent else None
        if atom.kind == "member":
            name, literal = atom.argument
            contradicted = not literal.positive and any(
                named.by_name.get(name) is literal.node for named in self._named
            )
            return False if name in self.absent or contradicted else None
        if atom.kind in ("enum", "unknown"):
            return None
        return True if atom in self.atoms else False if self._contradicted(atom) else None

    def _contradicted(self, atom: Atom) -> bool:
        # Two unknowns of one reason need not be the same unknown.
        return atom.kind != "unknown" and any(
            atom._replace(positive=not atom.positive, side=side) in self.atoms for side in SIDES
        )


def _claims(formula: Or | One) -> bool:
    """Say whether every alternative claims that some schema holds."""
    if isinstance(formula, One):
        return formula.positive
    return all(
        any(isinstance(part, Literal) and part.positive for part in one) for one in formula.alternatives
    )
