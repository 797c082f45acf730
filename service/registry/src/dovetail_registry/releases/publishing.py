"""Publishing: from a document and a wish to a release, or to a remembered refusal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dovetail_registry.checks import service as checks
from dovetail_registry.checks.service import Base, GateRequest
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
    """What a document is compared with, and the versions that are taken, at one moment."""

    base: ReleaseRow | None
    existing: ReleaseRow | None
    taken: frozenset[str]

    def same_as(self, other: "Plan") -> bool:
        """Whether a decision made on one still holds on the other."""
        return _id(self.base) == _id(other.base) and self.taken == other.taken


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that a release or a refusal follows from."""

    submission: Submission
    candidate: Candidate
    plan: Plan
    report: dict[str, Any]

    @property
    def base(self) -> ReleaseRow | None:
        """The release that was compared with."""
        return self.plan.base

    @property
    def verdict(self) -> str:
        """The gate's verdict."""
        return str(self.report["verdict"])


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
        report = await checks.run(resources, _side(plan.base), candidate, submission.request.version)
        await resources.blobs.put(submission.data)
        await contracts.lock(session, submission.target.contract_id)
        if plan.same_as(await _plan(session, submission, candidate)):
            session.on_commit(resources.wake.set)
            decision = Decision(submission, candidate, plan, report)
            return await _settle(session, decision, resources.settings.job_attempts)
        await session.rollback()
    raise PublishingCollision("Others published to this contract at the same moment, again and again.")


async def check(resources: Resources, session: WriteSession, submission: Submission) -> UUID:
    """Run the gate on a document as publishing would, and remember what it said. Answers the check's id."""
    request, contract_id = submission.request, submission.target.contract_id
    candidate = await documents.examine(resources, submission.data)
    async with resources.db.read() as reads:
        base = _side(await _base(reads, contract_id, request))
    report = await checks.run(resources, base, candidate, request.version)
    await resources.blobs.put(submission.data)
    await documents.keep(session, candidate)
    return await checks.store(
        session,
        actor=submission.actor,
        contract_id=contract_id,
        candidate=candidate,
        base=base,
        request=request,
        report=report,
        outcome="checked",
    )


def side(row: ReleaseRow) -> Base:
    """The release as the gate sees it."""
    return Base(row.version, row.document_sha256)


async def _plan(session: ReadSession, submission: Submission, candidate: Candidate) -> Plan:
    contract_id = submission.target.contract_id
    base = await _base(session, contract_id, submission.request)
    taken = frozenset(await repository.versions(session, contract_id))
    return Plan(base, await _existing(session, submission, candidate.facts.digest), taken)


async def _base(session: ReadSession, contract_id: UUID, request: GateRequest) -> ReleaseRow | None:
    below = None if request.version == AUTO else versions.parse(request.version).precedence
    found = await repository.highest_live(session, contract_id, request.channel, below)
    if found is None and request.channel != MAIN:
        found = await repository.highest_live(session, contract_id, MAIN, below)
    return found


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
        base=_side(decision.base),
        request=decision.submission.request,
        report=decision.report,
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
        return UnknownCompatibility, f"Whether this breaks clients of {base.version} could not be decided."
    if not request.allow_breaking:
        causes = sum(finding["level"] == "breaking" for finding in decision.report["findings"])
        number = "One cause" if causes == 1 else f"{causes} causes"
        return BreakingChange, f"{number} would break clients of {base.version}."
    if version.is_major_step_from(versions.parse(base.version)):
        return None
    needed = versions.parse(base.version).bumped("major")
    return MajorVersionRequired, f"{version} does not announce a break after {base.version}; {needed} would."


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
        accepted_unknown=decision.verdict == "unknown",
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


def _side(row: ReleaseRow | None) -> Base | None:
    return side(row) if row else None


def _id(row: ReleaseRow | None) -> UUID | None:
    return row.id if row else None
