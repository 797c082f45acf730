"""Cleaning of contract text before anything is written with it."""

import re
from typing import Any

MAX_TEXT = 20_000

_LINE_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, without tab and line feed
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # bidirectional and invisible controls
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)


def clean(value: Any) -> str:
    """Text fit for a doc comment: no line break but a line feed, no controls, at most `MAX_TEXT` long."""
    if not isinstance(value, str):
        return ""
    return _UNSAFE.sub("", _LINE_BREAKS.sub("\n", value)).strip()[:MAX_TEXT]


def one_line(value: Any, limit: int = 200) -> str:
    """The first `limit` characters of the cleaned text, on one line."""
    return " ".join(clean(value).split())[:limit]


def is_encodable(value: str) -> bool:
    """Whether a string can be written as UTF-8: a lone surrogate cannot."""
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
