"""Every change between two documents, grouped by what it means for users: what all changelogs show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dovetail_cli.render.folding import Entry, fold
from dovetail_cli.render.view import Cause, View, count
from dovetail_cli.safe import one_line

SEVERAL: Final = "Several operations"
WHOLE: Final = "The whole contract"
OPERATIONS: Final = "Operations"
_DIRECTIONS: Final = frozenset({"request", "response"})


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one meaning, operation by operation; `key` names it for machines."""

    key: str
    symbol: str
    title: str
    means: str
    parts: Mapping[str, tuple[Entry, ...]]

    @property
    def size(self) -> int:
        """How many changes it tells of."""
        return sum(len(entry.causes) for entries in self.parts.values() for entry in entries)


def history(view: View) -> tuple[Group, ...]:
    """The groups that have changes, in the order people read them."""
    sorted_out: dict[str, list[Cause]] = {key: [] for key in _GROUPS}
    for cause in view.findings:
        sorted_out[_group(cause)].append(cause)
    return tuple(
        Group(key, *_GROUPS[key], _parts(fold(causes, whole=view.whole, by_name=True)))
        for key, causes in sorted_out.items()
        if causes
    )


def title(view: View) -> str:
    """What is told of: `Orders: changes from 1.0.0 to 1.1.0`."""
    names = view.names
    sides = f"hanges from {names.base} to {names.head_version or names.head_source}"
    return one_line(f"{names.title}: c{sides}" if names.title else f"C{sides}")


def remark(entry: Entry, heading: str, *, reach: bool = True) -> str:
    """What a sentence under a heading does not say itself: its place, and, if wanted, whom it reaches."""
    cause = entry.cause
    if entry.same:
        said = [count(len(entry.causes), "place"), count(len(entry.operations), "operation")]
        return _joined([*said[: 2 if len(entry.operations) > 1 else 1], *_waived(cause)])
    place = entry.subject.removeprefix(f"{heading} ")
    if place in cause.message:
        place = ""
    if heading == SEVERAL:
        return _joined([place, reached(entry, place) if reach else "", *_waived(cause)])
    if cause.direction in _DIRECTIONS and cause.direction not in place and heading not in {WHOLE, OPERATIONS}:
        return _joined([place, cause.direction, *_waived(cause)])
    return _joined([place, *_waived(cause)])


def reached(entry: Entry, place: str) -> str:
    """`response of GET /orders and 2 more`; without the direction where the place says it."""
    direction = entry.cause.direction
    if direction in place or direction not in _DIRECTIONS:
        return entry.reach
    return f"{direction} of {entry.reach}"


def places(entry: Entry, most: int | None) -> tuple[list[str], int]:
    """Every place of a change that is told of once for several, and how many are left out."""
    names, more = entry.places(most)
    return ([entry.subject or entry.cause.operation, *names] if entry.same else []), more


def as_data(view: View) -> dict[str, Any]:
    """The changelog as JSON values; every change has all its places and fingerprints."""
    return {
        "schema": 1,
        "title": title(view),
        "base": view.names.base,
        "head": view.names.head_version or view.names.head_source,
        "suggested_bump": view.report["suggested_bump"],
        "suggested_version": view.next_version,
        "groups": [
            {
                "group": group.key,
                "title": group.title,
                "changes": [_change(entry) for entries in group.parts.values() for entry in entries],
            }
            for group in history(view)
        ],
    }


def _change(entry: Entry) -> dict[str, Any]:
    cause = entry.cause
    return {
        "rule": cause.rule,
        "level": cause.level,
        "message": cause.message,
        "direction": cause.occurrence.get("direction"),
        "operations": list(entry.operations),
        "places": [one.subject for one in entry.causes],
        "fingerprints": [one.finding["fingerprint"] for one in entry.causes],
        "waived": cause.is_waived,
    }


def _group(cause: Cause) -> str:
    if cause.level in {"breaking", "unknown"}:
        return cause.level
    if "deprecated" in cause.rule or cause.rule.startswith("sunset-"):
        return "deprecated"
    if cause.level == "risky":
        return "risky"
    if cause.rule.removesuffix("-added") in _ADDED and cause.rule.endswith("-added"):
        return "added"
    return "documentation" if cause.rule.endswith(_DOCUMENTATION) else "changed"


def _parts(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    """The entries by operation, those that reach several first and the operations by path."""
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(_heading(entry), []).append(entry)
    return {heading: tuple(parts[heading]) for heading in sorted(parts, key=_by_path)}


def _heading(entry: Entry) -> str:
    if len(entry.operations) == 1:
        # "GET /orders was added" needs no heading that says GET /orders.
        return OPERATIONS if entry.operations[0] in entry.cause.message else entry.operations[0]
    return SEVERAL if entry.operations else WHOLE


def _by_path(heading: str) -> tuple[int, str, str]:
    method, _, path = heading.partition(" ")
    first = (WHOLE, OPERATIONS, SEVERAL)
    return (first.index(heading) if heading in first else len(first), path, method)


def _joined(parts: list[str]) -> str:
    return " · ".join(filter(None, parts))


def _waived(cause: Cause) -> list[str]:
    return ["waived"] if cause.is_waived else []


_GROUPS: Final = {
    "breaking": ("✗", "Breaking", "Someone who relies on the old version is broken by these."),
    "unknown": ("?", "Undecided", "It could not be proved that nobody is broken by these."),
    "risky": ("~", "Worth a look", "Every message stays valid, but something of its sense may be lost."),
    "deprecated": ("!", "Deprecated", "These still work. Do not start to use them."),
    "added": ("+", "Added", ""),
    "changed": ("✓", "Changed", "These break nobody."),
    "documentation": ("✓", "Documentation", "These are words alone."),
}
_DOCUMENTATION: Final = (
    "description-changed",
    "title-changed",
    "tags-changed",
    "info-changed",
    "docs-changed",
)
_ADDED: Final = frozenset(
    [
        *("operation", "webhook", "callback", "link", "server", "parameter", "required-parameter"),
        *("request-body", "required-request-body", "media-type", "part-content-type"),
        *("response-status", "response-body", "response-media-type", "response-header"),
        *("property", "required-property", "enum-value", "branch"),
        *("security-scheme", "oauth-flow", "oauth-scope"),
    ]
)
"""What can be added as a feature; a limit that is added is a change."""
