"""What a compatibility rule is: data, and one function that names what it sees in a pair.

A rule never walks and never decides: the walk hands it two aligned things, containment gives the level.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from dovetail_engine.compat.report import Axis, Effect

Target = Literal[
    "schema",
    "operation",
    "parameter",
    "body",
    "media",
    "answer",
    "response",
    "header",
    "security",
    "scheme",
    "servers",
    "components",
    "route",
    "call",
    "callback",
    "encoding",
    "link",
    "life",
    "document",
]
"""What a rule looks at: `answer` is the media types of a response, `media` those of a request body.

`call` is a webhook or the operation of a callback that comes or goes, `route` an operation and one that takes
requests from it, `encoding` a property of a form as it is written, `life` what is announced of something.
"""

ProbeKind = Literal[
    "plain",
    "without-parameter",
    "without-body",
    "media-type",
    "accept",
    "status",
    "without-header",
    "without-content",
    "credentials",
    "restyled",
    "routed",
    "base-path",
    "empty-value",
    "part",
    "without-part-header",
    "part-header",
    "restyled-part",
]


@dataclass(frozen=True, slots=True)
class Probe:
    """The exchange that would show the difference: a plain one, or one with a certain feature."""

    kind: ProbeKind
    value: Any = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a rule saw, with the pointer of its cause on each side (None where that side has none).

    `atom` is what changed, as JSON: it tells two hits at one place apart and goes into the fingerprint.
    A schema hit names the `keywords` of the receiver that a counter-example must violate, the property
    `name` they are about, the `values` at stake or the `branch` (its pointer, on the side that has it); a
    `vague` one explains a break only where nothing sharper does. An HTTP hit has a `probe`. `risky` marks a
    hit that cannot break by the theory and loses something all the same, `tolerated` one whose readers are
    told to cope with it.
    """

    message: str
    base: str | None
    head: str | None
    atom: Any = None
    keywords: tuple[str, ...] = ()
    name: str | None = None
    values: tuple[Any, ...] | None = None
    branch: str | None = None
    vague: bool = False
    tolerated: bool = False
    probe: Probe | None = None
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A pair for the manual and the tests: two schemas, `paths` objects, or documents with `paths`."""

    summary: str
    base: Any
    head: Any
    fires: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A named kind of change. `meaning_in`: the directions where it is risky though nothing breaks.

    `also`: what else it looks at, in the same way.
    """

    id: str
    on: Target
    effect: Effect
    since: str
    summary: str
    rationale: str
    examples: tuple[Example, ...]
    check: Callable[[Any, Any], Iterable[Hit]]
    axis: Axis = "wire"
    meaning_in: frozenset[str] = frozenset()
    also: tuple[Target, ...] = ()


def shown(value: Any) -> str:
    """A JSON value in a sentence: strings in single quotes, the rest as JSON."""
    if isinstance(value, str):
        return f"'{value}'"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def unordered(values: Iterable[Any]) -> list[Any]:
    """The values in an order of their own, for an atom: a list that is only shuffled stays the same cause."""
    return sorted(values, key=lambda value: msgspec.json.encode(value, order="deterministic"))


def listed(values: Iterable[Any]) -> str:
    """Several values in a sentence: at most six, then how many more."""
    texts = [shown(value) for value in values]
    extra = len(texts) - 6
    return ", ".join(texts[:6]) + (f" and {extra} more" if extra > 0 else "")
