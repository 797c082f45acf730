"""`dovetail schema report`."""

import json
from pathlib import Path

from click.testing import CliRunner

from dovetail_cli.main import dovetail

PUBLISHED = Path(__file__).parents[4] / "spec" / "report.schema.json"


def test_it_shows_the_published_schema() -> None:
    shown = CliRunner().invoke(dovetail, ["schema", "report"])
    assert shown.exit_code == 0
    assert shown.output == PUBLISHED.read_text()


def test_there_is_no_other() -> None:
    assert CliRunner().invoke(dovetail, ["schema", "policy"]).exit_code == 2


def test_it_goes_into_a_file(tmp_path: Path) -> None:
    said = CliRunner().invoke(dovetail, ["schema", "report", "-o", str(tmp_path / "report.schema.json")])
    assert (said.exit_code, said.output) == (0, "")
    assert json.loads((tmp_path / "report.schema.json").read_text())["$id"] == "urn:dovetail:report:1"
