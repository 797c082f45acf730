"""Running the gate, and remembering what it said."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from uuid import UUID

from dovetail_registry.documents.service import Candidate
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window
from dovetail_registry.kit.sandbox import TooExpensive, WorkFailed
from dovetail_registry.resources import Resources

from . import repository, tasks
from .problems import CheckNotFound
from .report import FIRST_RELEASE
from .schemas import Outcome
from .tables import CheckRow

ENGINE = version("dovetail-engine")


@dataclass(frozen=True, slots=True)
class Base:
    """The release that a document is compared with."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class GateRequest:
    """What the caller asked the gate."""

    version: str
    channel: str
    allow_breaking: bool
    accept_unknown: bool


async def run(resources: Resources, base: Base | None, candidate: Candidate, label: str) -> dict[str, Any]:
    """The gate's report on a candidate against its base. Raises TooExpensive."""
    if base is None:
        return FIRST_RELEASE
    old = await resources.blobs.get(base.sha256)
    return await _compare(resources, old, candidate.data, (base.version, label))


async def compare(resources: Resources, base: Base, head: Base) -> bytes:
    """The report on two stored documents, as JSON. Raises TooExpensive."""
    key = ("report", ENGINE, base, head)
    known = resources.recent.get(key)
    if known is None:
        old, new = await resources.blobs.get(base.sha256), await resources.blobs.get(head.sha256)
        report = await _compare(resources, old, new, (base.version, head.version))
        known = json.dumps(report, ensure_ascii=False).encode()
        resources.recent.put(key, known)
    return known


async def store(
    session: WriteSession,
    *,
    actor: Actor,
    contract_id: UUID,
    candidate: Candidate,
    base: Base | None,
    request: GateRequest,
    report: dict[str, Any],
    outcome: Outcome,
) -> UUID:
    """Keep a report with everything it was made from, and answer the check's id; the document's row is there
    already."""
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
        policy={},
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


async def _compare(resources: Resources, base: bytes, head: bytes, labels: tuple[str, str]) -> dict[str, Any]:
    limit, seconds = resources.settings.max_document_bytes, resources.settings.compare_seconds
    try:
        return await resources.sandbox.run(tasks.compare, seconds, base, head, labels, limit)
    except WorkFailed as error:
        raise TooExpensive(f"Comparing the documents was given up: {error.reason}.") from error
