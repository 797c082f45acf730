"""`dovetail check` under policies: modes, several bases, levels and waivers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail

Check = Callable[..., Result]


def document(version: str, longest: int) -> str:
    schema = {"type": "object", "properties": {"name": {"type": "string", "maxLength": longest}}}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "Done."}}}
    info = {"title": "Orders", "version": version}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": {"/things": {"post": operation}}})


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs the command in a folder with `short.json`, `middle.json` and `long.json`."""
    monkeypatch.chdir(tmp_path)
    for name, version, longest in (("short", "1.0.0", 2), ("middle", "1.1.0", 4), ("long", "1.2.0", 6)):
        Path(f"{name}.json").write_text(document(version, longest))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(dovetail, ["check", *arguments])

    return run


def report(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


class TestModes:
    @pytest.mark.parametrize(("mode", "code"), [("backward", 0), ("forward", 1), ("full", 1)])
    def test_decide_the_exit_code(self, check: Check, mode: str, code: int) -> None:
        assert check("short.json", "middle.json", "--mode", mode).exit_code == code

    def test_say_who_breaks_on_whom(self, check: Check) -> None:
        said = check("short.json", "middle.json", "--mode", "forward").stdout
        assert "A client of this version may send:" in said
        assert "accepted here · refused by 1.0.0" in said


class TestSeveralBases:
    def test_are_reported_and_do_not_decide(self, check: Check) -> None:
        result = check("short.json", "middle.json", "--also", "long.json", "--format", "json")
        assert result.exit_code == 0
        assert [(one["release"], one["verdict"]) for one in report(result)["live"]] == [
            ("1.0.0", "compatible"),
            ("long.json", "breaking"),
        ]

    def test_decide_where_the_policy_speaks_for_all(self, check: Check) -> None:
        arguments = ("short.json", "middle.json", "--also", "long.json", "--against", "live")
        result = check(*arguments, "--format", "json")
        assert result.exit_code == 1
        assert [one["against"] for one in report(result)["findings"] if one["level"] == "breaking"] == [
            ["long.json"]
        ]


class TestLevels:
    def test_of_the_policy_decide_and_the_version_stays_honest(self, check: Check) -> None:
        Path("dovetail.toml").write_text('[[policy.severity]]\nwhen = "breaking"\nlevel = "risky"\n')
        result = check("long.json", "short.json", "--format", "json")
        found = report(result)
        assert (result.exit_code, found["verdict"], found["suggested_bump"]) == (0, "compatible", "major")
        assert found["stats"]["policy"] == "dovetail.toml"

    def test_raised_by_the_policy_break(self, check: Check) -> None:
        Path("dovetail.toml").write_text(
            '[[policy.severity]]\nrule = "max-length-raised"\nlevel = "breaking"\n'
        )
        assert check("short.json", "long.json").exit_code == 1


class TestWaivers:
    def test_that_the_report_asks_for_let_it_pass(self, check: Check) -> None:
        refused = report(check("long.json", "short.json", "--format", "json"))
        name = refused["findings"][0]["fingerprint"][:7]
        terms = ("--reason", "Nobody does.", "--until", "2999-12-31", "--owner", "orders")
        assert CliRunner().invoke(dovetail, ["waive", name, *terms]).exit_code == 0
        result = check("long.json", "short.json")
        assert result.exit_code == 0
        assert "Policy: dovetail.toml" in result.stderr

    def test_that_are_over_cover_nothing_and_are_told(self, check: Check) -> None:
        name = report(check("long.json", "short.json", "--format", "json"))["findings"][0]["fingerprint"]
        Path("dovetail.toml").write_text(
            f'[[waiver]]\nfingerprint = "{name}"\nreason = "a"\nowner = "b"\nexpires = 2020-01-01\n'
        )
        result = check("long.json", "short.json", "--format", "json")
        assert result.exit_code == 1
        assert [one["state"] for one in report(result)["waivers"]] == ["expired"]


class TestWrongPolicies:
    def test_stop_the_command_with_the_place(self, check: Check) -> None:
        Path("dovetail.toml").write_text('[policy]\nmode = "sideways"\n')
        result = check("long.json", "short.json")
        assert result.exit_code == 2
        assert 'dovetail.toml:2:8: `mode` must be "backward", "forward" or "full"' in result.stderr
