"""A report as SARIF 2.1.0, for code-scanning services."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.view import Cause, View, file_of
from dovetail_engine.compat import all_rules, explain

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"breaking": "error", "unknown": "error", "risky": "warning", "safe": "note"}
_WIDTH: Final = 100


def log(view: View, *, path: str | None) -> dict[str, Any]:
    """The log with one run; every finding is a result, and a waived one is suppressed.

    `path` is the head's file in a checkout; without one the results have logical locations only.
    """
    findings = view.findings
    rules = {name: number for number, name in enumerate(dict.fromkeys(cause.rule for cause in findings))}
    driver = {
        "name": "dovetail",
        "version": version("dovetail-cli"),
        "rules": [_rule(name, view.ways_out.manual) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(cause, rules[cause.rule], view, path) for cause in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str, manual: str) -> dict[str, Any]:
    """What a rule says, with its manual page; the id alone for a rule of another version."""
    known = all_rules().get(name)
    if known is None:
        return {"id": name}
    described: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.rationale},
        "help": {
            "text": f"{known.summary} {known.rationale} dovetail explain {name} shows examples.",
            "markdown": explain(name),
        },
    }
    return {**described, "helpUri": f"{manual}/{name}"} if manual else described


def _result(cause: Cause, rule: int, view: View, path: str | None) -> dict[str, Any]:
    result = {
        "ruleId": cause.rule,
        "ruleIndex": rule,
        "level": _level(cause, view),
        "message": {"text": "\n".join(_message(cause, view))},
        "locations": [_location(cause, path)],
        "partialFingerprints": {"dovetail/v1": cause.finding["fingerprint"]},
    }
    waived = cause.finding["waived"]
    return {**result, "suppressions": [_suppression(waived)]} if waived else result


def _level(cause: Cause, view: View) -> str:
    # What the policy accepted is still to be seen, but it is no error any more.
    if cause.level == "unknown" and view.verdict == "compatible":
        return "warning"
    return _LEVELS.get(cause.level, "error")


def _message(cause: Cause, view: View) -> Iterable[str]:
    yield f"{cause.direction} of {cause.reach}"
    yield cause.told(view.names)
    if cause.witness:
        yield from evidence(cause.witness, width=_WIDTH)
        yield cause.ruling(view.names)


def _location(cause: Cause, path: str | None) -> dict[str, Any]:
    logical: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": cause.subject}]}
    if path is None:
        return logical
    place = cause.finding["cause"]["head"]
    if place is None:
        # It is gone: the file is known, a line is not.
        return {"physicalLocation": {"artifactLocation": _artifact(path)}, **logical}
    physical: dict[str, Any] = {"artifactLocation": _artifact(file_of(place, path))}
    if place["line"] is not None:
        physical["region"] = {"startLine": place["line"], "startColumn": place["column"] or 1}
    return {"physicalLocation": physical, **logical}


def _artifact(path: str) -> dict[str, str]:
    """A file by its URI: from the top of the checkout where it lies inside, else the whole."""
    absolute = Path(path).absolute()
    if not absolute.is_relative_to(Path.cwd()):
        return {"uri": absolute.as_uri()}
    return {"uri": quote(absolute.relative_to(Path.cwd()).as_posix()), "uriBaseId": "%SRCROOT%"}


def _suppression(waived: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: waived[name] for name in ("fingerprint", "owner", "expires") if waived.get(name)}
    reason = waived.get("reason")
    return {
        "kind": "external",
        "status": "accepted",
        **({"justification": str(reason)} if reason else {}),
        **({"properties": known} if known else {}),
    }
