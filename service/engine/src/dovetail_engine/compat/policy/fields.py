"""The table of everything that a policy file may hold: it reads the file, and it is the reference of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dovetail_engine.compat.policy.kinds import (
    Day,
    Fingerprint,
    Flag,
    Formats,
    Kind,
    Number,
    OneOf,
    RuleGlob,
    Text,
)

LEVEL = OneOf(("breaking", "unknown", "risky", "safe"))
TOLERANCE = OneOf(("breaking", "risky"))


@dataclass(frozen=True, slots=True)
class Field:
    """A key with the kind of its value and what it is for; `default` is how the file would spell it."""

    kind: Kind
    doc: str
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the file, or a list of tables."""

    doc: str
    fields: Mapping[str, "Field | Section"]
    many: bool = False


SEVERITY: Final = Section(
    "Another level for some findings. Of several entries that name the same one, the last counts. A report "
    "says which entry did it and what the gate's own level was; the suggested version does not change. "
    '`level = "ignore"` leaves the findings out. In a glob, `*` stands for any text without `/`, and `**` '
    "for any text.",
    {
        "level": Field(
            OneOf((*LEVEL.values, "ignore")), "The level they get, or `ignore`.", required=True
        ),
        "rule": Field(RuleGlob(), "Only findings of these rules."),
        "path": Field(Text('a path as the document writes it, or a glob such as "/internal/**"'),
                      "Only operations of these paths."),
        "operation": Field(Text('an operation such as "GET /orders/{id}", or a glob'),
                           "Only these operations."),
        "direction": Field(OneOf(("request", "response")), "Only this direction."),
        "mode": Field(OneOf(("backward", "forward")), "Only breaks of this mode."),
        "when": Field(LEVEL, "Only what the gate itself calls so."),
        "reason": Field(Text("a sentence"), "Why; the report repeats it."),
    },
    many=True,
)  # fmt: skip

DEPRECATION: Final = Section(
    "How a removal is announced: `deprecated: true` with the date in `x-sunset`.",
    {
        "min_days": Field(
            Number(0, 3650),
            "The days that at least lie between the announcement and the sunset.",
            default="0",
        ),
        "too_soon": Field(
            LEVEL, "The level of an announcement that leaves fewer days.", default='"breaking"'
        ),
        "after_sunset": Field(
            LEVEL,
            "The level of a removal that was announced, on the day of its sunset or later.",
            default='"breaking"',
        ),
    },
)

POLICY: Final = Section(
    "How strict the gate is.",
    {
        "mode": Field(
            OneOf(("backward", "forward", "full")),
            "`backward`: clients of the old version keep working with the new service. `forward`: clients of "
            "the new version work with the old service. `full`: both.",
            default='"backward"',
        ),
        "against": Field(
            OneOf(("base", "live")),
            "Which releases the verdict speaks for: the base alone, or every live release since the last "
            "break that was accepted. The others are reported and do not refuse.",
            default='"base"',
        ),
        "axes": Field(
            OneOf(("wire", "source", "both")),
            "Whom a change may break: HTTP peers, callers of the generated clients, or both.",
            default='"wire"',
        ),
        "accept_unknown": Field(Flag(), "Whether what could not be decided passes.", default="false"),
        "enum_growth": Field(
            TOLERANCE,
            "What a new value in an enum of a response is. `x-extensible-enum` makes it risky anyway.",
            default='"breaking"',
        ),
        "response_members": Field(
            TOLERANCE,
            "What a new member in a closed object of a response is.",
            default='"breaking"',
        ),
        "formats": Field(
            Formats(),
            "The formats that are part of the type; the others are annotations.",
            default="all of them",
        ),
        "steps": Field(
            Number(1_000, 10_000_000),
            "The steps that one question of containment may take before it is `unknown`.",
            default="50000",
        ),
        "severity": SEVERITY,
        "deprecation": DEPRECATION,
    },
)

WAIVER: Final = Section(
    "An exception for one finding, signed by an owner. The finding stays in the report and a break remains a "
    "break for the version; it does not decide the verdict. An expired waiver covers nothing and is "
    "reported, and so is one that nothing needs.",
    {
        "fingerprint": Field(Fingerprint(), "The finding.", required=True),
        "reason": Field(Text("a sentence"), "Why it may pass.", required=True),
        "owner": Field(Text("a person or a team", most=200), "Who answers for it.", required=True),
        "expires": Field(Day(), "The last day on which it holds; without it, it holds for good."),
    },
    many=True,
)

FILE: Final = Section("", {"policy": POLICY, "waiver": WAIVER})
"""The whole file."""
