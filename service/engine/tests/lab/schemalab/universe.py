"""A finite universe of JSON values, all of them written down, and the schema that describes just them.

Within it containment is decided by looking: a schema is the set of the values that an outside validator
accepts. The set is kept as the bits of an integer.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from schemalab.families import DEFINITIONS
from schemalab.judges import canonical, rust

NAMES: Final = ("a", "b", "ab")
LETTERS: Final = "ab"

_TEXTS: Final = ["", *LETTERS, *(one + two for one in LETTERS for two in LETTERS)]
_SCALARS: Final[list[Any]] = [None, False, True, 0, 0.5, 1, 1.5, 2, *_TEXTS]
_LEAVES: Final[list[Any]] = [0, "a"]
_PLAIN: Final[list[Any]] = [None, True, 0, 0.5, 1, "", "a"]
_PARTS: Final[list[Any]] = [
    *_PLAIN,
    [],
    *([leaf] for leaf in _LEAVES),
    {},
    *({name: leaf} for name in ("a", "b") for leaf in _LEAVES),
]
_TRIPLED: Final[list[Any]] = [0, 1, "a"]

_PART: Final[dict[str, Any]] = {
    "anyOf": [
        {"enum": _PLAIN},
        {"type": "array", "maxItems": 1, "items": {"enum": _LEAVES}},
        {
            "type": "object",
            "maxProperties": 1,
            "propertyNames": {"enum": ["a", "b"]},
            "additionalProperties": {"enum": _LEAVES},
        },
    ]
}
BOUND: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": ["null", "boolean"]},
        {"type": "number", "minimum": 0, "maximum": 2, "multipleOf": 0.5},
        {"type": "string", "pattern": "^[ab]{0,2}$"},
        {"type": "array", "maxItems": 2, "items": _PART},
        {"type": "array", "minItems": 3, "maxItems": 3, "items": {"enum": _TRIPLED}},
        {
            "type": "object",
            "properties": {"a": _PART, "b": _PART, "ab": {"enum": _LEAVES}},
            "additionalProperties": False,
        },
    ]
}
"""Exactly the values of the universe, as a schema."""


def _objects() -> list[Any]:
    absent = object()
    rows = product([absent, *_PARTS], [absent, *_PARTS], [absent, *_LEAVES])
    return [
        {name: value for name, value in zip(NAMES, row, strict=True) if value is not absent} for row in rows
    ]


VALUES: Final[list[Any]] = [
    *_SCALARS,
    *(list(row) for length in range(3) for row in product(_PARTS, repeat=length)),
    *(list(row) for row in product(_TRIPLED, repeat=3)),
    *_objects(),
]
PLACES: Final = {canonical(value): index for index, value in enumerate(VALUES)}


def extension(schema: Any) -> int:
    """Return the values of the universe that are valid under the schema, as bits."""
    valid = rust(schema, DEFINITIONS)
    found = 0
    for index, value in enumerate(VALUES):
        found |= int(valid(value)) << index
    return found


def member(value: Any) -> int | None:
    """Return where the value stands in the universe, None where it is not of it."""
    return PLACES.get(canonical(value))


def members(bits: int) -> Iterator[Any]:
    """Yield the values of a set."""
    while bits:
        yield VALUES[(bits & -bits).bit_length() - 1]
        bits &= bits - 1
