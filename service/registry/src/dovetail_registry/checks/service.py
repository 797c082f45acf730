"""Running the gate, remembering what it said, and asking it again."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any
from uuid import UUID

from dovetail_engine import compat
from dovetail_registry.documents.service import Candidate
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window
from dovetail_registry.kit.sandbox import TooExpensive, WorkFailed
from dovetail_registry.policies import service as policies
from dovetail_registry.policies.service import Terms
from dovetail_registry.resources import Resources

from . import repository, tasks
from .problems import CheckNotFound
from .report import FIRST_RELEASE
from .schemas import Outcome
from .tables import CheckRow

ENGINE = version("dovetail-engine")


@dataclass(frozen=True, slots=True)
class Base:
    """A release that a document is compared with; one that does not decide is reported alone."""

    version: str
    sha256: str
    decides: bool = True


@dataclass(frozen=True, slots=True)
class GateRequest:
    """What the caller asked the gate."""

    version: str
    channel: str
    allow_breaking: bool
    accept_unknown: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a document is held against: the base first, then the other live releases, of which those that
    decide come first; and on which terms."""

    bases: tuple[Base, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Judgement:
    """The gate's report as JSON, and the question that it answers."""

    report: dict[str, Any]
    question: Question


@dataclass(frozen=True, slots=True)
class Replayed:
    """A stored check asked again; `difference` says why the answer is not the same, where it is not."""

    row: CheckRow
    report: dict[str, Any]
    difference: str | None


async def run(resources: Resources, question: Question, data: bytes, label: str) -> Judgement:
    """The gate's answer on a document. Raises TooExpensive.

    A release that does not decide is left out of the question if it takes too long.
    """
    reports: list[tuple[str, compat.Report]] = []
    compared: list[Base] = []
    for base in question.bases:
        old = await resources.blobs.get(base.sha256)
        try:
            report = await _compare(resources, old, data, (base.version, label), question.terms)
        except TooExpensive:
            if base.decides:
                raise
            continue
        reports.append((base.version, report))
        compared.append(base)
    if not reports:
        return Judgement(FIRST_RELEASE, question)
    deciding = sum(base.decides for base in compared)
    combined = compat.combine(reports, question.terms.policy, deciding=deciding)
    whole = combined if len(reports) > 1 else reports[0][1]
    return Judgement(whole.to_dict(), Question(tuple(compared), question.terms))


async def compare(resources: Resources, base: Base, head: Base, terms: Terms) -> bytes:
    """The report on two stored documents, as JSON. Raises TooExpensive."""
    key = ("report", ENGINE, base, head, terms)
    known = resources.recent.get(key)
    if known is None:
        new = await resources.blobs.get(head.sha256)
        judged = await run(resources, Question((base,), terms), new, head.version)
        known = json.dumps(judged.report, ensure_ascii=False).encode()
        resources.recent.put(key, known)
    return known


async def replay(resources: Resources, row: CheckRow) -> Replayed:
    """Ask a stored check again, from what was written down with it. Raises TooExpensive."""
    question = Question(_bases(row), policies.recorded(row.policy, row.waivers, row.judged_on))
    data = await resources.blobs.get(row.document_sha256)
    judged = await run(resources, question, data, row.version)
    if json.dumps(judged.report) == json.dumps(row.report):
        return Replayed(row, judged.report, None)
    return Replayed(row, judged.report, _difference(row))


async def store(
    session: WriteSession,
    *,
    actor: Actor,
    contract_id: UUID,
    candidate: Candidate,
    request: GateRequest,
    judged: Judgement,
    outcome: Outcome,
) -> UUID:
    """Keep a report with everything it was made from, and answer the check's id; the document's row is there
    already."""
    report, terms = judged.report, judged.question.terms
    base = judged.question.bases[0] if judged.question.bases else None
    row = CheckRow(
        id=new_id(),
        contract_id=contract_id,
        document_sha256=candidate.sha256,
        base_sha256=base.sha256 if base else None,
        base_version=base.version if base else None,
        version=request.version,
        channel=request.channel,
        verdict=report["verdict"],
        suggested_bump=report["suggested_bump"],
        outcome=outcome,
        counts=dict(Counter(finding["level"] for finding in report["findings"])),
        report=report,
        policy=terms.policy.to_dict(),
        waivers=[waiver.to_dict() for waiver in terms.waivers],
        live=[asdict(other) for other in judged.question.bases[1:]],
        judged_on=terms.today,
        engine=ENGINE,
        allow_breaking=request.allow_breaking,
        accept_unknown=request.accept_unknown,
        created_at=now(),
        created_by=actor.token_id,
    )
    session.add(row)
    await session.flush()
    return row.id


async def list_checks(session: ReadSession, contract_id: UUID, window: Window) -> Sequence[CheckRow]:
    """The checks of a contract, newest first."""
    return await repository.page(session, contract_id, window)


async def get_check(session: ReadSession, contract_id: UUID, check_id: UUID) -> CheckRow:
    """A check with its report. Raises CheckNotFound."""
    row = await repository.by_id(session, contract_id, check_id)
    if row is None:
        raise CheckNotFound(f"The contract has no check {check_id}.")
    return row


async def _compare(
    resources: Resources, base: bytes, head: bytes, labels: tuple[str, str], terms: Terms
) -> compat.Report:
    limit, seconds = resources.settings.max_document_bytes, resources.settings.compare_seconds
    try:
        return await resources.sandbox.run(
            tasks.compare,
            seconds,
            base,
            head,
            labels=labels,
            policy=terms.policy,
            waivers=terms.waivers,
            today=terms.today,
            max_size=limit,
        )
    except WorkFailed as error:
        raise TooExpensive(f"Comparing the documents was given up: {error.reason}.") from error


def _bases(row: CheckRow) -> tuple[Base, ...]:
    if row.base_sha256 is None or row.base_version is None:
        return ()
    return (Base(row.base_version, row.base_sha256), *(Base(**other) for other in row.live or ()))


def _difference(row: CheckRow) -> str:
    if row.engine != ENGINE:
        return f"The report was made by engine {row.engine}; this is engine {ENGINE}."
    if row.judged_on is None:
        return "The report was made by a registry that did not write down everything it judged by."
    return "The same engine says something else about the same documents: this is a fault; please report it."
