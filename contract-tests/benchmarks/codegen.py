"""The generators: what building both packages costs a warm worker, against reading the document."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import contracts, corpus
from benchmarks.alone import Unmeasured, alone
from benchmarks.options import Options
from benchmarks.tables import Column, Row, Table

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
    try:
        found = alone("package", str(path), str(options.runs), within=options.left())
    except Unmeasured as reason:
        return {"note": str(reason)}
    operations = max(found["operations"], 1)
    return {
        **found,
        **{f"x_{each}": found[each] / found["load"] for each in ("python", "typescript")},
        **{f"{each}_ms": found[each] / operations * 1e3 for each in ("python", "typescript")},
        "kb": found["bytes"] / 1e3,
        "wheel_kb": found["wheel"] / 1e3,
        "tarball_kb": found["tarball"] / 1e3,
    }
