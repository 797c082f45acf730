"""Consecutive versions of real documents: no crash, a judged witness for every break, one answer ever."""

import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from dovetail_engine.compat import compare
from dovetail_engine.oas import load

ROOT = Path(os.environ.get("DOVETAIL_CORPUS", Path(__file__).parents[4] / ".." / "shared" / "corpus"))
SEEDS = ("0", "1", "42")
MOST_UNDECIDED = 0.03

DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from dovetail_engine.compat import compare
from dovetail_engine.oas import load
for base, head in json.load(sys.stdin):
    report = compare(load(Path(base).read_bytes()), load(Path(head).read_bytes()))
    print(hashlib.sha256(json.dumps(report.to_dict()).encode()).hexdigest())
"""

Pair = tuple[Path, Path]


def in_order(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.stem.removeprefix("v")[:10])]


def pairs() -> list[Pair]:
    found = []
    for folder in sorted(ROOT.iterdir()) if ROOT.is_dir() else ():
        versions = sorted((one for one in folder.glob("*") if one.suffix in {".json", ".yaml"}), key=in_order)
        found.extend(pairwise(versions))
    return found


PAIRS = pairs()
BACKWARD = [(head, base) for base, head in PAIRS]
SMALL = [pair for pair in PAIRS if max(one.stat().st_size for one in pair) < 400_000]
LARGE = [pair for pair in PAIRS if pair not in SMALL]
SAMPLE = sorted(SMALL, key=lambda pair: (pair[1].stat().st_size, pair))[:: max(1, len(SMALL) // 5)]


def named(pair: Pair) -> str:
    return f"{pair[0].parent.name} {pair[0].stem} {pair[1].stem}"


def judge(base: Path, head: Path) -> str:
    report = compare(load(base.read_bytes()), load(head.read_bytes()))
    for finding in report.findings:
        if finding.level == "breaking":
            assert any(one.witness and one.witness.judges for one in finding.occurrences), finding.message
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)
    assert report.stats["contradictions"] == []
    unknown = sum(finding.level == "unknown" for finding in report.findings)
    assert unknown <= max(1, MOST_UNDECIDED * len(report.findings))
    return hashlib.sha256(json.dumps(report.to_dict()).encode()).hexdigest()


def digests(asked: list[Pair], seed: str) -> list[str]:
    """The digests of the reports on these pairs, made in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        input=json.dumps([[str(base), str(head)] for base, head in asked]),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    return done.stdout.split()


@pytest.mark.corpus
@pytest.mark.skipif(not PAIRS, reason="the corpus of real documents is not here (DOVETAIL_CORPUS)")
class TestRealDocuments:
    @pytest.mark.parametrize("pair", SMALL, ids=named)
    def test_a_real_change_is_judged(self, pair: Pair) -> None:
        judge(*pair)

    @pytest.mark.long
    @pytest.mark.parametrize("pair", [*LARGE, *BACKWARD], ids=named)
    def test_a_large_change_and_one_taken_back_are_judged(self, pair: Pair) -> None:
        judge(*pair)

    def test_a_report_does_not_depend_on_the_process(self) -> None:
        here = [judge(*pair) for pair in SAMPLE]

        for seed in SEEDS:
            assert digests(SAMPLE, seed) == here

    @pytest.mark.long
    def test_no_report_depends_on_the_process(self) -> None:
        first, *others = (digests([*PAIRS, *BACKWARD], seed) for seed in SEEDS)

        assert all(other == first for other in others)
