"""Consecutive real documents, both ways: every counter-example holds for a judge that shares nothing."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpus as documents
from gate.pairs import judged

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
