"""The formats with a definite lexical form, each as a regular language or a range of numbers."""

from fractions import Fraction
from functools import cache
from typing import Final

_YEAR_DAY: Final = (
    r"(?:[0-9]{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|[0-9]{4}-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|[0-9]{4}-02-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
# RFC 3339 section 5.6; a leap second only where it is one in UTC without arithmetic on the offset.
_OFFSET: Final = r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
_TIME: Final = (
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?" + _OFFSET + r"|23:59:60(?:\.[0-9]+)?[Zz])"
)
_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4: Final = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
# RFC 3339 appendix A.
_CLOCK: Final = r"T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)"
_DAYS: Final = r"(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)"
_DURATION: Final = rf"P(?:[0-9]+W|{_DAYS}(?:{_CLOCK})?|{_CLOCK})"
_BASE64: Final = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"

_PLAIN: Final = {
    "date": _YEAR_DAY,
    "time": _TIME,
    "date-time": f"{_YEAR_DAY}[Tt]{_TIME}",
    "duration": _DURATION,
    "uuid": r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
    "ipv4": _IPV4,
    "byte": _BASE64,
}

RANGES: Final = {
    "int32": (Fraction(-(2**31)), Fraction(2**31 - 1)),
    "int64": (Fraction(-(2**63)), Fraction(2**63 - 1)),
}
KNOWN: Final = frozenset({*_PLAIN, "ipv6", *RANGES})


@cache
def pattern(name: str) -> str | None:
    """Return the anchored ECMA-262 pattern of a string format, None for a format of numbers."""
    if name == "ipv6":
        return f"^(?:{_ipv6()})$"
    return f"^(?:{_PLAIN[name]})$" if name in _PLAIN else None


def _ipv6() -> str:
    """RFC 3986 section 3.2.2, `IPv6address`."""
    group = "[0-9A-Fa-f]{1,4}"
    tail = f"(?:{group}:{group}|{_IPV4})"
    rows = [f"(?:{group}:){{6}}{tail}", f"::(?:{group}:){{5}}{tail}"]
    for before in range(5):
        head = f"(?:(?:{group}:){{0,{before}}}{group})?" if before else f"(?:{group})?"
        after = 4 - before
        rows.append(f"{head}::(?:{group}:){{{after}}}{tail}" if after else f"{head}::{tail}")
    rows.append(f"(?:(?:{group}:){{0,5}}{group})?::{group}")
    rows.append(f"(?:(?:{group}:){{0,6}}{group})?::")
    return "|".join(rows)
