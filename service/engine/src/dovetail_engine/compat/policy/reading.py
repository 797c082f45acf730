"""From a policy file's tables, or a stored policy's JSON, to a policy; or to what is wrong with it."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dovetail_engine.compat.policy.fields import FILE, POLICY, WAIVER, Field, Section
from dovetail_engine.compat.policy.model import Deprecation, Policy, Severity, Waiver

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that is wrong: the way to it, and a sentence with what is allowed there.

    `at_key` tells whether the key itself is meant, or its value.
    """

    path: Path
    message: str
    at_key: bool = False


class PolicyInvalid(ValueError):
    """A policy that cannot be used; `objections` are in the order of the file."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__("; ".join(one.message for one in objections))
        self.objections = tuple(objections)


def read_file(content: Mapping[str, Any]) -> tuple[Policy, tuple[Waiver, ...]]:
    """The policy and the waivers of a file's tables. Raises PolicyInvalid."""
    found = _read(content, FILE)
    return _policy(found.get("policy", {})), tuple(Waiver(**entry) for entry in found.get("waiver", ()))


def read_policy(content: Mapping[str, Any]) -> Policy:
    """A policy as `Policy.to_dict` writes it, or a part of it. Raises PolicyInvalid."""
    return _policy(_read(content, POLICY))


def restore_policy(content: Mapping[str, Any]) -> Policy:
    """A policy that was read before and kept as `Policy.to_dict` writes it, or a part of it.

    It is taken as it is: a rule that it names may be called otherwise by now.
    """
    known = {name: value for name, value in content.items() if name in POLICY.fields}
    if "formats" in known:
        known["formats"] = frozenset(known["formats"])
    return _policy(known)


def restore_waiver(content: Mapping[str, Any]) -> Waiver:
    """A waiver that was read before and kept as `Waiver.to_dict` writes it."""
    expires = content["expires"]
    return Waiver(
        content["fingerprint"],
        content["reason"],
        content["owner"],
        date.fromisoformat(expires) if expires else None,
    )


def read_waiver(content: Mapping[str, Any]) -> Waiver:
    """A waiver as `Waiver.to_dict` writes it. Raises PolicyInvalid."""
    given = {name: value for name, value in content.items() if value is not None}
    return Waiver(**_read(given, WAIVER))


def _policy(found: Mapping[str, Any]) -> Policy:
    given = dict(found)
    if "severity" in given:
        given["severity"] = tuple(Severity(**entry) for entry in given["severity"])
    if "deprecation" in given:
        given["deprecation"] = Deprecation(**given["deprecation"])
    return Policy(**given)


def _read(content: Mapping[str, Any], section: Section) -> dict[str, Any]:
    reader = _Reader()
    found = reader.table(content, section, ())
    if reader.objections:
        raise PolicyInvalid(reader.objections)
    return found


class _Reader:
    def __init__(self) -> None:
        self.objections: list[Objection] = []

    def table(self, content: Mapping[str, Any], section: Section, path: Path) -> dict[str, Any]:
        found = {}
        for name, value in content.items():
            known = section.fields.get(name)
            if known is None:
                self._object((*path, name), _unknown(name, section), at_key=True)
            else:
                found[name] = self._value(value, known, (*path, name))
        for name, field in section.fields.items():
            if isinstance(field, Field) and field.required and name not in content:
                self._object(path, f"`{name}` is missing: {field.kind.allowed}", at_key=True)
        return found

    def _value(self, value: Any, known: Field | Section, path: Path) -> Any:
        if isinstance(known, Section):
            return self._tables(value, known, path) if known.many else self._one(value, known, path)
        try:
            return known.kind.read(value)
        except ValueError:
            self._object(path, f"`{path[-1]}` must be {known.kind.allowed}")
            return None

    def _one(self, value: Any, section: Section, path: Path) -> dict[str, Any]:
        if isinstance(value, Mapping):
            return self.table(value, section, path)
        self._object(path, f"`{path[-1]}` must be a table")
        return {}

    def _tables(self, value: Any, section: Section, path: Path) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            self._object(path, f"`{path[-1]}` must be a list of tables")
            return []
        return [self.table(entry, section, (*path, index)) for index, entry in enumerate(value)]

    def _object(self, path: Path, message: str, *, at_key: bool = False) -> None:
        self.objections.append(Objection(path, message, at_key))


def _unknown(name: str, section: Section) -> str:
    for key, field in section.fields.items():
        if isinstance(field, Section) and name in field.fields:
            return f"`{name}` is unknown here; it belongs into `{key}`"
    near = difflib.get_close_matches(name, section.fields, n=1)
    meant = f"did you mean `{near[0]}`? Allowed" if near else "allowed"
    return f"`{name}` is unknown; {meant}: {', '.join(section.fields)}"
