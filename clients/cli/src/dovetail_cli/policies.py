"""The policy file (TOML): how strict a comparison is, and the exceptions an owner signed."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from dovetail_cli.failures import Failure
from dovetail_engine.compat.containment import KNOWN_FORMATS
from dovetail_engine.compat.policy import Policy, Waiver

Axes = Literal["wire", "source", "both"]


@dataclass(frozen=True, slots=True)
class Strictness:
    """A policy, and the waivers that are in force today."""

    policy: Policy
    waivers: tuple[Waiver, ...] = ()


def read_policy(path: str | None, *, axis: Axes | None = None, accept_unknown: bool = False) -> Strictness:
    """The policy of a file, or the default one; `axis` and `accept_unknown` from the command line win.

    The file may hold `axes`, `accept_unknown`, `enum_growth`, `formats`, and `waivers`, a list whose entries
    have `fingerprint`, `reason`, `owner` and perhaps `expires`. Anything else is a Failure with its line.
    """
    strictness = _File(path).strictness() if path is not None else Strictness(Policy())
    policy = strictness.policy
    if axis is not None:
        policy = replace(policy, axes=axis)
    if accept_unknown:
        policy = replace(policy, accept_unknown=True)
    return replace(strictness, policy=policy)


Check = Callable[[Any], bool]
_CHECKS: Final[Mapping[str, tuple[Check, str]]] = {
    "axes": (lambda value: value in ("wire", "source", "both"), '"wire", "source" or "both"'),
    "accept_unknown": (lambda value: isinstance(value, bool), "true or false"),
    "enum_growth": (lambda value: value in ("breaking", "risky"), '"breaking" or "risky"'),
    "formats": (lambda value: _is_texts(value) and set(value) <= KNOWN_FORMATS, "a list of known formats"),
    "waivers": (lambda value: isinstance(value, list), "a list of tables, each under [[waivers]]"),
}
_WAIVER_CHECKS: Final[Mapping[str, tuple[Check, str]]] = {
    "fingerprint": (
        lambda value: isinstance(value, str) and len(value) >= 7,
        "at least 7 digits of a fingerprint",
    ),
    "reason": (lambda value: isinstance(value, str) and bool(value.strip()), "a sentence"),
    "owner": (lambda value: isinstance(value, str) and bool(value.strip()), "a person or a team"),
    "expires": (lambda value: type(value) is date, "a date, e.g. 2027-01-31, without quotes"),
}


class _File:
    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self.text = Path(path).read_text(encoding="utf-8")
            self.content = tomllib.loads(self.text)
        except OSError as error:
            raise Failure(f"The policy file {path} cannot be read: {error.strerror or error}.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Failure(f"The policy file {path} is no TOML: {error}.") from error

    def strictness(self) -> Strictness:
        self._check(self.content, _CHECKS, required=())
        given = {name: value for name, value in self.content.items() if name != "waivers"}
        if "formats" in given:
            given["formats"] = frozenset(given["formats"])
        return Strictness(Policy(**given), tuple(filter(_in_force, self._waivers())))

    def _waivers(self) -> list[Waiver]:
        waivers = []
        for number, table in enumerate(self.content.get("waivers", [])):
            if not isinstance(table, dict):
                raise self._wrong("waivers", _CHECKS["waivers"][1])
            self._check(table, _WAIVER_CHECKS, required=("fingerprint", "reason", "owner"), skip=number)
            waivers.append(Waiver(**table))
        return waivers

    def _check(
        self,
        table: Mapping[str, Any],
        checks: Mapping[str, tuple[Check, str]],
        *,
        required: tuple[str, ...],
        skip: int = 0,
    ) -> None:
        for name, value in table.items():
            if name not in checks:
                raise self._wrong(name, f"one of {', '.join(checks)}", skip=skip)
            fits, wanted = checks[name]
            if not fits(value):
                raise self._wrong(name, wanted, skip=skip, has_value=True)
        for name in required:
            if name not in table:
                raise Failure(f"{self.path}: waiver {skip + 1} has no `{name}`.")

    def _wrong(self, name: str, wanted: str, *, skip: int = 0, has_value: bool = False) -> Failure:
        said = f"`{name}` must be {wanted}" if has_value else f"`{name}` is unknown; write {wanted}"
        return Failure(f"{self.path}:{self._line(name, skip)}: {said}.")

    def _line(self, name: str, skip: int) -> int:
        """The line of a key: tomllib tells no positions, so it is the key's line in the `skip`th table."""
        lines = self.text.splitlines()
        tables = [number for number, line in enumerate(lines) if re.match(r"\s*\[\[\s*waivers\s*\]\]", line)]
        start = tables[skip] if name not in _CHECKS and skip < len(tables) else 0
        key = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(name)}[\"']?\s*(=|\]|\.)")
        return next((number + 1 for number in range(start, len(lines)) if key.match(lines[number])), 1)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _in_force(waiver: Waiver) -> bool:
    return waiver.expires is None or waiver.expires >= datetime.now(UTC).date()
