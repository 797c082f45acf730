"""What components from other files are called: readable, without collisions, and the same every time."""

import posixpath
import re
from collections.abc import Iterable

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.bundle.files import Target

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_INDEX = frozenset(["index", "_index"])


def natural(target: Target) -> str:
    """The name people would give: the last token of the pointer, or of a whole file its name."""
    last = pointers.split(target.pointer)[-1:] or [""]
    return _clean(last[0] if not last[0].isdigit() else "") or _stem(target.file)


def free_name(target: Target, taken: Iterable[str]) -> str:
    """The natural name, with the names of folders and then a number before it becomes that of another."""
    used = set(taken)
    name = natural(target)
    if name not in used:
        return name
    parts = [_clean(part) for part in posixpath.splitext(target.file)[0].split("/")]
    if not target.pointer:
        parts = parts[:-1]
    longer = name
    for part in reversed([part for part in parts if part]):
        longer = f"{part}_{longer}"
        if longer not in used:
            return longer
    number = 2
    while f"{longer}_{number}" in used:
        number += 1
    return f"{longer}_{number}"


def _stem(file: str) -> str:
    folder, base = posixpath.split(file)
    stem = base.partition(".")[0] or base
    if stem in _INDEX and folder:
        stem = posixpath.basename(folder)
    return _clean(stem) or "Part"


def _clean(text: str) -> str:
    return _NOT_IN_A_NAME.sub("_", text).strip("_")
