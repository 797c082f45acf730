"""One run of schemathesis against a running service."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.processes import BIN


@dataclass(frozen=True)
class FuzzRun:
    """What a run did and found; `text` is what schemathesis printed."""

    operations: int
    operations_tested: int
    cases: int
    failures: int
    phases: dict[str, str]
    exit_code: int
    text: str

    @property
    def summary(self) -> str:
        """Return the figures in one line."""
        phases = ", ".join(f"{name} {status}" for name, status in self.phases.items())
        return (
            f"{self.cases} cases on {self.operations_tested} operations, {self.failures} failures ({phases})"
        )


def fuzz(
    url: str,
    *,
    config: Path,
    folder: Path,
    seed: int,
    max_examples: int,
    token: str | None,
    environment: Mapping[str, str] | None = None,
) -> FuzzRun:
    """Fuzz every operation of the service at `url` in all four phases, with `token` as bearer if given."""
    report = folder / "report.json"
    headers = ["-H", f"Authorization: Bearer {token}"] if token else []
    command = [BIN / "schemathesis", "--config-file", config, "run", f"{url}/openapi.json", *headers]
    limits = ["--seed", str(seed), "--max-examples", str(max_examples), "--generation-database", "none"]
    reporting = ["--no-color", "--report", "json", "--report-json-path", report]
    done = subprocess.run(
        [*command, *limits, *reporting],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    return _read(report, done)


def _read(report: Path, done: subprocess.CompletedProcess[str]) -> FuzzRun:
    text = done.stdout + done.stderr
    if not report.exists():
        raise RuntimeError(f"schemathesis did not finish:\n{text}")
    facts = json.loads(report.read_bytes())
    return FuzzRun(
        operations=facts["operations"]["total"],
        operations_tested=facts["operations"]["tested"],
        cases=facts["test_cases"]["generated"],
        failures=facts["test_cases"]["unique_failures"] + len(facts["errors"]),
        phases={name: phase["status"] for name, phase in facts["phases"].items()},
        exit_code=done.returncode,
        text=text,
    )
