"""Every change between two documents as a list to read, grouped by what it means for users."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

from dovetail_cli.render import markdown
from dovetail_cli.render.consoles import spell
from dovetail_cli.render.text import STYLES, sentence
from dovetail_cli.render.view import SYMBOLS, Cause, View

_GROUPS: Final = {"breaking": "Breaking", "unknown": "Undecided", "risky": "Risky", "safe": "Compatible"}


def print_text(view: View, title: str, console: Console) -> None:
    """Write the list to `console`, as wide as that is."""
    _line(Text(title, style="bold"), console)
    for level, causes in _grouped(view):
        console.print()
        head = spell(f"{SYMBOLS[level]} {_GROUPS[level]} ({len(causes)})", console)
        _line(Text(head, style=STYLES[level]), console)
        for cause in causes:
            _entry(cause, console)
    if not view.findings:
        _line(Text("No change."), console)


def document(view: View, title: str) -> str:
    """The list as Markdown; ends with a new line."""
    blocks = [f"## {markdown.prose(title)}"]
    for level, causes in _grouped(view):
        lines = [f"- {_named(cause)}{markdown.prose(_told(cause))}" for cause in causes]
        blocks.extend([f"### {_GROUPS[level]}", "\n".join(lines)])
    if not view.findings:
        blocks.append("No change.")
    return "\n\n".join(blocks) + "\n"


def _grouped(view: View) -> Iterable[tuple[str, list[Cause]]]:
    findings = view.findings
    for level in _GROUPS:
        causes = [cause for cause in findings if cause.level == level]
        if causes:
            yield level, causes


def _entry(cause: Cause, console: Console) -> None:
    told = Text() if _says_its_subject(cause) else Text().append(f"{cause.subject}  ", style="bold")
    told.append_text(sentence(spell(_told(cause), console)))
    lines = told.wrap(console, max(console.width - 4, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        _line(Text("    " if number else "  ").append_text(line), console)


def _named(cause: Cause) -> str:
    return "" if _says_its_subject(cause) else f"{markdown.code(cause.subject)}: "


def _told(cause: Cause) -> str:
    """The sentence, and whom it reaches where neither it nor the subject says so."""
    waived = " (waived)" if cause.finding["waived"] else ""
    if cause.operation in cause.message or (cause.operation in cause.subject and not cause.others):
        return f"{cause.message}{waived}"
    return f"{cause.message.removesuffix('.')} · {cause.direction} of {cause.reach}{waived}"


def _says_its_subject(cause: Cause) -> bool:
    return cause.message.startswith(cause.subject)


def _line(text: Text, console: Console) -> None:
    console.print(text, soft_wrap=True)
