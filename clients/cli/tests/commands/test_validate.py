"""`dovetail validate`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail

GOOD = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: list_orders
      responses:
        "200": {description: Orders.}
"""
BAD = GOOD.replace("operationId: list_orders", "parameters: [{$ref: '#/components/parameters/none'}]")


def validate(*arguments: str, document: str | None = None) -> Result:
    return CliRunner().invoke(dovetail, ["validate", *arguments], input=document)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text(BAD)
    return "bad.yaml"


class TestValidate:
    def test_a_good_document_is_said_to_be_one(self) -> None:
        result = validate("-", document=GOOD)
        assert result.exit_code == 0
        assert result.output == "valid: <stdin>, OpenAPI 3.1.0, 1 operation\n"

    def test_a_bad_one_is_2_with_file_line_and_column(self, bad: str) -> None:
        result = validate(bad)
        assert result.exit_code == 2
        assert result.stderr.startswith("bad.yaml:6:")
        assert "#/components/parameters/none" in result.stderr
        assert result.stdout.startswith("invalid: bad.yaml, 1 error")

    def test_json_holds_every_diagnostic(self, bad: str) -> None:
        result = validate(bad, "--format", "json")
        said = json.loads(result.stdout)
        assert (result.exit_code, said["valid"]) == (2, False)
        assert said["diagnostics"][0]["line"] == 6

    def test_github_annotates_the_line(self, bad: str) -> None:
        assert validate(bad, "--format", "github").stdout.startswith("::error file=bad.yaml,line=6,col=")

    @pytest.mark.parametrize("document", ["", "{", "[" * 5000, "swagger: '1.2'\n", "\x00", "- 1\n"])
    def test_nonsense_is_an_answer_and_no_traceback(self, document: str) -> None:
        result = validate("-", document=document)
        assert result.exit_code == 2
        assert "error" in result.stderr
