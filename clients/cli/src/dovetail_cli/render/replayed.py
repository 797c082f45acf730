"""A report as a pytest file that replays its counter-examples against a running service."""

import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any, Final

from dovetail_cli.render.raw import raw
from dovetail_cli.render.view import Cause, View, count, verdict_line

_RUNTIME: Final = "replay.py"
_GONE: Final = frozenset({"operation-removed"})
_LONGEST_NAME: Final = 80
_NOTHING: Final = """
def test_nothing_to_replay() -> None:
    pytest.skip("No request of an old client is refused.")"""


def module(view: View) -> str:
    """The whole file: the runtime as it is, then a test for each request that old clients may send.

    What a document says gets into it only as a Python literal or as letters, digits and underscores.
    """
    shown = [(cause, one) for cause in view.findings for one in cause.finding["occurrences"]]
    replayed = [(cause, one) for cause, one in shown if _is_replayable(cause, one)]
    others = sum(one["witness"] is not None for _, one in shown) - len(replayed)
    runtime = resources.files("dovetail_cli.render").joinpath(_RUNTIME).read_text(encoding="utf-8")
    code = runtime[runtime.index("import http.client") :]
    tests = [_test(number, cause, one, view) for number, (cause, one) in enumerate(replayed, 1)]
    return "\n\n".join([_introduction(len(replayed), others), code.rstrip(), *(tests or [_NOTHING])]) + "\n"


def _is_replayable(cause: Cause, occurrence: Mapping[str, Any]) -> bool:
    """Whether it is a request that clients of the base send to the service."""
    witness = occurrence["witness"]
    return bool(
        witness and witness["kind"] == "request" and witness["accepted_by"] == "base" and not cause.is_forward
    )


def _introduction(tests: int, others: int) -> str:
    lines = [
        f'"""Replays {count(tests, "request")} that clients of the old contract may send, one per test.',
        "",
        "    BASE_URL=http://127.0.0.1:8000 TOKEN=... pytest FILE",
        "",
        "A test passes when the service at BASE_URL accepts its request. TOKEN and KEY are the credentials",
        "that requests need. Written by `dovetail check --format pytest`; it needs pytest alone.",
    ]
    if others:
        lines += [
            "",
            f"{count(others, 'counter-example')} of the report cannot be replayed: no request makes a",
            "service give a certain answer, and nobody can call it with what it sends itself.",
            "`--format json` and `--format har` have them.",
        ]
    return "\n".join([*lines, '"""'])


def _test(number: int, cause: Cause, occurrence: Mapping[str, Any], view: View) -> str:
    message = raw(occurrence["witness"]["exchange"])
    ruling = verdict_line(occurrence["witness"], cause.base(view.names))
    told = f"{cause.subject}: {cause.message} {ruling}"
    lines = [
        f"def {_name(number, cause.rule, occurrence['operation'])}() -> None:",
        "    replay(",
        f"        {_literal(message.method)},",
        f"        {_literal(message.target)},",
        f"        {_literal(list(message.headers))},",
        f"        {_literal(message.body)},",
        f"        cause={_literal(told)},",
        *(["        gone=True,"] if cause.rule in _GONE else []),
        "    )",
    ]
    if waived := cause.finding["waived"]:
        reason = f"waived: {waived.get('reason', '')}"
        lines.insert(0, f"@pytest.mark.skip(reason={_literal(reason)})")
    return "\n" + "\n".join(lines)


def _literal(value: object) -> str:
    """A Python literal in ASCII, so that no letter of a document can be mistaken for code."""
    return ascii(value)


def _name(number: int, *words: str) -> str:
    parts: Iterable[str] = re.findall(r"[a-z0-9]+", " ".join(words).lower())
    return f"test_{number:03}_{'_'.join(parts)}"[:_LONGEST_NAME].rstrip("_")
