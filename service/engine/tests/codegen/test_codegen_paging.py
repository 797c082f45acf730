"""Which operations are lists in pages, and what a hint may say."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dovetail_engine.codegen import Ir
from dovetail_engine.codegen.ir import Pages
from dovetail_engine.codegen.paging import HINT

MANUAL = Path(__file__).resolve().parents[4] / "spec" / "clients.md"
ITEM = {"type": "object", "properties": {"id": {"type": "string"}}}
LIST = {"type": "array", "items": ITEM}


@pytest.fixture
def pages_of(ir_of: Callable[[dict[str, Any]], Ir]) -> Callable[..., tuple[Pages | None, tuple[str, ...]]]:
    """The pages of the one operation of a contract, and what its report says."""

    def found(
        answer: dict[str, Any], *parameters: tuple[str, str], hint: Any = None, method: str = "get"
    ) -> tuple[Pages | None, tuple[str, ...]]:
        operation: dict[str, Any] = {
            "operationId": "list",
            "parameters": [
                {"name": name, "in": "query", "schema": {"type": kind}} for name, kind in parameters
            ],
            "responses": {"200": {"description": "Ok", "content": {"application/json": {"schema": answer}}}},
        }
        if hint is not None:
            operation[HINT] = hint
        info = {"title": "T", "version": "1"}
        ir = ir_of({"openapi": "3.1.0", "info": info, "paths": {"/x": {method: operation}}})
        return ir.operations[0].pages, ir.report[0].raw

    return found


def page(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


TOKEN = page(data=LIST, nextPageToken={"type": "string"})
CURSOR = page(items=LIST, next_cursor={"type": ["string", "null"]})


class TestShapes:
    @pytest.mark.parametrize(
        ("answer", "parameters", "found"),
        [
            (CURSOR, {"cursor": "string"}, ("cursor", "items", "cursor")),
            (TOKEN, {"pageToken": "string"}, ("cursor", "data", "page_token")),
            (LIST, {"offset": "integer", "limit": "integer"}, ("offset", "", "offset")),
            (page(results=LIST), {"page": "integer", "per_page": "integer"}, ("page", "results", "page")),
            (
                page(items=LIST, a=LIST),
                {"offset": "integer", "limit": "integer"},
                ("offset", "items", "offset"),
            ),
        ],
    )
    def test_that_are_known_are_recognised(
        self, pages_of: Any, answer: Any, parameters: dict[str, str], found: tuple[str, str, str]
    ) -> None:
        pages, raw = pages_of(answer, *parameters.items())
        assert (pages.style, pages.items, pages.parameter) == found
        assert (pages.name, raw) == ("iter_list", ())

    @pytest.mark.parametrize(
        ("answer", "parameters"),
        [
            (CURSOR, []),
            (page(items=LIST), [("cursor", "string")]),
            (LIST, [("offset", "integer")]),
            (page(a=LIST, b=LIST), [("offset", "integer"), ("limit", "integer")]),
            (page(results=LIST), [("page", "string"), ("per_page", "integer")]),
            ({"type": "string"}, [("offset", "integer"), ("limit", "integer")]),
        ],
    )
    def test_that_only_look_alike_are_not(self, pages_of: Any, answer: Any, parameters: Any) -> None:
        assert pages_of(answer, *parameters) == (None, ())

    def test_of_what_changes_something_are_not(self, pages_of: Any) -> None:
        assert pages_of(CURSOR, ("cursor", "string"), method="post")[0] is None


FITS = {"style": "cursor", "items": "items", "parameter": "cursor", "next": "next_cursor"}


class TestHints:
    def test_the_manual_shows_every_key_and_its_example_works(self, pages_of: Any) -> None:
        (example,) = re.findall(r"```yaml\n(x-dovetail-pagination:.*?)```", MANUAL.read_text(), re.DOTALL)
        hint = yaml.safe_load(example)[HINT]
        answer = page(data=LIST, last_id={"type": "string"})
        pages, raw = pages_of(answer, ("after", "string"), ("limit", "integer"), hint=hint)
        assert raw == ()
        assert (pages.style, pages.items, pages.parameter, pages.next) == (
            "cursor",
            "data",
            "after",
            "last_id",
        )
        assert (pages.size, pages.first) == ("limit", 0)
        assert set(hint) == {"style", "items", "parameter", "next", "size", "first"}

    def test_can_say_no(self, pages_of: Any) -> None:
        assert pages_of(CURSOR, ("cursor", "string"), hint=False) == (None, ())

    @pytest.mark.parametrize(
        ("hint", "said"),
        [
            ({"style": "dance"}, "`style` is one of"),
            ({**FITS, "items": "things"}, "no list at `items: things`"),
            ({**FITS, "parameter": "after"}, "`parameter: after`"),
            ({**FITS, "next": "more"}, "no field `next: more`"),
            ({**FITS, "size": "n"}, "`size: n`"),
            ("yes", "neither false nor an object"),
        ],
    )
    def test_that_do_not_fit_are_told(self, pages_of: Any, hint: Any, said: str) -> None:
        pages, raw = pages_of(CURSOR, ("cursor", "string"), hint=hint)
        assert pages is None
        assert said in raw[0]
