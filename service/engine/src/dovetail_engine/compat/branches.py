"""Which alternatives of two `anyOf` or `oneOf` belong together."""

from collections.abc import Sequence

from dovetail_engine.compat.nodes import Branch


def align(base: Sequence[Branch], head: Sequence[Branch]) -> list[tuple[Branch, Branch]]:
    """Alternatives that belong together: by reference, title, tag or type, then the one left on each side."""
    pairs: list[tuple[Branch, Branch]] = []
    old, new = list(base), list(head)
    for match in (_named_alike, _recognised_alike):
        for branch in tuple(old):
            partner = next((other for other in new if match(branch, other)), None)
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


def _named_alike(branch: Branch, other: Branch) -> bool:
    return branch.label == other.label


def _recognised_alike(branch: Branch, other: Branch) -> bool:
    return any(key in other.keys for key in branch.keys)
