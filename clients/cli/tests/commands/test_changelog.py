"""`dovetail changelog`, offline, and what its formats show."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from dovetail_cli.main import dovetail
from dovetail_cli.render import changelog, history
from dovetail_cli.render.view import Names, View
from dovetail_engine.compat import all_rules
from dovetail_engine.compat.report import Finding, Occurrence, Report

NAMES = Names(
    "1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0", title="Orders", head_version="1.2.0"
)
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes an API with operations by path, and answers with the file's name."""
    monkeypatch.chdir(tmp_path)

    def save(name: str, version: str, **operations: Any) -> str:
        answer = {"responses": {"204": {"description": "Nothing."}}}
        paths = {f"/{path}": {"get": {**answer, **more}} for path, more in operations.items()}
        info = {"title": "Orders", "version": version}
        Path(name).write_text(json.dumps({"openapi": "3.1.0", "info": info, "paths": paths}, indent=2))
        return name

    return save


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dovetail, ["changelog", *arguments])


def view(*findings: Finding, whole: bool = False) -> View:
    return View(Report("compatible", "minor", findings).to_dict(), NAMES, whole=whole)


def text(shown: View, width: int = 100) -> str:
    file = io.StringIO()
    changelog.print_text(shown, Console(file=file, width=width, highlight=False))
    return file.getvalue()


class TestCommand:
    def test_everything_is_told_and_nothing_judged(self, write: Write) -> None:
        old = write("a.json", "1.0.0", orders={}, gone={"summary": "Old"})
        new = write("b.json", "1.1.0", orders={"deprecated": True, "summary": "Orders"}, new={})
        said = run(old, new)
        assert said.exit_code == 0
        assert said.output.startswith("Orders: changes from 1.0.0 to 1.1.0\nsuggested version: 2.0.0\n")
        groups = [line.split(" ", 1)[1] for line in said.output.splitlines() if line[:1] in "✗!+✓~?" and line]
        assert [group.partition(" (")[0] for group in groups] == [
            "Breaking",
            "Deprecated",
            "Added",
            "Documentation",
        ]
        assert "  Operations\n    GET /gone was removed.\n" in said.output
        assert "  Operations\n    GET /new was added.\n" in said.output

    @pytest.mark.parametrize("wanted", ["text", "markdown", "html", "json"])
    def test_no_change_is_said_in_every_format(self, write: Write, wanted: str) -> None:
        same = write("a.json", "1.0.0", orders={}), write("b.json", "1.0.0", orders={})
        said = run(*same, "--format", wanted, "--output", "changes")
        assert (said.exit_code, said.output) == (0, "")
        shown = Path("changes").read_text()
        assert "No change." in shown or json.loads(shown)["groups"] == []

    def test_without_versions_the_sides_are_called_by_their_files(self, write: Write) -> None:
        said = run(write("a.json", "1.0.0", orders={}), write("b.json", "1.0.0"))
        assert said.output.startswith("Orders: changes from a.json to b.json\n")


class TestLines:
    def test_what_several_operations_share_says_whom_it_reaches(self, widened: Finding) -> None:
        shown = text(view(widened))
        assert "  Several operations\n    The value 'on_hold' was added.  Order.status · response of" in shown
        assert "GET /orders/{id} and 2 more" in shown

    def test_what_concerns_one_operation_stands_under_it(self, plain: Callable[..., Finding]) -> None:
        one = plain(subject="GET /orders response 200", message="x was said")
        assert "  GET /orders\n    X was said.  response 200\n" in text(view(one))

    def test_the_same_at_many_places_is_one_line_with_all_of_them(
        self, plain: Callable[..., Finding]
    ) -> None:
        many = [plain(subject=f"S{n}", fingerprint=f"f{n:02}") for n in range(30)]
        shown = text(view(*many))
        assert "30 places\n      at S0, S1, S2, S3, S4, S5, S6 and 23 more (--all shows them)\n" in shown
        assert "S29" in text(view(*many, whole=True))
        assert all(f"S{n}" in changelog.webpage(view(*many)) for n in range(30))

    def test_prose_fits_the_width(self, plain: Callable[..., Finding], widened: Finding) -> None:
        many = [plain(subject=f"Place{n}", fingerprint=f"f{n:02}") for n in range(30)]
        for width in (40, 60, 100, 200):
            assert max(map(len, text(view(*many, widened), width).splitlines())) <= width

    def test_a_waived_break_is_still_a_break(self, narrowed: Finding) -> None:
        shown = text(view(narrowed.waive({"reason": "agreed"})))
        assert "✗ Breaking (1)" in shown
        assert "waived\n" in shown


class TestGroups:
    @pytest.mark.parametrize(
        ("rule", "level", "group"),
        [
            ("property-removed", "breaking", "breaking"),
            ("pattern-changed", "unknown", "unknown"),
            ("parameter-removed", "risky", "risky"),
            ("operation-deprecated", "safe", "deprecated"),
            ("operation-added", "safe", "added"),
            ("required-property-added", "safe", "added"),
            ("pattern-added", "safe", "changed"),
            ("type-widened", "safe", "changed"),
            ("operation-description-changed", "safe", "documentation"),
        ],
    )
    def test_a_change_is_where_its_reader_looks_for_it(
        self, plain: Callable[..., Finding], rule: str, level: str, group: str
    ) -> None:
        assert rule in all_rules()
        (shown,) = history.history(view(plain(level, rule=rule)))
        assert shown.key == group

    def test_every_rule_about_words_alone_is_documentation(self, plain: Callable[..., Finding]) -> None:
        for rule in all_rules():
            (shown,) = history.history(view(plain(rule=rule)))
            assert (shown.key == "documentation") == rule.endswith(
                ("description-changed", "title-changed", "tags-changed", "info-changed", "docs-changed")
            )


class TestData:
    def test_every_finding_is_in_it_once(self, refusal: dict[str, Any]) -> None:
        told = history.as_data(View(refusal, NAMES))
        prints = [
            one for group in told["groups"] for change in group["changes"] for one in change["fingerprints"]
        ]
        assert sorted(prints) == sorted(finding["fingerprint"] for finding in refusal["findings"])
        assert (told["suggested_version"], told["title"]) == ("2.0.0", "Orders: changes from 1.1.0 to 1.2.0")

    def test_the_reach_is_told_in_full(self, widened: Finding) -> None:
        (group,) = history.as_data(view(widened))["groups"]
        assert group["changes"][0]["operations"] == ["GET /orders/{id}", "GET /orders", "POST /orders"]


class TestSafety:
    HOSTILE = "</style><script>x</script>`<b>`@everyone [a](b) |\x1b[2J"

    def test_a_document_cannot_write_markup(self, plain: Callable[..., Finding]) -> None:
        met = tuple(Occurrence(f"GET {self.HOSTILE}{n}", "response", "safe") for n in range(2))
        evil = plain(subject=self.HOSTILE, message=self.HOSTILE, occurrences=met)
        names = Names(self.HOSTILE, "a", "b", title=self.HOSTILE, head_version=self.HOSTILE)
        shown = View(Report("compatible", "minor", (evil,)).to_dict(), names)
        page, written = changelog.webpage(shown), changelog.document(shown)
        assert "<script" not in page
        assert "\x1b" not in page + written + text(shown)
        assert not re.search(r"(?<!\\)<script", written)
        assert "@everyone" not in written
