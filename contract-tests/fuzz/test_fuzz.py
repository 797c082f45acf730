"""The running registry keeps its own contract, whatever is sent to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.fuzzing import FuzzRun, fuzz
from harness.registry import ADMIN_TOKEN, Registry, registry_on

CONFIG = Path(__file__).with_name("schemathesis.toml")
SEED = 20261120


@pytest.fixture
def stocked(own_data: Path, orders_documents: dict[str, bytes]) -> Iterator[Registry]:
    """A registry with releases, packages, refused checks and jobs to be found by the fuzzer."""
    with registry_on(own_data, log_level="warning") as registry:
        registry.make_contract("acme", "orders")
        for version, document in orders_documents.items():
            answer = registry.publish("acme/orders", document, version=version)
            assert answer.status_code == (409 if version == "1.2.0" else 201), answer.text
        yield registry


def run_on(registry: Registry, folder: Path, *, max_examples: int, token: str | None) -> FuzzRun:
    with registry.client() as client:
        own = client.get("/v1/me").json()["token_id"]
    run = fuzz(
        registry.url,
        config=CONFIG,
        folder=folder,
        seed=SEED,
        max_examples=max_examples,
        token=token,
        environment={"FUZZ_OWN_TOKEN_ID": own, "SCHEMATHESIS_HOOKS": str(CONFIG.with_name("hooks.py"))},
    )
    print(run.summary)
    return run


def assert_kept(registry: Registry, run: FuzzRun) -> None:
    assert run.exit_code == 0, run.text
    assert run.failures == 0, run.text
    assert run.operations_tested == run.operations, run.summary
    assert set(run.phases) == {"examples", "coverage", "fuzzing", "stateful"}
    assert set(run.phases.values()) == {"success"}, run.summary
    assert registry.service.alive()
    with registry.client() as client:
        assert client.get("/v1/me").status_code == 200, "the run's own token still works"
    assert "Traceback" not in registry.service.printed()


class TestSignedIn:
    def test_every_operation_keeps_the_contract(self, stocked: Registry, tmp_path: Path) -> None:
        assert_kept(stocked, run_on(stocked, tmp_path, max_examples=55, token=ADMIN_TOKEN))

    @pytest.mark.long
    def test_every_operation_keeps_the_contract_for_longer(self, stocked: Registry, tmp_path: Path) -> None:
        assert_kept(stocked, run_on(stocked, tmp_path, max_examples=320, token=ADMIN_TOKEN))


class TestAnonymous:
    def test_every_operation_keeps_the_contract(self, stocked: Registry, tmp_path: Path) -> None:
        assert_kept(stocked, run_on(stocked, tmp_path, max_examples=22, token=None))

    @pytest.mark.long
    def test_every_operation_keeps_the_contract_for_longer(self, stocked: Registry, tmp_path: Path) -> None:
        assert_kept(stocked, run_on(stocked, tmp_path, max_examples=110, token=None))


class TestConfiguration:
    def test_switches_no_check_off(self) -> None:
        assert "enabled" not in CONFIG.read_text()
