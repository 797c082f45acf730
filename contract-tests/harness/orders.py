"""The example provider as a process and as documents."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.processes import ROOT, Service, free_port, running

PROVIDER = ROOT / "contract-tests" / "providers" / "orders"
TOKEN = "orders-token-of-the-tests"
EDITIONS = ("1.0.0", "1.1.0", "1.2.0")


def export(version: str) -> bytes:
    """Return the contract of one edition, exported by a process of its own."""
    command = [sys.executable, "-m", "orders_provider", "export", "--version", version]
    environment = {**os.environ, "PYTHONPATH": str(PROVIDER)}
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


@contextmanager
def orders_service(version: str, folder: Path) -> Iterator[Service]:
    """Run one edition of the example provider; callers need `TOKEN`."""
    port = free_port()
    command = [sys.executable, "-m", "orders_provider", "serve", "--version", version, "--port", str(port)]
    with running(
        command,
        url=f"http://127.0.0.1:{port}",
        ready="/openapi.json",
        log=folder / f"orders-{version}.log",
        env={"PYTHONPATH": str(PROVIDER), "ORDERS_TOKEN": TOKEN},
    ) as service:
        yield service
