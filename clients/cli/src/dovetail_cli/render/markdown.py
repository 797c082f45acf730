"""A report as the comment under a pull request, in GitHub's Markdown."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from dovetail_cli.render.evidence import evidence, language
from dovetail_cli.render.folding import Entry, fold
from dovetail_cli.render.view import SYMBOLS, Cause, View, count

LIMIT: Final = 65_536
"""What GitHub takes as one comment, here in bytes of UTF-8, which are never fewer than its characters."""

_OPEN_ENTRIES: Final = 5
_MOST_PLACES: Final = 50
_MOST_EVIDENCE: Final = 8_000
_WIDTH: Final = 100
_RESERVE: Final = 1_500
_CODE_SPAN: Final = re.compile(r"(`[^`]*`)")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def report(view: View) -> str:
    """The whole comment; ends with a new line and fits `LIMIT`. What does not fit is counted and said."""
    entries = fold(view.causes, whole=view.whole)
    top = [f"### {SYMBOLS.get(view.verdict, '?')} {view.verdict} · {_headline(view)}"]
    if view.notes:
        top.append("\n".join(f"- {prose(note)}" for note in view.notes))
    end = list(_ways_out(view, entries))
    room = LIMIT - _RESERVE - _size([*top, *end])
    shown, left_out = _fitting(
        ["\n\n".join(_entry(number, entry, view)) for number, entry in enumerate(entries, 1)], room
    )
    causes = _folded_after(shown, entries)
    if left_out:
        number = sum(len(entry.causes) for entry in entries[len(shown) :])
        causes.append(f"… and {count(number, 'more cause')}, which a comment has no room for.")
    others = _others(view, room - _size(causes))
    return "\n\n".join([*top, *causes, *others, *end]) + "\n"


def prose(text: str) -> str:
    """A sentence with everything but its `quoted` names escaped; nobody is mentioned by it."""
    return "".join(
        code(part[1:-1]) if part.startswith("`") else _SPECIAL.sub(r"\\\1", part).replace("@", "@\u200b")
        for part in _CODE_SPAN.split(text)
        if part
    )


def code(text: str) -> str:
    """A code span that survives back-ticks and table bars in the text."""
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fence(lines: Iterable[str], info: str) -> str:
    """A fenced block that no line of its content can close."""
    content = "\n".join(lines)
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", content)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{info}\n{content}\n{ticks}"


def details(summary: str, content: str) -> str:
    """Something that opens on a click."""
    said = html.escape(summary).replace("@", "@\u200b")
    return f"<details><summary>{said}</summary>\n\n{content}\n\n</details>"


def _headline(view: View) -> str:
    label, bump = view.advice
    return prose(f"{view.headline} · {label}: {bump}" if bump else view.headline)


def _entry(number: int, entry: Entry, view: View) -> Iterable[str]:
    cause = entry.cause
    others = entry.reach.removeprefix(cause.operation)
    yield f"**{number}. {code(cause.title)}** · {cause.direction} of {code(cause.operation)}{others}"
    where = [code(entry.subject)] if entry.subject else []
    place = cause.place(view.names)
    where += [f"at {code(place)}"] if place else []
    yield f"{' '.join([*where, f'({code(cause.fingerprint)})'])}  \n{prose(cause.told(view.names))}"
    if cause.notes:
        yield prose("; ".join(cause.notes))
    if cause.witness:
        yield _evidence(cause)
        yield prose(cause.ruling(view.names))
    if entry.siblings:
        yield prose(entry.further(_MOST_PLACES))
    if entry.same:
        names, more = entry.places(_MOST_PLACES)
        rest = f" and {more} more" if more else ""
        yield details(entry.elsewhere.rstrip(":"), f"{', '.join(map(code, names))}{rest}")


def _evidence(cause: Cause) -> str:
    lines = evidence(cause.witness or {}, width=_WIDTH)
    size = sum(map(len, lines))
    if size > _MOST_EVIDENCE:
        return f"*The counter-example has {size:,} characters; `--format json` has it.*"
    return fence(lines, language(cause.witness or {}))


def _folded_after(shown: list[str], entries: Sequence[Entry]) -> list[str]:
    """The first entries, and the others to open."""
    if len(shown) <= _OPEN_ENTRIES + 1:
        return shown
    number = sum(len(entry.causes) for entry in entries[_OPEN_ENTRIES : len(shown)])
    rest = "\n\n".join(shown[_OPEN_ENTRIES:])
    return [*shown[:_OPEN_ENTRIES], details(count(number, "more cause"), rest)]


def _others(view: View, room: int) -> list[str]:
    deciding = {id(cause.finding) for cause in view.causes}
    entries = fold((cause for cause in view.findings if id(cause.finding) not in deciding), whole=view.whole)
    if not entries:
        return []
    lines, left_out = _fitting([_line(entry) for entry in entries], room)
    if left_out:
        lines.append(f"- … and {left_out} more, which a comment has no room for")
    summary = " · ".join(text for _, text in view.tally()) or count(len(entries), "other change")
    return [details(summary, "\n".join(lines))]


def _line(entry: Entry) -> str:
    cause = entry.cause
    symbol = "waived" if cause.is_waived else SYMBOLS.get(cause.level, "?")
    same = f" · the same at {count(len(entry.same), 'other place')}" if entry.same else ""
    more = f" · {len(entry.siblings)} more of the kind there" if entry.siblings else ""
    return f"- {symbol} {code(cause.subject)}: {prose(cause.message)}{same}{more}"


def _fitting(blocks: Sequence[str], room: int) -> tuple[list[str], int]:
    """The first blocks that have room, and how many are left out."""
    shown: list[str] = []
    for block in blocks:
        room -= _size([block])
        if room < 0:
            break
        shown.append(block)
    return shown, len(blocks) - len(shown)


def _size(blocks: Iterable[str]) -> int:
    return sum(len(block.encode()) + 2 for block in blocks)


def _ways_out(view: View, entries: Sequence[Entry]) -> Iterable[str]:
    if not entries:
        return
    lines = [f"- explain a rule: {code(f'dovetail explain {entries[0].cause.rule}')}"]
    if view.ways_out.accept:
        lines.append(f"- accept on purpose: {code(view.ways_out.accept)}")
    yield "\n".join(lines)
