"""The counter-examples of a refused edition, replayed against the running service."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.orders import TOKEN, export, orders_service


@pytest.fixture
def replay(tmp_path: Path) -> Path:
    """The test file that `dovetail check` writes about the edition that breaks."""
    for version in ("1.1.0", "1.2.0"):
        (tmp_path / f"{version}.json").write_bytes(export(version))
    file = tmp_path / "test_replay.py"
    command = [sys.executable, "-m", "dovetail_cli", "check", "1.1.0.json", "1.2.0.json"]
    done = subprocess.run([*command, "--format", "pytest", "--output", file], cwd=tmp_path, check=False)
    assert done.returncode == 1
    return file


@pytest.mark.parametrize(("version", "outcome"), [("1.1.0", "2 passed"), ("1.2.0", "2 failed")])
def test_only_the_edition_that_was_refused_refuses_them(replay: Path, version: str, outcome: str) -> None:
    with orders_service(version, replay.parent) as service:
        environment = {**os.environ, "BASE_URL": service.url, "TOKEN": TOKEN}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", replay.name]
        done = subprocess.run(
            command, cwd=replay.parent, env=environment, capture_output=True, text=True, check=False
        )
    assert outcome in done.stdout, done.stdout
