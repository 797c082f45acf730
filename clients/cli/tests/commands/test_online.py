"""The online commands against a real registry."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import Result

Online = Callable[..., Result]
Contract = Callable[..., str]


def document(*, required: tuple[str, ...] = ("sku",), description: str = "") -> dict[str, Any]:
    """An API with one operation that takes an order; what it requires and says can change."""
    order = {
        "type": "object",
        "required": list(required),
        "properties": {"sku": {"type": "string"}, "currency": {"type": "string"}},
        "description": description,
    }
    operation = {
        "operationId": "create_order",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
        },
        "responses": {"204": {"description": "Taken."}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orders", "version": "1.0.0"},
        "paths": {"/orders": {"post": operation}},
        "components": {"schemas": {"Order": order}},
    }


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes a document into the current folder and answers with its name."""
    monkeypatch.chdir(tmp_path)

    def save(name: str, **changes: Any) -> str:
        Path(name).write_text(json.dumps(document(**changes), indent=2))
        return name

    return save


@pytest.fixture
def contract(online: Online, write: Callable[..., str], request: pytest.FixtureRequest) -> str:
    """A contract of this test alone, with the release 1.0.0."""
    name = "c" + re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[-50:].rstrip("-")
    made = online("publish", write("v1.json"), "--contract", f"acme/{name}", "--version", "1.0.0", "--create")
    assert made.exit_code == 0, made.output
    return f"acme/{name}"


class TestPublish:
    def test_the_first_release_is_accepted(self, online: Online, contract: str) -> None:
        said = online("publish", "v1.json", "--contract", contract)
        assert (said.exit_code, said.stdout) == (0, f"{contract} 1.0.0 in main: the first release\n")

    def test_a_compatible_change_gets_the_next_version(
        self, online: Online, contract: str, write: Any
    ) -> None:
        said = online("publish", write("v2.json", required=()), "--contract", contract)
        assert (said.exit_code, said.stdout) == (0, f"{contract} 1.1.0 in main: compatible with 1.0.0\n")

    def test_a_break_is_refused_with_its_counter_example(
        self, online: Online, contract: str, write: Any
    ) -> None:
        name = write("v2.json", required=("sku", "currency"))
        said = online("publish", name, "--contract", contract, "--version", "1.1.0")
        assert said.exit_code == 1
        assert said.stdout.startswith("✗ breaking   1 cause, 1 operation")
        assert "curl -X POST" in said.stdout
        assert "accepted by 1.0.0 · refused here: 'currency' is a required property" in said.stdout
        assert f"{contract} --allow-breaking --version 2.0.0" in said.stdout
        assert "Nothing was published." in said.stderr
        assert "1.1.0" not in online("releases", contract).stdout

    def test_the_way_out_it_prints_works(self, online: Online, contract: str, write: Any) -> None:
        refused = online("publish", write("v2.json", required=("sku", "currency")), "--contract", contract)
        (line,) = (text for text in refused.stdout.splitlines() if "accept on purpose" in text)
        accepted = online(*line.partition(": dovetail ")[2].split())
        assert (accepted.exit_code, accepted.stdout) == (
            0,
            f"{contract} 2.0.0 in main: breaking with 1.0.0\n",
        )

    def test_a_refusal_can_be_json(self, online: Online, contract: str, write: Any) -> None:
        name = write("v2.json", required=("sku", "currency"))
        said = online("publish", name, "--contract", contract, "--format", "json")
        assert json.loads(said.stdout)["verdict"] == "breaking"

    def test_allowing_a_break_under_a_minor_version_is_refused(
        self, online: Online, contract: str, write: Any
    ) -> None:
        name = write("v2.json", required=("sku", "currency"))
        said = online("publish", name, "--contract", contract, "--version", "1.1.0", "--allow-breaking")
        assert said.exit_code == 1
        assert "1.1.0 does not announce a break" in said.stderr

    def test_waiting_ends_with_lines_to_install(self, online: Online, contract: str, registry: str) -> None:
        said = online("publish", "v1.json", "--contract", contract, "--wait")
        name = contract.partition("/")[2]
        assert said.exit_code == 0
        assert f"pip install --index-url {registry}/pypi/simple/ acme-{name}==1.0.0\n" in said.stdout
        assert f"npm install --@acme:registry={registry}/npm/ @acme/{name}@1.0.0\n" in said.stdout

    def test_an_unknown_contract_is_2_and_names_the_option(self, online: Online, write: Any) -> None:
        said = online("publish", write("v1.json"), "--contract", "nobody/nothing")
        assert said.exit_code == 2
        assert "Pass --create to make it." in said.stderr

    def test_a_bad_document_is_2_with_its_places(self, online: Online, contract: str) -> None:
        Path("bad.yaml").write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {a: {}}\n")
        said = online("publish", "bad.yaml", "--contract", contract)
        assert said.exit_code == 2
        assert "bad.yaml:3:" in said.stderr

    def test_a_taken_version_is_2(self, online: Online, contract: str, write: Any) -> None:
        name = write("v2.json", description="Other words.")
        said = online("publish", name, "--contract", contract, "--version", "1.0.0")
        assert said.exit_code == 2
        assert "Version taken." in said.stderr

    @pytest.mark.parametrize("arguments", [("--version", "1.0"), ("--contract", "Acme")])
    def test_bad_usage_is_2_before_anything_is_sent(self, online: Online, write: Any, arguments: Any) -> None:
        assert online("publish", write("v1.json"), "--contract", "acme/x", *arguments).exit_code == 2


class TestCheckAgainstARelease:
    def test_a_coordinate_is_a_side(self, online: Online, contract: str, write: Any) -> None:
        name = write("v2.json", required=("sku", "currency"))
        for side in (contract, f"{contract}@1.0.0", f"{contract}@main"):
            said = online("check", side, name)
            assert said.exit_code == 1
            assert "accepted by 1.0.0 · refused here" in said.stdout

    def test_both_sides_can_be_releases(self, online: Online, contract: str) -> None:
        said = online("check", contract, f"{contract}@1.0.0")
        assert (said.exit_code, said.stdout) == (0, "✓ compatible   no change\n")

    def test_a_rule_is_linked_to_its_page_in_the_registry(
        self, online: Online, contract: str, write: Any
    ) -> None:
        name = write("v2.json", required=("sku", "currency"))
        log = json.loads(online("check", contract, name, "--format", "sarif").stdout)
        links = {rule["helpUri"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
        assert links
        for link in links:
            assert httpx2.get(link, trust_env=False).status_code == 200

    @pytest.mark.parametrize("selector", ["9.9.9", "beta"])
    def test_an_unknown_release_is_2_with_a_way_out(
        self, online: Online, contract: str, selector: str
    ) -> None:
        said = online("check", f"{contract}@{selector}", "v1.json")
        assert said.exit_code == 2
        assert "release" in said.stderr


class TestReleases:
    def test_they_are_listed_highest_first(self, online: Online, contract: str, write: Any) -> None:
        online("publish", write("v2.json", required=()), "--contract", contract)
        said = online("releases", contract)
        assert [line.split()[0] for line in said.stdout.splitlines()] == ["version", "1.1.0", "1.0.0"]
        assert all(line == line.rstrip() for line in said.stdout.splitlines())

    def test_json_is_the_registry_s(self, online: Online, contract: str) -> None:
        (release,) = json.loads(online("releases", contract, "--format", "json").stdout)
        assert (release["version"], release["channel"], release["yanked"]) == ("1.0.0", "main", None)

    def test_none_is_a_sentence(self, online: Online, contract: str) -> None:
        said = online("releases", contract, "--channel", "beta")
        assert said.stdout == f"{contract} has no release in the channel `beta` yet.\n"


class TestPull:
    def test_the_bytes_are_the_published_ones(self, online: Online, contract: str) -> None:
        assert online("pull", f"{contract}@1.0.0", "--output", "pulled.json").exit_code == 0
        assert Path("pulled.json").read_bytes() == Path("v1.json").read_bytes()
        assert online("pull", contract).stdout_bytes == Path("v1.json").read_bytes()

    def test_it_can_be_converted(self, online: Online, contract: str) -> None:
        assert online("pull", contract, "--as", "yaml").stdout.startswith("openapi: 3.1.0\n")

    def test_a_file_that_cannot_be_written_is_2(self, online: Online, contract: str) -> None:
        said = online("pull", contract, "--output", "no/such/folder")
        assert said.exit_code == 2
        assert "cannot be written: No such file or directory" in said.stderr


class TestToken:
    def test_one_is_made_listed_and_revoked(self, online: Online, monkeypatch: pytest.MonkeyPatch) -> None:
        made = online("token", "create", "ci of orders", "--scope", "publish", "--days", "1")
        secret = made.stdout.strip()
        number = re.search(r"token ([0-9a-f-]{36})", made.stderr)
        assert number is not None
        assert re.search(
            rf"{number[1]} +ci of orders +publish +all +works until", online("token", "list").stdout
        )
        assert secret not in online("token", "list").stdout
        assert online("token", "revoke", number[1]).exit_code == 0
        monkeypatch.setenv("DOVETAIL_TOKEN", secret)
        refused = online("token", "list")
        assert refused.exit_code == 2
        assert "Not signed in." in refused.stderr

    def test_without_the_scope_it_says_whom_to_ask(
        self, online: Online, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        secret = online("token", "create", "reader", "--scope", "read").stdout.strip()
        monkeypatch.setenv("DOVETAIL_TOKEN", secret)
        refused = online("token", "list")
        assert refused.exit_code == 2
        assert "Ask an administrator" in refused.stderr


class TestLogin:
    def test_it_is_remembered_and_the_token_is_never_printed(
        self, online: Online, registry: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        secret = online("token", "create", "me", "--scope", "read").stdout.strip()
        monkeypatch.delenv("DOVETAIL_TOKEN")
        monkeypatch.delenv("DOVETAIL_URL")
        said = online("login", registry, "--token-stdin", stdin=f"{secret}\n")
        assert said.exit_code == 0
        assert f"Signed in to {registry} as me (read)." in said.output
        assert secret not in said.output
        assert secret in (tmp_path / "config" / "dovetail" / "credentials.json").read_text()
        assert "Ask an administrator" in online("token", "list").stderr

    def test_logging_out_forgets_it(self, online: Online, registry: str, tmp_path: Path) -> None:
        secret = online("token", "create", "me", "--scope", "read").stdout.strip()
        online("login", registry, "--token-stdin", stdin=secret)
        assert online("login", registry, "--logout").exit_code == 0
        assert secret not in (tmp_path / "config" / "dovetail" / "credentials.json").read_text()

    def test_a_wrong_token_is_not_stored(self, online: Online, registry: str, tmp_path: Path) -> None:
        said = online("login", registry, "--token-stdin", stdin="wrong")
        assert said.exit_code == 2
        assert not (tmp_path / "config" / "dovetail").exists()

    @pytest.mark.parametrize("token", ["", "two words", "caf\u00e9", "a\x1bb"])
    def test_what_is_no_token_is_not_sent(self, online: Online, registry: str, token: str) -> None:
        assert "That is no token." in online("login", registry, "--token-stdin", stdin=token).stderr

    def test_without_a_terminal_it_names_the_option(self, online: Online, registry: str) -> None:
        assert "--token-stdin" in online("login", registry, stdin="x").stderr


class TestUnreachable:
    def test_the_url_is_named_with_a_way_out(self, online: Online) -> None:
        said = online("releases", "acme/orders", "--registry", "http://127.0.0.1:9")
        assert said.exit_code == 2
        assert "The registry at http://127.0.0.1:9 cannot be reached" in said.stderr
        assert "--registry" in said.stderr

    def test_a_server_that_is_no_registry_is_said_to_be_none(self, online: Online, registry: str) -> None:
        said = online("releases", "acme/orders", "--registry", f"{registry}/healthz")
        assert said.exit_code == 2
        assert "does not answer like a Dovetail registry" in said.stderr or "Not found" in said.stderr
