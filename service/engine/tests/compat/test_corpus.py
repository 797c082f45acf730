"""Consecutive versions of real documents: no crash, a judged witness for every break, in reasonable time."""

import json
import os
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from dovetail_engine.compat import compare
from dovetail_engine.oas import load

ROOT = Path(os.environ.get("DOVETAIL_CORPUS", Path(__file__).parents[4] / ".." / "shared" / "corpus"))
CPU_SECONDS = 60


def in_order(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.stem.removeprefix("v")[:10])]


def pairs() -> list[tuple[Path, Path]]:
    found = []
    for folder in sorted(ROOT.iterdir()) if ROOT.is_dir() else ():
        versions = sorted((one for one in folder.glob("*") if one.suffix in {".json", ".yaml"}), key=in_order)
        found.extend(pairwise(versions))
    return found


PAIRS = pairs()
SMALL = [pair for pair in PAIRS if pair[0].stat().st_size < 400_000]
LARGE = [pair for pair in PAIRS if pair not in SMALL]


def named(pair: tuple[Path, Path]) -> str:
    return f"{pair[0].parent.name} {pair[0].stem} {pair[1].stem}"


def judge(base: Path, head: Path) -> None:
    started = time.process_time()
    report = compare(load(base.read_bytes()), load(head.read_bytes()))
    spent = time.process_time() - started
    for finding in report.findings:
        if finding.level == "breaking":
            assert any(one.witness and one.witness.judges for one in finding.occurrences), finding.message
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)
    json.dumps(report.to_dict())
    assert spent < CPU_SECONDS


@pytest.mark.corpus
@pytest.mark.skipif(not PAIRS, reason="the corpus of real documents is not here (DOVETAIL_CORPUS)")
class TestRealDocuments:
    @pytest.mark.parametrize("pair", SMALL, ids=named)
    def test_a_real_change_is_judged(self, pair: tuple[Path, Path]) -> None:
        judge(*pair)

    @pytest.mark.long
    @pytest.mark.parametrize("pair", LARGE, ids=named)
    def test_a_real_change_of_a_large_document_is_judged(self, pair: tuple[Path, Path]) -> None:
        judge(*pair)
