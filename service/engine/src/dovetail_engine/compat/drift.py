"""Which parts of two documents are the same, so that nobody looks at them twice."""

from collections.abc import Iterable, Mapping
from typing import Any

from dovetail_engine.compat.lowering import references
from dovetail_engine.compat.nodes import raw
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.resolve import UnresolvableError


class Drift:
    """What changed between two documents, also through the references of equal texts."""

    def __init__(self, base: Document, head: Document) -> None:
        self._base, self._head = base, head
        self._changed = _changed_parts(base, head)
        self._verdicts: dict[tuple[str, str], bool] = {}

    def unchanged(self, base: str, head: str) -> bool:
        """Whether two places hold the same text and refer to parts that are the same."""
        key = (base, head)
        if key not in self._verdicts:
            self._verdicts[key] = self._compare(base, head)
        return self._verdicts[key]

    def _compare(self, base: str, head: str) -> bool:
        if base == head and base in self._base.component_digests:
            return base not in self._changed
        left, right = raw(self._base, base), raw(self._head, head)
        return same(left, right) and not any(part in self._changed for part in _referred(self._base, left))


def same(left: Any, right: Any) -> bool:
    """Equality of JSON values: true is not 1."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _changed_parts(base: Document, head: Document) -> frozenset[str]:
    old, new = base.component_digests, head.component_digests
    changed = {part for part in old.keys() | new.keys() if old.get(part) != new.get(part)}
    users: dict[str, set[str]] = {}
    for part in old:
        for used in _referred(base, raw(base, part)):
            users.setdefault(used, set()).add(part)
    waiting = sorted(changed | {part for part in users if part not in old})
    while waiting:
        part = waiting.pop()
        changed.add(part)
        waiting.extend(sorted(users.get(part, set()) - changed))
    return frozenset(changed)


def _referred(document: Document, value: Any) -> Iterable[str]:
    """The components a value refers to; any other place is named itself, and counts as changed."""
    for ref in references(value):
        yield _part(document, ref)


def _part(document: Document, ref: str) -> str:
    try:
        place, _ = document.target(ref)
    except UnresolvableError:
        return ref
    for length in (3, 2):
        part = pointer.join("", *pointer.split(place)[:length])
        if part in document.component_digests:
            return part
    return place
