"""`dovetail explain`."""

from click.testing import CliRunner

from dovetail_cli.main import dovetail
from dovetail_engine.compat import all_rules, explain


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

    def test_the_list_has_every_rule(self) -> None:
        lines = CliRunner().invoke(dovetail, ["explain", "--list"]).output.splitlines()
        assert [line.partition(":")[0] for line in lines] == sorted(all_rules())
