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


def run(lines: Iterable[str | bytes], *, budget: int = DEFAULT_STEPS) -> Iterator[str]:
    """Yield one line of answers for each line of `{"id", "draft", "s1", "s2"}`; blank lines are skipped.

    A line that is no such pair is answered `unknown` both ways, and has an `error` that says why."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _written(_answered(line, number, budget))


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


def _answered(line: str | bytes, number: int, budget: int) -> dict[str, Any]:
    row: Any = None
    try:
        row = _parsed(line)
        _check(row)
        forth, back = _directions(row["s1"], row["s2"], row["draft"], budget)
    except ValueError as error:
        known = row.get("id") if isinstance(row, dict) else None
        missing = answer(Undecided(f"line {number}: {error}"))
        return {"id": known, "error": missing["reason"], "s1_sub_s2": missing, "s2_sub_s1": missing}
    except RecursionError:
        forth = back = Undecided("the schemas are nested too deeply")
    return {"id": row["id"], "s1_sub_s2": answer(forth), "s2_sub_s1": answer(back)}


def _parsed(line: str | bytes) -> Any:
    try:
        return json.loads(line.decode() if isinstance(line, bytes) else line)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error


def _check(row: Any) -> None:
    if not isinstance(row, dict) or not {"id", "s1", "s2"} <= row.keys():
        raise ValueError("not an object with id, s1 and s2")
    strange = [name for name in ("s1", "s2") if not isinstance(row[name], dict | bool)]
    if strange:
        raise ValueError(f"{strange[0]} is no schema: neither an object nor a boolean")
    if row.get("draft") is None:
        row["draft"] = draft_of(row["s1"])
    if row["draft"] not in DRAFTS:
        raise ValueError(f"unknown draft {row['draft']!r}")


def _written(answers: dict[str, Any]) -> str:
    for escaped in (False, True):
        text = json.dumps(answers, ensure_ascii=escaped, separators=(",", ":"))
        # Half a surrogate pair, which JSON can name and no encoding can write, stays named.
        if escaped or not any("\ud800" <= char <= "\udfff" for char in text):
            break
    return text


def _directions(one: Schema, two: Schema, draft: str, budget: int) -> tuple[Verdict, Verdict]:
    universe = Universe(budget=budget)
    nodes = [universe.add(*lower(schema, draft)) for schema in (one, two)]
    judges = [JudgeAsWritten(schema, draft) for schema in (one, two)]
    return _decide(universe, nodes, judges), _decide(universe, nodes[::-1], judges[::-1])


def _decide(universe: Universe, nodes: list[Node], judges: list[JudgeAsWritten]) -> Verdict:
    answer = universe.find(nodes[:1], nodes[1])
    if isinstance(answer, Found):
        verdict = judged(answer.value, *judges)
        problem = next((judge.problem for judge in judges if judge.problem), "")
        unjudged = problem and isinstance(verdict, Undecided)
        return Undecided(f"no judge for the witness: {problem}") if unjudged else verdict
    return Contained() if isinstance(answer, Empty) else answer


def _reason(undecided: Undecided) -> str:
    return f"{undecided.reason} (at {undecided.place})" if undecided.place else undecided.reason
