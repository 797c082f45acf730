"""Which alternatives of two `anyOf` or `oneOf` belong together."""

from collections.abc import Sequence

from dovetail_engine.compat.nodes import Branch


def align(base: Sequence[Branch], head: Sequence[Branch]) -> list[tuple[Branch, Branch]]:
    """Alternatives that belong together: by reference, title, tag or type, then the one left on each side."""
    pairs, old, new = _named_alike(base, head)
    for branch in tuple(old):
        partner = next((other for other in new if _recognised_alike(branch, other)), None)
        if partner is not None:
            pairs.append((branch, partner))
            old.remove(branch)
            new.remove(partner)
    if len(old) == len(new) == 1:
        pairs.append((old[0], new[0]))
    return pairs


def unaligned(base: Sequence[Branch], head: Sequence[Branch]) -> list[Branch]:
    """The alternatives of `head` that have no partner in `base`."""
    partners = {new.pointer for _, new in align(base, head)}
    return [branch for branch in head if branch.pointer not in partners]


def _named_alike(
    base: Sequence[Branch], head: Sequence[Branch]
) -> tuple[list[tuple[Branch, Branch]], list[Branch], list[Branch]]:
    """The alternatives of one label, first with first; and those left over on each side."""
    waiting: dict[str, list[Branch]] = {}
    for branch in reversed(head):
        waiting.setdefault(branch.label, []).append(branch)
    pairs: list[tuple[Branch, Branch]] = []
    left: list[Branch] = []
    for branch in base:
        if waiting.get(branch.label):
            pairs.append((branch, waiting[branch.label].pop()))
        else:
            left.append(branch)
    partners = {new.pointer for _, new in pairs}
    return pairs, left, [branch for branch in head if branch.pointer not in partners]


def _recognised_alike(branch: Branch, other: Branch) -> bool:
    return any(key in other.keys for key in branch.keys)
