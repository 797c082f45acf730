"""The policy file (`dovetail.toml`): how strict a comparison is, and the exceptions an owner signed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from dovetail_cli.failures import Failure
from dovetail_cli.toml_places import Places
from dovetail_engine.compat.policy import Policy, Waiver
from dovetail_engine.compat.policy.reading import Objection, PolicyInvalid, read_file

Axes = Literal["wire", "source", "both"]
Mode = Literal["backward", "forward", "full"]
Against = Literal["base", "live"]

FILE: Final = "dovetail.toml"
"""The policy file of a folder."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for; it wins over every policy."""

    axis: Axes | None = None
    mode: Mode | None = None
    against: Against | None = None
    accept_unknown: bool = False

    def over(self, policy: Policy) -> Policy:
        """The policy with these wishes in it."""
        return replace(
            policy,
            axes=self.axis or policy.axes,
            mode=self.mode or policy.mode,
            against=self.against or policy.against,
            accept_unknown=self.accept_unknown or policy.accept_unknown,
        )


@dataclass(frozen=True, slots=True)
class Strictness:
    """A policy with its waivers, the day to judge them by, and where they come from."""

    policy: Policy
    waivers: tuple[Waiver, ...] = ()
    source: str = ""
    today: date | None = None


def read_policy(path: str | None, wishes: Wishes | None = None) -> Strictness:
    """The policy of a file, of `dovetail.toml` in this folder, or the default one; `wishes` win.

    What is wrong with a file is a Failure that names file, line and column, and what is allowed there.
    """
    path = path or (FILE if Path(FILE).is_file() else None)
    found = _read(path) if path is not None else Strictness(Policy())
    return replace(found, policy=(wishes or Wishes()).over(found.policy), today=today())


def today() -> date:
    """The day that waivers and sunsets are judged by, in UTC."""
    return datetime.now(UTC).date()


def load_toml(path: str) -> tuple[str, Mapping[str, Any]]:
    """The text of a TOML file and its tables; a Failure that says why if it cannot be read."""
    try:
        text = Path(path).read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise Failure(f"The policy file {path} cannot be read: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failure(f"The policy file {path} is no TOML: {error}.") from error


def _read(path: str) -> Strictness:
    text, content = load_toml(path)
    try:
        policy, waivers = read_file(content)
    except PolicyInvalid as error:
        raise _failure(path, text, error.objections) from error
    return Strictness(policy, waivers, source=path)


def _failure(path: str, text: str, objections: tuple[Objection, ...]) -> Failure:
    places = Places(text)
    lines = []
    for one in objections:
        spot = places.of(one.path, at_key=one.at_key)
        lines.append(f"{path}:{spot.line}:{spot.column}: {one.message}.")
    return Failure("\n".join(lines), hint="`dovetail policy explain` shows all that a policy file may hold.")
