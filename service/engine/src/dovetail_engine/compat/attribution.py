"""Whether a hit is to blame: is there a message that it makes invalid, that is sent, and that is refused?

The value at fault is sought where the hit is, once for all who reach it. Then it is lifted: a whole message
is found that carries it. Only where the whole takes what the part refused is the whole question asked.
"""

from typing import Any

from dovetail_engine.compat.blame import Joint, carrying, culprit
from dovetail_engine.compat.containment import Empty, Found, Node
from dovetail_engine.compat.containment.answers import Answer
from dovetail_engine.compat.nodes import View
from dovetail_engine.compat.pairing import Reached, Seen
from dovetail_engine.compat.report import Side
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Scene
from dovetail_engine.compat.wiring import Question


class Attribution:
    """Attributes refusals to hits, for one comparison."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._joints: dict[tuple[Side, View], Joint] = {}
        self._faults: dict[tuple[Any, ...], Answer] = {}

    def ask(self, seen: Seen, reached: Reached, scene: Scene, asked: Question, root: Answer) -> Answer:
        """A message that the hit makes invalid, or the proof that there is none."""
        sender, view = scene.sender, self._sides.view(scene.direction)
        lowerings = {side: self._sides.lowering(side, view) for side in (sender, scene.receiver)}
        fault = culprit(seen, sender, lowerings)
        if fault is None:
            return Empty()
        if asked.as_text:
            return root
        if reached.path and asked.key == "typed":
            lifted = self._lifted(seen, fault, reached, scene, asked)
            if lifted is not None:
                return lifted
        node = self._added(carrying(reached.path, fault, sender, lowerings[sender]), sender, view)
        return self._sides.find([asked.sender(self._sides), node], asked.receiver(self._sides))

    def _lifted(
        self, seen: Seen, fault: Any, reached: Reached, scene: Scene, asked: Question
    ) -> Answer | None:
        """The answer by way of the part, or None where the part does not settle it."""
        sender, view = scene.sender, self._sides.view(scene.direction)
        local = self._at_fault(seen, fault, sender, view)
        if isinstance(local, Empty):
            return local
        if not isinstance(local, Found):
            return None
        carrier = carrying(reached.path, {"const": local.value}, sender, self._sides.lowering(sender, view))
        carried = [asked.sender(self._sides), self._added(carrier, sender, view)]
        # The value at fault is small already; what stands around it is what the sender cannot leave out.
        whole = self._sides.find(carried, smallest=False)
        if (
            isinstance(whole, Found)
            and self._sides.gate.holds(asked.receiver(self._sides), whole.value) is False
        ):
            return whole
        return None

    def _at_fault(self, seen: Seen, fault: Any, sender: Side, view: View) -> Answer:
        """A value of the hit's own schema that is sent and not taken there, whatever stands around it."""
        key = (id(seen), sender, view)
        if key not in self._faults:
            places: dict[Side, str] = {"base": seen.base.owner, "head": seen.head.owner}
            receiver: Side = "head" if sender == "base" else "base"
            nodes = [
                self._sides.node(sender, places[sender], view, self._sides.gate),
                self._added(fault, sender, view),
            ]
            refusing = self._sides.node(receiver, places[receiver], view, self._sides.gate)
            self._faults[key] = self._sides.find(nodes, refusing)
        return self._faults[key]

    def _added(self, schema: Any, sender: Side, view: View) -> Node:
        if (sender, view) not in self._joints:
            receiver: Side = "head" if sender == "base" else "base"
            lowerings = (self._sides.lowering(sender, view), self._sides.lowering(receiver, view))
            self._joints[sender, view] = Joint(*lowerings)
        return self._sides.gate.add(schema, self._joints[sender, view])
