"""`dovetail check`, offline."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail
from dovetail_cli.render import formats

Write = Callable[..., str]


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(dovetail, arguments, input=stdin)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes an API whose query parameter `limit` has the given schema, and answers with the file's name."""
    monkeypatch.chdir(tmp_path)

    def save(name: str, schema: Any, *, version: str = "1.0.0", summary: str = "List") -> str:
        parameter = {"name": "limit", "in": "query", "schema": schema}
        operation = {
            "operationId": "list_orders",
            "summary": summary,
            "parameters": [parameter],
            "responses": {"204": {"description": "Nothing."}},
        }
        info = {"title": "Orders", "version": version}
        whole = {"openapi": "3.1.0", "info": info, "paths": {"/orders": {"get": operation}}}
        Path(name).write_text(json.dumps(whole, indent=2))
        return name

    return save


class TestVerdicts:
    def test_no_change_is_0_and_one_line(self, write: Write) -> None:
        said = run("check", write("a.json", {"type": "integer"}), write("b.json", {"type": "integer"}))
        assert (said.exit_code, said.output) == (0, "✓ compatible   no change\n")

    def test_a_widened_parameter_is_0(self, write: Write) -> None:
        old, new = write("a.json", {"type": "integer", "maximum": 10}), write("b.json", {"type": "integer"})
        said = run("check", old, new)
        assert said.exit_code == 0
        assert said.output.startswith("✓ compatible   1 change")
        assert said.output.count("\n") == 1

    def test_a_narrowed_parameter_is_1_with_a_request_to_paste(self, write: Write) -> None:
        old = write("a.json", {"type": "integer"})
        new = write("b.json", {"type": "integer", "maximum": 10}, summary="List orders")
        said = run("check", old, new)
        assert said.exit_code == 1
        assert said.output.startswith("✗ breaking   1 cause, 1 operation")
        assert 'curl "$BASE/orders?limit=' in said.output
        assert "accepted by a.json · refused here:" in said.output
        assert "dovetail changelog a.json b.json" in said.output
        assert re.search(
            r"accept on purpose: dovetail waive [0-9a-f]{7} --reason … --until YYYY-MM-DD\n", said.output
        )

    def test_what_cannot_be_decided_is_3_and_can_be_accepted(self, write: Write) -> None:
        old = write("a.json", {"type": "string"})
        new = write("b.json", {"type": "string", "pattern": "^(?<=a)(?!b)c$"})
        said = run("check", old, new)
        assert said.exit_code == 3
        assert said.output.startswith("? unknown   1 cause, 1 operation")
        assert run("check", old, new, "--accept-unknown").exit_code == 0

    def test_an_invalid_side_is_2_with_its_places(self, write: Write) -> None:
        Path("bad.yaml").write_text("openapi: 3.1.0\npaths: {/a: {$ref: '#/none'}}\n")
        said = run("check", write("a.json", {}), "bad.yaml")
        assert said.exit_code == 2
        assert "bad.yaml:2:" in said.stderr
        assert "bad.yaml is no valid OpenAPI document" in said.stderr
        assert said.stdout == ""


class TestNames:
    def test_a_base_with_a_version_of_its_own_is_called_by_it(self, write: Write) -> None:
        old = write("a.json", {"type": "integer"}, version="1.1.0")
        new = write("b.json", {"type": "integer", "maximum": 10}, version="1.2.0")
        said = run("check", old, new)
        assert "next version: 2.0.0" in said.output
        assert "accepted by 1.1.0 · refused here" in said.output

    def test_two_files_of_one_name_are_called_by_their_folders(self, write: Write) -> None:
        for folder in ("old", "new"):
            Path(folder).mkdir()
        write("old/openapi.json", {"type": "integer"})
        write("new/openapi.json", {"type": "integer", "maximum": 10})
        said = run("check", "old/openapi.json", "new/openapi.json")
        assert "accepted by old/openapi.json · refused here" in said.output

    def test_a_git_revision_is_called_by_its_name(self, write: Write, tmp_path: Path) -> None:
        name = write("openapi.json", {"type": "integer"})
        for arguments in (
            ["init", "--quiet", "--initial-branch=trunk"],
            ["add", name],
            ["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=1"],
        ):
            subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
        write("openapi.json", {"type": "integer", "maximum": 10})
        said = run("check", "trunk:openapi.json", "openapi.json")
        assert said.exit_code == 1
        assert "accepted by trunk · refused here" in said.output

    def test_standard_input_can_be_a_side(self, write: Write) -> None:
        name = write("a.json", {"type": "integer"})
        said = run("check", name, "-", stdin=Path(name).read_text())
        assert (said.exit_code, said.output) == (0, "✓ compatible   no change\n")


class TestOutput:
    def test_a_file_gets_the_format_and_the_exit_code_stays(self, write: Write) -> None:
        old, new = write("a.json", {"type": "integer"}), write("b.json", {"type": "boolean"})
        said = run("check", old, new, "--format", "json", "--output", "report.json")
        assert (said.exit_code, said.output) == (1, "")
        assert json.loads(Path("report.json").read_text())["verdict"] == "breaking"

    def test_github_points_into_the_changed_file(self, write: Write) -> None:
        old, new = write("a.json", {"type": "integer"}), write("b.json", {"type": "boolean"})
        said = run("check", old, new, "--format", "github")
        assert said.output.startswith("::error file=b.json,line=")

    def test_the_same_twice_is_the_same_to_the_byte(self, write: Write) -> None:
        sides = write("a.json", {"type": "integer"}), write("b.json", {"enum": [1, "a"]})
        for wanted in formats.CHECK_FORMATS:
            assert (
                run("check", *sides, "--format", wanted).output
                == run("check", *sides, "--format", wanted).output
            )

    def test_a_terminal_without_unicode_gets_plain_signs(self, write: Write) -> None:
        old, new = write("a.json", {"type": "integer"}), write("b.json", {"type": "integer", "maximum": 10})
        said = CliRunner(charset="ascii").invoke(dovetail, ["check", old, new])
        assert said.exit_code == 1
        assert said.stdout_bytes.startswith(b"x breaking   1 cause, 1 operation")
        assert said.stdout_bytes.isascii()
