"""Containment against brute force: in a small universe of values all that is asked can be looked up.

Every pair of systematically written schemas is asked. Bounded to the universe the verdict must be exact;
unbounded, a proof must survive every value of the universe, and a witness is judged from outside.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

import pytest

from dovetail_engine.compat.containment import Empty, Found
from schemalab.engine import Asked, ask
from schemalab.exemption import Exemption
from schemalab.families import DEFINITIONS, KEYWORDS, compositions, decided_choices, distinct, negations
from schemalab.judges import python, rust
from schemalab.universe import BOUND, VALUES, extension, member, members

SAMPLE = 160
"""Of so many compositions of two keywords one is taken, so that a run takes seconds."""
NEGATED = 4
UNDECIDED = 0.001


@dataclass
class Family:
    """Schemas, the set of values each stands for, and an outside judge for each."""

    schemas: list[Any]
    sets: list[int] = field(init=False)
    judges: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.sets = [extension(schema) for schema in self.schemas]
        self.judges = [rust(schema, DEFINITIONS) for schema in self.schemas]

    def pairs(self) -> list[tuple[int, int]]:
        return list(product(range(len(self.schemas)), repeat=2))

    def named(self, sub: int, sup: int) -> tuple[Any, Any]:
        return self.schemas[sub], self.schemas[sup]


@lru_cache(maxsize=1)
def family(step: int, start: int, *, negated: int = 1) -> Family:
    return Family(distinct([*KEYWORDS, *negations()[::negated], *compositions(step, start)]))


def check_exact(tried: Family) -> None:
    """With the sender bounded to the universe, the verdict is what the two sets say."""
    asked = Asked()
    nodes = [asked.add(schema, DEFINITIONS) for schema in tried.schemas]
    bound = asked.add(BOUND)
    tally: Counter[str] = Counter()
    for sub, sup in tried.pairs():
        answer = asked.refused([nodes[sub], bound], nodes[sup])
        missing = tried.sets[sub] & ~tried.sets[sup]
        tally[type(answer).__name__] += 1
        if isinstance(answer, Empty):
            assert not missing, (*tried.named(sub, sup), next(members(missing)))
        elif isinstance(answer, Found):
            place = member(answer.value)
            assert place is not None, (*tried.named(sub, sup), answer)
            assert missing >> place & 1, (*tried.named(sub, sup), answer)
    check_decided(tally)


def check_sound(tried: Family) -> None:
    """Unbounded: a proof survives every value of the universe, and a witness every judge."""
    asked = Asked()
    nodes = [asked.add(schema, DEFINITIONS) for schema in tried.schemas]
    tally: Counter[str] = Counter()
    for sub, sup in tried.pairs():
        answer = asked.refused([nodes[sub]], nodes[sup])
        missing = tried.sets[sub] & ~tried.sets[sup]
        tally[type(answer).__name__] += 1
        if isinstance(answer, Empty):
            assert not missing, (*tried.named(sub, sup), next(members(missing)))
        elif isinstance(answer, Found):
            check_witness(tried, sub, sup, answer.value)
    check_decided(tally)


def check_gate(tried: Family) -> None:
    """What gate mode excuses is accidental, and what it shows is not: by the theory's second reading."""
    asked = Asked(mode="gate")
    nodes = [asked.add(schema, DEFINITIONS) for schema in tried.schemas]
    tally: Counter[str] = Counter()
    for sub, sup in tried.pairs():
        answer = asked.refused([nodes[sub]], nodes[sup])
        missing = tried.sets[sub] & ~tried.sets[sup]
        tally[type(answer).__name__] += 1
        if isinstance(answer, Empty) and missing:
            exemption = Exemption(*tried.named(sub, sup), DEFINITIONS)
            sent = next((value for value in members(missing) if exemption.surely_sendable(value)), None)
            assert sent is None, (*tried.named(sub, sup), sent)
            tally["excused"] += 1
        elif isinstance(answer, Found):
            check_witness(tried, sub, sup, answer.value)
            accidental = Exemption(*tried.named(sub, sup), DEFINITIONS).surely_accidental(answer.value)
            assert not accidental, (*tried.named(sub, sup), answer)
    check_decided(tally)
    assert tally["excused"]


def check_witness(tried: Family, sub: int, sup: int, value: Any) -> None:
    assert tried.judges[sub](value), (*tried.named(sub, sup), value)
    assert not tried.judges[sup](value), (*tried.named(sub, sup), value)


def check_decided(tally: Counter[str]) -> None:
    asked = tally["Empty"] + tally["Found"] + tally["Undecided"]
    assert tally["Empty"] > asked * 0.05
    assert tally["Found"] > asked * 0.05
    assert tally["Undecided"] <= asked * UNDECIDED, tally


FRESH_NAMES = {
    "one name answers two demands": (
        {"maxProperties": 1, "not": {"additionalProperties": {"type": "object"}}},
        {"propertyNames": {"maxLength": 1}},
    ),
    "one name outside a pattern answers two demands": (
        {"maxProperties": 1, "not": {"additionalProperties": {"type": "object"}}},
        {"patternProperties": {"^a": True}, "additionalProperties": {"const": 0}},
    ),
    "names of the sender's own make up the number": (
        {"type": "object", "minProperties": 1},
        {"type": "object", "required": ["a"], "properties": {"a": {"const": None}, "b": {"type": "integer"}}},
    ),
}


class TestFreshNames:
    @pytest.mark.parametrize(("sub", "sup"), FRESH_NAMES.values(), ids=FRESH_NAMES)
    @pytest.mark.parametrize("mode", ["literal", "gate"])
    def test_are_found(self, sub: Any, sup: Any, mode: str) -> None:
        answer = ask(sub, sup, mode=mode)
        assert isinstance(answer, Found)
        assert rust(sub)(answer.value)
        assert not rust(sup)(answer.value)
        assert mode == "literal" or not Exemption(sub, sup).surely_accidental(answer.value)


class TestUniverse:
    def test_its_bound_accepts_all_its_values_under_two_validators(self) -> None:
        assert len({*map(repr, VALUES)}) == len(VALUES) > 1000
        assert all(map(rust(BOUND), VALUES))
        assert all(map(python(BOUND), VALUES[::10]))

    def test_two_validators_agree_on_every_keyword(self) -> None:
        for schema in KEYWORDS:
            one, two = rust(schema, DEFINITIONS), python(schema, DEFINITIONS)
            disagreed = [value for value in VALUES[::17] if one(value) != two(value)]
            assert disagreed == [], schema


class TestEveryPair:
    def test_of_bounded_schemas_is_decided_exactly(self) -> None:
        check_exact(family(SAMPLE, 0, negated=NEGATED))

    def test_of_schemas_survives_the_universe(self) -> None:
        check_sound(family(SAMPLE, 0, negated=NEGATED))

    def test_in_gate_mode_excuses_accidents_and_nothing_else(self) -> None:
        check_gate(family(SAMPLE, 0, negated=NEGATED))


class TestDecidedChoices:
    def test_are_inhabited_or_empty_as_the_universe_says(self) -> None:
        """What is claimed beside a union settles it; bounded to the universe the answer must be exact."""
        asked = Asked()
        bound, nothing = asked.add(BOUND), asked.add(False)
        wholes = [asked.add(schema) for schema in WHOLES]
        for schema in decided_choices():
            node, values = asked.add(schema), extension(schema)
            assert isinstance(asked.refused([node, bound], nothing), Found) == bool(values), schema
            for whole, more in zip(wholes, WHOLES, strict=True):
                answer = asked.refused([node, bound], whole)
                assert isinstance(answer, Found) == bool(values & ~extension(more)), (schema, more, answer)


WHOLES: list[Any] = [
    {"type": "string"},
    {"type": ["array", "null", "number", "boolean"]},
    {"not": {"type": "object", "minProperties": 1}},
]


@pytest.mark.long
@pytest.mark.parametrize("start", range(1, 4))
class TestManyMorePairs:
    def test_of_bounded_schemas_are_decided_exactly(self, start: int) -> None:
        check_exact(family(29, start))

    def test_of_schemas_survive_the_universe(self, start: int) -> None:
        check_sound(family(29, start))

    def test_in_gate_mode_excuse_accidents_and_nothing_else(self, start: int) -> None:
        check_gate(family(29, start))
