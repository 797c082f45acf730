"""How contract text enters TypeScript: as an escaped literal, a comment, or an identifier that is checked."""

import json
import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from dovetail_engine.codegen.text import clean

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_TAG = re.compile(r"(^|[\s{(*])@(?=[A-Za-z])")


def literal(value: Any) -> str:
    """A JSON value as a JavaScript literal in plain ASCII, fit for a script element too."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c").replace("\x7f", "\\u007f")


def literal_type(value: Any) -> str:
    """The type of exactly this JSON scalar; a wider one where TypeScript cannot say it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "number"
    if isinstance(value, list):
        return "unknown[]"
    return "{ [key: string]: unknown }" if isinstance(value, dict) else literal(value)


def identifier(name: str) -> str:
    """`name`, which must be an ASCII identifier."""
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"not an identifier: {name!r}")
    return name


def member(name: str) -> str:
    """A property name in a type: bare where that is possible, otherwise a literal."""
    return name if _IDENTIFIER.fullmatch(name) else literal(name)


def comment(text: str, *, tags: Iterable[str] = (), indent: str = "") -> str:
    """A doc comment of contract text and of tags of our own, with a line break; may be empty."""
    lines = [_harmless(line.rstrip()) for line in clean(text).split("\n")] if clean(text) else []
    lines = [*lines, *tags]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return (
        f"{indent}/**\n" + "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines) + f"{indent} */\n"
    )


def _harmless(line: str) -> str:
    """No end of comment, no tag, no invisible or unassigned character."""
    shown = "".join(char for char in line if char == "\t" or unicodedata.category(char)[0] != "C")
    return _TAG.sub(r"\1\\@", shown.replace("*/", "*\\/").replace("/*", "/\\*"))
