"""Reports and documents that the tests of the command line share."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail
from dovetail_engine.compat.report import Exchange, Finding, Level, Occurrence, Place, Report, Witness

ADMIN = "administrator-of-the-tests-0123456789"


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No registry, token, colour or width from outside reaches a test."""
    for name in ("DOVETAIL_URL", "DOVETAIL_TOKEN", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def narrowed() -> Finding:
    """A property of a request body that became required, with its counter-example."""
    body = {"items": [{"sku": "A", "quantity": 1}]}
    witness = Witness(
        kind="request",
        exchange=Exchange(
            "POST", "/orders", headers=(("Content-Type", "application/json"),), body=body, has_body=True
        ),
        accepted_by="base",
        refused_by="head",
        reason="'currency' is a required property",
        judges=("jsonschema-rs",),
        curl="""curl -X POST "$BASE/orders" -H 'Content-Type: application/json' -d '"""
        + json.dumps(body, separators=(",", ":"))
        + "'",
    )
    return Finding(
        rule="property-became-required",
        axis="wire",
        level="breaking",
        effect="NARROWED",
        subject="OrderCreate.currency",
        base=Place("/components/schemas/OrderCreate", 201, 7),
        head=Place("/components/schemas/OrderCreate/required/1", 214, 9),
        message="`currency` is required now",
        fingerprint="5b1d0c7",
        occurrences=(
            Occurrence("POST /orders", "request", "breaking", witness),
            Occurrence("PUT /orders/{id}", "request", "breaking", witness),
        ),
    )


@pytest.fixture
def widened() -> Finding:
    """An enum of a response that grew, with its counter-example."""
    witness = Witness(
        kind="response",
        exchange=Exchange(
            "GET",
            "/orders/o_1",
            headers=(("Content-Type", "application/json"),),
            status=200,
            body={"id": "o_1", "status": "on_hold", "items": []},
            has_body=True,
        ),
        accepted_by="head",
        refused_by="base",
        reason="'on_hold' is not one of 'open', 'paid', 'sent'",
        judges=("jsonschema-rs",),
        curl=None,
    )
    operations = ("GET /orders/{id}", "GET /orders", "POST /orders")
    return Finding(
        rule="enum-value-added",
        axis="wire",
        level="breaking",
        effect="WIDENED",
        subject="Order.status",
        base=Place("/components/schemas/Order/properties/status", 180, 11),
        head=Place("/components/schemas/Order/properties/status", 188, 11),
        message="the value 'on_hold' was added",
        fingerprint="7c1f9e2",
        occurrences=tuple(Occurrence(name, "response", "breaking", witness) for name in operations),
    )


@pytest.fixture
def plain() -> Callable[..., Finding]:
    """A factory of findings without a witness, at a level."""

    def make(level: Level = "safe", **changes: Any) -> Finding:
        given: dict[str, Any] = {
            "rule": "description-changed",
            "axis": "wire",
            "level": level,
            "effect": "ANNOTATED",
            "subject": "Order.note",
            "base": Place("/components/schemas/Order/properties/note", 30, 3),
            "head": Place("/components/schemas/Order/properties/note", 31, 3),
            "message": "The description of `note` changed.",
            "fingerprint": "0a1b2c3",
            "occurrences": (Occurrence("GET /orders", "response", level),),
        }
        return Finding(**{**given, **changes})

    return make


@pytest.fixture
def refusal(narrowed: Finding, widened: Finding, plain: Callable[..., Finding]) -> dict[str, Any]:
    """The JSON report of a change that breaks twice, with one risky and two compatible changes beside it."""
    findings = (narrowed, widened, plain("risky"), plain(), plain())
    return Report("breaking", "major", findings, {"steps": 12}).to_dict()


@pytest.fixture
def compatible(plain: Callable[..., Finding]) -> dict[str, Any]:
    """The JSON report of a change that breaks nobody."""
    return Report("compatible", "minor", (plain(), plain("risky")), {}).to_dict()


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a registry of its own: a real process on a free port, with an empty SQLite database."""
    folder = tmp_path_factory.mktemp("registry")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dovetail_cli", "serve", "--port", str(port), "--data", str(folder)]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DOVETAIL_")},
        "DOVETAIL_ADMIN_TOKEN": ADMIN,
    }
    log = folder / "log"
    with log.open("wb") as written:
        server = subprocess.Popen(command, env=environment, stdout=written, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, server, log)
        yield url
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def online(registry: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Calls `dovetail` as the administrator of the registry."""
    monkeypatch.setenv("DOVETAIL_URL", registry)
    monkeypatch.setenv("DOVETAIL_TOKEN", ADMIN)

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(dovetail, arguments, input=stdin)

    return call


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz", trust_env=False).is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the registry did not start:\n{log.read_text()}")
