"""Laws of containment on freely mixed schemas, on edited neighbours, and on rewrites that mean the same."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat.containment import Answer, Empty, Found, Undecided
from schemalab.engine import ask, seeded
from schemalab.families import DEFINITIONS
from schemalab.generated import schemas
from schemalab.guided import Guided
from schemalab.judges import python, rust
from schemalab.neighbours import neighbour
from schemalab.rewrites import REFACTORINGS, rewritten
from schemalab.universe import extension, members

DRAWN = 60
"""So many values of the sender are tried on the receiver for each proof; thousands in a run."""

seeds = st.integers(0, 2**32)


def examples(number: int) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def edited(schema: Any, random: Random) -> Any:
    made = neighbour(schema, random)
    return neighbour(made, random) if random.random() < 0.4 else made


def check_answer(sub: Any, sup: Any, seed: int) -> Answer:
    """A witness is confirmed by two validators; a proof survives a small universe and aimed values."""
    answer = ask(sub, sup, DEFINITIONS)
    if isinstance(answer, Found):
        for judge in (rust, python):
            assert judge(sub, DEFINITIONS)(answer.value), (judge, sub, sup, answer)
            assert not judge(sup, DEFINITIONS)(answer.value), (judge, sub, sup, answer)
    if isinstance(answer, Empty):
        missing = extension(sub) & ~extension(sup)
        assert not missing, (sub, sup, next(members(missing)))
        sends, takes = rust(sub, DEFINITIONS), rust(sup, DEFINITIONS)
        for value in Guided(sub, DEFINITIONS, seeded(seed)).draw(DRAWN):
            assert takes(value) or not sends(value), (sub, sup, value)
    return answer


def check_pair(one: Any, two: Any, seed: int) -> None:
    check_answer(one, two, seed)
    check_answer(two, one, seed)


def check_neighbours(schema: Any, seed: int) -> None:
    check_pair(schema, edited(schema, seeded(seed)), seed)


def check_rewrite(schema: Any, seed: int) -> None:
    """What means the same is never told apart, and nearly always proved the same."""
    other = rewritten(schema, seeded(seed), REFACTORINGS)
    assert ask(schema, schema, DEFINITIONS) == Empty()
    for sub, sup in ((schema, other), (other, schema)):
        answer = check_answer(sub, sup, seed)
        assert answer == Empty() or isinstance(answer, Undecided), (sub, sup, answer)


def check_chain(schema: Any, seed: int) -> None:
    random = seeded(seed)
    three = [schema, edited(schema, random), edited(schema, random)]
    for a, b, c in ((0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0), (0, 2, 1), (1, 0, 2)):
        first, second, both = (ask(three[x], three[y], DEFINITIONS) for x, y in ((a, b), (b, c), (a, c)))
        if first == Empty() and second == Empty():
            assert not isinstance(both, Found), (three, (a, b, c), both)


class TestAnyTwo:
    @examples(250)
    @given(schemas(2), schemas(2), seeds)
    def test_answers_hold_under_validators_that_share_nothing_with_the_engine(
        self, one: Any, two: Any, seed: int
    ) -> None:
        check_pair(one, two, seed)

    @pytest.mark.long
    @examples(6000)
    @given(schemas(3), schemas(3), seeds)
    def test_thousands_of_answers_hold(self, one: Any, two: Any, seed: int) -> None:
        check_pair(one, two, seed)


class TestNeighbours:
    @examples(350)
    @given(schemas(2), seeds)
    def test_answers_about_an_edit_hold(self, schema: Any, seed: int) -> None:
        check_neighbours(schema, seed)

    @pytest.mark.long
    @examples(8000)
    @given(schemas(3), seeds)
    def test_thousands_of_answers_about_an_edit_hold(self, schema: Any, seed: int) -> None:
        check_neighbours(schema, seed)

    @examples(150)
    @given(schemas(2), seeds)
    def test_containment_is_transitive_where_decided(self, schema: Any, seed: int) -> None:
        check_chain(schema, seed)

    @pytest.mark.long
    @examples(4000)
    @given(schemas(3), seeds)
    def test_containment_is_transitive_in_thousands_of_chains(self, schema: Any, seed: int) -> None:
        check_chain(schema, seed)


class TestRewrites:
    @examples(350)
    @given(schemas(2), seeds)
    def test_a_refactoring_changes_nothing(self, schema: Any, seed: int) -> None:
        check_rewrite(schema, seed)

    @pytest.mark.long
    @examples(8000)
    @given(schemas(3), seeds)
    def test_thousands_of_refactorings_change_nothing(self, schema: Any, seed: int) -> None:
        check_rewrite(schema, seed)

    @pytest.mark.parametrize("rewrite", REFACTORINGS, ids=lambda rewrite: rewrite.__name__)
    def test_each_rewrite_is_tried_and_is_proved(self, rewrite: Any) -> None:
        tried = 0
        for start in SAMPLES:
            made = rewrite(start, seeded(1))
            if made is not None:
                tried += 1
                assert ask(start, made, DEFINITIONS) == ask(made, start, DEFINITIONS) == Empty(), (
                    start,
                    made,
                )
        assert tried


SAMPLES: list[Any] = [
    {"$ref": "#/$defs/Tree", "maxProperties": 1},
    {"type": ["string", "null", "integer"], "minLength": 1, "minimum": 3},
    {"const": {"a": [1]}},
    {"enum": ["b", "a", None, {"a": 1}]},
    {
        "type": "object",
        "required": ["b", "a"],
        "properties": {"a": {"type": "string"}, "b": {"$ref": "#/$defs/Rows"}},
        "additionalProperties": {"type": "integer"},
    },
    {"anyOf": [{"required": ["a"]}, {"type": "array", "contains": {"const": 1}, "maxContains": 2}]},
    {"properties": {"a": True}, "anyOf": [{"required": ["b"]}, {"minProperties": 2}]},
]
