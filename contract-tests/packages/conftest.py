"""A registry behind a recorder, with one release to install and one that was withdrawn; and the table."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.orders import export
from harness.processes import BIN
from harness.recorder import Recorder, recording
from harness.registry import Registry, registry_on
from packages.managers import OTHERS, TOOLS, USUAL, Manager, Poetry

REASON = "it lost orders; take 1.0.0"
CASES = (
    "cold install",
    "frozen lock",
    "warm 304",
    "yanked",
    "wrong token",
    "no token",
    "tampered",
    "release age",
    "%2f",
    "sub-path",
    "HEAD/Range",
)


@dataclass
class Shelf:
    """What the managers install from."""

    registry: Registry
    recorder: Recorder
    token: str

    @property
    def url(self) -> str:
        """The address that the registry believes to have."""
        return self.recorder.url


@dataclass
class Cells:
    """The table: what each manager did in each case."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The table as text."""
        managers = list(dict.fromkeys(manager for manager, _ in self.found))
        rows = [["", *managers]]
        rows += [[case, *(self.found.get((name, case), "-") for name in managers)] for case in CASES]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


CELLS = Cells()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if CELLS.found:
        terminalreporter.section("package managers")
        for line in CELLS.lines():
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The registry; nobody reads from it without a token."""
    data = tmp_path_factory.mktemp("registry") / "data"
    with recording() as recorder, registry_on(data, public_url=recorder.url, public_read="false") as registry:
        recorder.target = registry.port
        registry.make_contract("acme", "orders")
        for version in ("1.0.0", "1.1.0"):
            made = registry.publish("acme/orders", export(version), version=version)
            assert made.status_code == 201, made.text
        _built(registry)
        with registry.client() as client:
            address = "/v1/namespaces/acme/contracts/orders/releases/1.1.0/yank"
            yanked = client.post(address, json={"reason": REASON})
            assert yanked.is_success, yanked.text
        yield Shelf(registry, recorder, registry.make_token("read", namespace="acme"))


@pytest.fixture(
    params=[*USUAL, *(pytest.param(each, marks=pytest.mark.long) for each in OTHERS)],
    ids=lambda kind: kind.name,
)
def kind(request: pytest.FixtureRequest) -> type[Manager]:
    """Each manager, installed."""
    request.getfixturevalue("tools")
    manager: type[Manager] = request.param
    return manager


@pytest.fixture
def make(kind: type[Manager], shelf: Shelf, tmp_path: Path) -> Callable[..., Manager]:
    """A project of the manager, signed in with the right token unless told otherwise."""
    shelf.recorder.clear()

    def made(token: str | None = shelf.token, index: str = shelf.url) -> Manager:
        return kind(tmp_path / "project", index, token)

    return made


def _built(registry: Registry) -> None:
    """Wait until the packages of both releases are there."""
    releases = "/v1/namespaces/acme/contracts/orders/releases"
    ends = time.monotonic() + 120
    with registry.client() as client:
        for version in ("1.0.0", "1.1.0"):
            states: set[str] = set()
            while states != {"available"}:
                assert time.monotonic() < ends, states
                time.sleep(0.2)
                listed = client.get(f"{releases}/{version}/packages").json()["items"]
                states = {package["state"] for package in listed}
                assert "failed" not in states, listed


@pytest.fixture(autouse=True)
def cell(request: pytest.FixtureRequest, kind: type[Manager]) -> Iterator[Callable[[str], None]]:
    """Says what to write into the table where "ok" is not the whole story."""
    case = request.node.get_closest_marker("case").args[0]
    said: list[str] = []
    yield said.append
    call = request.node.stash.get(_REPORT, None)
    passed = call is not None and call.passed
    CELLS.found[kind.name, case] = (said[0] if said else "ok") if passed else "FAILED"


_REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep how the test itself ended, for its cell."""
    report = yield
    if report.when == "call":
        item.stash[_REPORT] = report
    return report


@pytest.fixture(scope="session")
def tools(request: pytest.FixtureRequest) -> None:
    """The pinned managers, installed where they are missing; test processes wait for each other."""
    with (TOOLS / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (TOOLS / "node_modules" / "pnpm").exists():
            path = os.pathsep.join([str(BIN), os.environ["PATH"]])
            command = [str(BIN / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(
                command, cwd=TOOLS, env={**os.environ, "PATH": path}, check=True, capture_output=True
            )
        wanted = [
            item.callspec.params.get("kind") for item in request.session.items if hasattr(item, "callspec")
        ]
        if Poetry in wanted and not (TOOLS / ".poetry" / "bin" / "poetry").exists():
            _install_poetry()


def _install_poetry() -> None:
    python = TOOLS / ".poetry" / "bin" / "python"
    subprocess.run([BIN / "uv", "venv", "--quiet", "--python", sys.executable, TOOLS / ".poetry"], check=True)
    wanted = ["--require-hashes", "-r", TOOLS / "poetry.txt"]
    subprocess.run([BIN / "uv", "pip", "install", "--quiet", "--python", python, *wanted], check=True)
