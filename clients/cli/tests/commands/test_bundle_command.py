"""`dovetail bundle FILE`, and every other command on a document in several files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail
from dovetail_engine.oas import load

MAIN = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      operationId: list_orders
      parameters: [{$ref: ../common/parameters.yaml#/limit}]
      responses:
        "200":
          description: Orders.
          content: {application/json: {schema: {$ref: schemas/Order.json}}}
"""
ORDER = '{"type": "object",\n "required": ["id"],\n "properties": {"id": {"type": "string"}}}'
PARAMETERS = "limit:\n  name: limit\n  in: query\n  schema: {type: integer}\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(dovetail, arguments, input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a document whose parts are in two other folders."""
    for name, text in {
        "api/openapi.yaml": MAIN,
        "api/schemas/Order.json": ORDER,
        "common/parameters.yaml": PARAMETERS,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestBundle:
    def test_it_writes_one_document_in_the_format_of_the_file(self, folder: Path) -> None:
        result = run("bundle", "api/openapi.yaml", "--root", ".")
        assert result.exit_code == 0
        document = load(result.stdout_bytes)
        assert (document.format, sorted(document.tree["components"])) == ("yaml", ["parameters", "schemas"])
        assert run("bundle", "api/openapi.yaml", "--root", str(folder)).stdout_bytes == result.stdout_bytes

    @pytest.mark.usefixtures("folder")
    def test_the_name_of_the_output_decides_the_format(self) -> None:
        assert run("bundle", "api/openapi.yaml", "--root", ".", "-o", "out.json").exit_code == 0
        made = Path("out.json").read_bytes()
        assert load(made).format == "json"
        assert run("bundle", "out.json").stdout_bytes == made
        assert load(run("bundle", "out.json", "-o", "-").stdout_bytes).digest == load(made).digest

    @pytest.mark.usefixtures("folder")
    def test_without_a_root_that_is_wide_enough_it_names_the_way_out(self) -> None:
        result = run("bundle", "api/openapi.yaml")
        assert result.exit_code == 2
        assert result.stderr.startswith("api/openapi.yaml:7:21: error: The reference")
        assert "--root DIR" in result.stderr

    def test_standard_input_has_no_other_files(self) -> None:
        text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\ntags: {$ref: tags.yaml}\npaths: {}\n"
        assert run("bundle", "-", stdin=text).stdout == text


class TestOtherCommands:
    @pytest.mark.usefixtures("folder")
    def test_validate_shows_the_file_of_a_fault(self) -> None:
        Path("common/parameters.yaml").write_text(PARAMETERS.replace("integer", "integr"))
        result = run("validate", "api/openapi.yaml", "--root", ".")
        assert result.exit_code == 2
        assert result.stderr.startswith("common/parameters.yaml:4:12: error")
        shown = run("validate", "api/openapi.yaml", "--root", ".", "--format", "github").stdout
        assert shown.startswith("::error file=common/parameters.yaml,line=4,col=12")

    @pytest.mark.usefixtures("folder")
    def test_check_shows_the_file_of_a_cause(self) -> None:
        assert run("bundle", "api/openapi.yaml", "--root", ".", "-o", "before.yaml").exit_code == 0
        Path("api/schemas/Order.json").write_text(ORDER.replace('\n "required": ["id"],', ""))
        result = run("check", "before.yaml", "api/openapi.yaml", "--root", ".", "--format", "json")
        assert result.exit_code == 1
        (finding,) = json.loads(result.stdout)["findings"]
        place = finding["cause"]["head"]
        assert (place["file"], place["line"], place["pointer"]) == ("schemas/Order.json", 2, "/properties/id")
        assert (
            "api/schemas/Order.json:2:"
            in run("check", "before.yaml", "api/openapi.yaml", "--root", ".").output
        )

    @pytest.mark.usefixtures("folder")
    def test_generate_makes_a_client_of_the_whole(self) -> None:
        pytest.importorskip("datamodel_code_generator")
        result = run("generate", "api/openapi.yaml", "--root", ".", "--target", "typescript", "-o", "client")
        assert result.exit_code == 0, result.output


class TestOtherDialects:
    def test_check_says_what_it_does_not_compare(self, tmp_path: Path) -> None:
        content = {"application/json": {"schema": {"type": "object"}}}
        parameter = {"name": "q", "in": "querystring", "content": content}
        get = {"parameters": [parameter], "responses": {"200": {"description": "Fine."}}}
        root = {"openapi": "3.2.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": get}}}
        path = tmp_path / "openapi.json"
        path.write_text(json.dumps(root))
        result = run("check", str(path), str(path))
        assert result.exit_code == 0
        assert "neither compared nor generated. [query-not-compared]" in result.stderr

    def test_validate_names_the_dialect(self) -> None:
        text = "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths: {}\n"
        assert run("validate", "-", stdin=text).stdout == "valid: <stdin>, Swagger 2.0, 0 operations\n"


class TestPublishing:
    @pytest.mark.usefixtures("folder")
    def test_what_the_registry_says_stands_in_the_files(self, online: Callable[..., Result]) -> None:
        publish = ("publish", "api/openapi.yaml", "--root", ".", "--contract", "acme/parts")
        assert online(*publish, "--version", "1.0.0", "--create").exit_code == 0
        Path("api/schemas/Order.json").write_text(ORDER.replace('\n "required": ["id"],', ""))
        refused = online(*publish, "--format", "json")
        assert refused.exit_code == 1
        (finding,) = json.loads(refused.stdout)["findings"]
        place = finding["cause"]["head"]
        assert (place["file"], place["line"], place["pointer"]) == ("schemas/Order.json", 2, "/properties/id")
        Path("api/schemas/Order.json").write_text('{"type": "objet"}')
        invalid = online(*publish)
        assert invalid.exit_code == 2
        assert "api/schemas/Order.json:1:2: error" in invalid.stderr


class TestInput:
    @pytest.mark.parametrize("command", ["validate", "bundle"])
    def test_what_never_ends_is_given_up(self, command: str) -> None:
        result = run(command, "/dev/zero")
        assert result.exit_code == 2
        assert "`/dev/zero` has more than 20,971,520 bytes" in result.stderr

    def test_bytes_that_are_no_text_are_said_to_be_that(self, tmp_path: Path) -> None:
        picture = tmp_path / "openapi.yaml"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
        result = run("validate", str(picture))
        assert result.exit_code == 2
        assert "is not UTF-8" in result.stderr
