"""What the comparison of two files costs: reading both, comparing, memory, and the floor."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import contracts, measure
from dovetail_engine.compat import compare
from dovetail_engine.oas import Document, load

LEVELS = ("breaking", "unknown", "risky", "safe")
FLOOR_RUNS = 5


def pair(base: Path, head: Path) -> dict[str, Any]:
    """Return CPU seconds, peak memory and findings of one comparison."""
    _warm_up()
    texts = [base.read_bytes(), head.read_bytes()]
    loading, read = measure.cpu(lambda: [load(data, name=head.name) for data in texts])
    comparing, report = measure.cpu(lambda: compare(*read))
    peak = measure.peak_mb()
    size = sum(map(len, texts))
    figures = {"format": read[1].format, "bytes": size, "verdict": report.verdict, "mb": peak}
    levels = {level: report.stats[level] for level in LEVELS}
    return {**figures, **levels, "load": loading, "compare": comparing, "floor": _floor(read)}


def _floor(documents: list[Document]) -> float:
    as_json = [each.data if each.format == "json" else msgspec.json.encode(each.tree) for each in documents]
    return measure.median_cpu(lambda: [msgspec.json.decode(data) for data in as_json], FLOOR_RUNS)


def _warm_up() -> None:
    """Compare a small pair, so that what is imported late is not counted against the documents."""
    small, changed = contracts.catalogue(1), contracts.catalogue(1, longest_name=60)
    compare(load(contracts.text(small)), load(contracts.text(changed)))


if __name__ == "__main__":
    print(json.dumps(pair(Path(sys.argv[1]), Path(sys.argv[2]))))
