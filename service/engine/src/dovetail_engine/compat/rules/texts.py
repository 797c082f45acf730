"""Patterns and formats: which texts are meant."""

from collections.abc import Iterable

from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule, shown


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _pattern_changed(base: Node, head: Node) -> Iterable[Hit]:
    old, new = base.get("pattern"), head.get("pattern")
    if old is not None and new is not None and old != new:
        yield _keyword_hit("pattern", base, head, f"the pattern went from {shown(old)} to {shown(new)}")


def _pattern_added(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("pattern") is None and head.get("pattern") is not None:
        yield _keyword_hit("pattern", base, head, f"text must match {shown(head.get('pattern'))} now")


def _pattern_removed(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("pattern") is not None and head.get("pattern") is None:
        yield _keyword_hit(
            "pattern", base, head, f"text need not match {shown(base.get('pattern'))} any more"
        )


def _format_changed(base: Node, head: Node) -> Iterable[Hit]:
    old, new = base.get("format"), head.get("format")
    if old is not None and new is not None and old != new:
        yield _format_hit(base, head, f"the format went from {old} to {new}")


def _format_added(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("format") is None and head.get("format") is not None:
        yield _format_hit(base, head, f"values must have the format {head.get('format')} now")


def _format_removed(base: Node, head: Node) -> Iterable[Hit]:
    if base.get("format") is not None and head.get("format") is None:
        yield _format_hit(base, head, f"values need no longer have the format {base.get('format')}")


def _keyword_hit(keyword: str, base: Node, head: Node, message: str) -> Hit:
    atom = [base.get(keyword), head.get(keyword)]
    return Hit(message, base.where(keyword), head.where(keyword), atom, keywords=(keyword,))


def _format_hit(base: Node, head: Node, message: str) -> Hit:
    return _keyword_hit("format", base, head, message)


_FEWER = "Fewer values are valid. In a request, a client may still send one that is now refused."
_MORE = (
    "More values are valid. In a response, a client of the old contract meets one it was never told about."
)
_STRING = {"type": "string"}

_RULES = (
    Rule(
        id="pattern-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="The regular expression that text must match is another.",
        rationale=(
            "Containment of the two languages decides whether the new one is wider, narrower or neither."
        ),
        examples=(
            Example(
                "Another alphabet.",
                {"type": "string", "pattern": "^[a-z]+$"},
                {"type": "string", "pattern": "^[0-9]+$"},
            ),
            Example("There was none.", _STRING, {"type": "string", "pattern": "^[0-9]+$"}, fires=False),
        ),
        check=_pattern_changed,
    ),
    Rule(
        id="pattern-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="Text must match a regular expression now.",
        rationale=_FEWER,
        examples=(
            Example("A pattern appears.", _STRING, {"type": "string", "pattern": "^a"}),
            Example(
                "It stays.",
                {"type": "string", "pattern": "^a"},
                {"type": "string", "pattern": "^a"},
                fires=False,
            ),
        ),
        check=_pattern_added,
    ),
    Rule(
        id="pattern-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="Text need not match a regular expression any more.",
        rationale=_MORE,
        examples=(
            Example("The pattern goes.", {"type": "string", "pattern": "^a"}, _STRING),
            Example(
                "It changes.",
                {"type": "string", "pattern": "^a"},
                {"type": "string", "pattern": "^b"},
                fires=False,
            ),
        ),
        check=_pattern_removed,
    ),
    Rule(
        id="format-changed",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="The format is another.",
        rationale=(
            "Formats with a definite lexical form are part of the type; others are annotations and never "
            "break."
        ),
        examples=(
            Example(
                "A date becomes a moment.",
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ),
            Example("A format appears.", _STRING, {"type": "string", "format": "date"}, fires=False),
        ),
        check=_format_changed,
    ),
    Rule(
        id="format-added",
        on="schema",
        effect="NARROWED",
        since="0.1.0",
        summary="A format applies now.",
        rationale=(
            "Formats with a definite lexical form are part of the type; others are annotations and never "
            "break."
        ),
        examples=(
            Example("Text becomes a date.", _STRING, {"type": "string", "format": "date"}),
            Example(
                "It was one.",
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date"},
                fires=False,
            ),
        ),
        check=_format_added,
    ),
    Rule(
        id="format-removed",
        on="schema",
        effect="WIDENED",
        since="0.1.0",
        summary="A format applies no more.",
        rationale=(
            "Formats with a definite lexical form are part of the type; others are annotations and never "
            "break."
        ),
        examples=(
            Example("A date becomes any text.", {"type": "string", "format": "date"}, _STRING),
            Example(
                "The format changes.",
                {"type": "string", "format": "date"},
                {"type": "string", "format": "uuid"},
                fires=False,
            ),
        ),
        check=_format_removed,
    ),
)
