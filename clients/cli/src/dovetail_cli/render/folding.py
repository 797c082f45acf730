"""Causes that say the same at several places, folded into one entry for display; JSON keeps them apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dovetail_cli.render.view import RANK, Cause, count

SHOWN_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """What is shown as one: the cause that shows it best, those that say the same elsewhere, and those of the
    same rule that say something else of the same place."""

    cause: Cause
    same: tuple[Cause, ...] = ()
    siblings: tuple[Cause, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """All of them, the shown one first."""
        return (self.cause, *self.same, *self.siblings)

    @property
    def operations(self) -> tuple[str, ...]:
        """Every operation that one of them reaches, those of the shown one first."""
        return tuple(dict.fromkeys(name for cause in self.causes for name in cause.operations))

    @property
    def reach(self) -> str:
        """The shown operation `and N more`, of all that are reached."""
        more = len(self.operations) - 1
        return f"{self.cause.operation}{f' and {more} more' if more > 0 else ''}"

    @property
    def subject(self) -> str:
        """The place people know; nothing where it is the operation that `reach` names."""
        return "" if self.cause.subject == self.cause.operation else self.cause.subject

    @property
    def elsewhere(self) -> str:
        """`The same at 27 other places:`, or nothing."""
        return f"The same at {count(len(self.same), 'other place')}:" if self.same else ""

    def further(self, most: int | None = SHOWN_PLACES) -> str:
        """`Here too: …`, with what the siblings say, or nothing."""
        said = [cause.message for cause in self.siblings]
        shown = said if most is None or len(said) <= most + 1 else said[:most]
        rest = f" And {len(said) - len(shown)} more." if len(shown) < len(said) else ""
        return f"Here too: {' '.join(shown)}{rest}" if said else ""

    def places(self, most: int | None = SHOWN_PLACES) -> tuple[list[str], int]:
        """The subjects of the other places, at most so many, and how many are left out."""
        names = [cause.subject for cause in self.same]
        # "and 1 more" would take the room of the one.
        shown = names if most is None or len(names) <= most + 1 else names[:most]
        return shown, len(names) - len(shown)


def fold(causes: Iterable[Cause], *, whole: bool = False, by_name: bool = False) -> tuple[Entry, ...]:
    """The causes as entries, worst first, then by what they reach, then as they stand in the document.

    `whole` folds nothing; `by_name` keeps apart what names its own place, such as operations that are gone.
    """
    alike: dict[tuple[object, ...], list[Cause]] = {}
    for number, cause in enumerate(causes):
        alike.setdefault((number,) if whole else _key(cause, by_name=by_name), []).append(cause)
    entries = [_entry(group) for group in alike.values()]
    if not (whole or by_name):
        entries = _with_siblings(entries)
    # Sorting is stable: what is equal here stays in the causes' own order.
    return tuple(sorted(entries, key=lambda entry: (RANK.get(entry.cause.level, 0), -len(entry.operations))))


def _key(cause: Cause, *, by_name: bool) -> tuple[object, ...]:
    said = cause.message if by_name else cause.message.replace(cause.subject, "")
    return (cause.title, cause.level, cause.direction, said, cause.is_waived)


def _with_siblings(entries: list[Entry]) -> list[Entry]:
    """The entries, with those of one rule at one place as one, such as several values that joined a list."""
    gathered: dict[tuple[object, ...], list[Entry]] = {}
    for number, entry in enumerate(entries):
        cause = entry.cause
        known = (cause.title, cause.level, cause.direction, cause.subject, cause.is_waived, entry.operations)
        gathered.setdefault((number,) if entry.same else known, []).append(entry)
    return [
        Entry(first.cause, first.same, tuple(one.cause for one in others))
        for first, *others in gathered.values()
    ]


def _entry(group: Sequence[Cause]) -> Entry:
    best = max(group, key=lambda cause: len(cause.operations))
    return Entry(best, tuple(cause for cause in group if cause is not best))
