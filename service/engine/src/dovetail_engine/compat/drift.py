"""Which parts of two documents are the same, so that nobody looks at them twice."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from dovetail_engine.compat.nodes import parents, raw
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.parts import Part


class Drift:
    """What changed between two documents, also through the references of equal texts."""

    def __init__(self, base: Document, head: Document) -> None:
        self._base, self._head = base, head
        self._verdicts: dict[tuple[str, str], bool] = {}

    def unchanged(self, base: str, head: str) -> bool:
        """Whether two places hold the same text and refer to parts that are the same."""
        if base == head and self.stands(base):
            return True
        key = (base, head)
        if key not in self._verdicts:
            self._verdicts[key] = self._compare(base, head)
        return self._verdicts[key]

    def stands(self, place: str) -> bool:
        """Whether a place lies in a part that both documents have, and that means the same in both."""
        part = part_of(place)
        return part in self._base.parts and part not in self.changed

    @cached_property
    def changed(self) -> frozenset[str]:
        """The parts of either document that are not the same in both, or that lead to one that is not."""
        old, new = self._base.parts, self._head.parts
        if self._base.dialect != self._head.dialect:
            return frozenset(old.keys() | new.keys())
        changed = {part for part in old.keys() | new.keys() if not self._equal(part)}
        users: dict[str, list[str]] = {}
        for part in old.keys() - changed if changed else ():
            for used in _referred(old[part]):
                users.setdefault(used, []).append(part)
        for child, parent in (*_families(old), *_families(new)) if changed else ():
            users.setdefault(child, []).append(parent)
        # What is no part is not known to be the same.
        waiting = [*changed, *(users.keys() - old.keys())]
        while waiting:
            more = [user for user in users.pop(waiting.pop(), ()) if user not in changed]
            changed.update(more)
            waiting.extend(more)
        return frozenset(changed)

    def _equal(self, part: str) -> bool:
        old, new = self._base.parts.get(part), self._head.parts.get(part)
        if old is None or new is None:
            return False
        if old.text == new.text:
            return True
        return self._base.component_digests[part] == self._head.component_digests[part]

    def _compare(self, base: str, head: str) -> bool:
        if self._base.dialect != self._head.dialect or (base == head and base in self._base.parts):
            return False
        left, right = raw(self._base, base), raw(self._head, head)
        here = Part(base, None, left)
        if here.text != Part(head, None, right).text and not same(left, right):
            return False
        referred = frozenset(_referred(here))
        return referred <= self._base.parts.keys() and self.changed.isdisjoint(referred)


def part_of(place: str) -> str:
    """The pointer of the component, path item or webhook in which a place lies."""
    tokens = place.split("/", 4)
    return "/".join(tokens[: 4 if tokens[1:2] == ["components"] else 3])


def same(left: Any, right: Any) -> bool:
    """Equality of JSON values: true is not 1."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _families(parts: Mapping[str, Part]) -> Iterator[tuple[str, str]]:
    """Schemas that are all of another one with a discriminator, and that one: it may lead to them."""
    for place, part in parts.items():
        for ref in parents(part.value) if place.startswith("/components/schemas/") else ():
            try:
                parent = part_of(pointer.from_fragment(ref))
            except ValueError:
                continue
            if parent in parts and "discriminator" in parts[parent].value:
                yield place, parent


def _referred(part: Part) -> Iterator[str]:
    """The parts it refers to; a reference to any other place names that place."""
    for ref in part.references:
        try:
            yield part_of(pointer.from_fragment(ref))
        except ValueError:
            # The name of a schema in the mapping of a discriminator, or what only looks like a reference.
            yield pointer.join("/components/schemas", ref)
