"""The counter-example as lines to paste."""

from typing import Any

from dovetail_cli.render.evidence import evidence, language


def response(body: Any = None, *, reason: str = "r", **changes: Any) -> dict[str, Any]:
    """The witness of a response."""
    exchange = {
        "method": "GET",
        "path": "/o",
        "query": [],
        "headers": [],
        "status": 200,
        "body": body,
        **changes,
    }
    return {
        "kind": "response",
        "exchange": exchange,
        "accepted_by": "head",
        "refused_by": "base",
        "reason": reason,
        "judges": [],
        "curl": None,
    }


LARGE = {f"field_{number}": "x" * 60 for number in range(12)}


class TestResponse:
    def test_a_small_body_says_it_alone(self) -> None:
        assert evidence(response({"a": [1, None]}), width=80) == ['{"a":[1,null]}']

    def test_a_status_or_a_header_that_matters_is_shown(self) -> None:
        headers = [["Content-Type", "application/json"], ["X-Rate", "9"]]
        lines = evidence(response({"a": 1}, status=202, headers=headers), width=80)
        assert lines == ["HTTP 202", "X-Rate: 9", '{"a":1}']

    def test_an_answer_without_a_body_is_its_status(self) -> None:
        witness = response(status=404)
        del witness["exchange"]["body"]
        assert evidence(witness, width=80) == ["HTTP 404"]
        assert language(witness) == "http"

    def test_a_large_body_shows_what_the_reason_is_about(self) -> None:
        body = {"items": [{**LARGE}, {**LARGE, "state": "new"}, {}], "more": LARGE}
        lines = evidence(response(body, reason="items[1].state: 'new' is not one of 'old'"), width=80)
        assert lines == ['{"items": […, {"state": "new", …}, …], …}']

    def test_a_name_may_hold_dots_and_brackets_itself(self) -> None:
        body = {"a.b[0]": [{**LARGE, "c": 1}], "a": LARGE}
        lines = evidence(response(body, reason="a.b[0][0].c: 1 is not of type 'string'"), width=80)
        assert lines == ['{"a.b[0]": [{"c": 1, …}], …}']

    def test_a_missing_property_shows_what_its_object_has(self) -> None:
        lines = evidence(response({"order": {**LARGE, "id": 1}}, reason="order: 'sku' is required"), width=80)
        assert lines[0].startswith('{"order": {"field_0": …, "field_1": …,')

    def test_a_large_body_without_a_place_is_cut_after_some_lines(self) -> None:
        lines = evidence(response([LARGE] * 9, reason="too long"), width=80)
        assert len(lines) == 25
        assert lines[-1].endswith("more lines; --format json has them all")

    def test_control_characters_are_spelled_out(self) -> None:
        assert evidence(response("\x9b2J"), width=80) == ['"\\x9b2J"']


class TestLength:
    def test_an_endless_text_is_cut_in_its_middle_and_counted(self) -> None:
        lines = evidence(response({"a": "x" * 70_000}), width=80)
        assert [len(line) for line in lines[:-1]] == [601]
        assert lines[0].endswith('x"}')
        assert lines[-1] == "… stands for 69,408 more letters; --format json has them all"


class TestRequest:
    def test_without_a_command_it_is_the_message(self) -> None:
        witness = {**response({"a": 1}, query=[["q", "1"]], headers=[["X-A", "b"]]), "kind": "request"}
        assert evidence(witness, width=80) == ["GET /o?q=1", "X-A: b", '{"a":1}']
        assert language(witness) == "http"
