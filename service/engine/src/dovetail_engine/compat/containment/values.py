"""JSON values as JSON Schema compares them: `1` equals `1.0`, `true` does not equal `1`."""

from collections.abc import Hashable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from .answers import Unsupported

MAX_DEPTH: Final = 100
MAX_EXPONENT: Final = 4000

NULL: Final = 1
BOOLEAN: Final = 2
NUMBER: Final = 4
STRING: Final = 8
ARRAY: Final = 16
OBJECT: Final = 32
ANY: Final = 63

# The order in which a witness of free type is sought.
TYPES: Final = (STRING, NUMBER, BOOLEAN, NULL, OBJECT, ARRAY)

NAMES: Final = {
    "null": NULL,
    "boolean": BOOLEAN,
    "number": NUMBER,
    "integer": NUMBER,
    "string": STRING,
    "array": ARRAY,
    "object": OBJECT,
}


_BITS: Final[dict[type, int]] = {
    type(None): NULL,
    bool: BOOLEAN,
    int: NUMBER,
    float: NUMBER,
    Decimal: NUMBER,
    str: STRING,
    list: ARRAY,
    tuple: ARRAY,
    dict: OBJECT,
}


def type_of(value: Any) -> int:
    """Return the type bit of a JSON value."""
    return _BITS.get(type(value)) or _type_of(value)


def _type_of(value: Any) -> int:
    """Look at what a value inherits from."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int | float | Decimal):
        return NUMBER
    if isinstance(value, str):
        return STRING
    if isinstance(value, list | tuple):
        return ARRAY
    if isinstance(value, dict):
        return OBJECT
    raise Unsupported(f"a value of the Python type {type(value).__name__}")


def exact(number: float | Decimal) -> Fraction:
    """Return the number that the JSON text wrote, without binary rounding."""
    if isinstance(number, int):
        return Fraction(number)
    decimal = Decimal(repr(number)) if isinstance(number, float) else number
    if not decimal.is_finite() or abs(decimal.adjusted()) > MAX_EXPONENT:
        raise Unsupported("a number outside the supported range")
    return Fraction(decimal)


def plain(number: Fraction) -> int | float | None:
    """Return the Python number that writes exactly this value, or None where a double cannot."""
    if number.denominator == 1:
        return number.numerator
    try:
        candidate = float(number)
    except OverflowError:
        return None
    return candidate if exact(candidate) == number else None


def freeze(value: Any, depth: int = 0) -> Hashable:
    """Return a key that two values share exactly when JSON Schema calls them equal."""
    if depth > MAX_DEPTH:
        raise Unsupported(f"a value nested deeper than {MAX_DEPTH} levels")
    kind = type_of(value)
    if kind == NUMBER:
        return (kind, exact(value))
    if kind == ARRAY:
        return (kind, tuple(freeze(item, depth + 1) for item in value))
    if kind == OBJECT:
        return (kind, tuple((name, freeze(value[name], depth + 1)) for name in sorted(value)))
    return (kind, value)


def deeper_than(value: Any, levels: int) -> bool:
    """Say whether the value nests arrays and objects deeper than so many levels."""
    layer = [value]
    for _ in range(levels):
        layer = [
            item
            for part in layer
            if isinstance(part, dict | list)
            for item in (part.values() if isinstance(part, dict) else part)
        ]
    return bool(layer)


def words(length: int) -> Iterator[str]:
    """Yield distinct readable strings of one length, the plainest first."""
    if length == 0:
        yield ""
        return
    head = "a" * (length - 1)
    yield from (head + last for last in "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    yield from (head + chr(code) for code in range(0xA1, 0x10FFFF) if not 0xD800 <= code <= 0xDFFF)
