"""The root command: help, plugins, exit codes, start-up."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dovetail_cli import plugins
from dovetail_cli.failures import Failure
from dovetail_cli.main import SECTIONS, dovetail, main

HEAVY = ("rich", "httpx2", "pydantic", "yaml", "msgspec", "jsonschema_rs", "dovetail_engine", "fastapi")
# What comparing two JSON files does without, whatever it finds.
FOREIGN = (
    "yaml",
    "httpx2",
    "pydantic",
    "asyncio",
    "openapi_schema_validator.settings",
    "openapi_spec_validator",
)
JUDGES = ("openapi_schema_validator", "jsonschema", "referencing")
NAMES = [name for section in SECTIONS.values() for name in section]

DOCUMENT = (
    b'{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {"responses": '
    b'{"200": {"description": "ok", "content": {"application/json": {"schema": SCHEMA}}}}}}}}'
)

Plugin = Callable[[str, str | None], None]


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plugin:
    """Installs a distribution that adds a command with the given body, or one whose module is missing."""

    def install(name: str, body: str | None) -> None:
        metadata = tmp_path / f"dovetail_{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dovetail-{name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[{plugins.GROUP}]\n{name} = {name}_plugin:command\n")
        if body is not None:
            source = f"import click\n\n@click.command()\ndef command() -> None:\n    {body}\n"
            (tmp_path / f"{name}_plugin.py").write_text(source)
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dovetail_cli", *arguments], capture_output=True, text=True, check=False
    )


class TestHelp:
    def test_it_imports_nothing_heavy(self) -> None:
        probe = (
            "import sys\nfrom click.testing import CliRunner\nfrom dovetail_cli.main import dovetail\n"
            "assert CliRunner().invoke(dovetail, ['--help']).exit_code == 0\n"
            f"print([name for name in {HEAVY!r} if name in sys.modules])"
        )
        assert subprocess.check_output([sys.executable, "-c", probe], text=True).strip() == "[]"

    @pytest.mark.parametrize(
        ("changed", "status", "absent"), [(b"is ok", 0, FOREIGN + JUDGES), (b"null", 1, FOREIGN)]
    )
    def test_a_check_imports_what_it_needs(
        self, tmp_path: Path, changed: bytes, status: int, absent: tuple[str, ...]
    ) -> None:
        schema = b'{"type": "string", "title": "is fine"}'
        head = schema.replace(b"is fine" if status == 0 else b"string", changed)
        paths = [tmp_path / "base.json", tmp_path / "head.json"]
        for path, text in zip(paths, (schema, head), strict=True):
            path.write_bytes(DOCUMENT.replace(b"SCHEMA", text))
        probe = (
            "import sys\nfrom click.testing import CliRunner\nfrom dovetail_cli.main import dovetail\n"
            f"found = CliRunner().invoke(dovetail, ['check', *{[str(path) for path in paths]!r}])\n"
            f"assert found.exit_code == {status}, found.output\n"
            f"print([name for name in {absent!r} if name in sys.modules])"
        )
        assert subprocess.check_output([sys.executable, "-c", probe], text=True).strip() == "[]"

    @pytest.mark.parametrize("name", NAMES)
    def test_every_command_has_its_own_help(self, name: str) -> None:
        result = CliRunner().invoke(dovetail, [name, "--help"])
        assert result.exit_code == 0
        assert f"Usage: dovetail {name}" in result.output

    def test_it_lists_the_commands_and_the_exit_codes(self) -> None:
        text = CliRunner().invoke(dovetail, ["--help"]).output
        assert all(re.search(rf"^  {name} ", text, re.MULTILINE) for name in NAMES)
        assert "Exit codes: 0 fine" in text

    def test_version_is_the_distribution_s(self) -> None:
        assert re.fullmatch(r"dovetail \d+\.\d+\.\d+\n", CliRunner().invoke(dovetail, ["--version"]).output)


class TestExitCodes:
    @pytest.mark.parametrize(
        "arguments",
        [("chek",), ("validate",), ("validate", "--bogus"), ("validate", "missing.json"), ("--bogus",)],
    )
    def test_bad_usage_is_2_without_a_traceback(self, arguments: tuple[str, ...]) -> None:
        done = run(*arguments)
        assert done.returncode == 2
        assert "Error" in done.stderr
        assert "Traceback" not in done.stderr

    def test_an_unknown_command_is_answered_with_the_nearest(self) -> None:
        assert "Did you mean check" in run("chek").stderr

    def test_a_bug_is_neither_a_verdict_nor_silent(
        self, plugin: Plugin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plugin("broken", "raise ZeroDivisionError")
        monkeypatch.setattr(sys, "argv", ["dovetail", "broken"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 70
        assert "This is a bug in dovetail" in capsys.readouterr().err

    def test_an_interrupt_is_130(
        self, plugin: Plugin, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plugin("waiting", "raise KeyboardInterrupt")
        monkeypatch.setattr(sys, "argv", ["dovetail", "waiting"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 130
        assert capsys.readouterr().err.strip() == "Stopped."


class TestStreams:
    def test_a_reader_that_stops_is_no_crash(self) -> None:
        command = f"{sys.executable} -m dovetail_cli explain --list | head -c 1 && exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert done.stderr == ""
        assert done.returncode in {0, 141}

    def test_a_letter_the_terminal_lacks_is_spelled_out(self, tmp_path: Path) -> None:
        for name, kind in (("a.json", "integer"), ("b.json", "boolean")):
            parameter = {"name": "gr\u00f6\u00dfe", "in": "query", "schema": {"type": kind}}
            operation = {"parameters": [parameter], "responses": {"204": {"description": "Done."}}}
            info = {"title": "T", "version": "1"}
            whole = {"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": operation}}}
            (tmp_path / name).write_text(json.dumps(whole))
        done = subprocess.run(
            [sys.executable, "-m", "dovetail_cli", "check", "a.json", "b.json"],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"gr\\xf6\\xdfe" in done.stdout


class TestPlugins:
    def test_without_the_registry_serve_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "path", [])
        with pytest.raises(Failure, match="belongs to the registry") as failure:
            plugins.load("serve")
        assert "pip install dovetail-registry" in failure.value.hint

    def test_one_that_cannot_be_imported_names_its_package(self, plugin: Plugin) -> None:
        plugin("absent", None)
        result = CliRunner().invoke(dovetail, ["absent"])
        assert result.exit_code == 2
        assert "cannot be loaded from absent_plugin:command" in result.stderr
        assert "Reinstall dovetail-absent." in result.stderr

    def test_one_is_listed_and_called(self, plugin: Plugin) -> None:
        plugin("lint", "click.echo('linted')")
        assert re.search(r"lint +From dovetail-lint\.", CliRunner().invoke(dovetail, ["--help"]).output)
        assert CliRunner().invoke(dovetail, ["lint"]).output == "linted\n"

    def test_one_cannot_take_a_built_in_s_name(self, plugin: Plugin) -> None:
        plugin("validate", "click.echo('mine')")
        assert "From dovetail-validate." not in CliRunner().invoke(dovetail, ["--help"]).output
        assert "mine" not in CliRunner().invoke(dovetail, ["validate", "-"], input="").output
