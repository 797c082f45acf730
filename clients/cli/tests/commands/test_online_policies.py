"""Policies and waivers of contracts in a real registry."""

import json
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Online = Callable[..., Result]
Write = Callable[..., str]
SOON = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()


def document(*operations: str, required: bool = False) -> dict[str, Any]:
    parameter = {"name": "limit", "in": "query", "required": required, "schema": {"type": "integer"}}
    operation = {"parameters": [parameter], "responses": {"204": {"description": "Done."}}}
    paths = {f"/{name}": {"get": {**operation, "operationId": name}} for name in operations or ("orders",)}
    return {"openapi": "3.1.0", "info": {"title": "Orders", "version": "1.0.0"}, "paths": paths}


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a document into the current folder and answers with its name."""
    monkeypatch.chdir(tmp_path)

    def save(name: str, *operations: str, required: bool = False) -> str:
        Path(name).write_text(json.dumps(document(*operations, required=required)))
        return name

    return save


@pytest.fixture
def contract(online: Online, write: Write, request: pytest.FixtureRequest) -> str:
    """A contract of this test alone, with the release 1.0.0."""
    name = "p" + re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[-50:].rstrip("-")
    made = online("publish", write("v1.json"), "--contract", f"acme/{name}", "--version", "1.0.0", "--create")
    assert made.exit_code == 0, made.output
    return f"acme/{name}"


def lenient(rule: str) -> None:
    text = f'[policy]\nmode = "backward"\n[[policy.severity]]\nrule = "{rule}"\nlevel = "risky"\n'
    Path("lenient.toml").write_text(text)


class TestPolicy:
    def test_goes_into_the_registry_and_comes_back_as_a_file(self, online: Online, contract: str) -> None:
        lenient("parameter-*")
        assert online("policy", "set", contract, "lenient.toml").exit_code == 0
        shown = online("policy", "show", contract, "--output", "shown.toml")
        assert shown.exit_code == 0, shown.output
        found = tomllib.loads(Path("shown.toml").read_text())
        assert found["policy"]["severity"] == [{"level": "risky", "rule": "parameter-*"}]
        again = online("policy", "set", contract, "shown.toml")
        assert again.exit_code == 0, again.output

    def test_that_is_stored_judges_a_check_against_the_coordinate(
        self, online: Online, contract: str, write: Write
    ) -> None:
        head = write("v2.json", required=True)
        refused = online("check", contract, head)
        assert refused.exit_code == 1
        assert f"Policy: that of {contract}" in refused.stderr
        assert "which is the default one" in refused.stderr
        lenient("parameter-became-required")
        online("policy", "set", contract, "lenient.toml")
        passed = online("check", contract, head)
        assert (passed.exit_code, "which is the default one" in passed.stderr) == (0, False)

    def test_of_a_file_wins_where_it_is_named(self, online: Online, contract: str, write: Write) -> None:
        lenient("parameter-became-required")
        head = write("v2.json", required=True)
        passed = online("check", contract, head, "--policy", "lenient.toml", "--format", "json")
        assert passed.exit_code == 0
        assert json.loads(passed.stdout)["stats"]["policy"] == "lenient.toml"

    def test_of_the_folder_does_not_speak_for_a_contract(
        self, online: Online, contract: str, write: Write
    ) -> None:
        lenient("parameter-became-required")
        Path("lenient.toml").rename("dovetail.toml")
        assert online("check", contract, write("v2.json", required=True)).exit_code == 1

    def test_explains_itself(self, online: Online) -> None:
        said = online("policy", "explain")
        assert (said.exit_code, said.stdout.partition("\n")[0]) == (0, "# The policy file")


class TestWaive:
    def test_puts_a_waiver_into_the_registry_by_which_publishing_goes(
        self, online: Online, contract: str, write: Write
    ) -> None:
        head = write("v2.json", required=True)
        report = json.loads(online("check", contract, head, "--format", "json").stdout)
        name = report["findings"][0]["fingerprint"]
        terms = ("--reason", "Nobody calls it", "--owner", "orders", "--until", SOON)
        made = online("waive", name[:7], "--contract", contract, *terms)
        assert made.exit_code == 0, made.output
        assert online("check", contract, head).exit_code == 0
        listed = online("policy", "waivers", contract).stdout
        assert name[:7] in listed
        assert f"holds until {SOON}" in listed
        published = online("publish", head, "--contract", contract)
        assert published.exit_code == 0, published.output

    def test_is_taken_back(self, online: Online, contract: str, write: Write) -> None:
        head = write("v2.json", required=True)
        report = json.loads(online("check", contract, head, "--format", "json").stdout)
        name = report["findings"][0]["fingerprint"]
        terms = ("--reason", "Nobody calls it", "--owner", "orders", "--until", SOON)
        online("waive", name, "--contract", contract, *terms)
        assert online("policy", "revoke", contract, name).exit_code == 0
        assert online("check", contract, head).exit_code == 1
        again = online("policy", "revoke", contract, name)
        assert (again.exit_code, "has no waiver" in again.stderr) == (2, True)
        assert "revoked" in online("policy", "waivers", contract).stdout


class TestLive:
    def test_a_check_speaks_for_every_live_release(self, online: Online, contract: str, write: Write) -> None:
        publish = ("publish", "--contract", contract, "--version")
        online(*publish, "1.1.0", write("v2.json", "orders", "carts"))
        lenient("operation-removed")
        online("policy", "set", contract, "lenient.toml")
        online(*publish, "1.2.0", write("v3.json"))
        Path("default.toml").write_text("")
        online("policy", "set", contract, "default.toml")
        head = write("v4.json", "orders", "things")
        assert online("check", contract, head).exit_code == 0
        said = online("check", contract, head, "--against", "live", "--format", "json")
        assert said.exit_code == 1
        report = json.loads(said.stdout)
        assert [one["release"] for one in report["live"]] == ["1.2.0", "1.1.0", "1.0.0"]
        breaking = [one for one in report["findings"] if one["level"] == "breaking"]
        assert [(one["rule"], one["against"]) for one in breaking] == [("operation-removed", ["1.1.0"])]

    def test_of_before_an_accepted_break_do_not_decide(
        self, online: Online, contract: str, write: Write
    ) -> None:
        publish = ("publish", "--contract", contract, "--version")
        online(*publish, "2.0.0", "--allow-breaking", write("v2.json", "carts"))
        online(*publish, "2.1.0", write("v3.json", "carts", "things"))
        said = online("check", contract, write("v4.json", "carts", "things", "more"), "--against", "live")
        assert (said.exit_code, "clients of 1.0.0" in said.stdout) == (0, False)
