"""A report as one HTML file that can be mailed, printed and read by who does not write software."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from dovetail_cli.render.elements import Child, element, folded, page, prose
from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.folding import Entry, fold
from dovetail_cli.render.view import SYMBOLS, View, count
from dovetail_engine.compat import all_rules

_WIDTH: Final = 84
_MEANS: Final = {
    "breaking": "This change breaks someone who relies on {base}. A message proves each cause.",
    "unknown": "It could not be decided whether this change breaks someone who relies on {base}.",
    "compatible": "Nobody who relies on {base} is broken by this change.",
}
_SECTIONS: Final = {
    "breaking": ("What breaks", ""),
    "unknown": ("What could not be decided", "A person has to look at these."),
    "risky": ("What to look at", "Every message stays valid, but something about its sense may be lost."),
    "waived": ("What was accepted on purpose", "An owner signed these exceptions."),
    "safe": ("What changes and breaks nobody", ""),
}


def report(view: View) -> str:
    """The whole file; ends with a new line."""
    title = heading(view)
    deciding = {id(cause.finding) for cause in view.causes}
    shown: list[Element] = []
    for level in _SECTIONS:
        causes = [cause for cause in view.findings if ("waived" if cause.is_waived else cause.level) == level]
        full = [cause for cause in causes if id(cause.finding) in deciding]
        brief = [cause for cause in causes if id(cause.finding) not in deciding]
        if causes:
            shown.extend(_section(level, fold(full), fold(brief), view))
    return page(f"{view.verdict}: {title}", *_header(view, title), *shown, *_ways_out(view))


def heading(view: View) -> str:
    """What the page is about: `Orders: 1.1.0 to 1.2.0`."""
    names = view.names
    sides = f"{names.base} to {names.head_version or names.head_source}"
    return f"{names.title}: {sides}" if names.title else sides


def entry_line(entry: Entry) -> list[Child]:
    """One change in a line: what, where, and whom it reaches."""
    parts: list[Child] = list(prose(entry.cause.message))
    if entry.subject and entry.subject not in entry.cause.message:
        parts += [" ", element("code", entry.subject)]
    parts += [" ", element("span", f"{entry.cause.direction} of {entry.reach}", class_="reach")]
    if entry.siblings:
        parts += [" ", *prose(entry.further(None))]
    return parts


def places(entry: Entry) -> list[Element]:
    """The other places that an entry stands for, to open."""
    if not entry.same:
        return []
    items = [element("li", element("code", name)) for name in entry.places(None)[0]]
    return [folded(entry.elsewhere.rstrip(":"), element("ul", *items))]


def _header(view: View, title: str) -> Iterable[Element]:
    symbol = f"{SYMBOLS.get(view.verdict, '?')} {view.verdict}"
    yield element("h1", element("span", symbol, class_=f"word {view.verdict}"), f" {title}")
    yield element("p", _MEANS.get(view.verdict, "").format(base=view.names.base), class_="lead")
    label, bump = view.advice
    facts = [view.headline, *([f"{label}: {bump}"] if bump else []), *(text for _, text in view.tally())]
    yield element("ul", *(element("li", fact) for fact in facts), class_="facts")
    yield from (element("p", note, class_="faint") for note in view.notes)


def _section(level: str, full: Sequence[Entry], brief: Sequence[Entry], view: View) -> Iterable[Element]:
    title, means = _SECTIONS[level]
    yield element("h2", title, id=level)
    if means:
        yield element("p", means, class_="faint")
    yield from (_article(entry, view) for entry in full)
    if not brief:
        return
    items = [element("li", *entry_line(entry), *places(entry)) for entry in brief]
    listed = element("ul", *items)
    number = sum(len(entry.causes) for entry in brief)
    yield folded(count(number, "change"), listed) if level == "safe" else listed


def _article(entry: Entry, view: View) -> Element:
    cause = entry.cause
    rule = element("code", cause.title)
    if view.ways_out.manual:
        rule = element("a", rule, href=f"{view.ways_out.manual}/{cause.rule}")
    subject: list[Child] = [element("code", entry.subject), " "] if entry.subject else []
    reach = element("span", f"{cause.direction} of {entry.reach}", class_="reach")
    parts = [element("h3", *prose(cause.message)), element("p", *subject, reach)]
    if cause.witness:
        parts.append(element("p", *prose(cause.told(view.names).removeprefix(cause.message).strip())))
        parts.append(element("pre", "\n".join(evidence(cause.witness, width=_WIDTH))))
        parts.append(element("p", cause.ruling(view.names)))
    parts += [element("p", note, class_="faint") for note in cause.notes]
    if entry.siblings:
        parts.append(element("p", *prose(entry.further(None))))
    parts.extend(_more(entry, view))
    small = element("p", rule, f" · {cause.place(view.names)} · ", class_="faint")
    small.append(element("code", cause.finding["fingerprint"]))
    return element("article", *parts, small, class_=cause.level, id=cause.finding["fingerprint"])


def _more(entry: Entry, view: View) -> Iterable[Element]:
    known = all_rules().get(entry.cause.rule)
    if known:
        yield folded("Why it matters", element("p", *prose(f"{known.summary} {known.rationale}")))
    if len(entry.operations) > 1:
        items = [element("li", element("code", name)) for name in entry.operations]
        yield folded(f"All {count(len(items), 'operation')}", element("ul", *items))
    yield from places(entry)
    if view.whole:
        for cause in entry.same:
            yield element("p", cause.place(view.names), class_="faint")


def _ways_out(view: View) -> Iterable[Element]:
    given = {"Explain a rule": f"dovetail explain {view.causes[0].rule}" if view.causes else ""}
    if view.causes:
        given |= {"Accept on purpose": view.ways_out.accept}
    given |= {"List every change": view.ways_out.changelog}
    lines = [element("li", f"{name}: ", element("code", line)) for name, line in given.items() if line]
    if lines:
        yield element("h2", "What to do next")
        yield element("ul", *lines)
