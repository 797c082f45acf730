"""Pairs of schemas, one JSON object a line: both directions decided, each pair under its draft."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .answers import Contained, Empty, Found, NotContained, Undecided, Verdict
from .contains import judged
from .drafts import DRAFTS, draft_of, lower
from .judge import JudgeAsWritten
from .nodes import Node, Schema
from .universe import DEFAULT_STEPS, Universe


def run(lines: Iterable[str], *, budget: int = DEFAULT_STEPS) -> Iterator[str]:
    """Yield one line of answers for each line of `{"id", "draft", "s1", "s2"}`; blank lines are skipped.

    Raises `ValueError`, with the line's number, for a line that is no such object."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield json.dumps(_answers(_row(line, number), budget), ensure_ascii=False, separators=(",", ":"))


def decide(sub: Schema, sup: Schema, draft: str, *, budget: int = DEFAULT_STEPS) -> Verdict:
    """Return whether every value of `sub` is a value of `sup`, both bare schemas of the draft."""
    return _directions(sub, sup, draft, budget)[0]


def answer(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON: `answer`, and `witness` or `reason` where there is one."""
    if isinstance(verdict, NotContained):
        return {"answer": "not-contained", "witness": verdict.witness, "reason": None}
    if isinstance(verdict, Undecided):
        return {"answer": "unknown", "witness": None, "reason": _reason(verdict)}
    return {"answer": "contained", "witness": None, "reason": None}


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is not JSON: {error}") from error
    if not isinstance(row, dict) or not {"id", "s1", "s2"} <= row.keys():
        raise ValueError(f"line {number} is not an object with id, s1 and s2")
    row.setdefault("draft", draft_of(row["s1"]))
    if row["draft"] not in DRAFTS:
        raise ValueError(f"line {number} has an unknown draft {row['draft']!r}")
    return row


def _answers(row: dict[str, Any], budget: int) -> dict[str, Any]:
    forth, back = _directions(row["s1"], row["s2"], row["draft"], budget)
    return {"id": row["id"], "s1_sub_s2": answer(forth), "s2_sub_s1": answer(back)}


def _directions(one: Schema, two: Schema, draft: str, budget: int) -> tuple[Verdict, Verdict]:
    universe = Universe(budget=budget)
    nodes = [universe.add(*lower(schema, draft)) for schema in (one, two)]
    judges = [JudgeAsWritten(schema, draft) for schema in (one, two)]
    return _decide(universe, nodes, judges), _decide(universe, nodes[::-1], judges[::-1])


def _decide(universe: Universe, nodes: list[Node], judges: list[JudgeAsWritten]) -> Verdict:
    answer = universe.find(nodes[:1], nodes[1])
    if isinstance(answer, Found):
        return judged(answer.value, *judges)
    return Contained() if isinstance(answer, Empty) else answer


def _reason(undecided: Undecided) -> str:
    return f"{undecided.reason} (at {undecided.place})" if undecided.place else undecided.reason
