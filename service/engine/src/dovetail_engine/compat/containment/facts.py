"""What is known of one value: the schemas it satisfies and those it does not, taken apart for lookups."""

from collections.abc import Generator, Iterable, Iterator
from functools import cached_property, reduce
from typing import Any, Final, NamedTuple

from .declared import Speech, heard
from .formulas import EVERYTHING, RECEIVER, SENDER, Atom, Literal, State
from .holds import Evaluator
from .keywords import claims, just
from .nodes import Node, Nodes
from .shapes import ANYTHING, Shape, shape
from .values import ANY, BOOLEAN, NULL, OBJECT, type_of

MAX_DENIALS: Final = 8

_PLAIN: Final[dict[int, tuple[Any, ...]]] = {NULL: (None,), BOOLEAN: (True, False)}


class Position(NamedTuple):
    """A value that satisfies `holds` and none of `fails`; in gate mode `speaks` are the sender's words on it.

    `speaks` may name more schemas than the sender means, never fewer."""

    holds: tuple[Node, ...]
    fails: tuple[Node, ...] = ()
    speaks: tuple[Node, ...] = ()
    kinds: int = ANY
    gate: bool = False

    def having(self, node: Node, others: Iterable[Node] = ()) -> "Position":
        """Return the position in which the node holds too, and the others do not."""
        return self._replace(holds=ordered((*self.holds, node)), fails=ordered((*self.fails, *others)))


class Goal(NamedTuple):
    """Every value at the position satisfies the node (negated: none does)."""

    position: Position
    node: Node
    positive: bool = True


class Step(NamedTuple):
    """A goal that a proof needs; `below` where it speaks of a member, an item or a name."""

    goal: Goal
    below: bool


Proof = Generator[Step, bool, bool]


def ordered(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the nodes once each, in an order that depends on what they say alone."""
    return tuple(sorted({node for node in nodes if node.digest != EVERYTHING}, key=lambda node: node.digest))


def position_of(state: State, denied: Literal, *, gate: bool) -> Position:
    """Return what a state says of its value, apart from the one denial in question.

    In gate mode what the receiver claims is left out: only the sender's words excuse no accident."""
    others = [one for one in state if one is not denied and not (gate and one.side == RECEIVER)]
    denials = [one.node for one in others if not one.positive]
    return Position(
        ordered(one.node for one in others if one.positive),
        # What else is denied helps little, and a different much for each of many.
        ordered(denials if len(denials) <= MAX_DENIALS else ()),
        ordered(one.node for one in others) if gate else (),
        gate=gate,
    )


def apart(one: Shape, kinds: int, other: Shape) -> bool:
    """Say whether type or a telling tag shows that no value of those kinds fits both shapes."""
    shared = one.types & other.types & kinds
    if not shared:
        return True
    if shared != OBJECT:
        return False
    return any(
        (name in other.needs or name in one.needs) and name in one.tags and values.isdisjoint(one.tags[name])
        for name, values in other.tags.items()
    )


class _Union(NamedTuple):
    """Alternatives of which one holds (exactly one, where `exclusive`); `live` are those not ruled out."""

    parts: tuple[Node, ...]
    live: tuple[Node, ...]
    exclusive: bool


class Facts:
    """One position, taken apart: conjunctions opened, unions with one possible alternative settled."""

    def __init__(self, position: Position, nodes: Nodes, evaluator: Evaluator) -> None:
        self.position = position
        self._nodes = nodes
        self._evaluator = evaluator
        self.looked = 0
        self.parts: dict[Node, None] = {}
        self.fails: dict[Node, None] = dict.fromkeys(position.fails)
        self.unions: list[_Union] = []
        self.form = reduce(lambda form, node: form & shape(node), position.holds, ANYTHING)
        self.impossible = not self.kinds or not self._settle(list(position.holds)) or self._torn()

    @property
    def kinds(self) -> int:
        """The types that the value may have."""
        return self.position.kinds & self.form.types

    def _settle(self, stack: list[Node]) -> bool:
        """Open conjunctions and unions with one alternative left; False for a contradiction."""
        groups: list[_Union] = []
        while True:
            while stack:
                node = stack.pop()
                if node not in self.parts:
                    self.parts[node] = None
                    stack.extend(node.keywords.get("allOf", ()))
                    groups.extend(_unions(node))
                    if "not" in node.keywords:
                        self.fails[node.keywords["not"]] = None
            self.unions = []
            for group in groups:
                if not self.parts.keys().isdisjoint(group.parts):
                    continue
                live = self.open_to(group.parts)
                if not live:
                    return False
                if len(live) > 1:
                    # Whatever else an alternative without keywords stands beside, it tells nothing.
                    if group.exclusive or all(part.keywords for part in live):
                        self.unions.append(group._replace(live=live))
                else:
                    stack.append(live[0])
                    self.form &= shape(live[0])
            if not stack:
                return self.parts.keys().isdisjoint(self.fails)

    def open_to(self, parts: Iterable[Node]) -> tuple[Node, ...]:
        """Return the parts that neither type nor tag nor a known failure rules out."""
        return tuple(
            part for part in parts if part not in self.fails and not apart(self.form, self.kinds, shape(part))
        )

    def _torn(self) -> bool:
        """Say whether an object must have what it cannot have."""
        if any("false" in part.keywords for part in self.parts):
            return True
        if self.kinds != OBJECT:
            return False
        needs = sorted(self.form.needs)
        return any(self.form.tags.get(name) == frozenset() for name in needs) or (
            self._closing and any(self.absent(name) for name in needs)
        )

    @cached_property
    def _closing(self) -> bool:
        return any(
            "false" in child.keywords
            for part in self._objects
            for child in (
                *part.keywords.get("properties", {}).values(),
                *(part.keywords[name] for name in ("additionalProperties",) if name in part.keywords),
            )
        ) or bool(self._barred)

    @cached_property
    def values(self) -> list[Any] | None:
        """The finitely many values there can be, None where they are not plain to see."""
        if self.kinds & ~(NULL | BOOLEAN) == 0:
            return [value for kind, some in _PLAIN.items() if kind & self.kinds for value in some]
        lists = [part.keywords["enum"] for part in self.parts if "enum" in part.keywords]
        if not lists:
            return None
        return [value for value in min(lists, key=len).values() if type_of(value) & self.kinds]

    def admits(self, value: Any) -> bool:
        """Say whether nothing known refuses the value for certain."""
        holds = self._evaluator.holds
        return all(holds(node, value) is not False for node in self.position.holds) and all(
            holds(node, value) is not True for node in self.position.fails
        )

    def atoms(self, kind: int) -> dict[Atom, None]:
        """Return what the parts claim of a number or a string themselves."""
        return {atom: None for part in self.parts for atom in atoms_of(part, kind, self._nodes)}

    @cached_property
    def _objects(self) -> list[Node]:
        names = ("properties", "patternProperties", "additionalProperties")
        return [part for part in self.parts if any(name in part.keywords for name in names)]

    @cached_property
    def _barred(self) -> frozenset[str]:
        """Names that the value cannot have because it fails a schema that only requires them."""
        found = set()
        for node in self.fails:
            required = node.keywords.get("required", ())
            plain = node.keywords.keys() <= {"type", "required"}
            if plain and len(required) == 1 and shape(node).types & self.kinds == self.kinds:
                found.add(required[0])
        return frozenset(found)

    def absent(self, name: str) -> bool:
        """Say whether an object here cannot have the name."""
        return name in self._barred or any("false" in node.keywords for node in self.member(name))

    def member(self, name: str) -> list[Node]:
        """Return schemas that the value of the name satisfies where it is present."""
        return [node for part in self._objects for node in self._applied(part, name)]

    def _applied(self, part: Node, name: str) -> Iterator[Node]:
        keywords = part.keywords
        matched: list[bool | None] = [name in keywords.get("properties", ())]
        if matched[0]:
            yield keywords["properties"][name]
        for pattern, node in keywords.get("patternProperties", {}).items():
            matched.append(self._evaluator.matches(pattern, name))
            if matched[-1]:
                yield node
        if "additionalProperties" in keywords and not any(match is not False for match in matched):
            yield keywords["additionalProperties"]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that some part, or in gate mode the sender, writes down."""
        own = {name for part in self._objects for name in part.keywords.get("properties", ())}
        speech = self.speech
        return frozenset(own | self.form.needs | (speech.names | speech.mentioned if speech else set()))

    @cached_property
    def patterned(self) -> tuple[tuple[str, Node], ...]:
        """The patterns for names that the parts have, each with its schema."""
        return tuple(
            pair for part in self._objects for pair in part.keywords.get("patternProperties", {}).items()
        )

    @cached_property
    def rest(self) -> list[Node]:
        """Schemas for the values of names that no part writes down and no pattern matches."""
        key = "additionalProperties"
        return [part.keywords[key] for part in self._objects if key in part.keywords]

    def matches(self, pattern: str, name: str) -> bool | None:
        """Return whether a pattern matches, None where that is not modelled."""
        return self._evaluator.matches(pattern, name)

    def limit(self, keyword: str) -> int | None:
        """Return the sharpest value of a counting keyword, None without one."""
        found = [part.keywords[keyword] for part in self.parts if keyword in part.keywords]
        return None if not found else max(found) if keyword.startswith("min") else min(found)

    @cached_property
    def longest(self) -> int | None:
        """The most items an array here can have."""
        ends = [
            len(part.keywords.get("prefixItems", ()))
            for part in self.parts
            if "false" in getattr(part.keywords.get("items"), "keywords", ())
        ]
        most = self.limit("maxItems")
        return min([*ends, *([] if most is None else [most])], default=None)

    @cached_property
    def prefix(self) -> int:
        """The number of leading items that have schemas of their own."""
        return max((len(part.keywords.get("prefixItems", ())) for part in self.parts), default=0)

    def item(self, index: int) -> list[Node]:
        """Return schemas that the item at the index satisfies where it is present."""
        found = []
        for part in self.parts:
            leading = part.keywords.get("prefixItems", ())
            if index < len(leading):
                found.append(leading[index])
            elif "items" in part.keywords:
                found.append(part.keywords["items"])
        return found

    @cached_property
    def speech(self) -> Speech | None:
        """What the sender writes down about the value, None outside gate mode."""
        if not self.position.gate:
            return None
        return heard(
            self.position.speaks,
            lambda node: apart(self.form, self.kinds & OBJECT, shape(node)),
            self._evaluator,
        )

    def accidental(self, name: str) -> bool:
        """Say whether an open sender, which never heard of the name, would have it by accident only."""
        return self.speech is not None and not self.speech.knows(name)

    def under(self, name: str) -> Position:
        """Return what is known of the value of the name."""
        return self._below(self.member(name), lambda speech: speech.member(name))

    def beside(self, holds: Iterable[Node]) -> Position:
        """Return what is known of the value of some name not written down here, which satisfies `holds`."""
        return self._below(holds, lambda speech: speech.members())

    def at(self, index: int) -> Position:
        """Return what is known of the item at the index."""
        return self._below(self.item(index), lambda speech: speech.items())

    def _below(self, holds: Iterable[Node], told: Any) -> Position:
        if self.speech is None:
            return Position(ordered(holds))
        spoken = [*told(self.speech), *holds]
        for value in self.speech.constants:
            spoken.extend(just(part, self._nodes) for part in _inside(value))
        return Position(ordered(holds), speaks=ordered(spoken), gate=True)

    def cases(self, *, by_type: bool) -> list[Position]:
        """Return positions of which one holds: the alternatives of one union, or one type each."""
        if self.unions:
            union = min(self.unions, key=lambda union: len(union.live))
            return [self.position.having(part, self._rivals(part, union)) for part in union.live]
        kinds = [1 << bit for bit in range(ANY.bit_length()) if self.kinds >> bit & 1]
        return [self.position._replace(kinds=kind) for kind in kinds] if by_type and len(kinds) > 1 else []

    def _rivals(self, part: Node, union: _Union) -> Iterator[Node]:
        """Yield the other alternatives that a value of the part might satisfy, but must not."""
        if not union.exclusive:
            return
        form = self.form & shape(part)
        near = union.live
        if form.types & self.kinds == OBJECT:
            near = self._evaluator.choices.fitting(union.parts, form.needs, form.tags)
        yield from (one for one in near if one is not part and not apart(form, self.kinds, shape(one)))


def atoms_of(node: Node, kind: int, nodes: Nodes) -> tuple[Atom, ...]:
    """Return what the node itself claims of values of one type, leaving out what other schemas say."""
    key = ("atoms", kind)
    if key not in node.cache:
        found = claims(node, kind, SENDER, nodes) if shape(node).types & kind else []
        node.cache[key] = tuple(
            one for one in found if isinstance(one, Atom) and one.kind not in ("enum", "unknown")
        )
    known: tuple[Atom, ...] = node.cache[key]
    return known


def _unions(node: Node) -> Iterator[_Union]:
    for name in ("anyOf", "oneOf"):
        if name in node.keywords:
            yield _Union(node.keywords[name], node.keywords[name], name == "oneOf")


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
