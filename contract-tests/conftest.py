"""One registry process for the tests that leave it as useful as they found it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.orders import export
from harness.registry import Registry, registry_on


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """A running registry, shared by the session."""
    with registry_on(tmp_path_factory.mktemp("registry") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def orders_documents() -> dict[str, bytes]:
    """The contracts of the example provider by version."""
    return {version: export(version) for version in ("1.0.0", "1.1.0", "1.2.0")}


@pytest.fixture
def own_data(tmp_path: Path) -> Path:
    """A data folder for a registry of the test's own."""
    return tmp_path / "data"
