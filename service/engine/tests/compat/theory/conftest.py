"""A trial of two schemas as bodies, and a check of counter-examples that shares nothing with the engine.

A side is a schema that may carry its `components`, so that its references lead to the same place in an
OpenAPI document and in the JSON Schema that jsonschema-rs judges.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

import jsonschema_rs
import pytest

from dovetail_engine.compat import Report, compare
from dovetail_engine.oas import Document, load

Direction = Literal["request", "response"]


def _load(paths: Any, openapi: str = "3.1.0", **more: Any) -> Document:
    tree = {"openapi": openapi, "info": {"title": "Theory", "version": "1"}, "paths": paths, **more}
    return load(json.dumps(tree).encode())


def _lifted(side: Any) -> tuple[Any, dict[str, Any]]:
    if not isinstance(side, dict) or "components" not in side:
        return side, {}
    schema = {key: value for key, value in side.items() if key != "components"}
    return schema, {"components": side["components"]}


def _body(direction: Direction, side: Any, openapi: str) -> Document:
    schema, more = _lifted(side)
    content = {"content": {"application/json": {"schema": schema}}}
    done = {"responses": {"204": {"description": "Done"}}}
    operation = {**done, "requestBody": {"required": True, **content}}
    if direction == "response":
        operation = {"responses": {"200": {"description": "Done", **content}}}
    return _load({"/things": {"post": operation}}, openapi, **more)


def _fits(bits: int) -> Callable[[str], bool]:
    return lambda text: (
        bool(re.fullmatch(r"-?\d+", text)) and -(2 ** (bits - 1)) <= int(text) < 2 ** (bits - 1)
    )


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error:
        return False
    return True


def _whole(bits: int, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return value == int(value) and -(2 ** (bits - 1)) <= value < 2 ** (bits - 1)


def _valid(side: Any, value: Any) -> bool:
    """Validity by jsonschema-rs on the side as it stands; number formats are spelled out as bounds."""
    spelled = _spelled(side)
    validator = jsonschema_rs.Draft202012Validator(
        spelled, validate_formats=True, formats={"byte": _is_base64, "email": lambda _: True}
    )
    return bool(validator.is_valid(value))


def _spelled(node: Any) -> Any:
    if isinstance(node, list):
        return [_spelled(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _spelled(value) for key, value in node.items()}
    bits = {"int32": 32, "int64": 64}.get(node["format"]) if isinstance(node.get("format"), str) else None
    if bits:
        least, most = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        made["allOf"] = [
            *made.get("allOf", []),
            {"if": {"type": "number"}, "then": {"type": "integer", "minimum": least, "maximum": most}},
        ]
    return made


@pytest.fixture(scope="session")
def paths_of() -> Callable[..., Document]:
    """A document from its `paths` and what else it has."""
    return _load


@pytest.fixture(scope="session")
def try_bodies() -> Callable[..., Report]:
    """Compare two sides as the body of one request or response."""

    def judge(
        direction: Direction, base: Any, head: Any, *, dialects: tuple[str, str] = ("3.1.0",) * 2
    ) -> Report:
        return compare(_body(direction, base, dialects[0]), _body(direction, head, dialects[1]))

    return judge


@pytest.fixture(scope="session")
def valid() -> Callable[[Any, Any], bool]:
    """Whether a value satisfies a side, by jsonschema-rs alone."""
    return _valid


@pytest.fixture(scope="session")
def confirmed() -> Callable[[Report, Any, Any], bool]:
    """Whether each body of each breaking finding is what its sender may send and its receiver refuses."""

    def check(report: Report, sender: Any, receiver: Any) -> bool:
        return all(_valid(sender, body) and not _valid(receiver, body) for body in _bodies(report))

    return check


def _bodies(report: Report) -> Iterable[Any]:
    for finding in report.findings:
        if finding.level == "breaking":
            shown = [one.witness for one in finding.occurrences if one.witness is not None]
            assert shown, f"{finding.rule} breaks and shows nothing"
            yield from (witness.exchange.body for witness in shown)
