"""The engine against the containment of jsonschema-rs, wherever that one decides.

A disagreement is a failure; so far there is none. What had to be adjudicated are questions on which the
validators themselves differ: they stand in `ADJUDICATED`, with who is right and a value that shows it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs.canonical import Containment

from dovetail_engine.compat.containment import Contained, Empty, Found, NotContained
from dovetail_engine.compat.containment.pairs import decide
from schemalab.engine import Asked, ask, seeded
from schemalab.families import DEFINITIONS, KEYWORDS, compositions, distinct, negations
from schemalab.generated import schemas
from schemalab.judges import python, rust
from schemalab.neighbours import neighbour

ROOT = Path(__file__).parents[4]
CORPUS = Path(os.environ.get("DOVETAIL_CORPUS", ROOT.parent / "shared" / "corpus"))
SAMPLE = CORPUS.parent / "containment" / "pairs-dev.jsonl"

DRAFT = "draft2020-12"
DECIDED: dict[type, Containment] = {
    Empty: Containment.YES,
    Contained: Containment.YES,
    Found: Containment.NO,
    NotContained: Containment.NO,
}

# Numbers and texts at the edges of what validators hold exactly.
EDGES: list[Any] = [
    *({"multipleOf": step} for step in (0.1, 0.01, 0.3, 1e-9)),
    *({"const": value} for value in (0.3, 10**17, 2**64, 1e300, "", [True], [1])),
    {"minimum": 2**63},
    {"maximum": 2**64},
    {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e-9},
    {"enum": [1.0, True]},
    {"uniqueItems": True, "items": {"enum": [0, False]}, "minItems": 2},
    {"type": "array", "uniqueItems": True, "items": {"type": "boolean"}, "minItems": 3},
    *({"pattern": text} for text in ("", "^$", r"\d", r"^\d$", r"^\w$", r"\s")),
    {"propertyNames": False},
    {"properties": {"": False}},
    {"required": [""]},
    {"minProperties": 3, "propertyNames": {"enum": ["a", "b"]}},
    {"contains": False, "minContains": 0},
    {"prefixItems": [False], "minItems": 1},
]

# name: (sub, sup, contained, value, whether it is a refutation to jsonschema-rs, and to Python's jsonschema)
ADJUDICATED: dict[str, tuple[Any, Any, bool, str, bool, bool]] = {
    "ECMA-262's dot refuses U+2028; both validators let it match, so no judge confirms the engine": (
        {"type": "string", "minLength": 1, "maxLength": 1},
        {"pattern": "^.$"},
        False,
        "\u2028",
        False,
        False,
    ),
    "a line feed is refused by every dot": (
        {"type": "string", "minLength": 1, "maxLength": 1},
        {"pattern": "^.$"},
        False,
        "\n",
        True,
        True,
    ),
    "ECMA-262's digits are ASCII; Python counts those of other scripts": (
        {"pattern": r"^\d$"},
        {"pattern": "^[0-9]$"},
        True,
        "\u0663",
        False,
        True,
    ),
    "ECMA-262's word characters are ASCII; Python counts letters of other scripts": (
        {"pattern": r"^\w$"},
        {"pattern": "^[A-Za-z0-9_]$"},
        True,
        "\u00e9",
        False,
        True,
    ),
}


def theirs(sub: Any, sup: Any) -> Containment | None:
    """Return what jsonschema-rs says of the pair, None where it cannot say."""
    try:
        return canonical(json.dumps(bundled(sup))).covers(canonical(json.dumps(bundled(sub))))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def canonical(text: str) -> Any:
    return jsonschema_rs.canonicalize(json.loads(text), draft=jsonschema_rs.Draft202012)


def bundled(schema: Any) -> Any:
    referring = isinstance(schema, dict) and '"$ref"' in json.dumps(schema)
    return {"$defs": DEFINITIONS, **schema} if referring and "$defs" not in schema else schema


def compare_all(pairs: Iterable[tuple[Any, Any, Any]]) -> Counter[str]:
    """Fail at the first pair on which both decide, differently, for then somebody must adjudicate."""
    tally: Counter[str] = Counter()
    for sub, sup, answer in pairs:
        said = theirs(sub, sup)
        mine = DECIDED.get(type(answer))
        decided = said in (Containment.YES, Containment.NO) and mine is not None
        tally["both" if decided else "one at most"] += 1
        if decided and said != mine:
            pytest.fail(f"to be adjudicated: {sub} in {sup} is {said} there and {answer} here")
    return tally


def product_of(some: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    asked = Asked()
    nodes = [asked.add(schema, DEFINITIONS) for schema in some]
    for one, two in product(range(len(some)), repeat=2):
        yield some[one], some[two], asked.refused([nodes[one]], nodes[two])


class TestAgreement:
    def test_on_every_pair_of_keywords(self) -> None:
        tally = compare_all(product_of(distinct([*KEYWORDS, *EDGES, *compositions(900)])))
        assert tally["both"] > 2 * tally["one at most"]

    @pytest.mark.long
    @pytest.mark.parametrize("start", range(3))
    def test_on_many_more_pairs(self, start: int) -> None:
        many = distinct([*KEYWORDS, *EDGES, *negations(), *compositions(41, start)])
        tally = compare_all(product_of(many))
        assert tally["both"] > tally["one at most"]

    @settings(
        max_examples=300,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(schemas(2), st.integers(0, 2**32))
    def test_on_neighbours(self, schema: Any, seed: int) -> None:
        compare_all(product_of([schema, neighbour(schema, seeded(seed))]))

    @pytest.mark.long
    @settings(
        max_examples=12_000,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(schemas(3), st.integers(0, 2**32))
    def test_on_thousands_of_neighbours(self, schema: Any, seed: int) -> None:
        compare_all(product_of([schema, neighbour(schema, seeded(seed))]))

    @pytest.mark.corpus
    def test_on_the_sample_of_known_pairs(self) -> None:
        if not SAMPLE.exists():
            pytest.skip(f"no sample of schema pairs at {SAMPLE}")
        rows = [json.loads(line) for line in SAMPLE.read_text().splitlines()]
        pairs = [(row["s1"], row["s2"]) for row in rows if row["draft"] == DRAFT]
        both_ways = [pair for one, two in pairs for pair in ((one, two), (two, one))]
        tally = compare_all((sub, sup, decide(sub, sup, DRAFT)) for sub, sup in both_ways)
        assert tally["both"] > len(both_ways) / 2


class TestAdjudicated:
    @pytest.mark.parametrize("row", ADJUDICATED.values(), ids=ADJUDICATED)
    def test_the_engine_keeps_to_the_standard(self, row: tuple[Any, Any, bool, str, bool, bool]) -> None:
        sub, sup, contained, value, by_rust, by_python = row
        assert (rust(sub)(value) and not rust(sup)(value)) is by_rust
        assert (python(sub)(value) and not python(sup)(value)) is by_python
        assert isinstance(ask(sub, sup), Empty) is contained
