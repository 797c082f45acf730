"""A report for the terminal: the verdict, then each cause with its counter-example, then the ways out."""

import re
from typing import Final

from rich.console import Console
from rich.text import Text

from dovetail_cli.render.consoles import print_line, print_names, print_paragraph, spell
from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.folding import SHOWN_PLACES, Entry, fold
from dovetail_cli.render.view import SYMBOLS, Cause, View, count

MOST_ENTRIES: Final = 20
STYLES: Final = {
    "breaking": "bold red",
    "unknown": "bold yellow",
    "risky": "yellow",
    "waived": "magenta",
    "safe": "green",
    "compatible": "bold green",
}
_INDENT: Final = 3
_GAP: Final = 2
_DIRECTION: Final = 10
_LEFT_MIN, _LEFT_MAX = 30, 46
_QUOTED: Final = re.compile(r"`[^`]*`")


def print_report(view: View, console: Console) -> None:
    """Write the report to `console`, as wide as that is."""
    entries = fold(view.causes, whole=view.whole)
    shown = entries if view.whole else entries[:MOST_ENTRIES]
    left = _left_width(view, shown, console.width)
    _print_header(view, console, left)
    for note in view.notes:
        print_paragraph(Text(spell(note, console), style="dim"), _INDENT, console)
    if not entries:
        return
    for number, entry in enumerate(shown, 1):
        console.print()
        _print_entry(number, entry, view, console, left)
    console.print()
    if left_out := len(view.causes) - sum(len(entry.causes) for entry in shown):
        print_paragraph(Text(f"and {count(left_out, 'more cause')}; --all shows them"), 0, console)
    _print_footer(view, console, left)


def sentence(text: str) -> Text:
    """Prose with its `quoted` names set apart."""
    prose = Text(text)
    for quoted in _QUOTED.finditer(text):
        prose.stylize("cyan", *quoted.span())
    return prose


def _left_width(view: View, entries: tuple[Entry, ...], width: int) -> int:
    """The width of the left column, or 0 where the two columns do not fit side by side for most."""
    rules = max((len(entry.cause.title) for entry in entries), default=0)
    subjects = max((len(entry.subject) for entry in entries if len(entry.subject) <= _LEFT_MAX), default=0)
    left = max(rules, subjects, _LEFT_MIN)
    right = width - _INDENT - _GAP - left
    fitting = [
        _DIRECTION + len(entry.reach) <= right and len(_place(entry.cause, view)) <= right
        for entry in entries
    ]
    return left if 2 * sum(fitting) > len(fitting) else 0


def _print_header(view: View, console: Console, left: int) -> None:
    verdict = f"{SYMBOLS.get(view.verdict, '?')} {view.verdict}"
    head = Text().append(spell(verdict, console), style=STYLES.get(view.verdict, "bold"))
    head.append(f"   {view.headline}")
    label, bump = view.advice
    if not bump:
        print_paragraph(head, 0, console)
        return
    version = Text(f"{label}: ").append(bump, style="bold")
    column = _INDENT + (left or _LEFT_MIN) + _GAP + _DIRECTION
    _beside(head, version, column if column + version.cell_len <= console.width else 0, console)


def _print_entry(number: int, entry: Entry, view: View, console: Console, left: int) -> None:
    cause = entry.cause
    rule = Text().append(f"{number:<{_INDENT}}", style="bold").append(cause.title, style=STYLES[cause.level])
    reach = Text(f"{cause.direction:<{_DIRECTION}}").append(entry.reach)
    subject = Text(" " * _INDENT).append(entry.subject, style="bold")
    place = Text(spell(_place(cause, view), console), style="dim")
    column = _INDENT + left + _GAP if left else console.width
    if column + max(reach.cell_len, place.cell_len) > console.width:
        column = console.width
    _beside(rule, reach, column, console)
    _beside(subject, place, column, console)
    print_paragraph(sentence(spell(cause.told(view.names), console)), _INDENT, console)
    if cause.witness:
        _print_witness(entry, view, console)
    for note in cause.notes:
        print_paragraph(Text(spell(note, console), style="dim"), _INDENT, console)
    if entry.siblings:
        print_paragraph(sentence(spell(entry.further(), console)), _INDENT, console)
    if entry.same:
        _print_places(entry, console)


def _place(cause: Cause, view: View) -> str:
    """Where it stands, and what names it in a waiver."""
    return " · ".join(filter(None, [cause.place(view.names), cause.fingerprint]))


def _print_witness(entry: Entry, view: View, console: Console) -> None:
    witness = entry.cause.witness or {}
    indent = " " * (_INDENT + 2)
    console.print()
    for line in evidence(witness, width=max(console.width - len(indent), 20)):
        print_line(Text(indent + spell(line, console)), console)
    ruling = spell(entry.cause.ruling(view.names), console)
    print_paragraph(Text(ruling, style=STYLES[entry.cause.level].removeprefix("bold ")), len(indent), console)


def _print_places(entry: Entry, console: Console) -> None:
    names, more = entry.places(SHOWN_PLACES)
    end = f"and {more} more (--all shows them)" if more else ""
    print_names(entry.elsewhere, names, end, _INDENT, console)


def _print_footer(view: View, console: Console, left: int) -> None:
    tally = Text(spell("    ", console)).join(
        Text(spell(text, console), style=STYLES[level]) for level, text in view.tally()
    )
    everything = Text(f"{view.ways_out.changelog} shows all" if view.ways_out.changelog else "", style="dim")
    column = max(_INDENT + left + _GAP, tally.cell_len + _GAP)
    if tally and column + everything.cell_len > console.width:
        print_line(tally, console)
        print_line(Text(f"  show all: {view.ways_out.changelog}"), console)
    elif tally:
        _beside(tally, everything, column, console)
    print_line(Text(f"  explain a rule: dovetail explain {fold(view.causes)[0].cause.rule}"), console)
    if view.ways_out.accept:
        print_line(Text(spell(f"  accept on purpose: {view.ways_out.accept}", console)), console)


def _beside(first: Text, second: Text, column: int, console: Console) -> None:
    """Both on one line, the second from `column` on or a gap after the first; else on two lines."""
    start = max(column, first.cell_len + _GAP + 1)
    if not second:
        print_line(first, console)
    elif start + second.cell_len <= console.width:
        print_line(first.append(" " * (start - first.cell_len)).append_text(second), console)
    else:
        if first.plain.strip():
            print_line(first, console)
        print_paragraph(second, _INDENT, console)
