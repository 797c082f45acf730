"""One comparison of two real documents, and every counter-example of it judged again."""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from dovetail_engine.compat import Report, compare
from dovetail_engine.compat.containment import Undecided, Universe
from dovetail_engine.oas import load
from gate.contract import Contract, Opinion


class _Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # either is a class
    """YAML as OpenAPI reads it: dates are texts."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in _Plain.yaml_implicit_resolvers.items()
}

LEVELS = ("breaking", "risky", "safe", "unknown")


def judged(base: Path, head: Path) -> dict[str, Any]:
    """Return the figures of a comparison, and what the second judge says of its counter-examples."""
    started = time.process_time()
    documents = [load(path.read_bytes(), name=path.name) for path in (base, head)]
    with counted() as questions:
        report = compare(*documents)
    spent = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    contracts = {side: Contract(read(path)) for side, path in (("base", base), ("head", head))}
    again = Counter(verdict for verdict, _ in second_opinions(report, contracts))
    return {
        "verdict": report.verdict,
        **{level: report.stats[level] for level in LEVELS},
        "pairs": len(questions),
        "undecided": sum(questions.values()),
        **{kind: again[kind] for kind in ("confirmed", "contradicted", "unread")},
        "contradictions": [
            why for verdict, why in second_opinions(report, contracts) if verdict == "contradicted"
        ],
        "engine_contradictions": list(report.stats["contradictions"]),
        "seconds": round(spent, 2),
        "mb": round(memory),
    }


@contextmanager
def counted() -> Iterator[dict[Any, bool]]:
    """Yield each pair of schemas that is asked about meanwhile, and whether its answer stayed open."""
    asked: dict[Any, bool] = {}
    find = Universe.find

    def counting(universe: Universe, sender: Any, refused_by: Any = None, **options: Any) -> Any:
        answer = find(universe, sender, refused_by, **options)
        if refused_by is not None:
            asked[id(universe), tuple(sender), refused_by] = isinstance(answer, Undecided)
        return answer

    with patch.object(Universe, "find", counting):
        yield asked


def read(path: Path) -> Any:
    """Return a document as its author wrote it, by an ordinary parser."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else _json(yaml.load(text, _Plain))  # noqa: S506 - a safe loader


def second_opinions(report: Report, contracts: dict[str, Contract]) -> list[tuple[str, str]]:
    """Return for each counter-example whether it is confirmed, contradicted, or cannot be judged, and why."""
    found = []
    for finding in report.findings:
        for occurrence in finding.occurrences:
            if occurrence.witness is not None and finding.axis == "wire":
                witness = occurrence.witness.to_dict()
                verdict, why = _opinion(witness, contracts)
                found.append(
                    (verdict, f"{finding.rule} {occurrence.operation}: {why} {json.dumps(witness)[:600]}")
                )
    return found


def _opinion(witness: Any, contracts: dict[str, Contract]) -> tuple[str, str]:
    accepted, refused = (_asked(witness, contracts[witness[side]]) for side in ("accepted_by", "refused_by"))
    if accepted.refused:
        return "contradicted", f"its sender's contract objects: {accepted.objections}"
    if refused.refused:
        return "confirmed", refused.objections[0]
    if refused.unread:
        return "unread", ", ".join(refused.unread)
    return "contradicted", "its receiver's contract accepts it"


def _asked(witness: Any, contract: Contract) -> Opinion:
    ask = contract.request if witness["kind"] == "request" else contract.response
    return ask(witness["exchange"])


def _json(value: Any) -> Any:
    """Return the value with texts for keys, as JSON would have it: a status is often written as a number."""
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    return value


if __name__ == "__main__":
    print(json.dumps(judged(Path(sys.argv[1]), Path(sys.argv[2]))))
