"""JSON Pointers (RFC 6901) as plain strings, and as the fragments (`#/…`) of references (section 6)."""

import re
from typing import Any
from urllib.parse import quote, unquote

_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,11})\Z")


def join(pointer: str, *tokens: str | int) -> str:
    """The pointer of what lies under `pointer` by way of `tokens`, which are given unescaped."""
    return pointer + "".join("/" + escape(token) for token in tokens)


def split(pointer: str) -> list[str]:
    """The unescaped tokens of a pointer; raises ValueError where it is no JSON Pointer."""
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"a JSON pointer starts with '/': {pointer!r}")
    tokens = pointer[1:].split("/")
    if "~" in pointer:
        tokens = [token.replace("~1", "/").replace("~0", "~") if "~" in token else token for token in tokens]
    return tokens


def get(tree: Any, pointer: str) -> Any:
    """The value at `pointer`; raises KeyError where there is none."""
    value = tree
    for token in split(pointer):
        value = _child(value, token, pointer)
    return value


def escape(token: str | int) -> str:
    """One token, escaped."""
    text = str(token)
    return text.replace("~", "~0").replace("/", "~1") if "~" in text or "/" in text else text


def from_fragment(ref: str) -> str:
    """The pointer that an in-document reference (`#`, `#/…`) names; raises ValueError for any other."""
    if not ref.startswith("#"):
        raise ValueError(f"not a reference inside the document: {ref!r}")
    pointer = unquote(ref[1:], errors="strict")
    split(pointer)
    return pointer


def to_fragment(pointer: str) -> str:
    """The reference that names `pointer`."""
    return "#" + quote(pointer, safe="/~!$&'()*+,;=:@?-._")


def _child(value: Any, token: str, pointer: str) -> Any:
    if type(value) is dict and token in value:
        return value[token]
    if type(value) is list and _INDEX.match(token) and int(token) < len(value):
        return value[int(token)]
    raise KeyError(pointer)
