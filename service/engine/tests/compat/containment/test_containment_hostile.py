"""Schemas written to hurt: each question ends within its steps, with an answer or with a reason."""

import time
from functools import reduce
from typing import Any

import pytest

from dovetail_engine.compat.containment import Answer, Empty, Found, Judge, Undecided, Universe

MANY = [f"value-{i}" for i in range(100_000)]
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def word(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def nested(keyword: str, depth: int, leaf: Any) -> Any:
    def around(inner: Any, at: int) -> Any:
        return {keyword: [inner, {"type": "object", "required": [f"x{at}"]}]}

    return reduce(around, range(depth), leaf)


def either(name: str, *types: str) -> dict[str, Any]:
    return {"anyOf": [{"properties": {name: {"type": kind}}} for kind in types]}


def graph(prefix: str, *, required: int) -> dict[str, Any]:
    """Sixty definitions that refer to twelve others each; `required` of them need their first member."""
    return {
        f"{prefix}{i}": {
            "type": "object",
            "properties": {f"p{j}": {"$ref": f"#/$defs/{prefix}{(i * j + 1) % 60}"} for j in range(12)},
            "required": ["p1"] if i < required else [],
        }
        for i in range(60)
    }


DEFINITIONS = {
    **graph("M", required=20),
    **graph("N", required=21),
    "A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/$defs/B"}}},
    "B": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/A"}}},
}

# What is asked: the steps it may cost, sub, sup and the kind of answer.
ASKED: dict[str, tuple[int, Any, Any, type[Answer]]] = {
    "nested repetition": (200, word("^(a+)+$"), word("^a*$"), Empty),
    "nested repetition, refuted": (200, word("(a+)+$"), word("^(a|aa)+$"), Found),
    "overlapping alternatives": (300, word("^(a|b|ab)*c$"), word("^[abc]*$"), Empty),
    "a counted window": (10_000, word("^.{0,255}$"), word("^.{0,256}$"), Empty),
    "counts of counts": (100, word("^(a{1,1000}){1,1000}$"), word("^a*$"), Undecided),
    "a window behind a star": (70_000, word(".*foo.{12}"), word(".*o.{12}"), Undecided),
    "lookahead": (100, {"type": "string"}, word("(?=.*a)b"), Undecided),
    "lookbehind": (100, {"type": "string"}, word("(?<=a)b"), Undecided),
    "thousands of words": (
        100,
        word("^(" + "|".join(f"x{i}" for i in range(9000)) + ")$"),
        word("x"),
        Undecided,
    ),
    "a long word": (500, {"type": "string", "maxLength": 65_537}, word("^a*$"), Found),
    "a length past a limit": (
        1_000,
        {"type": "string", "pattern": "^(ab)+$"},
        {"maxLength": 65_536, "pattern": "^(ab)+$"},
        Found,
    ),
    "no word however long": (2_000, word("^(ab)+$"), {"anyOf": [word("^a"), {"minLength": 65_536}]}, Empty),
    "enumerations on both sides": (110_000, {"enum": MANY}, {"enum": MANY[:-1]}, Found),
    "an enumeration in a wider one": (110_000, {"enum": MANY[1:]}, {"enum": MANY}, Empty),
    "an enumeration in a pattern": (110_000, {"enum": MANY}, word("^value-[0-9]+$"), Empty),
    "everything but an enumeration": (100, {"type": "string"}, {"enum": MANY}, Found),
    "objects outside an enumeration": (
        20_000,
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        {"enum": [{"a": i} for i in range(2000)]},
        Found,
    ),
    "tiny multiples": (100, {"type": "number", "multipleOf": 1e-300}, {"multipleOf": 1e300}, Found),
    "tiny multiples past a bound": (100, {"type": "number", "multipleOf": 1e-300}, {"maximum": 1}, Found),
    "huge multiples": (100, {"type": "number", "multipleOf": 1e300}, {"type": "integer"}, Empty),
    "beyond 64 bits": (100, {"type": "integer", "minimum": 2**63}, {"maximum": 2**64}, Found),
    "many barred divisors": (
        500,
        {"type": "integer", "allOf": [{"not": {"multipleOf": prime}} for prime in PRIMES]},
        {"maximum": 1},
        Found,
    ),
    "two hundred conjunctions": (
        1_000,
        nested("allOf", 200, {"type": "object"}),
        {"required": ["x0", "x199"]},
        Empty,
    ),
    "two hundred unions": (
        30_000,
        nested("anyOf", 200, {"type": "integer"}),
        nested("anyOf", 200, {"type": "number"}),
        Empty,
    ),
    "sixty times exactly one": (
        50_000,
        nested("oneOf", 60, {"type": "integer"}),
        nested("oneOf", 60, {"type": "number"}),
        Undecided,
    ),
    "a product of two to the ten": (
        50_000,
        {"type": "object", "allOf": [either(f"p{i}", "string", "integer") for i in range(10)]},
        {"properties": {f"p{i}": {"type": ["string", "integer"]} for i in range(10)}},
        Empty,
    ),
    "a product of two to the ten, refuted": (
        5_000,
        {"type": "object", "allOf": [either(f"p{i}", "string", "integer") for i in range(10)]},
        {"allOf": [either(f"p{i}", "string", "null") for i in range(10)]},
        Found,
    ),
    "definitions of each other": (5_000, {"$ref": "#/$defs/N0"}, {"$ref": "#/$defs/M0"}, Empty),
    "definitions of each other, refuted": (5_000, {"$ref": "#/$defs/M0"}, {"$ref": "#/$defs/N0"}, Found),
    "objects that need each other for ever": (100, {"$ref": "#/$defs/A"}, {"type": "string"}, Empty),
    "a name both required and impossible": (
        100,
        {"type": "object", "required": ["a"], "properties": {"a": False}},
        {"type": "string"},
        Empty,
    ),
    "names and patterns that exclude each other": (
        200,
        {
            "type": "object",
            "propertyNames": {"pattern": "^a"},
            "patternProperties": {"^b": True},
            "additionalProperties": False,
            "minProperties": 1,
        },
        {"type": "string"},
        Empty,
    ),
    "five thousand properties": (
        12_000,
        {"type": "object", "properties": {f"p{i}": {"type": "integer"} for i in range(5000)}},
        {"type": "object", "properties": {f"p{i}": {"type": "number"} for i in range(5000)}},
        Empty,
    ),
    "five thousand properties, refuted": (
        10_000,
        {"type": "object", "properties": {f"p{i}": {"type": "number"} for i in range(5000)}},
        {"type": "object", "properties": {f"p{i}": {"type": "integer"} for i in range(5000)}},
        Found,
    ),
    "many different items": (
        20_000,
        {"type": "array", "uniqueItems": True, "items": {"type": "string", "pattern": "^[0-9]+$"}},
        {"maxItems": 500},
        Found,
    ),
    "more different items than there are": (
        50_000,
        {"type": "array", "uniqueItems": True, "items": {"type": "integer", "minimum": 0, "maximum": 59}},
        {"maxItems": 60},
        Empty,
    ),
}


class TestHostile:
    @pytest.mark.parametrize(("steps", "sub", "sup", "kind"), ASKED.values(), ids=ASKED)
    def test_is_answered_within_its_steps(self, steps: int, sub: Any, sup: Any, kind: type[Answer]) -> None:
        universe = Universe(budget=steps)
        sender, receiver = universe.add(sub, DEFINITIONS), universe.add(sup, DEFINITIONS)
        answer = universe.find([sender], receiver)
        assert isinstance(answer, kind), answer
        if isinstance(answer, Undecided):
            assert answer.reason
        if isinstance(answer, Found):
            assert universe.holds(sender, answer.value) is True
            assert universe.holds(receiver, answer.value) is False


class TestJudge:
    @pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(a?){40}a{40}$", "^([a-z]+)*[0-9]$"])
    def test_a_pattern_that_explodes_elsewhere_is_linear_in_the_judge(self, pattern: str) -> None:
        before = time.process_time()
        assert Judge(word(pattern)).accepts("a" * 40 + "!") is False
        # Backtracking would take centuries, so that the bound says nothing of how fast this machine is.
        assert time.process_time() - before < 60

    def test_a_pattern_that_it_gives_up_on_judges_nothing(self) -> None:
        assert Judge(word(r"^(?=(a+)+$)(a+)+\1$")).accepts("a" * 60 + "!") in (None, False)
