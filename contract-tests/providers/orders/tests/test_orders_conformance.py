"""The running example provider keeps its own contract."""

from pathlib import Path

import pytest

from harness.fuzzing import fuzz
from harness.orders import EDITIONS, PROVIDER, TOKEN, orders_service


class TestService:
    @pytest.mark.parametrize("version", EDITIONS)
    def test_answers_as_its_contract_says(self, version: str, tmp_path: Path) -> None:
        with orders_service(version, tmp_path) as service:
            run = fuzz(
                service.url,
                config=PROVIDER / "schemathesis.toml",
                folder=tmp_path,
                seed=20261120,
                max_examples=25,
                token=TOKEN,
            )
        assert run.exit_code == 0, run.text
        assert run.operations_tested == run.operations
        assert set(run.phases.values()) == {"success"}, run.summary
