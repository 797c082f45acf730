"""The JSON report as types, and the JSON Schema that is generated from them and published.

What `report.py` writes is checked against these types; `spec/report.schema.json` is their schema.
"""

from typing import Annotated, Any, Final, Literal, NotRequired, TypedDict

import msgspec

from dovetail_engine.compat.report import Axis, Bump, Direction, Effect, Level, Mode, Side, Verdict

IDENTIFIER: Final = "urn:dovetail:report:1"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Pair = Annotated[list[str], msgspec.Meta(min_length=2, max_length=2)]


class Place(TypedDict):
    """Where in a document."""

    pointer: Annotated[str, msgspec.Meta(description="JSON Pointer (RFC 6901).")]
    line: Annotated[int | None, msgspec.Meta(description="Line in the source, from 1.")]
    column: Annotated[int | None, msgspec.Meta(description="Column in the source, from 1.")]
    file: NotRequired[
        Annotated[str, msgspec.Meta(description="The part it stands in, of a document in several files.")]
    ]


class Cause(TypedDict):
    """The place that changed, in each document; null where it is absent."""

    base: Place | None
    head: Place | None


class Exchange(TypedDict):
    """One HTTP message in full; `body` is absent when there is none."""

    method: str
    path: str
    query: list[Pair]
    headers: list[Pair]
    status: int | None
    body: NotRequired[Any]


class Witness(TypedDict):
    """A counter-example: an exchange that one side accepts and the other refuses."""

    kind: Direction
    exchange: Exchange
    accepted_by: Side
    refused_by: Side
    reason: str
    judges: Annotated[list[str], msgspec.Meta(description="The validators that agreed.")]
    curl: Annotated[str | None, msgspec.Meta(description="A request as a command to paste.")]


class Occurrence(TypedDict):
    """One operation and direction that a finding reaches."""

    operation: Annotated[str, msgspec.Meta(description="`GET /orders/{id}`.")]
    direction: Direction | None
    level: Level
    judged: Annotated[Level, msgspec.Meta(description="The gate's own level, before the policy.")]
    witness: Witness | None


class Finding(TypedDict):
    """One cause and everything it reaches."""

    rule: str
    axis: Axis
    mode: Annotated[
        Mode,
        msgspec.Meta(
            description="`backward` is about clients of the base, `forward` about clients of the head that "
            "meet the base's service."
        ),
    ]
    level: Annotated[Level, msgspec.Meta(description="The worst of its occurrences.")]
    judged: Annotated[Level, msgspec.Meta(description="The gate's own level, before the policy.")]
    effect: Effect
    subject: Annotated[str, msgspec.Meta(description="The place as people name it: `OrderCreate.currency`.")]
    cause: Cause
    message: str
    fingerprint: str
    waived: Annotated[dict[str, Any] | None, msgspec.Meta(description="The waiver that covers it.")]
    overridden: Annotated[
        list[str], msgspec.Meta(description="Why the policy gave it another level than the gate.")
    ]
    against: Annotated[
        list[str], msgspec.Meta(description="The releases it was found against, where there are several.")
    ]
    reach: Annotated[int, msgspec.Meta(description="How many operations it touches.")]
    occurrences: list[Occurrence]


class WaiverAccount(TypedDict):
    """A waiver and what became of it."""

    fingerprint: str
    reason: str
    owner: str
    expires: Annotated[str | None, msgspec.Meta(description="The last day on which it holds.")]
    state: Literal["applied", "expired", "unused"]
    covers: Annotated[list[str], msgspec.Meta(description="The fingerprints of the findings it names.")]


class Live(TypedDict):
    """What becomes of the clients of one live release."""

    release: str
    verdict: Verdict
    suggested_bump: Bump
    counts: Annotated[dict[str, int], msgspec.Meta(description="Findings by level.")]
    findings: Annotated[
        list[Finding], msgspec.Meta(description="Those that the report itself does not have.")
    ]


class Report(TypedDict):
    """What a comparison found."""

    schema: Annotated[Literal[1], msgspec.Meta(description="The version of this format.")]
    verdict: Verdict
    suggested_bump: Bump
    findings: list[Finding]
    stats: dict[str, Any]
    waivers: Annotated[list[WaiverAccount], msgspec.Meta(description="What became of each waiver.")]
    live: Annotated[
        list[Live], msgspec.Meta(description="Each release it was compared with, where there are several.")
    ]


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every JSON report is valid against."""
    (root,), components = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        "title": "The report of a Dovetail check",
        **root,
        "$defs": components,
    }
