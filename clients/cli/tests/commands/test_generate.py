"""`dovetail generate`."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail

DOCUMENT = """\
openapi: 3.1.0
info: {title: The Orders (API), version: 1.2.0}
paths:
  /orders:
    get:
      operationId: list_orders
      responses:
        "200":
          description: Orders.
          content: {application/json: {schema: {type: array, items: {type: string}}}}
"""


def generate(*arguments: str, document: str = DOCUMENT) -> Result:
    return CliRunner().invoke(dovetail, ["generate", "-", *arguments], input=document)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class TestGenerate:
    @pytest.mark.parametrize(
        ("target", "said", "file"),
        [
            ("python", "acme-orders 2.0.0: ", "src/acme_orders/client.py"),
            ("typescript", "@acme/orders 2.0.0: ", "package.json"),
        ],
    )
    def test_a_client_is_written(self, target: str, said: str, file: str) -> None:
        result = generate("--target", target, "-o", "out", "--name", "acme/orders", "--version", "2.0.0")
        assert result.exit_code == 0, result.output
        assert result.output.startswith(said)
        assert Path("out", file).is_file()

    def test_name_and_version_are_the_document_s_otherwise(self) -> None:
        result = generate("--target", "typescript", "-o", "out")
        assert result.output.startswith("@local/the-orders-api 1.2.0: ")

    def test_twice_is_the_same_to_the_byte(self) -> None:
        for output in ("one", "two"):
            generate("--target", "typescript", "-o", output)
        assert _tree("one") == _tree("two")

    def test_again_into_the_same_folder_replaces_it(self) -> None:
        assert generate("--target", "typescript", "-o", "out").exit_code == 0
        assert generate("--target", "typescript", "-o", "out").exit_code == 0

    def test_a_folder_with_other_files_is_left_alone_unless_told(self) -> None:
        Path("out").mkdir()
        Path("out", "mine.txt").write_text("mine")
        refused = generate("--target", "typescript", "-o", "out")
        assert refused.exit_code == 2
        assert "mine.txt" in refused.stderr
        assert os.listdir("out") == ["mine.txt"]  # noqa: PTH208 - names alone
        assert generate("--target", "typescript", "-o", "out", "--replace").exit_code == 0
        assert not Path("out", "mine.txt").exists()

    def test_a_file_as_the_folder_is_2(self) -> None:
        Path("out").write_text("")
        assert generate("--target", "typescript", "-o", "out").exit_code == 2

    @pytest.mark.parametrize("arguments", [("--version", "1.0"), ("--name", "Orders")])
    def test_a_name_or_version_that_cannot_be_is_2(self, arguments: tuple[str, str]) -> None:
        assert generate("--target", "typescript", "-o", "out", *arguments).exit_code == 2
        assert not Path("out").exists()

    def test_an_invalid_document_writes_nothing(self) -> None:
        assert generate("--target", "python", "-o", "out", document="{}").exit_code == 2
        assert not Path("out").exists()


def _tree(folder: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }
