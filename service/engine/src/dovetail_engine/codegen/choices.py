"""Choices in the IR's normal form."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.codegen import literals
from dovetail_engine.codegen.ir import Schema

OPEN_OBJECT: Schema = {"type": "object", "additionalProperties": True}


def either(options: Iterable[Schema], *, lenient: bool = False) -> dict[str, Any]:
    """A choice in normal form: flat, no repeats, null last, opened when `lenient` and made of objects."""
    members = literals.merged(_members(options))
    null = [member for member in members if member.get("type") == "null"]
    known = [member for member in members if member.get("type") != "null"]
    if any(not _core(member) for member in known):
        return {}
    if lenient and len(known) > 1 and any("$ref" in member for member in known) and OPEN_OBJECT not in known:
        known.append(OPEN_OBJECT)
    known.sort(key=lambda member: member == OPEN_OBJECT)
    members = [*known, *null[:1]]
    if len(members) == 1:
        return dict(members[0])
    return {"anyOf": members} if members else {}


def _members(options: Iterable[Schema]) -> list[Schema]:
    members: list[Schema] = []
    for option in options:
        members.extend(option.get("anyOf", [option]))
    return members


def _core(schema: Schema) -> set[str]:
    return set(schema) - {"title", "description", "deprecated", "default"}
