"""Any two small schemas: no verdict that a sampled value refutes, no evidence that does not hold."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat import Report

Try = Callable[..., Report]
Valid = Callable[[Any, Any], bool]
Check = Callable[[Report, Any, Any], bool]
Direction = Literal["request", "response"]

DIRECTIONS: tuple[Direction, Direction] = ("request", "response")
PATTERNS = ["^a", "b$", "^[ab]*$", "^[0-9]{2}$", "a"]
FORMATS = ["date", "uuid", "email", "int32", "byte"]
SCALARS = ["", "a", "b", "ab", "ba", "12", "2024-02-29", 0, 1, 2, 3, 1.5, -4, 2**31, True, False, None]
LAW = settings(deadline=None, max_examples=25)


def schemas(depth: int = 2, path: str = "") -> st.SearchStrategy[Any]:
    """Small schemas; a property's name tells its path, so that equal names are equal places."""
    flat = st.one_of(
        st.builds(_string, st.integers(0, 2), st.integers(1, 3), st.sampled_from(PATTERNS), _picks()),
        st.builds(_number, st.booleans(), st.integers(-2, 1), st.integers(1, 4), _picks()),
        st.fixed_dictionaries(
            {"enum": st.lists(st.sampled_from(SCALARS), min_size=1, max_size=3, unique_by=repr)}
        ),
        st.builds(lambda name: {"type": "string", "format": name}, st.sampled_from(FORMATS)),
        st.sampled_from([{"type": "boolean"}, {"type": "null"}, {"type": ["string", "null"]}, {}, True]),
    )
    if depth == 0:
        return flat
    inner = schemas(depth - 1, path)
    item = schemas(depth - 1, f"{path}i")
    return st.one_of(
        flat,
        st.builds(_array, item, st.integers(0, 1), st.integers(1, 2), _picks()),
        _objects(depth, path),
        _objects(depth, path),
        st.builds(
            _union, st.sampled_from(["anyOf", "oneOf", "allOf"]), st.lists(inner, min_size=1, max_size=2)
        ),
        st.builds(lambda one, two: {"allOf": [one], "not": two}, inner, schemas(0, path)),
    )


def _picks() -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, 2), max_size=2)


def _string(low: int, more: int, pattern: str, picks: frozenset[int]) -> dict[str, Any]:
    made = [("minLength", low), ("maxLength", low + more), ("pattern", pattern)]
    return {"type": "string", **dict(made[pick] for pick in sorted(picks))}


def _number(whole: bool, low: int, more: int, picks: frozenset[int]) -> dict[str, Any]:
    made = [("minimum", low), ("exclusiveMaximum", low + more), ("multipleOf", more)]
    return {"type": "integer" if whole else "number", **dict(made[pick] for pick in sorted(picks))}


def _array(items: Any, low: int, more: int, picks: frozenset[int]) -> dict[str, Any]:
    made = [("minItems", low), ("maxItems", low + more), ("uniqueItems", True)]
    return {"type": "array", "items": items, **dict(made[pick] for pick in sorted(picks))}


def _union(keyword: str, branches: list[Any]) -> dict[str, Any]:
    return {keyword: branches}


@st.composite
def _objects(draw: st.DrawFn, depth: int, path: str) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from([f"{path}{letter}" for letter in "abc"]), max_size=2, unique=True))
    made: dict[str, Any] = {"type": "object", "properties": {n: draw(schemas(depth - 1, n)) for n in names}}
    if names and draw(st.booleans()):
        made["required"] = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    rest = draw(st.sampled_from([None, None, True, False, {"type": "integer"}, {"type": "string"}]))
    return made if rest is None else {**made, "additionalProperties": rest}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Any, Any]:
    """Two schemas, often of common descent."""
    base = draw(schemas())
    change = draw(schemas(1))
    kind = draw(st.sampled_from(["apart", "leaf", "leaf", "leaf", "more", "less"]))
    if kind == "apart":
        return base, draw(schemas())
    if kind == "more":
        return base, {"anyOf": [base, change]}
    if kind == "less":
        return base, {"allOf": [base, change]}
    return base, _edited(base, draw(st.integers(0, 40)), draw(st.sampled_from(LEAVES)))


LEAVES: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "integer"},
    {"type": "number", "minimum": 1},
    {"enum": ["a", 1, None]},
    {"type": ["string", "null"], "maxLength": 2},
    {},
]


def _edited(schema: Any, turn: int, leaf: Any) -> Any:
    """The schema with one of its subschemas replaced, or one of its keywords dropped."""
    places = list(_places(schema, ()))
    return _with(schema, places[turn % len(places)], leaf) if places else leaf


def _places(schema: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if not isinstance(schema, dict):
        return
    for keyword, value in schema.items():
        if keyword == "properties":
            for name, child in value.items():
                yield (*path, keyword, name)
                yield from _places(child, (*path, keyword, name))
        elif keyword in {"items", "not"}:
            yield (*path, keyword)
            yield from _places(value, (*path, keyword))
        elif keyword in {"allOf", "anyOf", "oneOf"}:
            for index, child in enumerate(value):
                yield from _places(child, (*path, keyword, index))
        elif keyword != "type":
            yield (*path, keyword)
    if not path:
        yield ()


def _with(schema: Any, place: tuple[Any, ...], leaf: Any) -> Any:
    if not place:
        return leaf
    head, *rest = place
    if isinstance(schema, list):
        return [_with(one, tuple(rest), leaf) if index == head else one for index, one in enumerate(schema)]
    if not rest and head not in {"items", "not"} and head in KEYWORDS:
        return {key: value for key, value in schema.items() if key != head}
    return {key: _with(value, tuple(rest), leaf) if key == head else value for key, value in schema.items()}


KEYWORDS = {
    "additionalProperties", "enum", "exclusiveMaximum", "format", "maxItems", "maxLength", "minItems",
    "minLength", "minimum", "multipleOf", "pattern", "required", "uniqueItems",
}  # fmt: skip


def samples(schema: Any, draw: random.Random, depth: int = 3) -> Any:
    """A value that stands a chance to satisfy the schema."""
    if not isinstance(schema, dict) or not schema or depth == 0:
        return draw.choice(SCALARS)
    if "enum" in schema:
        return draw.choice(schema["enum"])
    for keyword in ("anyOf", "oneOf", "allOf"):
        if keyword in schema:
            found = [samples(one, draw, depth) for one in schema[keyword]]
            return _merged(found) if keyword == "allOf" else draw.choice(found)
    if schema.get("type") == "array":
        return [samples(schema["items"], draw, depth - 1) for _ in range(draw.randrange(4))]
    if schema.get("type") == "object":
        return _object_sample(schema, draw, depth)
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    wanted = kinds.get(schema["type"], object) if isinstance(schema.get("type"), str) else object
    return draw.choice([one for one in SCALARS if isinstance(one, wanted)])


def _object_sample(schema: Any, draw: random.Random, depth: int) -> dict[str, Any]:
    made = {
        name: samples(child, draw, depth - 1)
        for name, child in schema["properties"].items()
        if name in schema.get("required", ()) or draw.random() < 0.6
    }
    if draw.random() < 0.4:
        made["other"] = samples(schema.get("additionalProperties"), draw, 1)
    return made


def _merged(values: list[Any]) -> Any:
    if all(isinstance(value, dict) for value in values):
        return {name: part for value in values for name, part in value.items()}
    return values[-1]


def settled(schema: Any, draw: random.Random) -> Any:
    """The schema with one alternative taken wherever there are several: what a sender means to send."""
    if isinstance(schema, list):
        return [settled(one, draw) for one in schema]
    if not isinstance(schema, dict) or "enum" in schema:
        return schema
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            return settled(draw.choice(schema[keyword]), draw)
    return {key: settled(value, draw) for key, value in schema.items()}


def names(schema: Any) -> set[str]:
    """Every name a schema declares, at any depth."""
    if isinstance(schema, list):
        return {name for one in schema for name in names(one)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", {})) | set(schema.get("required", ()))
    return own | {name for value in schema.values() for name in names(value)}


def sent(value: Any) -> set[str]:
    """Every name that occurs in a value."""
    if isinstance(value, list):
        return {name for one in value for name in sent(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {name for one in value.values() for name in sent(one)}


def shuffled(node: Any, draw: random.Random) -> Any:
    """The same JSON value with every object's keys in another order."""
    if isinstance(node, list):
        return [shuffled(one, draw) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: shuffled(node[key], draw) for key in draw.sample(sorted(node), len(node))}


def hoisted(schema: Any, draw: random.Random) -> Any:
    """The same contract with some of its subschemas as components under arbitrary names."""
    components: dict[str, Any] = {}
    root = _hoist(schema, draw, components)
    return {"allOf": [root], "components": {"schemas": components}}


def _hoist(node: Any, draw: random.Random, components: dict[str, Any]) -> Any:
    if not isinstance(node, dict):
        return node
    made = dict(node)
    for keyword, value in node.items():
        if keyword in {"allOf", "anyOf", "oneOf"}:
            made[keyword] = [_hoist(one, draw, components) for one in value]
        elif keyword in {"items", "not"}:
            made[keyword] = _hoist(value, draw, components)
        elif keyword == "properties":
            made[keyword] = {name: _hoist(child, draw, components) for name, child in value.items()}
    if draw.random() < 0.5:
        return made
    name = f"S{draw.randrange(10**9)}"
    components[name] = made
    return {"$ref": f"#/components/schemas/{name}"}


def ends(direction: Direction, base: Any, head: Any) -> tuple[Any, Any]:
    """Sender and receiver: requests come from the old side, responses from the new one."""
    return (base, head) if direction == "request" else (head, base)


@pytest.mark.parametrize("direction", DIRECTIONS)
class TestAnyTwoSchemas:
    @LAW
    @given(pair=pairs(), draw=st.randoms())
    def test_no_sample_refutes_a_compatible_verdict(
        self, try_bodies: Try, valid: Valid, direction: Direction, pair: tuple[Any, Any], draw: random.Random
    ) -> None:
        sender, receiver = ends(direction, *pair)
        report = try_bodies(direction, *pair)
        event(report.verdict)
        if report.verdict != "compatible":
            return
        for _ in range(40):
            meant = settled(sender, draw)
            value = samples(meant, draw)
            on_purpose = valid(meant, value) and not sent(value) & (names(receiver) - names(meant))
            if on_purpose and valid(sender, value):
                assert valid(receiver, value), json.dumps(value)

    @LAW
    @given(pair=pairs())
    def test_every_break_shows_a_body_that_breaks(
        self, try_bodies: Try, confirmed: Check, direction: Direction, pair: tuple[Any, Any]
    ) -> None:
        report = try_bodies(direction, *pair)
        event(report.verdict)
        assert confirmed(report, *ends(direction, *pair))
        assert (report.verdict == "breaking") == any(one.level == "breaking" for one in report.findings)

    @LAW
    @given(pair=pairs(), draw=st.randoms())
    def test_the_way_it_is_written_changes_no_verdict(
        self, try_bodies: Try, direction: Direction, pair: tuple[Any, Any], draw: random.Random
    ) -> None:
        verdict = try_bodies(direction, *pair).verdict
        assert try_bodies(direction, *(shuffled(one, draw) for one in pair)).verdict == verdict
        assert try_bodies(direction, *(hoisted(one, draw) for one in pair)).verdict == verdict

    @LAW
    @given(schema=schemas(), draw=st.randoms())
    def test_a_schema_equals_itself_however_it_is_written(
        self, try_bodies: Try, direction: Direction, schema: Any, draw: random.Random
    ) -> None:
        for other in (shuffled(schema, draw), hoisted(schema, draw), {"allOf": [schema, schema]}):
            report = try_bodies(direction, schema, other)
            assert [one.rule for one in report.findings if one.effect != "ANNOTATED"] == []
