"""What the comparison of two files costs: reading both, comparing, memory, and the floor."""

import json
import sys
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from benchmarks import contracts, measure
from dovetail_engine.compat import compare
from dovetail_engine.oas import Document, load

COUNTS = ("breaking", "unknown", "risky", "safe", "questions")
FLOOR_RUNS = 1


def pair(base: Path, head: Path, runs: int) -> dict[str, Any]:
    """Return median CPU seconds, the peak memory of the first run, and the findings of one comparison."""
    _warm_up()
    texts = [base.read_bytes(), head.read_bytes()]
    loading, comparing, peak = [], [], 0.0
    while measure.wanted(len(loading), sum(loading) + sum(comparing), runs):
        spent, read = measure.cpu(lambda: [load(data, name=head.name) for data in texts])
        loading.append(spent)
        spent, report = measure.cpu(partial(compare, *read))
        comparing.append(spent)
        peak = peak or measure.peak_mb()
    figures = {"format": read[1].format, "bytes": sum(map(len, texts)), "verdict": report.verdict, "mb": peak}
    counts = {name: report.stats[name] for name in COUNTS}
    times = {
        "load": median(loading),
        "compare": median(comparing),
        "floor": _floor(read),
        "runs": len(loading),
    }
    return {**figures, **counts, **times}


def _floor(documents: list[Document]) -> float:
    as_json = [each.data if each.format == "json" else msgspec.json.encode(each.tree) for each in documents]
    return measure.median_cpu(lambda: [msgspec.json.decode(data) for data in as_json], FLOOR_RUNS)


def _warm_up() -> None:
    """Compare a small pair, so that what is imported late is not counted against the documents."""
    small, changed = contracts.catalogue(1), contracts.catalogue(1, longest_name=60)
    compare(load(contracts.text(small)), load(contracts.text(changed)))


if __name__ == "__main__":
    print(json.dumps(pair(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
