"""Forward is backward seen from the other side: clients of the new version meet the old service.

So the walk goes from head to base, and what it meets is turned round again: base stays base in every report,
only the sender of each message is the other one. HTTP rules look at a meeting both ways: what they see from
base to head names the change, what they see from head to base is what it does to a client of the head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.report import Mode, Side
from dovetail_engine.compat.rules import Hit, Rule, all_rules, rules_on
from dovetail_engine.compat.walk import Meeting, Scene, Site, walk
from dovetail_engine.oas import Document


@dataclass(frozen=True, slots=True)
class Sight:
    """A hit that is judged, and the rule and the hit by which the change is reported."""

    rule: Rule
    hit: Hit
    named: Rule
    told: Hit


def walk_in(mode: Mode, base: Document, head: Document, drift: Drift) -> Iterator[Meeting | Site]:
    """Everything of two documents that is not known to be the same, with who sends it in that mode."""
    if mode == "backward":
        yield from walk(base, head, drift)
        return
    for met in walk(head, base, Drift(head, base)):
        yield _turned(met)


def sights(met: Meeting) -> Iterator[Sight]:
    """What the rules see in a meeting, in the mode of its scene."""
    seen = _seen(met)
    if met.scene.mode == "backward":
        yield from (Sight(rule, hit, rule, hit) for rule, hit in seen)
        return
    if met.target in NEWS:
        return
    back = [
        (rule, hit) for rule, hit in _seen(replace(met, base=met.head, head=met.base)) if rule.axis == "wire"
    ]
    for rule, hit in back:
        told = _counterpart(rule, hit, seen)
        yield Sight(rule, hit, *told) if told else Sight(rule, hit, rule, _reversed(hit))


def old_side(scene: Scene) -> Side:
    """The side whose contract counts as the old one: the base for backward, the head for forward."""
    return "base" if scene.mode == "backward" else "head"


def loses_meaning(rule: Rule, scene: Scene) -> bool:
    """Whether a schema change that breaks nobody makes this message lose its sense."""
    counted = (rule,) if scene.mode == "backward" else _contraries()[rule.id]
    return any(one.effect == "MEANING" or scene.direction in one.meaning_in for one in counted)


def grows(rule: Rule, scene: Scene) -> bool:
    """Whether the change gives the reader of an enum values that it did not know."""
    return rule.id == ("enum-value-added" if scene.sender == "head" else "enum-value-removed")


def adds_member(rule: Rule, scene: Scene) -> bool:
    """Whether the change lets objects have members that their reader did not know."""
    return _plain_id(rule) in (_MEMBERS_COME if scene.sender == "head" else _MEMBERS_GO)


def is_closed(node: Node) -> bool:
    """Whether an object has the declared members alone."""
    return node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False


def _turned(met: Meeting | Site) -> Meeting | Site:
    scene = met.scene
    operation = scene.head or scene.base
    turned = Scene(
        operation=operation.label if operation else scene.operation,
        base=scene.head,
        head=scene.base,
        direction=scene.direction,
        sender=scene.receiver,
        routed=scene.routed,
        status=scene.status,
        media=scene.media,
        mode="forward",
    )
    if isinstance(met, Meeting):
        return Meeting(met.target, met.head, met.base, turned)
    return Site(met.kind, met.head, met.base, met.head_part, met.base_part, turned, met.aligned)


def _seen(met: Meeting) -> list[tuple[Rule, Hit]]:
    return [(rule, hit) for rule in rules_on(met.target) for hit in rule.check(met.base, met.head)]


def _counterpart(rule: Rule, hit: Hit, seen: Sequence[tuple[Rule, Hit]]) -> tuple[Rule, Hit] | None:
    """What the change is called from base to head: a rule that names its contrary, else the rule itself."""
    here = [(other, told) for other, told in seen if (told.base, told.head) == (hit.head, hit.base)]
    turned = _counter_id(rule)
    for wanted in (
        lambda other: _plain_id(other) == turned,
        lambda other: other.id == rule.id,
        lambda other: other.effect == _COUNTER_EFFECT.get(rule.effect),
    ):
        found = next((pair for pair in here if wanted(pair[0])), None)
        if found:
            return found
    return None


def _reversed(hit: Hit) -> Hit:
    return replace(
        hit, base=hit.head, head=hit.base, message=f"from the new version to the old one, {hit.message}"
    )


@cache
def _contraries() -> dict[str, tuple[Rule, ...]]:
    """The rules that name the contrary of each rule's change; the rule itself where there is none."""
    named: dict[str, list[Rule]] = {}
    for rule in all_rules().values():
        named.setdefault(_plain_id(rule), []).append(rule)
    return {name: tuple(named.get(_counter_id(rule), [rule])) for name, rule in all_rules().items()}


def _plain_id(rule: Rule) -> str:
    return rule.id.removeprefix("required-")


def _counter_id(rule: Rule) -> str:
    """The id of the rule that names the contrary change, by the words that all ids are made of."""
    name = _plain_id(rule)
    for pair in _CONTRARY:
        for word, other in (pair, pair[::-1]):
            if word in name:
                return name.replace(word, other)
    return name


NEWS: Final = frozenset({"life", "document"})
"""What is told once, whoever it is told to: announcements, and what a document says of itself."""

_CONTRARY: Final = (
    ("removed", "added"),
    ("tightened", "loosened"),
    ("deprecated", "reactivated"),
    ("became-required", "became-optional"),
    ("no-longer", "became"),
)
_MEMBERS_COME: Final = ("property-added", "property-no-longer-write-only", "additional-properties-opened")
_MEMBERS_GO: Final = ("property-removed", "property-became-write-only", "additional-properties-closed")
_COUNTER_EFFECT: Final = {"NARROWED": "WIDENED", "WIDENED": "NARROWED"}
