"""The gate's report on the wire, as the engine writes it (`"schema": 1`)."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Verdict = Literal["compatible", "breaking", "unknown"]
Bump = Literal["none", "patch", "minor", "major"]
Level = Literal["breaking", "unknown", "risky", "safe"]
Mode = Literal["backward", "forward"]
Direction = Literal["request", "response"]
Side = Literal["base", "head"]
Pair = Annotated[list[str], Field(min_length=2, max_length=2)]


class Place(BaseModel):
    """Where in a document."""

    pointer: str = Field(description="JSON Pointer (RFC 6901).")
    line: int | None = Field(description="Line in the source, from 1.")
    column: int | None = Field(description="Column in the source, from 1.")
    # A factory, not a value: the contract then says that it may be absent, without a default.
    file: str = Field(
        default_factory=str, description="The part it stands in, of a document in several files."
    )


class Cause(BaseModel):
    """The place that changed, in each document; null where it is absent."""

    base: Place | None
    head: Place | None


class Exchange(BaseModel):
    """One HTTP message in full; `body` is absent when there is none."""

    method: str
    path: str
    query: list[Pair]
    headers: list[Pair]
    status: int | None
    # As above.
    body: JsonValue = Field(default_factory=lambda: None)


class Witness(BaseModel):
    """A counter-example: an exchange that one side accepts and the other refuses."""

    kind: Direction
    exchange: Exchange
    accepted_by: Side
    refused_by: Side
    reason: str
    judges: list[str] = Field(description="The validators that agreed.")
    curl: str | None = Field(description="A request as a command to paste.")


class Occurrence(BaseModel):
    """One operation and direction that a finding reaches."""

    operation: str = Field(description="`GET /orders/{id}`.")
    direction: Direction | None
    level: Level
    judged: Level = Field(description="The gate's own level, before the policy.")
    witness: Witness | None


class Finding(BaseModel):
    """One cause and everything it reaches."""

    rule: str
    axis: Literal["wire", "source"]
    mode: Mode = Field(
        description="`backward` is about clients of the base, `forward` about clients of the head that meet "
        "the base's service."
    )
    level: Level = Field(description="The worst of its occurrences.")
    judged: Level = Field(description="The gate's own level, before the policy.")
    effect: Literal["NARROWED", "WIDENED", "MEANING", "ANNOTATED"]
    subject: str = Field(description="The place as people name it: `OrderCreate.currency`.")
    cause: Cause
    message: str
    fingerprint: str
    waived: dict[str, Any] | None = Field(description="The waiver that covers it.")
    overridden: list[str] = Field(description="Why the policy gave it another level than the gate.")
    against: list[str] = Field(description="The releases it was found against, where there are several.")
    reach: int = Field(description="How many operations it touches.")
    occurrences: list[Occurrence]


class WaiverAccount(BaseModel):
    """A waiver and what became of it."""

    fingerprint: str
    reason: str
    owner: str
    expires: str | None = Field(description="The last day on which it holds.")
    state: Literal["applied", "expired", "unused"]
    covers: list[str] = Field(description="The fingerprints of the findings it names.")


class LiveRelease(BaseModel):
    """What becomes of the clients of one live release."""

    release: str
    verdict: Verdict
    suggested_bump: Bump
    counts: dict[str, int] = Field(description="Findings by level.")
    findings: list[Finding] = Field(description="Those that the report itself does not have.")


class Report(BaseModel):
    """What a comparison found."""

    model_config = ConfigDict(populate_by_name=True)

    schema_: Literal[1] = Field(alias="schema", description="The version of this format.")
    verdict: Verdict
    suggested_bump: Bump
    findings: list[Finding]
    stats: dict[str, Any]
    waivers: list[WaiverAccount] = Field(description="What became of each waiver.")
    live: list[LiveRelease] = Field(description="Each release it was compared with, where there are several.")


FIRST_RELEASE: dict[str, Any] = {
    "schema": 1,
    "verdict": "compatible",
    "suggested_bump": "none",
    "findings": [],
    "stats": {},
    "waivers": [],
    "live": [],
}
"""The report on a document that has no base: there is nobody it could break."""


def completed(report: dict[str, Any]) -> dict[str, Any]:
    """A stored report with the members that reports did not have from the beginning."""
    if "live" in report:
        return report
    findings = [_completed_finding(finding) for finding in report["findings"]]
    return {**report, "findings": findings, "waivers": [], "live": []}


def _completed_finding(finding: dict[str, Any]) -> dict[str, Any]:
    occurrences = [{**one, "judged": one["level"]} for one in finding["occurrences"]]
    added = {"mode": "backward", "judged": finding["level"], "overridden": [], "against": []}
    return {**finding, **added, "occurrences": occurrences}
