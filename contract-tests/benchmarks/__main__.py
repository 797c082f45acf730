"""`python contract-tests/benchmarks [PART…]`: print the tables of these parts, or of all."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import clients, codegen, gate, registry
from benchmarks.options import Options
from benchmarks.tables import Table

PARTS: dict[str, Callable[[Options], Iterator[Table]]] = {
    "gate": gate.tables,
    "codegen": codegen.tables,
    "clients": clients.tables,
    "registry": registry.tables,
}


def main() -> None:
    """Run the parts that were asked for, or all, and print each table when it is done."""
    chosen, options, target = _arguments()
    done: list[Table] = []
    for part in chosen:
        for table in PARTS[part](options.from_now()):
            print(f"\n{table.text()}", flush=True)
            done.append(table)
    if target:
        target.write_text(json.dumps([table.to_dict() for table in done], indent=2) + "\n")


def _arguments() -> tuple[list[str], Options, Path | None]:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Costs, as ratios to a floor or a peer.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--api", help="only this API of the corpus, in the parts that read it")
    parser.add_argument("--runs", type=int, default=3, help="runs behind a median (default 3)")
    parser.add_argument(
        "--seconds", type=float, default=60, help="CPU for a part (default 60); 0: what it takes"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there too, as JSON")
    given = parser.parse_args()
    wrong = sorted(set(given.parts) - set(PARTS))
    if wrong:
        parser.error(f"there is no part {', '.join(wrong)}; the parts are {', '.join(PARTS)}")
    if given.runs < 1:
        parser.error("--runs must be at least 1")
    return given.parts or list(PARTS), Options(given.api, given.runs, given.seconds), given.json


if __name__ == "__main__":
    main()
