"""Python source text: the only ways in which contract text becomes part of it."""

import re
import textwrap
from typing import Any

from dovetail_engine.codegen.text import clean

INDENT = "    "
_WIDTH = 100


def module(summary: str, imports: str, body: list[str]) -> str:
    """A module: its docstring, those of the `imports` whose names the body uses, and the body."""
    text = "\n".join(body)
    used = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text))
    lines = imports.strip("\n").split("\n")
    kept = [line for line in lines if not line or "__future__" in line or _bound(line) in used]
    head = "\n".join(line for index, line in enumerate(kept) if line or (index and kept[index - 1]))
    return "\n".join([*docstring(summary), "", head, "", text]).rstrip("\n") + "\n"


def literal(value: str | int | bool | None) -> str:
    """A Python literal in plain ASCII: whatever the text, it stays one token."""
    return ascii(value)


def docstring(text: str, depth: int = 0) -> list[str]:
    """The lines of a docstring, indented; empty for an empty text."""
    text = clean(text)
    if not text:
        return []
    escaped = text.replace("\\", "\\\\")
    if '"""' in text or text.endswith('"'):
        escaped = escaped.replace('"', '\\"')
    lines = f'"""{escaped}'.split("\n")
    body = [f"{INDENT * depth}{line}".rstrip() for line in lines]
    if len(body) == 1 and len(body[0]) <= _WIDTH:
        return [f'{body[0]}"""']
    return [*body, f'{INDENT * depth}"""']


def wrapped(text: str, indent: str = "") -> str:
    """Prose in lines of readable length, line breaks of the author kept."""
    lines = []
    for line in text.split("\n"):
        width = _WIDTH - len(indent)
        lines.extend(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""])
    return f"\n{indent}".join(lines)


def call(name: str, arguments: dict[str, str]) -> str:
    """A call with keyword arguments, each given as source."""
    return f"{name}({', '.join(f'{key}={value}' for key, value in arguments.items())})"


def row(values: list[str]) -> str:
    """A tuple of source expressions."""
    return f"({', '.join(values)}{',' if len(values) == 1 else ''})"


def strings(values: Any) -> str:
    """A tuple of string literals."""
    return row([literal(value) for value in values])


def _bound(line: str) -> str:
    """The name that an import line binds."""
    return line.rsplit(" ", 1)[-1]
