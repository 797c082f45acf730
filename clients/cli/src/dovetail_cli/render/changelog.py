"""Every change between two documents as a list to read: text, Markdown and a page."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from dovetail_cli.render import markdown
from dovetail_cli.render.consoles import print_line, print_names, print_paragraph, spell
from dovetail_cli.render.elements import Child, element, folded, page, prose
from dovetail_cli.render.folding import SHOWN_PLACES, Entry
from dovetail_cli.render.history import Group, history, places, reached, remark, title
from dovetail_cli.render.text import STYLES, sentence
from dovetail_cli.render.view import View, count

_MOST_IN_MARKDOWN: Final = 20
_INLINE: Final = 3
_STYLES: Final = {**STYLES, "added": STYLES["safe"], "changed": STYLES["safe"], "deprecated": STYLES["risky"]}


def print_text(view: View, console: Console) -> None:
    """Write the list to `console`, as wide as that is."""
    print_paragraph(Text(title(view), style="bold"), 0, console)
    for fact in _facts(view):
        print_paragraph(Text(fact), 0, console)
    for group in history(view):
        console.print()
        head = spell(f"{group.symbol} {group.title} ({group.size})", console)
        print_line(Text(head, style=_STYLES.get(group.key, "bold")), console)
        for heading, entries in group.parts.items():
            print_paragraph(Text(heading, style="bold"), 2, console)
            for entry in entries:
                _print_entry(entry, heading, view, console)


def document(view: View) -> str:
    """The list as Markdown; ends with a new line."""
    blocks = [f"## {markdown.prose(title(view))}", *(markdown.prose(fact) for fact in _facts(view))]
    for group in history(view):
        blocks += [f"### {group.title}", *([group.means] if group.means else [])]
        for heading, entries in group.parts.items():
            lines = [_in_markdown(entry, heading) for entry in entries]
            blocks += [f"**{markdown.prose(heading)}**", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def webpage(view: View) -> str:
    """The list as one self-contained HTML file."""
    said = [element("ul", *(element("li", fact) for fact in _facts(view)), class_="facts")]
    sections = [part for group in history(view) for part in _section(group)]
    return page(title(view), element("h1", title(view)), *said, *sections)


def _facts(view: View) -> Iterable[str]:
    label, bump = view.advice
    if bump:
        yield f"{'suggested version' if label == 'next version' else 'suggested bump'}: {bump}"
    yield from view.notes
    if not view.findings:
        yield "No change."


def _print_entry(entry: Entry, heading: str, view: View, console: Console) -> None:
    told = sentence(spell(entry.cause.message, console))
    if said := remark(entry, heading):
        told.append(spell(f"  {said}", console), style="dim")
    _print_hanging(told, 4, console)
    names, more = places(entry, None if view.whole else SHOWN_PLACES)
    if names:
        print_names("at", names, f"and {more} more (--all shows them)" if more else "", 6, console)


def _print_hanging(text: Text, indent: int, console: Console) -> None:
    for number, part in enumerate(text.wrap(console, max(console.width - indent - 2, 20))):
        part.rstrip()
        print_line(Text(" " * (indent + 2 * bool(number))).append_text(part), console)


def _in_markdown(entry: Entry, heading: str) -> str:
    said = remark(entry, heading)
    names, more = places(entry, _MOST_IN_MARKDOWN)
    listed = ", ".join(markdown.code(name) for name in names)
    at = f"  \n  at {listed}{f' and {more} more' if more else ''}" if names else ""
    return f"- {markdown.prose(entry.cause.message)}{f' · {markdown.prose(said)}' if said else ''}{at}"


def _section(group: Group) -> Iterable[Child]:
    mark = element("span", f"{group.symbol} ", class_=f"word {group.key}")
    yield element("h2", mark, f"{group.title} ({group.size})", id=group.key)
    if group.means:
        yield element("p", group.means, class_="faint")
    for heading, entries in group.parts.items():
        yield element("h3", heading)
        yield element("ul", *(_item(entry, heading) for entry in entries))


def _item(entry: Entry, heading: str) -> Child:
    said = element("span", remark(entry, heading, reach=False), class_="reach")
    parts: list[Child] = [*prose(entry.cause.message), " ", said]
    names = places(entry, None)[0]
    if len(names) > _INLINE:
        parts.append(_list("Where", names))
    elif names:
        parts += [" at ", *_codes(names)]
    if len(entry.operations) > max(len(names), 1):
        everyone = f"all {count(len(entry.operations), 'operation')}"
        parts.append(_list(everyone if names else reached(entry, entry.subject), entry.operations))
    return element("li", *parts)


def _codes(names: Sequence[str]) -> Iterable[Child]:
    for number, name in enumerate(names):
        yield from ([", "] if number else [])
        yield element("code", name)


def _list(summary: str, names: Iterable[str]) -> Child:
    return folded(summary, element("ul", *(element("li", element("code", name)) for name in names)))
