"""Where the real documents are, and the table of what became of them."""

import os
from pathlib import Path

import pytest

from harness.processes import ROOT

CORPUS = Path(os.environ.get("DOVETAIL_CORPUS", ROOT.parent / "shared" / "corpus"))
ROWS = pytest.StashKey[list[tuple[str, ...]]]()
HEAD = ("api", "releases", "breaking", "unknown", "refused", "python", "npm", "CPU s", "verdicts")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus; the tests are skipped where it is absent."""
    if not (CORPUS / "manifest.json").exists():
        pytest.skip(f"no corpus of real documents at {CORPUS}; set DOVETAIL_CORPUS")
    return CORPUS


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest) -> list[tuple[str, ...]]:
    """The rows of the table that is shown in the end."""
    rows: list[tuple[str, ...]] = request.config.stash[ROWS]
    return rows


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash[ROWS]
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
    terminalreporter.section("real documents through the registry")
    for row in (HEAD, *rows):
        terminalreporter.write_line(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        )
