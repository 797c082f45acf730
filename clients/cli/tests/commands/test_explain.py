"""`dovetail explain`."""

import json

import pytest
from click.testing import CliRunner

from dovetail_cli.main import dovetail
from dovetail_engine.compat import all_rules, explain, pages


class TestExplain:
    def test_in_a_pipe_it_is_the_manual_page_itself(self) -> None:
        said = CliRunner().invoke(dovetail, ["explain", "min-length-raised"])
        assert (said.exit_code, said.output) == (0, explain("min-length-raised"))

    def test_an_unknown_rule_is_2_with_the_nearest_names(self) -> None:
        said = CliRunner().invoke(dovetail, ["explain", "min-length-rased"])
        assert said.exit_code == 2
        assert "Did you mean min-length-raised" in said.stderr

    def test_what_resembles_nothing_is_pointed_to_the_list(self) -> None:
        assert "--list" in CliRunner().invoke(dovetail, ["explain", "%%%"]).stderr

    def test_without_a_rule_all_are_listed_by_what_they_look_at(self) -> None:
        said = CliRunner().invoke(dovetail, ["explain"])
        assert said.exit_code == 0
        assert said.output.startswith("Operations")
        assert all(f"\n  {name}  " in said.output for name in all_rules())
        assert max(map(len, said.output.splitlines())) <= 100

    def test_json_has_all_of_the_page(self) -> None:
        told = json.loads(
            CliRunner().invoke(dovetail, ["explain", "enum-value-added", "--format", "json"]).output
        )
        rule = all_rules()["enum-value-added"]
        assert (told["rule"], told["effect"], told["family"]) == (rule.id, "WIDENED", "Types and values")
        assert [one["reported"] for one in told["examples"]] == [one.fires for one in rule.examples]
        listed = json.loads(CliRunner().invoke(dovetail, ["explain", "--format", "json"]).output)
        assert [one["rule"] for one in listed] == list(all_rules())

    def test_markdown_of_all_is_the_manual_s_contents(self) -> None:
        said = CliRunner().invoke(dovetail, ["explain", "--format", "markdown"]).output
        assert said == pages()["spec/rules/README.md"].decode()

    def test_colour_can_be_asked_for_and_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" in CliRunner().invoke(dovetail, ["explain", "--color", "always"], color=True).output
        assert "\x1b[" not in CliRunner().invoke(dovetail, ["explain"], color=True).output

    def test_the_list_has_every_rule(self) -> None:
        lines = CliRunner().invoke(dovetail, ["explain", "--list"]).output.splitlines()
        assert [line.partition(":")[0] for line in lines] == sorted(all_rules())
