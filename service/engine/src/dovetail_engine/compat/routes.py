"""Which requests two path templates have in common."""

import re
from collections.abc import Sequence

from dovetail_engine.oas.structure import VARIABLE

_FILLER = "x"


def common(template: str, other: str) -> tuple[str | None, ...] | None:
    """The segments of a path that both templates match, None for one that may be anything; None if none is.

    Of a segment that is part text, part variable, one example is given.
    """
    own, theirs = template.split("/"), other.split("/")
    if len(own) != len(theirs):
        return None
    segments: list[str | None] = []
    for pair in zip(own, theirs, strict=True):
        shared = _shared(*pair)
        if not shared:
            return None
        segments += shared
    return tuple(segments)


def filled(path: str, segments: Sequence[str | None]) -> str:
    """The path with those of its segments replaced that are given."""
    parts = path.split("/")
    return "/".join(part if given is None else given for part, given in zip(parts, segments, strict=True))


def precedence(path: str) -> tuple[object, ...]:
    """Sorts templates as they are matched: the fewest variables first, then text before variables."""
    return (path.count("{"), tuple("{" in segment for segment in path.split("/")), path)


def _shared(own: str, other: str) -> list[str | None]:
    """The one segment that two templates have in common, None for any; an empty list where there is none."""
    if own == other and "{" not in own:
        return [own]
    if _is_variable(own) and _is_variable(other):
        return [None]
    for text in (VARIABLE.sub(_FILLER, other), VARIABLE.sub(_FILLER, own)):
        if _matches(own, text) and _matches(other, text):
            return [text]
    return []


def _is_variable(segment: str) -> bool:
    return VARIABLE.fullmatch(segment) is not None


def _matches(segment: str, text: str) -> bool:
    parts = re.split(r"(\{[^{}]*\})", segment)
    pattern = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(pattern, text) is not None
