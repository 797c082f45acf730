"""The gate: reading and comparing documents, against decoding the same two as plain JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks import contracts, corpus, measure
from benchmarks.alone import Unmeasured, alone
from benchmarks.options import Options
from benchmarks.tables import Column, Row, Table
from dovetail_engine.oas import load, rules
from dovetail_engine.oas.canonical import Digests
from dovetail_engine.oas.normalise import normalise

SMALLEST = 30
"""Resources in the synthetic document of size 1x."""
SIZES = (1, 2, 4, 8)
FLOOR_NOTE = (
    "x floor = (load + compare) / msgspec.json.decode of both sides as JSON, which is as fast as orjson."
)

_FIGURES = (
    Column("kb", "KB", ".0f"),
    Column("verdict", "verdict"),
    Column("breaking", "break", "d"),
    Column("unknown", "unkn", "d"),
    Column("risky", "risky", "d"),
    Column("safe", "safe", "d"),
    Column("questions", "asked", "d"),
    Column("load", "load s", ".3f"),
    Column("compare", "compare s", ".3f"),
    Column("total", "CPU s", ".3f"),
    Column("mb", "peak MB", ".0f"),
    Column("x_floor", "x floor", ".1f"),
    Column("note", ""),
)


def tables(options: Options) -> Iterator[Table]:
    """Yield the rates of reading, whole commands, the shuffled copy, growth with size, and the real pairs."""
    if not options.api:
        synthetic = options.share(0.6)
        yield rates(options)
        with TemporaryDirectory(prefix="dovetail-bench-") as folder:
            yield commands(synthetic, Path(folder))
            yield shuffled(synthetic, Path(folder))
            yield growth(synthetic, Path(folder))
    yield real_pairs(options)


def rates(options: Options) -> Table:
    """Return how fast documents are read and hashed."""
    columns = (
        Column("step", "step"),
        Column("kb", "KB", ".0f"),
        Column("ms", "CPU ms", ".1f"),
        Column("rate", "MB/CPU s", ".1f"),
        Column("x_floor", "x floor", ".1f"),
    )
    notes = [
        "Floor: msgspec.json.decode of the JSON text.",
        "`load` includes the check for errors; warnings, digests and the model are made when asked for.",
    ]
    table = Table("gate", "reading one synthetic document", columns, notes=notes)
    text = contracts.text(contracts.catalogue(SMALLEST * 4))
    document = load(text)
    tree, parts, yaml = document.tree, document.parts, document.to_yaml()
    floor = 0.0
    steps: dict[str, tuple[bytes, Callable[[], Any]]] = {
        "msgspec.json.decode (floor)": (text, lambda: msgspec.json.decode(text)),
        "json.loads (peer)": (text, lambda: json.loads(text)),
        "load, JSON": (text, lambda: load(text)),
        "load, YAML": (yaml, lambda: load(yaml)),
        "warnings (Document.warnings)": (text, lambda: rules.check(tree, "3.1")),
        "digests (Document.digest)": (text, lambda: Digests(tree, "3.1", parts).document),
        "model (Document.api)": (text, lambda: normalise(tree, "3.1")),
    }
    for step, (data, work) in steps.items():
        spent = measure.median_cpu(work, options.runs)
        floor = floor or spent
        rate, ratio = len(data) / spent / 1e6, spent / floor
        row = {"step": step, "kb": len(data) / 1e3, "ms": spent * 1e3, "rate": rate, "x_floor": ratio}
        table.rows.append(row)
    return table


def commands(options: Options, folder: Path) -> Table:
    """Return what starting the command costs, and comparing two small files with it."""
    columns = (Column("command", "command"), Column("exit", "exit", "d"), Column("ms", "CPU ms", ".0f"))
    table = Table("gate", "whole commands", (*columns, Column("note", "")))
    table.notes = [
        "User and system time of the process. Bytecode is there already, as from the second start on."
    ]
    base = str(_write(folder, "base", contracts.catalogue(1)))
    wider, narrower = (contracts.catalogue(1, longest_name=length) for length in (200, 60))
    runs = {
        "dovetail --help": ["--help"],
        "dovetail check, nothing changed": ["check", base, base],
        "dovetail check, nothing broken": ["check", base, str(_write(folder, "wider", wider))],
        "dovetail check, with a counter-example": ["check", base, str(_write(folder, "narrower", narrower))],
    }
    for name, arguments in runs.items():
        options.say(name)
        try:
            alone("command", *arguments, within=options.left())
            found = [alone("command", *arguments, within=options.left()) for _ in range(max(options.runs, 5))]
        except Unmeasured as reason:
            table.rows.append({"command": name, "note": str(reason)})
            continue
        spent = min(each["cpu"] for each in found)
        table.rows.append({"command": name, "exit": found[0]["exit"], "ms": spent * 1e3})
    return table


def growth(options: Options, folder: Path) -> Table:
    """Return what the same change costs in documents of growing size."""
    columns = (
        Column("change", "change"),
        Column("size", "size"),
        Column("x_1", "compare x 1x", ".1f"),
        *_FIGURES,
    )
    table = Table("gate", "one change, growing documents", columns)
    table.notes = [FLOOR_NOTE, "Where growth follows the change, `compare` stays near its 1x."]
    changes: dict[str, dict[str, int]] = {
        "a limit in one request": {"longest_name": 60},
        "an enum in 40 answers": {"states": 7},
    }
    for change, arguments in changes.items():
        first: float | None = None
        for size in SIZES:
            options.say(f"{change}, {size}x")
            base = _write(folder, "base", contracts.catalogue(SMALLEST * size))
            head = _write(folder, "head", contracts.catalogue(SMALLEST * size, **arguments))
            row = _measured(options, base, head)
            compared = row.get("compare")
            first = first or compared
            table.rows.append(
                {"change": change, "size": f"{size}x", **row, "x_1": compared and compared / first}
            )
    return table


def shuffled(options: Options, folder: Path) -> Table:
    """Return what a large document costs against a shuffled copy, as it is and with one leaf changed."""
    table = Table("gate", "a large document and its shuffled copy", (Column("head", "head"), *_FIGURES))
    table.notes = [FLOOR_NOTE]
    resources = SMALLEST * SIZES[-1]
    base = _write(folder, "base", contracts.catalogue(resources))
    heads = {
        "keys shuffled": contracts.catalogue(resources),
        "keys shuffled, one leaf changed": contracts.catalogue(resources, longest_name=60),
    }
    for name, tree in heads.items():
        options.say(name)
        head = _write(folder, "head", contracts.shuffled(tree))
        table.rows.append({"head": name, **_measured(options, base, head)})
    return table


def real_pairs(options: Options) -> Table:
    """Return what each consecutive pair of the real documents costs, as far as the time goes."""
    columns = (Column("api", "api"), Column("base", "base"), Column("head", "head"), *_FIGURES)
    table = Table("gate", "consecutive real documents", columns)
    table.notes = [FLOOR_NOTE, "Decoding YAML is not in the floor, but is in `load`."]
    pairs = corpus.pairs(options.api)
    if not pairs:
        table.notes = [corpus.nothing(options.api)]
    for done, (base, head) in enumerate(pairs):
        if options.left() <= 0:
            table.notes.append(
                f"The time was over: the {len(pairs) - done} largest pairs are not measured (--seconds 0)."
            )
            break
        options.say(f"{base.api} {base.label} {head.label}")
        about = {"api": base.api, "base": base.label, "head": head.label}
        table.rows.append({**about, **_measured(options, base.path, head.path)})
    return table


def _measured(options: Options, base: Path, head: Path) -> Row:
    """Return the figures of a pair, measured in a process of its own."""
    if options.left() <= 0:
        return {"note": "not measured: the time was over"}
    try:
        found = alone("pair", str(base), str(head), str(options.runs), within=options.left())
    except Unmeasured as reason:
        return {"note": str(reason)}
    total = found["load"] + found["compare"]
    return {**found, "kb": found["bytes"] / 1e3, "total": total, "x_floor": total / found["floor"]}


def _write(folder: Path, name: str, tree: contracts.Tree) -> Path:
    path = folder / f"{name}.json"
    path.write_bytes(contracts.text(tree))
    return path
