"""The generators: what building both packages costs a warm worker, against reading the document."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import contracts, corpus
from benchmarks.alone import Unmeasured, alone
from benchmarks.options import Options
from benchmarks.tables import Column, Row, Table

ENOUGH_SECONDS = 4.0
SYNTHETIC = (30, 120)

_COLUMNS = (
    Column("api", "api"),
    Column("version", "version"),
    Column("kb", "KB", ".0f"),
    Column("operations", "operations", "d"),
    Column("load", "load s", ".3f"),
    Column("python", "python s", ".2f"),
    Column("typescript", "typescript s", ".2f"),
    Column("x_python", "py x load", ".0f"),
    Column("x_typescript", "ts x load", ".0f"),
    Column("python_ms", "py ms/op", ".1f"),
    Column("typescript_ms", "ts ms/op", ".1f"),
    Column("wheel_kb", "wheel KB", ".0f"),
    Column("tarball_kb", "tarball KB", ".0f"),
    Column("mb", "peak MB", ".0f"),
    Column("note", ""),
)


def tables(options: Options) -> Iterator[Table]:
    """Yield one table: synthetic documents, then real ones, the newest of each API first."""
    table = Table("codegen", "building both packages, warm", _COLUMNS)
    table.notes = [
        "CPU s; floor: loading the document. Archives are uncompressed inside, so sizes are those unpacked."
    ]
    with TemporaryDirectory(prefix="dovetail-bench-") as folder:
        for resources in () if options.api else SYNTHETIC:
            path = Path(folder) / "catalogue.json"
            path.write_bytes(contracts.text(contracts.catalogue(resources)))
            options.say(f"synthetic, {resources} resources")
            table.rows.append({"api": "synthetic", "version": str(resources), **_measured(options, path)})
    _add_real(options, table)
    yield table


def _add_real(options: Options, table: Table) -> None:
    documents = corpus.documents(options.api)
    if not documents:
        table.notes.append(corpus.nothing(options.api))
    for done, document in enumerate(documents):
        if options.left() <= 0:
            rest = len(documents) - done
            table.notes.append(f"The time was over: {rest} documents are not measured (--seconds 0).")
            break
        options.say(f"{document.api} {document.label}")
        about = {"api": document.api, "version": document.label}
        table.rows.append({**about, **_measured(options, document.path)})


def _measured(options: Options, path: Path) -> Row:
    runs: list[dict[str, Any]] = []
    try:
        while (
            len(runs) < options.runs
            and sum(run["python"] + run["typescript"] for run in runs) < ENOUGH_SECONDS
        ):
            runs.append(alone("package", str(path), within=max(options.left(), 15)))
    except Unmeasured as reason:
        if not runs:
            return {"note": str(reason)}
    timed = {key: median(run[key] for run in runs) for key in ("load", "python", "typescript", "mb")}
    first, operations = runs[0], max(runs[0]["operations"], 1)
    return {
        **first,
        **timed,
        **{f"x_{each}": timed[each] / timed["load"] for each in ("python", "typescript")},
        **{f"{each}_ms": timed[each] / operations * 1e3 for each in ("python", "typescript")},
        "kb": first["bytes"] / 1e3,
        "wheel_kb": first["wheel"] / 1e3,
        "tarball_kb": first["tarball"] / 1e3,
        "runs": len(runs),
    }
