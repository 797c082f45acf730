"""A report as SARIF 2.1.0, for code-scanning services."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final

from dovetail_cli.render.evidence import evidence
from dovetail_cli.render.view import Cause, View, verdict_line

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"breaking": "error", "unknown": "error", "risky": "warning", "safe": "note"}
_WIDTH: Final = 100


def log(view: View, *, path: str | None) -> dict[str, Any]:
    """The log with one run; every finding is a result, and a waived one is suppressed.

    `path` is the head's file in a checkout; without one the results have logical locations only.
    """
    findings = view.findings
    rules = [{"id": rule} for rule in dict.fromkeys(cause.rule for cause in findings)]
    driver = {"name": "dovetail", "version": version("dovetail-cli"), "rules": rules}
    results = [_result(cause, view, path) for cause in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(cause: Cause, view: View, path: str | None) -> dict[str, Any]:
    result = {
        "ruleId": cause.rule,
        "level": _LEVELS.get(cause.level, "error"),
        "message": {"text": "\n".join(_message(cause, view))},
        "locations": [_location(cause, path)],
        "partialFingerprints": {"dovetail/v1": cause.finding["fingerprint"]},
    }
    waived = cause.finding["waived"]
    return {**result, "suppressions": [_suppression(waived)]} if waived else result


def _message(cause: Cause, view: View) -> Iterable[str]:
    yield f"{cause.direction} of {cause.reach}"
    yield cause.told(view.names.base)
    if cause.witness:
        yield from evidence(cause.witness, width=_WIDTH)
        yield verdict_line(cause.witness, view.names.base)


def _location(cause: Cause, path: str | None) -> dict[str, Any]:
    logical: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": cause.subject}]}
    place = cause.finding["cause"]["head"]
    if path is None or place is None:
        return logical
    physical: dict[str, Any] = {"artifactLocation": {"uri": path}}
    if place["line"] is not None:
        physical["region"] = {"startLine": place["line"], "startColumn": place["column"] or 1}
    return {"physicalLocation": physical, **logical}


def _suppression(waived: Mapping[str, Any]) -> dict[str, str]:
    reason = waived.get("reason")
    return {"kind": "external", **({"justification": str(reason)} if reason else {})}
