"""A report as a pytest file: really run, against real servers."""

import ast
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dovetail_cli.render import formats
from dovetail_cli.render.view import Names, View
from dovetail_engine.compat import compare
from dovetail_engine.compat.report import Finding, Report
from dovetail_engine.oas import load

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")


class Orders(BaseHTTPRequestHandler):
    """Takes an order when it has a `currency`, or whatever `asks_for` names; and tells who is let in."""

    asks_for = "currency"
    token = ""

    def do_POST(self) -> None:
        order = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.token and self.headers.get("Authorization") != f"Bearer {self.token}":
            self._answer(401)
        else:
            self._answer(201 if not self.asks_for or self.asks_for in order else 422)

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/orders?limit=5" else 404)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: tests read what pytest says."""


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Starts a server whose handler has the given attributes, and answers with its address."""
    running: list[ThreadingHTTPServer] = []

    def start(**attributes: Any) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Orders,), attributes))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def exported(report: dict[str, Any]) -> str:
    return formats.render(View(report, NAMES), "pytest", path=None)


def run(folder: Path, code: str, **environment: str) -> tuple[int, str]:
    """Run an exported file in a folder of its own; its exit code and what pytest says."""
    (folder / "test_replay.py").write_text(code)
    known = {name: value for name, value in os.environ.items() if name not in {"BASE_URL", "TOKEN", "KEY"}}
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "test_replay.py"]
    environment = {**known, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


class TestReplay:
    def test_a_service_that_refuses_what_old_clients_send_fails(
        self, refusal: dict[str, Any], serve: Callable[..., str], tmp_path: Path
    ) -> None:
        code, said = run(tmp_path, exported(refusal), BASE_URL=serve())
        assert (code, said.count("was answered with 422")) == (1, 2)
        assert "'currency' is a required property" in said
        assert "2 failed" in said

    def test_a_service_that_takes_it_passes(
        self, refusal: dict[str, Any], serve: Callable[..., str], tmp_path: Path
    ) -> None:
        code, said = run(tmp_path, exported(refusal), BASE_URL=serve(asks_for="items"))
        assert (code, "2 passed" in said) == (0, True)

    def test_without_an_address_it_fails_and_says_what_to_set(
        self, refusal: dict[str, Any], tmp_path: Path
    ) -> None:
        code, said = run(tmp_path, exported(refusal))
        assert (code, "Set BASE_URL" in said) == (1, True)

    def test_a_credential_is_filled_in_or_asked_for(
        self, narrowed: Finding, serve: Callable[..., str], tmp_path: Path
    ) -> None:
        witness = narrowed.occurrences[0].witness
        assert witness is not None
        headers = (*witness.exchange.headers, ("Authorization", "Bearer $TOKEN"))
        asking = replace(witness, exchange=replace(witness.exchange, headers=headers))
        one = replace(narrowed, occurrences=(replace(narrowed.occurrences[0], witness=asking),))
        code = exported(Report("breaking", "major", (one,)).to_dict())
        address = serve(asks_for="", token="s3cret")
        assert "1 passed" in run(tmp_path, code, BASE_URL=address, TOKEN="s3cret")[1]
        assert "set TOKEN" in run(tmp_path, code, BASE_URL=address)[1]
        assert run(tmp_path, code, BASE_URL=address, TOKEN="wrong")[0] == 1


class TestRemovedOperation:
    def test_the_exchange_that_used_to_be_valid_is_replayed(
        self, serve: Callable[..., str], tmp_path: Path
    ) -> None:
        limit = {"name": "limit", "in": "query", "required": True, "schema": {"enum": [5]}}
        listing = {"parameters": [limit], "responses": {"204": {"description": "None"}}}
        base = {"/orders": {"get": listing}, "/more": {"get": {**listing, "parameters": []}}}
        report = compare(_document(base), _document({})).to_dict()
        code, said = run(tmp_path, exported(report), BASE_URL=serve())
        assert code == 1
        assert "1 failed, 1 passed" in said
        assert "GET /more was answered with 404" in said


class TestFile:
    def test_it_says_what_it_cannot_replay(self, refusal: dict[str, Any]) -> None:
        text = exported(refusal)
        assert text.startswith(
            '"""Replays 2 requests that clients of the old contract may send, one per test.'
        )
        assert "3 counter-examples of the report cannot be replayed" in text

    def test_a_waived_break_is_skipped(self, narrowed: Finding, tmp_path: Path) -> None:
        report = Report("compatible", "major", (narrowed.waive({"reason": "agreed"}),)).to_dict()
        code, said = run(tmp_path, exported(report), BASE_URL="http://127.0.0.1:1")
        assert (code, "2 skipped" in said, "waived: agreed" in said) == (0, True, True)

    def test_nothing_to_replay_is_a_skipped_test(self, compatible: dict[str, Any], tmp_path: Path) -> None:
        code, said = run(tmp_path, exported(compatible))
        assert (code, "1 skipped" in said) == (0, True)

    def test_a_document_cannot_write_code(self, narrowed: Finding) -> None:
        hostile = "\"\"\"\n'''\nraise SystemExit\n#\\"
        witness = narrowed.occurrences[0].witness
        assert witness is not None
        exchange = replace(witness.exchange, path=f"/{hostile}", body=hostile, headers=((hostile, hostile),))
        bad = replace(witness, exchange=exchange, reason=hostile)
        met = tuple(replace(one, operation=f"POST {hostile}", witness=bad) for one in narrowed.occurrences)
        finding = replace(narrowed, rule=hostile, subject=hostile, message=hostile, occurrences=met)
        tree = ast.parse(exported(Report("breaking", "major", (finding,)).to_dict()))
        assert not any(isinstance(node, ast.Raise) for node in ast.walk(tree))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert names == ["replay", "filled", "send", *names[3:]]
        assert all(name.startswith("test_0") for name in names[3:])


def _document(paths: dict[str, Any]) -> Any:
    whole = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    return load(json.dumps(whole).encode())
