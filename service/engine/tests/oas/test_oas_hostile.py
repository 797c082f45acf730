"""Documents made to hurt whoever reads them: each is read, or refused, at a cost that follows its size."""

import json
import sys
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dovetail_engine.oas import Document, load

Refused = Callable[..., tuple[str, int | None, int | None]]
HEAD = (
    b'{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, '
    b'"components": {"schemas": {"A": '
)
DEEPEST = 150
"""Objects and lists that may lie in each other, as `Limits` has it."""


def whole(schema: bytes) -> bytes:
    return HEAD + schema + b"}}}"


def nested(levels: int) -> bytes:
    """A schema of that many objects and lists in each other, in a document of three more."""
    pairs, rest = divmod(levels, 2)
    return b'{"allOf": [' * pairs + (b"{}" if rest else b"true") + b"]}" * pairs


def chained(links: int) -> bytes:
    schemas = {f"L{at}": {"allOf": [{"$ref": f"#/components/schemas/L{at + 1}"}]} for at in range(links)}
    return msgspec.json.encode(schemas)[1:-1].replace(b'"L0":', b"", 1) + b', "L%d": {}' % links


def cost(data: bytes) -> int:
    """Function calls behind all that a reader may ask of a document; counted, so that no machine matters."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        document = load(data)
        assert document.digest
        assert document.api.title == "T"
        assert document.warnings is not None
    finally:
        sys.setprofile(None)
    return calls


class TestNumbers:
    @pytest.mark.parametrize(
        "number", ["1e-300", "5e-324", "1e300", "-0", "-0.0", "1.0", "18446744073709551616", "9" * 400, "0.1"]
    )
    def test_extreme_ones_are_read_exactly_and_hashed_alike_in_both_formats(self, number: str) -> None:
        document = load(whole(b'{"maximum": %s, "enum": [%s]}' % (number.encode(), number.encode())))
        schema = document.tree["components"]["schemas"]["A"]
        assert schema["maximum"] == schema["enum"][0] == json.loads(number)
        assert load(document.to_yaml()).digest == document.digest

    def test_a_step_next_to_nothing_is_no_objection(self) -> None:
        assert load(whole(b'{"multipleOf": 1e-300}')).warnings == ()

    def test_one_of_a_million_digits_is_refused(self, refused: Refused) -> None:
        assert refused(whole(b'{"maximum": ' + b"9" * 1_000_000 + b"}"))[0] == "not-json"


class TestDepth:
    @pytest.mark.parametrize("levels", range(DEEPEST - 6, DEEPEST - 2))
    def test_what_is_as_deep_as_allowed_is_read_whole(self, levels: int) -> None:
        data = whole(nested(levels))
        assert cost(data) < 100 * cost(whole(b"{}"))
        assert load(load(data).to_yaml()).digest == load(data).digest

    @pytest.mark.parametrize("levels", [DEEPEST - 2, DEEPEST - 1, 400, 900, 990, 1000, 5000])
    def test_what_is_deeper_is_refused(self, refused: Refused, levels: int) -> None:
        assert refused(whole(nested(levels)))[0] == "too-deep"

    def test_two_hundred_schemas_in_each_other_by_reference_are_read(self) -> None:
        document = load(whole(chained(200)))
        assert len(document.parts) == 201
        assert document.resolve("#/components/schemas/L200") == ("/components/schemas/L200", {})


class TestGrowth:
    """Twice the size may cost twice as much, never four times."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda n: b'{"enum": %s}' % msgspec.json.encode([f"v{at}" for at in range(n)]),
            lambda n: b'{"enum": %s}' % msgspec.json.encode([{"v": at} for at in range(n)]),
            lambda n: b'{"required": %s}' % msgspec.json.encode([f"v{at}" for at in range(n)]),
            lambda n: (
                b'{"properties": %s}' % msgspec.json.encode({f"p{at}": {"type": "string"} for at in range(n)})
            ),
            lambda n: b'{"anyOf": %s}' % msgspec.json.encode([{"$ref": "#/components/schemas/A"}] * n),
            lambda n: b'{"description": "%s"}' % (b"[{,:" * n),
            lambda n: b'{"description": "%s"}' % (rb"\"$ref\":\"#\\" * n),
            lambda n: b'{"default": %s}' % (b"[" * 90 + b"1" + b", 1" * n + b"]" * 90),
            lambda n: b'{"pattern": "%s"}' % (b"(a+)+" * n),
        ],
        ids=[
            "enum",
            "objects",
            "required",
            "properties",
            "references",
            "brackets",
            "quotes",
            "lists",
            "pattern",
        ],
    )
    def test_cost_follows_size(self, make: Callable[[int], bytes]) -> None:
        cost(whole(make(1)))
        assert cost(whole(make(10_000))) < 6 * cost(whole(make(2_500))) + 1_000

    def test_a_text_of_nothing_but_commas_is_one_value(self) -> None:
        document = load(whole(b'{"description": "' + b"," * 4_000_000 + b'"}'))
        assert len(document.tree["components"]["schemas"]["A"]["description"]) == 4_000_000

    @pytest.mark.parametrize(
        "text", [b'"' + b'\\"' * 4_000_000, b'["' + b'\\\\"' * 4_000_000, b'[",' * 4_000_000]
    )
    def test_broken_strings_are_refused(self, refused: Refused, text: bytes) -> None:
        assert refused(b"[" + text)[0] in {"not-json", "too-many-nodes"}


class TestKeys:
    def test_a_key_given_twice_is_found_among_a_hundred_thousand(self, refused: Refused) -> None:
        members = b", ".join(b'"k%d": 1' % at for at in range(100_000))
        assert refused(whole(b'{"example": {%s, "k7": 2}}' % members))[0] == "duplicate-key"

    def test_a_hundred_thousand_of_one_name_are_refused(self, refused: Refused) -> None:
        data = whole(b'{"example": {%s}}' % b", ".join([b'"k": 1'] * 100_000))
        assert refused(data)[0] == "duplicate-key"


def read(schema: Any) -> Document:
    return load(whole(msgspec.json.encode(schema)))


class TestReferences:
    def test_one_to_itself_is_refused_and_one_inside_itself_is_not(self, refused: Refused) -> None:
        reference = {"$ref": "#/components/schemas/A"}
        assert refused(whole(msgspec.json.encode(reference)))[0] == "ref-cycle"
        assert read({"properties": {"a": reference}, "required": ["a"]}).warnings == ()
