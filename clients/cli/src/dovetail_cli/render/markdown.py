"""A report as the comment under a pull request, in GitHub's Markdown."""

import re
from collections.abc import Iterable
from typing import Final

from dovetail_cli.render.evidence import evidence, language
from dovetail_cli.render.view import SYMBOLS, Cause, View, count

MOST_CAUSES: Final = 50
_WIDTH: Final = 100
_CODE_SPAN: Final = re.compile(r"(`[^`]*`)")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def report(view: View) -> str:
    """The whole comment; ends with a new line."""
    blocks = [f"### {SYMBOLS.get(view.verdict, '?')} {view.verdict} · {_headline(view)}"]
    if view.notes:
        blocks.append("\n".join(f"- {prose(note)}" for note in view.notes))
    for number, cause in enumerate(view.causes[:MOST_CAUSES], 1):
        blocks.extend(_cause(number, cause, view))
    if (more := len(view.causes) - MOST_CAUSES) > 0:
        blocks.append(f"… and {count(more, 'more cause')}.")
    blocks.extend(_others(view))
    if view.causes:
        blocks.extend(_ways_out(view))
    return "\n\n".join(blocks) + "\n"


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


def _headline(view: View) -> str:
    label, bump = view.advice
    return f"{view.headline} · {label}: {bump}" if bump else view.headline


def _cause(number: int, cause: Cause, view: View) -> Iterable[str]:
    yield f"**{number}. {code(cause.rule)}** · {cause.direction} of {code(cause.operation)}{cause.others}"
    place = cause.place(view.names)
    where = f"{code(cause.subject)} at {code(place)}" if place else code(cause.subject)
    yield f"{where}  \n{prose(cause.told(view.names))}"
    if cause.notes:
        yield prose("; ".join(cause.notes))
    if cause.witness:
        yield fence(evidence(cause.witness, width=_WIDTH), language(cause.witness))
        yield prose(cause.ruling(view.names))


def _others(view: View) -> Iterable[str]:
    shown = {id(cause.finding) for cause in view.causes}
    others = [cause for cause in view.findings if id(cause.finding) not in shown]
    if not others:
        return
    lines = [
        f"- {_symbol(cause)} {code(cause.subject)}: {prose(cause.message)}" for cause in others[:MOST_CAUSES]
    ]
    if (more := len(others) - MOST_CAUSES) > 0:
        lines.append(f"- … and {more} more")
    summary = " · ".join(text for _, text in view.tally()) or count(len(others), "other change")
    yield f"<details><summary>{summary}</summary>"
    yield "\n".join(lines)
    yield "</details>"


def _symbol(cause: Cause) -> str:
    return "waived" if cause.finding["waived"] else SYMBOLS.get(cause.level, "?")


def _ways_out(view: View) -> Iterable[str]:
    lines = [f"- explain a rule: {code(f'dovetail explain {view.causes[0].rule}')}"]
    if view.ways_out.accept:
        lines.append(f"- accept on purpose: {code(view.ways_out.accept)}")
    yield "\n".join(lines)
