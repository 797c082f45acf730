"""Laws that hold for all schemas, tried on generated ones."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat.containment import Empty, Found, Judge, Undecided, Universe

VALUES = [
    *(None, True, False, 0, 1, 2, -1, 1.5, "", "a", "ab", "b1", [], [1], ["a"], [1, 1], [True]),
    *({}, {"a": 1}, {"a": "a"}, {"a": 1, "b": 2}, {"a": [], "c": None}, {"a": {"a": 1}}, [[1], {"a": 0}]),
]
PATTERNS = ["^a", "b$", "^[ab]+$", "^a?b?$", r"\d"]
TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"]
DEFINITIONS = {
    "Tree": {"type": "object", "properties": {"a": {"$ref": "#/$defs/Tree"}, "b": {"type": "integer"}}},
    "Rows": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Rows"}]}},
}

names = st.sampled_from(["a", "b", "c"])
counts = st.integers(0, 3)
numbers = st.sampled_from([-1, 0, 1, 1.5, 2])
leaves = st.one_of(
    st.booleans(),
    st.builds(lambda name: {"type": name}, st.sampled_from(TYPES)),
    st.builds(lambda value: {"const": value}, st.sampled_from(VALUES)),
    st.builds(lambda values: {"enum": values}, st.lists(st.sampled_from(VALUES), min_size=1, max_size=4)),
    st.builds(lambda name: {"$ref": f"#/$defs/{name}"}, st.sampled_from(["Tree", "Rows"])),
    st.fixed_dictionaries({}, optional={"minimum": numbers, "exclusiveMaximum": numbers}),
    st.fixed_dictionaries({}, optional={"multipleOf": st.sampled_from([0.5, 1, 2, 3])}),
    st.fixed_dictionaries({}, optional={"minLength": counts, "maxLength": counts}),
    st.builds(lambda pattern: {"pattern": pattern}, st.sampled_from(PATTERNS)),
    st.fixed_dictionaries(
        {}, optional={"minItems": counts, "maxItems": counts, "uniqueItems": st.just(True)}
    ),
    st.fixed_dictionaries(
        {}, optional={"required": st.lists(names, max_size=2, unique=True), "maxProperties": counts}
    ),
)


def composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["allOf", "anyOf", "oneOf"]), some),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda a, b, c: {"if": a, "then": b, "else": c}, inner, inner, inner),
        st.builds(lambda prefix, rest: {"prefixItems": prefix, "items": rest}, some, inner),
        st.builds(lambda part, least: {"contains": part, "minContains": least}, inner, counts),
        st.builds(lambda part, most: {"contains": part, "maxContains": most}, inner, counts),
        st.builds(
            lambda named, rest: {"properties": named, "additionalProperties": rest},
            st.dictionaries(names, inner, max_size=2),
            inner,
        ),
        st.builds(lambda named: {"type": "object", "properties": named}, st.dictionaries(names, inner)),
        st.builds(
            lambda pattern, part, named: {"patternProperties": {pattern: part}, "propertyNames": named},
            st.sampled_from(PATTERNS),
            inner,
            inner,
        ),
        st.builds(
            lambda named, parts: {"properties": named, "anyOf": parts, "unevaluatedProperties": False},
            st.dictionaries(names, inner, max_size=1),
            some,
        ),
        st.builds(lambda name, part: {"dependentSchemas": {name: part}}, names, inner),
    )


schemas = st.recursive(leaves, composed, max_leaves=8)
thorough = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def ask(sub: Any, sup: Any, **options: Any) -> Any:
    universe = Universe(**options)
    return universe.find([universe.add(sub, DEFINITIONS)], universe.add(sup, DEFINITIONS))


def valid(schema: Any, value: Any) -> bool | None:
    return Judge(schema, DEFINITIONS).accepts(value)


def shuffled(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: shuffled(schema[key]) for key in sorted(schema, reverse=True)}
    return [shuffled(part) for part in schema] if isinstance(schema, list) else schema


class TestFind:
    @thorough
    @given(schemas)
    def test_it_is_reflexive(self, schema: Any) -> None:
        assert ask(schema, schema) == Empty()
        assert not isinstance(ask(schema, {"allOf": [schema, True]}), Found)

    @thorough
    @given(schemas, schemas)
    def test_a_union_contains_its_parts_and_a_part_contains_the_intersection(
        self, one: Any, two: Any
    ) -> None:
        assert not isinstance(ask(one, {"anyOf": [one, two]}), Found)
        assert not isinstance(ask({"allOf": [one, two]}, two), Found)
        assert not isinstance(ask({"allOf": [one, {"not": one}]}, False), Found)

    @thorough
    @given(schemas, schemas)
    def test_a_witness_is_sound_and_a_proof_survives_every_value_tried(self, sub: Any, sup: Any) -> None:
        answer = ask(sub, sup)
        if isinstance(answer, Found):
            assert valid(sub, answer.value) is not False
            assert not valid(sup, answer.value)
        if isinstance(answer, Empty):
            for value in VALUES:
                assert not (valid(sub, value) and valid(sup, value) is False), value

    @thorough
    @given(schemas, schemas)
    def test_gate_mode_only_ever_excuses(self, sub: Any, sup: Any) -> None:
        gate, literal = ask(sub, sup, mode="gate"), ask(sub, sup)
        assert not (isinstance(gate, Found) and isinstance(literal, Empty))
        if isinstance(gate, Found):
            assert valid(sub, gate.value) is not False
            assert not valid(sup, gate.value)

    @thorough
    @given(schemas, schemas, schemas)
    def test_literal_containment_is_transitive(self, one: Any, two: Any, three: Any) -> None:
        if ask(one, two) == Empty() and ask(two, three) == Empty():
            assert not isinstance(ask(one, three), Found)

    @thorough
    @given(schemas, schemas)
    def test_the_order_of_keys_changes_nothing(self, sub: Any, sup: Any) -> None:
        assert ask(sub, sup) == ask(shuffled(sub), shuffled(sup))

    @thorough
    @given(schemas)
    def test_a_found_value_holds_in_the_engines_own_evaluator(self, schema: Any) -> None:
        universe = Universe()
        node = universe.add(schema, DEFINITIONS)
        answer = universe.find([node])
        if isinstance(answer, Found):
            assert universe.holds(node, answer.value) is True

    @thorough
    @given(schemas, schemas)
    def test_a_small_budget_gives_the_same_answer_or_none(self, sub: Any, sup: Any) -> None:
        small = ask(sub, sup, budget=40)
        assert isinstance(small, Undecided) or small == ask(sub, sup)


class TestHolds:
    @thorough
    @given(schemas)
    def test_the_evaluator_agrees_with_the_judge(self, schema: Any) -> None:
        universe = Universe()
        node, judge = universe.add(schema, DEFINITIONS), Judge(schema, DEFINITIONS)
        for value in VALUES:
            mine, theirs = universe.holds(node, value), judge.accepts(value)
            assert mine is None or theirs is None or mine == theirs, value


SCRIPT = """
import json
from dovetail_engine.compat.containment import Universe
pairs = json.loads(input())
for mode in ("literal", "gate"):
    universe = Universe(mode=mode)
    for sub, sup in pairs:
        print(universe.find([universe.add(sub)], universe.add(sup)))
"""


class TestDeterminism:
    def test_hash_seeds_do_not_change_a_byte(self) -> None:
        pairs = [
            (
                {"type": "object", "properties": {name: {"type": "integer"} for name in "edcba"}},
                {"maxProperties": 2},
            ),
            ({"enum": ["x", 3, None, [1], {"k": 1}]}, {"type": ["integer", "null"]}),
            (
                {"type": "object", "patternProperties": {"^q": {"type": "string"}}},
                {"additionalProperties": False},
            ),
            ({"oneOf": [{"type": t} for t in TYPES if t != "number"]}, {"type": ["string", "array"]}),
            ({"type": "string", "pattern": "^[a-f]+$"}, {"enum": ["a", "b", "cc"]}),
            ({"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b", "c"]}}, {"maxItems": 2}),
        ]
        outputs = {self.run(json.dumps(pairs), seed) for seed in ("0", "42")}
        assert len(outputs) == 1

    def run(self, text: str, seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        completed = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=Path(__file__).parent,
        )
        return completed.stdout
