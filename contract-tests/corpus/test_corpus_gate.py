"""Consecutive real documents, both ways: every counter-example holds for a judge that shares nothing."""

import hashlib
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpus as documents
from dovetail_engine.compat import compare
from dovetail_engine.oas import load
from gate.pairs import judged, read

pytestmark = pytest.mark.corpus

SMALL_BYTES = 400_000
UNDECIDED = 0.03
"""The share of changed schemas, each in one direction, that may stay open."""


def comparisons() -> list[tuple[Path, Path]]:
    pairs = [pair for history in documents.histories(None) for pair in pairwise(history)]
    return [way for one, two in pairs for way in ((one.path, two.path), (two.path, one.path))]


def named(way: tuple[Path, Path]) -> str:
    return f"{way[0].parent.name} {way[0].stem} {way[1].stem}"


ALL = comparisons()
SMALL = [way for way in ALL if sum(path.stat().st_size for path in way) < SMALL_BYTES]
LARGE = [way for way in ALL if way not in SMALL]


def check(way: tuple[Path, Path]) -> dict[str, Any]:
    figures = judged(*way)
    assert figures["contradictions"] == []
    assert figures["undecided"] <= UNDECIDED * max(figures["pairs"], 1)
    # A judge's objection is a fault of the engine, and costs it the verdict.
    assert len(figures["engine_contradictions"]) <= 0.01 * max(figures["pairs"], 1)
    assert figures["breaking"] == 0 or figures["confirmed"] > 0
    return figures


@pytest.mark.skipif(not ALL, reason="no corpus of real documents; set DOVETAIL_CORPUS")
class TestCounterExamples:
    @pytest.mark.parametrize("way", SMALL, ids=named)
    def test_of_small_documents_are_confirmed(self, way: tuple[Path, Path]) -> None:
        check(way)

    @pytest.mark.long
    @pytest.mark.parametrize("way", LARGE, ids=named)
    def test_of_large_documents_are_confirmed(self, way: tuple[Path, Path]) -> None:
        check(way)


def reworded(value: Any) -> Any:
    """Return the document with other words: every description, summary and title that is a text."""
    if isinstance(value, list):
        return [reworded(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"{part} Said anew."
        if key in {"description", "summary"} and isinstance(part, str)
        else part
        if key in {"example", "examples", "default", "enum", "const"}
        else reworded(part)
        for key, part in value.items()
    }


NEWEST = [history[-1].path for history in documents.histories(None)]


@pytest.mark.skipif(not ALL, reason="no corpus of real documents; set DOVETAIL_CORPUS")
class TestWordsAlone:
    @pytest.mark.parametrize("path", NEWEST, ids=lambda path: path.parent.name)
    def test_break_nobody_and_are_called_what_they_are(self, path: Path) -> None:
        tree = read(path)
        base, head = (load(json.dumps(each).encode()) for each in (tree, reworded(tree)))
        report = compare(base, head)
        assert report.verdict == "compatible"
        assert {(each.effect, each.level) for each in report.findings} <= {("ANNOTATED", "safe")}
        assert report.suggested_bump in {"none", "patch"}


REPORT = """
import json, sys
from pathlib import Path
from dovetail_engine.compat import compare
from dovetail_engine.oas import load
documents = [load(Path(path).read_bytes()) for path in sys.argv[1:]]
print(json.dumps(compare(*documents).to_dict()))
"""


def told(way: tuple[Path, Path], seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", REPORT, *map(str, way)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return hashlib.sha256(done.stdout.encode()).hexdigest()


@pytest.mark.skipif(not ALL, reason="no corpus of real documents; set DOVETAIL_CORPUS")
class TestDeterminism:
    @pytest.mark.parametrize("way", SMALL[::5], ids=named)
    def test_three_processes_tell_the_same_of_small_documents(self, way: tuple[Path, Path]) -> None:
        assert len({told(way, seed) for seed in ("0", "1", "4242")}) == 1

    @pytest.mark.long
    @pytest.mark.parametrize("way", ALL, ids=named)
    def test_three_processes_tell_the_same_of_all_documents(self, way: tuple[Path, Path]) -> None:
        assert len({told(way, seed) for seed in ("0", "1", "4242")}) == 1
