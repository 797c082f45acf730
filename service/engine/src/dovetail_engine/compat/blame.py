"""What a counter-example must look like for a rule's hit to be its cause.

A hit breaks somebody only if there is a message that its sender may send, that violates at the hit's place
what the receiver says there, and that the receiver refuses as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dovetail_engine.compat.containment import Definitions, Universe
from dovetail_engine.compat.lowering import Lowering
from dovetail_engine.compat.nodes import Node, Sub
from dovetail_engine.compat.pairing import Seen, Step
from dovetail_engine.compat.report import Side

_RECEIVED = "receiver."
# Keywords that mean little without their neighbours.
_TOGETHER = {
    "if": ("then", "else"),
    "items": ("prefixItems",),
    "minContains": ("contains",),
    "maxContains": ("contains",),
}


def culprit(seen: Seen, sender: Side, lowerings: Mapping[Side, Lowering]) -> Any | None:
    """The schema of values that are at fault at the hit's place.

    It refers to the sender's definitions, and to the receiver's under the names of a `Joint`. None where
    the receiver has nothing to say there, so that the hit cannot break anybody.
    """
    hit = seen.hit
    if hit.vague:
        return {}
    if hit.branch is not None:
        return _branch(seen, sender, lowerings)
    receiver: Side = "head" if sender == "base" else "base"
    nodes: dict[Side, Node] = {"base": seen.base, "head": seen.head}
    if hit.values is not None:
        return {"enum": list(hit.values)}
    lowering = lowerings[receiver]
    if hit.name is not None:
        return _renamed(_property(hit.name, hit.keywords, nodes[sender], nodes[receiver], lowering))
    said: dict[str, Any] = {}
    for keyword in hit.keywords:
        said.update(_said(keyword, nodes[receiver], lowering))
    if not said:
        return None
    for keyword in _TOGETHER.get(hit.keywords[0], ()):
        said.update(_said(keyword, nodes[receiver], lowering))
    if "additionalProperties" in said:
        said["properties"] = dict.fromkeys(nodes[receiver].properties, True)
        said["patternProperties"] = dict.fromkeys(nodes[receiver].get("patternProperties") or {}, True)
    return _renamed({"not": said})


def carrying(path: Sequence[Step], inner: Any, sender: Side, lowering: Lowering) -> Any:
    """A schema of values that hold, at the end of `path`, a value of `inner`."""
    for step in reversed(path):
        place = step.base if sender == "base" else step.head
        inner = _carried(step, inner, place, lowering)
    return inner


class Joint(Definitions):
    """The definitions of both sides: the sender's by name, the receiver's under names of their own."""

    def __init__(self, sender: Lowering, receiver: Lowering) -> None:
        self._sender, self._receiver = sender.definitions, receiver.definitions
        self._moved: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        own = name.removeprefix(_RECEIVED)
        if own == name:
            return self._sender[name]
        if name not in self._moved:
            self._moved[name] = _renamed(self._receiver[own])
        return self._moved[name]

    def __contains__(self, name: object) -> bool:
        definitions, own = self._of(str(name))
        return own in definitions

    def identity(self, name: str) -> str | None:
        """What a definition shares with those of the same meaning on either side."""
        definitions, own = self._of(name)
        return definitions.identity(own)

    def _of(self, name: str) -> tuple[Definitions, str]:
        own = name.removeprefix(_RECEIVED)
        return (self._sender if own == name else self._receiver), own

    def __iter__(self) -> Iterator[str]:
        yield from self._sender
        yield from (_RECEIVED + name for name in self._receiver)

    def __len__(self) -> int:
        return len(self._sender) + len(self._receiver)


def _branch(seen: Seen, sender: Side, lowerings: Mapping[Side, Lowering]) -> Any | None:
    """An alternative is at fault where the sender has it, or where it is one too many of the receiver's."""
    place = seen.hit.branch or ""
    node, other = (seen.base, seen.head) if sender == "base" else (seen.head, seen.base)
    if any(branch.pointer == place for branch in node.branches):
        return lowerings[sender].reference(place)
    receiver: Side = "head" if sender == "base" else "base"
    return _renamed(lowerings[receiver].reference(place)) if "oneOf" in other.schema else None


def _property(
    name: str, keywords: tuple[str, ...], sender: Node, receiver: Node, lowering: Lowering
) -> Any | None:
    said: dict[str, Any] = {}
    if name in receiver.required:
        said["required"] = [name]
    if "properties" in keywords:
        treatment = _treatment(name, sender, receiver, lowering)
        if treatment is not None:
            said["properties"] = {name: treatment}
    return {"not": said} if said else None


def _treatment(name: str, sender: Node, receiver: Node, lowering: Lowering) -> Any | None:
    """What the receiver says of the property's value, where the sender can come upon it at all."""
    rest = sender.get("additionalProperties")
    if name in receiver.properties:
        by_accident = name not in sender.properties and not isinstance(rest, Sub)
        return (
            None
            if by_accident and not _follows_a_pattern(name, sender)
            else lowering.reference(receiver.properties[name])
        )
    extra = receiver.get("additionalProperties")
    if extra is False:
        return False
    return lowering.reference(extra.pointer) if isinstance(extra, Sub) else None


def _follows_a_pattern(name: str, sender: Node) -> bool:
    """Whether the sender's own patterns speak of the name, so that it is sent on purpose."""
    universe = Universe()
    patterns = sender.get("patternProperties") or {}
    return any(universe.holds(universe.add({"pattern": pattern}), name) for pattern in patterns)


def _said(keyword: str, node: Node, lowering: Lowering) -> dict[str, Any]:
    value = node.get(keyword)
    if value is None:
        return {}
    return lowering.format(value) if keyword == "format" else {keyword: _schema_of(value, lowering)}


def _schema_of(value: Any, lowering: Lowering) -> Any:
    if isinstance(value, Sub):
        return lowering.reference(value.pointer)
    if isinstance(value, list) and value and isinstance(value[0], Sub):
        return [lowering.reference(sub.pointer) for sub in value]
    if isinstance(value, dict) and any(isinstance(inner, Sub) for inner in value.values()):
        return {name: lowering.reference(sub.pointer) for name, sub in value.items()}
    return value


def _carried(step: Step, inner: Any, place: str, lowering: Lowering) -> Any:
    if step.kind == "item":
        return {"type": "array", "minItems": step.index + 1, "prefixItems": [*[True] * step.index, inner]}
    if step.kind == "pattern":
        return {"type": "object", "not": {"patternProperties": {step.name: {"not": inner}}}}
    if step.kind == "branch":
        return {"allOf": [lowering.reference(place), inner]}
    return {"type": "object", "required": [step.name], "properties": {step.name: inner}}


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", "#/$defs/" + _RECEIVED, 1)
            if key == "$ref" and isinstance(inner, str)
            else (inner if key in {"enum", "const"} else _renamed(inner))
            for key, inner in value.items()
        }
    return [_renamed(item) for item in value] if isinstance(value, list) else value
