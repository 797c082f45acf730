"""What both packages of a document cost, once the generators are warm, and how large they are."""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import contracts, measure
from dovetail_engine.codegen import Identity, build
from dovetail_engine.oas import load


def package(path: Path) -> dict[str, Any]:
    """Return CPU seconds of reading and of both builds, peak memory and the sizes of the archives."""
    small = load(contracts.text(contracts.items()))
    for target in ("python", "typescript"):
        build(small, Identity("bench", "small", "1.0.0", "Small", "", small.digest), target)
    loading, document = measure.cpu(lambda: load(path.read_bytes(), name=path.name))
    identity = Identity("bench", "document", "1.0.0", "Document", "", document.digest)
    python_cpu, python = measure.cpu(lambda: build(document, identity, "python"))
    typescript_cpu, typescript = measure.cpu(lambda: build(document, identity, "typescript"))
    return {
        "bytes": len(document.data),
        "operations": len(python.report),
        "load": loading,
        "python": python_cpu,
        "typescript": typescript_cpu,
        "wheel": len(python.data),
        "tarball": len(typescript.data),
        "mb": measure.peak_mb(),
    }


if __name__ == "__main__":
    print(json.dumps(package(Path(sys.argv[1]))))
