"""Hypothesis strategies for JSON Schemas of 2020-12: every keyword, mixed freely, with recursion."""

from typing import Any, Final

from hypothesis import strategies as st

from schemalab.families import DEFINITIONS, TYPES

NAMES: Final = ["a", "b", "c", "ab"]
PATTERNS: Final = ["^a", "b$", "^[ab]+$", "^a?b?$", r"\d", "^[a-z0-9]{1,2}$", "^(a|bc)$", "[^a]"]
VALUES: Final[list[Any]] = [
    *(None, True, False, 0, 1, 2, -1, 1.5, 10**17, "", "a", "ab", "b1", "bc", "2"),
    *([], [1], ["a"], [1, 1], [True], [[]], {}, {"a": 1}, {"a": "a"}, {"a": 1, "b": 2}),
    *({"a": [], "c": None}, {"a": {"a": 1}}, {"ab": "a"}, [[1], {"a": 0}]),
]

_Made = dict[str, Any]


def schemas(depth: int = 2) -> st.SearchStrategy[Any]:
    """Return schemas whose subschemas nest at most `depth` deep, boolean ones among them."""
    flat = st.one_of(st.builds(_merged, st.lists(_flat(), min_size=1, max_size=3)), st.booleans(), _refs())
    if depth == 0:
        return flat
    inner = st.deferred(lambda: schemas(depth - 1))
    soup = st.builds(
        _merged, st.lists(st.one_of(_flat(), _arrays(inner), _objects(inner), _logic(inner)), max_size=4)
    )
    return st.one_of(soup, soup, flat)


def _merged(parts: list[_Made]) -> _Made:
    return {key: value for part in parts for key, value in part.items()}


def _refs() -> st.SearchStrategy[_Made]:
    return st.builds(lambda name: {"$ref": f"#/$defs/{name}"}, st.sampled_from(sorted(DEFINITIONS)))


def _some(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[_Made]:
    return st.fixed_dictionaries({}, optional=optional)


def _flat() -> st.SearchStrategy[_Made]:
    counts = st.integers(0, 3)
    numbers = st.sampled_from([-1, 0, 0.5, 1, 2, 3])
    names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True)
    return st.one_of(
        st.builds(lambda name: {"type": name}, st.sampled_from(TYPES)),
        st.builds(
            lambda kinds: {"type": kinds},
            st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
        ),
        st.builds(lambda value: {"const": value}, st.sampled_from(VALUES)),
        st.builds(
            lambda values: {"enum": values},
            st.lists(st.sampled_from(VALUES), min_size=1, max_size=5, unique_by=repr),
        ),
        _some(minimum=numbers, maximum=numbers, multipleOf=st.sampled_from([0.25, 0.5, 1, 2, 3])),
        _some(exclusiveMinimum=numbers, exclusiveMaximum=numbers, multipleOf=st.sampled_from([1, 1.5])),
        _some(minLength=counts, maxLength=counts, pattern=st.sampled_from(PATTERNS)),
        _some(minItems=counts, maxItems=counts, uniqueItems=st.booleans()),
        _some(required=names, minProperties=counts, maxProperties=counts),
        st.builds(lambda needs: {"dependentRequired": needs}, st.dictionaries(_name(), names, max_size=2)),
    )


def _name() -> st.SearchStrategy[str]:
    return st.sampled_from(NAMES)


def _arrays(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[_Made]:
    prefix = st.lists(inner, min_size=1, max_size=2)
    counts = st.integers(0, 2)
    return st.one_of(
        _some(items=inner, prefixItems=prefix),
        _some(contains=inner, minContains=counts, maxContains=counts),
        _some(prefixItems=prefix, contains=inner, unevaluatedItems=inner),
    )


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[_Made]:
    named = st.dictionaries(_name(), inner, min_size=1, max_size=3)
    like = st.dictionaries(st.sampled_from(PATTERNS), inner, min_size=1, max_size=2)
    return st.one_of(
        _some(properties=named, required=st.lists(_name(), max_size=2, unique=True)),
        _some(properties=named, additionalProperties=inner),
        _some(properties=named, patternProperties=like, additionalProperties=inner),
        _some(propertyNames=inner),
        _some(dependentSchemas=st.dictionaries(_name(), inner, min_size=1, max_size=2)),
        _some(properties=named, patternProperties=like, unevaluatedProperties=inner),
    )


def _logic(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[_Made]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["allOf", "anyOf", "oneOf"]), some),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda test, rest: {"if": test, **rest}, inner, _some(then=inner, **{"else": inner})),
        _refs(),
    )
