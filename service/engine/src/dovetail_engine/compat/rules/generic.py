"""What a schema change is called when no sharper rule explains it."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.report import Side
from dovetail_engine.compat.rules.model import Example, Hit, Rule


def rules() -> tuple[Rule, ...]:
    """Both rules; containment itself finds them, so their checks see nothing."""
    return NARROWED, WIDENED


def unexplained(sender: Side) -> Rule:
    """The rule for a message of that sender that the other side refuses."""
    return NARROWED if sender == "base" else WIDENED


def _nothing(_base: object, _head: object) -> Iterable[Hit]:
    return ()


_SAID_ONCE = {"allOf": [{"properties": {"a": {"type": "string"}}}]}
_SAID_TWICE = {"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"maxLength": 3}}}]}
_CLOSED = {"type": "object", "properties": {"error": {"type": "string"}}, "additionalProperties": False}


def _answering(*statuses: str) -> dict[str, Any]:
    schemas = {"default": _CLOSED, "200": {"type": "array"}}
    responses = {
        status: {"description": "Done", "content": {"application/json": {"schema": schemas[status]}}}
        for status in statuses
    }
    return {"paths": {"/things": {"get": {"responses": responses}}}}


NARROWED = Rule(
    id="schema-narrowed",
    on="schema",
    effect="NARROWED",
    since="0.1.0",
    summary="Values that used to be valid are refused, and no single keyword is the reason.",
    rationale="Containment found a counter-example that no other rule explains.",
    examples=(
        Example("A property is limited in a second place.", _SAID_ONCE, _SAID_TWICE),
        Example("It never was.", _SAID_TWICE, _SAID_TWICE, fires=False),
    ),
    check=_nothing,
)
WIDENED = Rule(
    id="schema-widened",
    on="schema",
    effect="WIDENED",
    since="0.1.0",
    summary="Values may be answered that used to be invalid, and no single keyword is the reason.",
    rationale="Containment found a counter-example that no other rule explains.",
    examples=(
        Example("A status that `default` spoke for.", _answering("default"), _answering("default", "200")),
        Example(
            "A status that spoke for itself.", _answering("200"), _answering("200", "default"), fires=False
        ),
    ),
    check=_nothing,
)
