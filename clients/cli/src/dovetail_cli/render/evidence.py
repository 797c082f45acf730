"""The counter-example of a finding as lines to paste: a request as `curl`, a response as JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from dovetail_cli.safe import printable

_SHELL_WORD: Final = re.compile(r"""(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+""", re.DOTALL)
_FOLD: Final = " \\"
_MOST_LINES: Final = 24


def evidence(witness: Mapping[str, Any], *, width: int) -> list[str]:
    """The lines that show a witness in about `width` columns; a shell word is never broken."""
    if witness["kind"] == "request":
        return _request(witness, width)
    return _response(witness["exchange"], width)


def language(witness: Mapping[str, Any]) -> str:
    """The language of the evidence, as a Markdown fence names it."""
    if witness["kind"] == "request":
        return "sh" if witness["curl"] else "http"
    return "json" if _is_bare(witness["exchange"]) else "http"


def _request(witness: Mapping[str, Any], width: int) -> list[str]:
    if witness["curl"]:
        return fold_command(witness["curl"], width)
    exchange = witness["exchange"]
    query = "&".join(f"{name}={value}" for name, value in exchange["query"])
    target = f"{exchange['path']}?{query}" if query else exchange["path"]
    return [printable(f"{exchange['method']} {target}"), *_headers(exchange), *_body(exchange, width)]


def _response(exchange: Mapping[str, Any], width: int) -> list[str]:
    if _is_bare(exchange):
        return _body(exchange, width)
    return [f"HTTP {exchange['status'] or ''}".rstrip(), *_headers(exchange), *_body(exchange, width)]


def _is_bare(exchange: Mapping[str, Any]) -> bool:
    """Whether the body alone says it: a JSON body, the status 200 and no other header."""
    others = [name for name, _ in exchange["headers"] if name.lower() != "content-type"]
    return exchange["status"] in {None, 200} and "body" in exchange and not others


def _headers(exchange: Mapping[str, Any]) -> list[str]:
    return [printable(f"{name}: {value}") for name, value in exchange["headers"]]


def _body(exchange: Mapping[str, Any], width: int) -> list[str]:
    if "body" not in exchange:
        return []
    compact = printable(json.dumps(exchange["body"], ensure_ascii=False, separators=(",", ":")))
    if len(compact) <= width:
        return [compact]
    lines = [
        printable(line) for line in json.dumps(exchange["body"], ensure_ascii=False, indent=2).splitlines()
    ]
    left = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"… {left} more lines; --format json has them all"] if left > 1 else lines


def fold_command(command: str, width: int) -> list[str]:
    """A shell command on as many lines as `width` asks for, folded between its words only."""
    words = _SHELL_WORD.findall(printable(command.replace("\\\n", " ")))
    lines = [""]
    for group in _options_with_values(words):
        whole = f"{lines[-1]} {group}".strip() if len(lines) == 1 else f"{lines[-1]} {group}"
        if not lines[-1] or len(whole) + len(_FOLD) <= width:
            lines[-1] = whole if lines[-1] else group
        else:
            lines[-1] += _FOLD
            lines.append(f"     {group}")
    return lines


def _options_with_values(words: list[str]) -> list[str]:
    groups: list[str] = []
    for word in words:
        if groups and re.fullmatch(r"--?[A-Za-z][\w-]*", groups[-1]) and not word.startswith("-"):
            groups[-1] += f" {word}"
        else:
            groups.append(word)
    return groups
