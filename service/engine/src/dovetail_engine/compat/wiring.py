"""The question of containment that a site asks: of JSON values, or of the texts they are written as."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dovetail_engine.compat.containment import Empty, Found, Node, Undecided
from dovetail_engine.compat.containment.answers import Answer
from dovetail_engine.compat.media import is_form, is_json, is_text
from dovetail_engine.compat.report import Side
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Site
from dovetail_engine.compat.wire import as_form, as_list, as_text, confusable, kinds
from dovetail_engine.oas.model import Header, Parameter

Wire = Callable[[Any, Any, bool], Any]
"""From a lowered schema, its definitions and whether it is sent, to the schema of what is on the wire."""


@dataclass(frozen=True, slots=True)
class Question:
    """Sender and receiver schemas of a site, with the definitions they refer to.

    `key` tells questions about the same two schemas apart; `as_text` says that texts are compared.
    """

    key: str
    sent: tuple[Any, Any]
    read: tuple[Any, Any]
    as_text: bool = False
    unclear: str = ""

    def sender(self, sides: Sides) -> Node:
        """The interned schema of what is sent."""
        return sides.gate.add(*self.sent)

    def receiver(self, sides: Sides) -> Node:
        """The interned schema of what is taken."""
        return sides.gate.add(*self.read)

    def answer(self, sides: Sides, *, smallest: bool = False) -> Answer:
        """A value that is sent and not taken."""
        found = sides.find([self.sender(sides)], self.receiver(sides), smallest=smallest)
        return Undecided(self.unclear) if self.unclear and isinstance(found, Found) else found


def questions(sides: Sides, site: Site) -> Question:
    """The sharpest question about a site: texts only where typed values may be confused."""
    typed = Question(
        "typed", _lowered(sides, site, site.scene.sender), _lowered(sides, site, site.scene.receiver)
    )
    shape = _shape(site)
    if shape == "json":
        return typed
    sent, read = (kinds(*side) for side in (typed.sent, typed.read))
    if shape == "form":
        return _form(sides, typed)
    if sent | read >= {"array"} and (sent ^ read) & {"array"}:
        return _listed(sides, typed)
    if not confusable(_deep(typed.sent, sent), _deep(typed.read, read)) or _contained(sides, typed):
        return _nonempty(typed) if "array" in sent | read else typed
    if "object" in sent | read:
        return typed
    if "array" in sent | read:
        return _listed(sides, typed)
    return _texts(typed, as_text(*typed.sent, sent=True), as_text(*typed.read, sent=False))


def _lowered(sides: Sides, site: Site, side: Side) -> tuple[Any, Any]:
    lowering = sides.lowering(side, site.scene.direction)
    written = site.base if side == "base" else site.head
    return lowering.schema(written.pointer), lowering.definitions


def _shape(site: Site) -> str:
    part = site.base_part
    if isinstance(part, Parameter | Header):
        return "json" if part.schema is None or site.head_part.schema is None else "text"
    if is_form(part.name):
        return "form"
    return "text" if is_text(part.name) and not is_json(part.name) else "json"


def _deep(side: tuple[Any, Any], found: frozenset[str]) -> frozenset[str]:
    """The types of a value and, for a list, of its items."""
    if "array" not in found:
        return found
    items = as_list(*side, sent=True, texts=False)
    inner = items.get("items", True) if isinstance(items, dict) else True
    return found | kinds(inner, side[1])


def _contained(sides: Sides, question: Question) -> bool:
    return isinstance(question.answer(sides), Empty)


def _nonempty(question: Question) -> Question:
    """An empty list is not written at all, so it is nothing that can be refused."""
    schema, definitions = question.sent
    limited = {"allOf": [schema], "not": {"enum": [[], {}]}}
    return Question("nonempty", (limited, definitions), question.read)


def _listed(sides: Sides, typed: Question) -> Question:
    for texts in (False, True):
        sent, read = (
            as_list(*typed.sent, sent=True, texts=texts),
            as_list(*typed.read, sent=False, texts=texts),
        )
        question = _nonempty(Question("list", (sent, typed.sent[1]), (read, typed.read[1])))
        if _contained(sides, question):
            return question
    return _texts(question, question.sent[0], question.read[0])


def _form(sides: Sides, typed: Question) -> Question:
    if _contained(sides, typed):
        return typed
    sent, read = as_form(*typed.sent, sent=True), as_form(*typed.read, sent=False)
    if sent is None or read is None:
        return typed
    texts = Question("form", (sent, typed.sent[1]), (read, typed.read[1]))
    # A break of texts is one of typed values too, and those show which rule explains it.
    return texts if _contained(sides, texts) else typed


def _texts(question: Question, sent: Any, read: Any) -> Question:
    return Question("texts", (sent, question.sent[1]), (read, question.read[1]), as_text=True)
