"""The counter-example of a finding as lines to paste: a request as `curl`, a response as JSON."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from dovetail_cli.safe import printable

_SHELL_WORD: Final = re.compile(r"""(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+""", re.DOTALL)
_FOLD: Final = " \\"
_JSON_MEMBER: Final = re.compile(r"""(?:"(?:\\.|[^"\\])*"|[^",])+,?|,""")
_MOST_FOLDS: Final = 4
_MOST_LINES: Final = 24
_MOST_OF_A_PART: Final = 200
_LONGEST_LINE: Final = 600
_MOST_OF_A_VALUE: Final = 40
_JSON_TYPE: Final = "content-type: application/json"


def evidence(witness: Mapping[str, Any], *, width: int) -> list[str]:
    """The lines that show a witness in about `width` columns; a shell word is never broken.

    A line of many hundred letters is cut in its middle, and the last line says how many are missing.
    """
    return _shortened(_request(witness, width) if witness["kind"] == "request" else _response(witness, width))


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


def _response(witness: Mapping[str, Any], width: int) -> list[str]:
    exchange = witness["exchange"]
    body = _focused_body(exchange, str(witness["reason"]), width)
    if _is_bare(exchange):
        return body
    status = f"HTTP {exchange['status'] or ''}".rstrip()
    return [status, *(line for line in _headers(exchange) if line.lower() != _JSON_TYPE), *body]


def _shortened(lines: list[str]) -> list[str]:
    """The lines with the middle of endless ones left out: a text beyond a limit of 65536 proves it unseen."""
    left_out = sum(len(line) - _LONGEST_LINE for line in lines if len(line) > _LONGEST_LINE)
    if not left_out:
        return lines
    half = _LONGEST_LINE // 2
    cut = [line if len(line) <= _LONGEST_LINE else f"{line[:half]}…{line[-half:]}" for line in lines]
    return [*cut, f"… stands for {left_out:,} more letters; --format json has them all"]


def _is_bare(exchange: Mapping[str, Any]) -> bool:
    """Whether the body alone says it: a body, the status 200 and no header but the body's type."""
    others = [name for name, _ in exchange["headers"] if name.lower() != "content-type"]
    return exchange["status"] in {None, 200} and "body" in exchange and not others


def _headers(exchange: Mapping[str, Any]) -> list[str]:
    return [printable(f"{name}: {value}") for name, value in exchange["headers"]]


def _focused_body(exchange: Mapping[str, Any], reason: str, width: int) -> list[str]:
    """The whole body where it fits; else what the reason is about, with `…` for the rest."""
    lines = _body(exchange, width)
    path = _path_in(reason, exchange.get("body"))
    if len(lines) > _MOST_FOLDS and path:
        return [printable(_focused(exchange["body"], path))]
    return lines


def _path_in(reason: str, body: Any) -> list[str | int]:
    """The place that a reason starts with, `result.items[0].id: …`, as far as the body has it."""
    found: list[str | int] = []
    value, left = body, reason.partition(": ")[0]
    while left:
        token = _next_token(value, left)
        if token is None:
            break
        found.append(token)
        value = value[token]
        left = left[len(f"[{token}]" if isinstance(token, int) else token) :].removeprefix(".")
    return found


def _next_token(value: Any, path: str) -> str | int | None:
    """The member of a value that a path starts with; names may hold dots and brackets themselves."""
    if isinstance(value, list):
        index = re.match(r"\[(\d+)\]", path)
        return int(index[1]) if index and int(index[1]) < len(value) else None
    if not isinstance(value, Mapping):
        return None
    names = (name for name in value if path == name or path.startswith((f"{name}.", f"{name}[")))
    return max(names, key=len, default=None)


def _focused(value: Any, path: list[str | int]) -> str:
    if not path:
        return _compact(value) if len(_compact(value)) <= _MOST_OF_A_PART else _outline(value)
    if isinstance(value, list):
        index = int(path[0])
        rest = ["…"] if len(value) > index + 1 else []
        return f"[{', '.join([*(['…'] if index else []), _focused(value[index], path[1:]), *rest])}]"
    shown = f"{_compact(path[0])}: {_focused(value[path[0]], path[1:])}"
    return f"{{{shown}, …}}" if len(value) > 1 else f"{{{shown}}}"


def _outline(value: Any) -> str:
    """An object's first names with the values that are small, and `…` for all else."""
    if not isinstance(value, Mapping):
        return "[…]" if isinstance(value, list) else _compact(value)
    parts: list[str] = []
    for name, part in value.items():
        if sum(map(len, parts)) > _MOST_OF_A_PART:
            parts.append("…")
            break
        shown = _compact(part)
        parts.append(f"{_compact(name)}: {shown if len(shown) <= _MOST_OF_A_VALUE else '…'}")
    return f"{{{', '.join(parts)}}}"


def _body(exchange: Mapping[str, Any], width: int) -> list[str]:
    if "body" not in exchange:
        return []
    compact = printable(_compact(exchange["body"]))
    folded = _fold_json(compact, width)
    if len(folded) <= _MOST_FOLDS:
        return folded
    lines = [
        printable(line) for line in json.dumps(exchange["body"], ensure_ascii=False, indent=2).splitlines()
    ]
    left = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"… {left} more lines; --format json has them all"] if left > 1 else lines


def _fold_json(compact: str, width: int) -> list[str]:
    """JSON on as few lines as `width` allows, folded after commas only."""
    lines = [""]
    for member in _JSON_MEMBER.findall(compact):
        if lines[-1] and len(lines[-1]) + len(member) > width:
            lines.append(f" {member}")
        else:
            lines[-1] += member
    return lines


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
