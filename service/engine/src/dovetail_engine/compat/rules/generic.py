"""What a schema change is called when no sharper rule explains it."""

from collections.abc import Iterable

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


_BODY = {"type": "object", "properties": {"a": {"type": "string"}}}
_MAP = {"type": "object", "additionalProperties": {"type": "string"}}

NARROWED = Rule(
    id="schema-narrowed",
    on="schema",
    effect="NARROWED",
    since="0.1.0",
    summary="Values that used to be valid are refused, and no single keyword is the reason.",
    rationale="Containment found a counter-example that no other rule explains.",
    examples=(
        Example(
            "Either one, then both.",
            {"anyOf": [{"minimum": 5}, {"type": "string"}]},
            {
                "allOf": [
                    {"not": {"type": "number", "multipleOf": 7}},
                    {"anyOf": [{"minimum": 5}, {"type": "string"}]},
                ]
            },
        ),
        Example("Nothing changes.", _BODY, _BODY, fires=False),
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
        Example("A response under another status key.", {}, {}, fires=True),
        Example("Nothing changes.", _MAP, _MAP, fires=False),
    ),
    check=_nothing,
)
