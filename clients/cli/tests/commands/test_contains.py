"""`dovetail contains`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dovetail_cli.main import dovetail


def contains(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(dovetail, ["contains", *arguments], input=stdin)


@pytest.fixture
def schema(tmp_path: Path) -> Any:
    """Writes a schema into a file and answers with its path."""

    def write(value: Any) -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_text(json.dumps(value))
        return str(path)

    return write


class TestTwoSchemas:
    def test_contained_is_0(self, schema: Any) -> None:
        result = contains(schema({"type": "integer"}), schema({"type": "number"}))
        assert (result.exit_code, result.output[:10]) == (0, "contained:")

    def test_not_contained_is_1_and_shows_a_value(self, schema: Any) -> None:
        result = contains(schema({"enum": ["a", "b"]}), schema({"const": "a"}))
        assert (result.exit_code, result.output) == (
            1,
            'not contained: the first takes "b", the second refuses it\n',
        )

    def test_what_cannot_be_read_is_3_with_reason_and_place(self, schema: Any) -> None:
        result = contains(schema({"$ref": "other.json"}), schema({"type": "string"}))
        assert result.exit_code == 3
        assert result.output.startswith("unknown: ")
        assert "other.json" in result.output

    def test_json_is_for_machines(self, schema: Any) -> None:
        result = contains(schema({"const": 1}), schema({"type": "string"}), "--format", "json")
        assert json.loads(result.output) == {"answer": "not-contained", "witness": 1, "reason": None}

    def test_a_draft_says_how_they_read(self, schema: Any) -> None:
        sub, sup = schema({"minimum": 1}), schema({"minimum": 1, "exclusiveMinimum": True})
        result = contains(sub, sup, "--draft", "draft4", "--format", "json")
        assert json.loads(result.output) == {"answer": "not-contained", "witness": 1, "reason": None}

    def test_definitions_of_the_two_do_not_mix(self, schema: Any) -> None:
        sub = schema({"$ref": "#/$defs/a", "$defs": {"a": {"const": 1}}})
        sup = schema({"$ref": "#/$defs/a", "$defs": {"a": {"const": 2}}})
        assert contains(sub, sup).exit_code == 1

    @pytest.mark.parametrize("content", ["{", "", "NaN", "[" * 100_000])
    def test_what_is_no_json_is_2(self, content: str, tmp_path: Path, schema: Any) -> None:
        (tmp_path / "bad.json").write_text(content)
        result = contains(str(tmp_path / "bad.json"), schema({}))
        assert result.exit_code == 2
        assert "bad.json is no JSON" in result.stderr


class TestPairs:
    def test_each_line_is_answered_in_both_directions(self) -> None:
        pairs = [
            {"id": "a", "draft": "draft7", "s1": {"const": 1}, "s2": {"type": "integer"}},
            {"id": "b", "s1": {"$dynamicRef": "#x"}, "s2": True},
        ]
        result = contains("--pairs", "-", stdin="\n".join(map(json.dumps, pairs)) + "\n\n")
        first, second = map(json.loads, result.output.splitlines())
        assert result.exit_code == 0
        assert first["id"] == "a"
        assert first["s1_sub_s2"] == {"answer": "contained", "witness": None, "reason": None}
        assert first["s2_sub_s1"]["answer"] == "not-contained"
        assert first["s2_sub_s1"]["witness"] != 1
        assert second["s1_sub_s2"]["answer"] == "contained"
        assert second["s2_sub_s1"]["answer"] == "unknown"
        assert "#x" in second["s2_sub_s1"]["reason"]

    def test_a_line_that_is_no_pair_is_named(self) -> None:
        result = contains("--pairs", "-", stdin='{"id": 1, "s1": {}, "s2": {}}\n[]\n')
        assert result.exit_code == 2
        assert "<stdin>: line 2: not an object" in result.stderr

    def test_every_other_line_is_answered_all_the_same(self) -> None:
        lines = ["[", '{"id": 7, "draft": "draft3", "s1": {}, "s2": {}}', '{"id": 8, "s1": {}, "s2": true}']
        result = contains("--pairs", "-", stdin="\n".join(lines))
        first, second, third = map(json.loads, result.stdout.splitlines())
        assert result.exit_code == 2
        assert [first["id"], second["id"], third["id"]] == [None, 7, 8]
        assert first["s1_sub_s2"]["answer"] == "unknown"
        assert "unknown draft 'draft3'" in second["s2_sub_s1"]["reason"]
        assert third["s1_sub_s2"] == {"answer": "contained", "witness": None, "reason": None}
        assert result.stderr.count("line") >= 2

    def test_only_a_newline_ends_a_line(self) -> None:
        pair = json.dumps({"id": 1, "s1": {"const": "\u2028"}, "s2": {"type": "string"}}, ensure_ascii=False)
        result = contains("--pairs", "-", stdin=pair + "\r\n")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["s1_sub_s2"]["answer"] == "contained"


class TestUsage:
    @pytest.mark.parametrize("arguments", [(), ("one.json",), ("--pairs", "x", "y", "z"), ("-", "-")])
    def test_anything_else_is_2(self, arguments: tuple[str, ...]) -> None:
        assert contains(*arguments).exit_code == 2
