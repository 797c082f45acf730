"""Publishing: from a document and a wish to a release, or to a remembered refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dovetail_registry.checks import service as checks
from dovetail_registry.checks.service import Base, GateRequest, Judgement, Question
from dovetail_registry.contracts import service as contracts
from dovetail_registry.documents import service as documents
from dovetail_registry.documents.service import Candidate
from dovetail_registry.events import service as events
from dovetail_registry.identity.schemas import Scope
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.problems import Problem
from dovetail_registry.packages import service as packages
from dovetail_registry.policies import service as policies
from dovetail_registry.resources import Resources

from . import repository, versions
from .problems import (
    BreakingChange,
    MajorVersionRequired,
    PublishingCollision,
    UnknownCompatibility,
    VersionTaken,
)
from .schemas import AUTO, MAIN
from .tables import ReleaseRow
from .versions import Version

_ATTEMPTS = 4
_MOST_REPORTED = 10
"""How many releases are compared with at most, unless more of them decide."""


@dataclass(frozen=True, slots=True)
class Target:
    """The contract that is published to."""

    contract_id: UUID
    namespace: str
    contract: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A document, where it should go, and who says so."""

    actor: Actor
    target: Target
    data: bytes
    request: GateRequest


@dataclass(frozen=True, slots=True)
class Published:
    """The release; `created` is false when it was there before."""

    release: ReleaseRow
    created: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The gate said no; the check is stored, the problem is what to answer."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document is held against, and the versions that are taken, at one moment."""

    base: ReleaseRow | None
    question: Question
    existing: ReleaseRow | None
    taken: frozenset[str]

    def same_as(self, other: "Plan") -> bool:
        """Whether a decision made on one still holds on the other."""
        same_question = self.question.bases == other.question.bases
        same_terms = self.question.terms.same_as(other.question.terms)
        return same_question and same_terms and self.taken == other.taken


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that a release or a refusal follows from."""

    submission: Submission
    candidate: Candidate
    plan: Plan
    judged: Judgement

    @property
    def report(self) -> dict[str, Any]:
        """The gate's report."""
        return self.judged.report

    @property
    def base(self) -> ReleaseRow | None:
        """The release that was compared with."""
        return self.plan.base

    @property
    def verdict(self) -> str:
        """The gate's verdict."""
        return str(self.report["verdict"])

    def deciding(self, level: str) -> list[dict[str, Any]]:
        """The findings of a level that no waiver covers."""
        findings: list[dict[str, Any]] = self.report["findings"]
        return [finding for finding in findings if finding["level"] == level and not finding["waived"]]


async def publish(resources: Resources, session: WriteSession, submission: Submission) -> Published | Refused:
    """Release a document, answer the release it already is, or remember why not.

    The slow part runs before the transaction begins; if others published meanwhile, it runs again. Raises
    InvalidDocument, TooExpensive, VersionTaken and PublishingCollision.
    """
    if submission.request.allow_breaking:
        submission.actor.require(Scope.OVERRIDE, submission.target.namespace)
    candidate = await documents.examine(resources, submission.data)
    for _ in range(_ATTEMPTS):
        async with resources.db.read() as reads:
            plan = await _plan(reads, submission, candidate)
        if plan.existing is not None:
            return Published(plan.existing, created=False)
        judged = await checks.run(resources, plan.question, submission.data, submission.request.version)
        await resources.blobs.put(submission.data)
        await contracts.lock(session, submission.target.contract_id)
        if plan.same_as(await _plan(session, submission, candidate)):
            session.on_commit(resources.wake.set)
            decision = Decision(submission, candidate, plan, judged)
            return await _settle(session, decision, resources.settings.job_attempts)
        await session.rollback()
    raise PublishingCollision("Others published to this contract at the same moment, again and again.")


async def check(resources: Resources, session: WriteSession, submission: Submission) -> UUID:
    """Run the gate on a document as publishing would, and remember what it said. Answers the check's id."""
    request, contract_id = submission.request, submission.target.contract_id
    candidate = await documents.examine(resources, submission.data)
    async with resources.db.read() as reads:
        question = await _question(reads, contract_id, request, await _base(reads, contract_id, request))
    judged = await checks.run(resources, question, submission.data, request.version)
    await resources.blobs.put(submission.data)
    await documents.keep(session, candidate)
    return await checks.store(
        session,
        actor=submission.actor,
        contract_id=contract_id,
        candidate=candidate,
        request=request,
        judged=judged,
        outcome="checked",
    )


def side(row: ReleaseRow) -> Base:
    """The release as the gate sees it."""
    return Base(row.version, row.document_sha256)


async def _plan(session: ReadSession, submission: Submission, candidate: Candidate) -> Plan:
    contract_id = submission.target.contract_id
    base = await _base(session, contract_id, submission.request)
    question = await _question(session, contract_id, submission.request, base)
    taken = frozenset(await repository.versions(session, contract_id))
    return Plan(base, question, await _existing(session, submission, candidate.facts.digest), taken)


async def _question(
    session: ReadSession, contract_id: UUID, request: GateRequest, base: ReleaseRow | None
) -> Question:
    """The base and the other live releases with documents of their own, highest first."""
    terms = await policies.terms(session, contract_id)
    if base is None:
        return Question((), terms)
    live = await repository.live_below(session, contract_id, {request.channel, MAIN}, _below(request))
    distinct = {base.digest: base}
    for row in live:
        distinct.setdefault(row.digest, row)
    deciding = _deciding(list(distinct.values())) if terms.policy.against == "live" else 1
    sides = [
        Base(row.version, row.document_sha256, decides=number < deciding)
        for number, row in enumerate(distinct.values())
    ]
    return Question(tuple(sides[: max(deciding, _MOST_REPORTED)]), terms)


def _deciding(rows: Sequence[ReleaseRow]) -> int:
    """How many releases there are from the highest down to the last one that broke clients on purpose."""
    broke = (number for number, row in enumerate(rows, 1) if row.allowed_breaking)
    return next(broke, len(rows))


async def _base(session: ReadSession, contract_id: UUID, request: GateRequest) -> ReleaseRow | None:
    below = _below(request)
    found = await repository.highest_live(session, contract_id, request.channel, below)
    if found is None and request.channel != MAIN:
        found = await repository.highest_live(session, contract_id, MAIN, below)
    return found


def _below(request: GateRequest) -> str | None:
    return None if request.version == AUTO else versions.parse(request.version).precedence


async def _existing(session: ReadSession, submission: Submission, digest: str) -> ReleaseRow | None:
    request, target = submission.request, submission.target
    if request.version == AUTO:
        newest = await repository.highest_live(session, target.contract_id, request.channel)
        return newest if newest is not None and newest.digest == digest else None
    found = await repository.by_version(session, target.contract_id, request.version)
    if found is None or (found.digest == digest and found.channel == request.channel):
        return found
    where = "" if found.channel == request.channel else f" in the channel `{found.channel}`"
    raise VersionTaken(f"{target.namespace}/{target.contract} {found.version} was released before{where}.")


async def _settle(session: WriteSession, decision: Decision, attempts: int) -> Published | Refused:
    version = _version(decision)
    refusal = _refusal(decision, version)
    await documents.keep(session, decision.candidate)
    check_id = await checks.store(
        session,
        actor=decision.submission.actor,
        contract_id=decision.submission.target.contract_id,
        candidate=decision.candidate,
        request=decision.submission.request,
        judged=decision.judged,
        outcome="refused" if refusal else "accepted",
    )
    if refusal is not None:
        return _remember(session, decision, version, check_id, refusal)
    return await _release(session, decision, version, check_id, attempts)


def _version(decision: Decision) -> Version:
    request = decision.submission.request
    if request.version != AUTO:
        return versions.parse(request.version)
    base = versions.parse(decision.base.version) if decision.base else None
    bump = decision.report["suggested_bump"]
    if decision.verdict == "breaking":
        bump = "major"
    elif bump == "major":
        # What is not known to break takes no major step by itself.
        bump = "minor"
    return versions.next_version(base, bump, channel=request.channel, taken=set(decision.plan.taken))


def _refusal(decision: Decision, version: Version) -> tuple[type[Problem], str] | None:
    request, base = decision.submission.request, decision.base
    if base is None or decision.verdict == "compatible":
        return None
    if decision.verdict == "unknown":
        if request.accept_unknown:
            return None
        concerned = _concerned(decision, "unknown", base)
        return UnknownCompatibility, f"Whether this breaks clients of {concerned} could not be decided."
    if not request.allow_breaking:
        causes = len(decision.deciding("breaking"))
        number = "One cause" if causes == 1 else f"{causes} causes"
        return BreakingChange, f"{number} would break clients of {_concerned(decision, 'breaking', base)}."
    if version.is_major_step_from(versions.parse(base.version)):
        return None
    needed = versions.parse(base.version).bumped("major")
    return MajorVersionRequired, f"{version} does not announce a break after {base.version}; {needed} would."


def _concerned(decision: Decision, level: str, base: ReleaseRow) -> str:
    """The releases whose clients the findings of a level are about, in words."""
    named = dict.fromkeys(label for finding in decision.deciding(level) for label in finding["against"])
    *most, last = named or [base.version]
    return f"{', '.join(most)} and {last}" if most else last


def _remember(
    session: WriteSession,
    decision: Decision,
    version: Version,
    check_id: UUID,
    refusal: tuple[type[Problem], str],
) -> Refused:
    kind, detail = refusal
    _record(session, decision, "release.refused", str(version), check_id=str(check_id), reason=kind.slug)
    base_version = decision.base.version if decision.base else None
    members = {"check_id": str(check_id), "base_version": base_version, "report": decision.report}
    return Refused(kind(detail, headers=None, **members))


async def _release(
    session: WriteSession, decision: Decision, version: Version, check_id: UUID, attempts: int
) -> Published:
    target = decision.submission.target
    row = _row(decision, version, check_id)
    session.add(row)
    await session.flush()
    source = packages.Source(
        row.id, target.namespace, target.contract, row.version, decision.candidate.sha256
    )
    await packages.plan(session, source, attempts)
    accepted = {"allowed_breaking": row.allowed_breaking, "accepted_unknown": row.accepted_unknown}
    _record(session, decision, "release.published", row.version, release_id=str(row.id), **accepted)
    return Published(row, created=True)


def _row(decision: Decision, version: Version, check_id: UUID) -> ReleaseRow:
    return ReleaseRow(
        id=new_id(),
        contract_id=decision.submission.target.contract_id,
        version=str(version),
        precedence=version.precedence,
        channel=decision.submission.request.channel,
        document_sha256=decision.candidate.sha256,
        digest=decision.candidate.facts.digest,
        base_version=decision.base.version if decision.base else None,
        check_id=check_id,
        verdict=decision.verdict,
        allowed_breaking=decision.verdict == "breaking",
        # The policy may have accepted what is not decided; that is recorded like the caller's own acceptance.
        accepted_unknown=decision.verdict != "breaking" and bool(decision.deciding("unknown")),
        created_at=now(),
        created_by=decision.submission.actor.token_id,
        yanked_at=None,
        yanked_reason=None,
    )


def _record(session: WriteSession, decision: Decision, kind: str, subject: str, **data: Any) -> None:
    submission = decision.submission
    events.record(
        session,
        kind,
        subject,
        actor_id=submission.actor.token_id,
        namespace=submission.target.namespace,
        contract=submission.target.contract,
        **data,
    )
