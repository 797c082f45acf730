"""Real documents: every one yields a package that imports; all are type-checked in the long run."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Package, build

IMPORT = """
import acme_api, pydantic
from acme_api import _operations, models
for value in list(vars(models).values()):
    if isinstance(value, type) and issubclass(value, pydantic.BaseModel):
        value.model_rebuild()
for operation in vars(_operations).values():
    for content in getattr(operation, "contents", ()):
        content._adapter
"""


def package_of_file(path: Path) -> Package:
    document = oas.load(path.read_bytes(), name=path.name)
    api = document.api
    return build(
        document, Identity("acme", "api", "1.0.0", api.title, api.description, document.digest), "python"
    )


def imports(folder: Path) -> str:
    """What goes wrong when the package is imported and every type of it is built; empty for nothing."""
    command = [sys.executable, "-W", "error", "-c", IMPORT]
    return subprocess.run(command, cwd=folder / "src", capture_output=True, text=True, check=False).stderr


@pytest.mark.corpus
class TestNewestOfEachApi:
    def test_small_ones_build_and_import(
        self, corpus: list[Path], tmp_path: Path, write_files: Callable[[Package, Path], None]
    ) -> None:
        newest = {path.parent.name: path for path in corpus if path.stat().st_size < 120_000}
        for api, path in newest.items():
            package = package_of_file(path)
            write_files(package, tmp_path / api)
            assert imports(tmp_path / api) == "", path
            assert len(package.report) == len(oas.load(path.read_bytes()).api.operations)


@pytest.mark.corpus
@pytest.mark.long
class TestAll:
    def test_build_import_and_type_check(
        self, corpus: list[Path], tmp_path: Path, write_files: Callable[[Package, Path], None]
    ) -> None:
        typed = total = 0
        for path in corpus:
            folder = tmp_path / path.parent.name / path.stem
            package = package_of_file(path)
            write_files(package, folder)
            assert imports(folder) == "", path
            assert type_errors(folder, tmp_path / "cache") == "", path
            typed += sum(report.typed for report in package.report)
            total += len(package.report)
        assert typed >= 0.95 * total


def type_errors(folder: Path, cache: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--config-file=",
        "--cache-dir",
        str(cache),
    ]
    command += ["--python-version", "3.10", "-p", "acme_api"]
    return subprocess.run(command, cwd=folder / "src", capture_output=True, text=True, check=False).stdout
