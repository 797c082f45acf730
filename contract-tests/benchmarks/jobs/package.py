"""What both packages of a document cost, once the generators are warm, and how large they are."""

import json
import sys
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import contracts, measure
from dovetail_engine.codegen import Identity, Package, Target, build
from dovetail_engine.oas import Document, load


def package(path: Path, runs: int) -> dict[str, Any]:
    """Return median CPU seconds of reading and of both builds, peak memory and the sizes of the archives."""
    small = load(contracts.text(contracts.items()))
    _build(small, "python")
    _build(small, "typescript")
    times: dict[str, list[float]] = {"load": [], "python": [], "typescript": []}
    while measure.wanted(len(times["load"]), sum(map(sum, times.values())), runs):
        spent, document = measure.cpu(lambda: load(path.read_bytes(), name=path.name))
        times["load"].append(spent)
        spent, python = measure.cpu(partial(_build, document, "python"))
        times["python"].append(spent)
        spent, typescript = measure.cpu(partial(_build, document, "typescript"))
        times["typescript"].append(spent)
    return {
        "bytes": len(document.data),
        "operations": len(python.report),
        **{name: median(found) for name, found in times.items()},
        "wheel": len(python.data),
        "tarball": len(typescript.data),
        "mb": measure.peak_mb(),
        "runs": len(times["load"]),
    }


def _build(document: Document, target: Target) -> Package:
    identity = Identity("bench", "document", "1.0.0", "Document", "", document.digest)
    return build(document, identity, target)


if __name__ == "__main__":
    print(json.dumps(package(Path(sys.argv[1]), int(sys.argv[2]))))
