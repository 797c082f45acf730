"""Print the table of all consecutive real documents, each pair both ways, each in a process of its own."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from benchmarks import corpus  # noqa: E402 - the folder above is on the path only from here on
from gate.pairs import LEVELS  # noqa: E402

HEAD = ("pair", "verdict", *LEVELS, "asked", "undecided", "witnesses", "confirmed again", "CPU s", "MB")


def main() -> int:
    """Print one Markdown row a comparison; return 1 where a counter-example was contradicted."""
    parser = argparse.ArgumentParser(prog="python contract-tests/gate", description=__doc__)
    parser.add_argument("--api", help="only this API of the corpus")
    parser.add_argument("--forward-only", action="store_true", help="leave out going back to the older one")
    options = parser.parse_args()
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    contradicted = 0
    for name, base, head in comparisons(options.api, both=not options.forward_only):
        row = alone(base.path, head.path)
        contradicted += row["contradicted"]
        print("| " + " | ".join(map(str, cells(name, row))) + " |", flush=True)
        for why in row["contradictions"]:
            print(f"contradicted: {why}", file=sys.stderr)
    return 1 if contradicted else 0


def comparisons(api: str | None, *, both: bool) -> Iterator[tuple[str, corpus.Version, corpus.Version]]:
    """Yield every comparison with its name."""
    for history in corpus.histories(api):
        for base, head in pairwise(history):
            yield f"{base.api} {base.label} → {head.label}", base, head
            if both:
                yield f"{base.api} {head.label} → {base.label}", head, base


def alone(base: Any, head: Any) -> dict[str, Any]:
    """Return the figures of one comparison, measured in a fresh interpreter."""
    command = [sys.executable, "-m", "gate.pairs", str(base), str(head)]
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def cells(name: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return the row as the table has it."""
    witnesses = row["confirmed"] + row["contradicted"] + row["unread"]
    levels = (row[level] for level in LEVELS)
    asked = (row["pairs"], row["undecided"], witnesses, row["confirmed"])
    return (name, row["verdict"], *levels, *asked, row["seconds"], row["mb"])


if __name__ == "__main__":
    sys.exit(main())
