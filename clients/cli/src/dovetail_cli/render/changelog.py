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
        lines = [f"- {markdown.code(cause.subject)}: {markdown.prose(_told(cause))}" for cause in causes]
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
    told = Text(cause.subject, style="bold").append_text(Text("  ")).append_text(sentence(_told(cause)))
    lines = told.wrap(console, max(console.width - 4, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        _line(Text("    " if number else "  ").append_text(line), console)


def _told(cause: Cause) -> str:
    waived = " (waived)" if cause.finding["waived"] else ""
    reach = f" [{cause.direction} of {cause.reach}]" if cause.operations else f" [{cause.direction}]"
    return f"{cause.message.removesuffix(':')}{reach}{waived}"


def _line(text: Text, console: Console) -> None:
    console.print(text, soft_wrap=True)
