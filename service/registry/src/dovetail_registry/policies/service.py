"""Keeping policies and waivers, and handing them to the gate as of a moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from dovetail_engine.compat.policy import Policy, Waiver
from dovetail_engine.compat.policy.reading import PolicyInvalid, read_policy, restore_policy, restore_waiver
from dovetail_registry.contracts import service as contracts
from dovetail_registry.contracts.tables import ContractRow
from dovetail_registry.events import service as events
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import Window
from dovetail_registry.kit.wire import invalid_request_of, objection

from . import repository
from .problems import WaiverNotFound
from .schemas import PolicyCreate, WaiverCreate
from .tables import PolicyRow, WaiverRow


@dataclass(frozen=True, slots=True)
class Terms:
    """What the gate judges by besides the documents: a pure check follows from both.

    `today` is None for a check of a registry that did not know of days yet.
    """

    policy: Policy
    waivers: tuple[Waiver, ...]
    today: date | None

    def same_as(self, other: "Terms") -> bool:
        """Whether both say the same, whatever the day."""
        return replace(self, today=None) == replace(other, today=None)


async def terms(session: ReadSession, contract_id: UUID) -> Terms:
    """The policy and the waivers of a contract as of now."""
    row = await repository.policy(session, contract_id)
    waivers = await repository.standing(session, contract_id)
    policy = restore_policy(row.policy) if row else Policy()
    return Terms(policy, tuple(_waiver(waiver) for waiver in waivers), now().date())


def recorded(policy: dict[str, Any], waivers: Sequence[dict[str, Any]] | None, today: date | None) -> Terms:
    """Terms that were written down."""
    return Terms(restore_policy(policy), tuple(restore_waiver(waiver) for waiver in waivers or ()), today)


async def get_policy(session: ReadSession, contract_id: UUID) -> PolicyRow | None:
    """The stored policy of a contract; None where it has the default one."""
    return await repository.policy(session, contract_id)


async def put_policy(session: WriteSession, actor: Actor, of: ContractRow, wanted: PolicyCreate) -> PolicyRow:
    """Store a contract's policy, in place of the one before. Raises InvalidRequest."""
    policy = _policy(wanted).to_dict()
    # Whoever is publishing reads the policy once more under this lock.
    await contracts.lock(session, of.id)
    row = await repository.policy(session, of.id)
    if row is not None and row.policy == policy:
        return row
    if row is None:
        row = PolicyRow(contract_id=of.id)
        session.add(row)
    row.policy, row.updated_at, row.updated_by = policy, now(), actor.token_id
    _record(session, actor, of, "policy.changed", f"{of.namespace}/{of.name}", policy=policy)
    await session.flush()
    return row


async def list_waivers(session: ReadSession, contract_id: UUID, window: Window) -> Sequence[WaiverRow]:
    """The waivers of a contract, newest first, revoked ones too."""
    return await repository.page(session, contract_id, window)


async def create_waiver(
    session: WriteSession, actor: Actor, of: ContractRow, wanted: WaiverCreate
) -> WaiverRow:
    """A new waiver. Raises InvalidRequest for one that is over already."""
    if wanted.expires is not None and wanted.expires < now().date():
        raise invalid_request_of([objection("body", "/expires", "is over already")])
    row = WaiverRow(
        id=new_id(),
        contract_id=of.id,
        **wanted.model_dump(),
        created_at=now(),
        created_by=actor.token_id,
        revoked_at=None,
        revoked_by=None,
    )
    await contracts.lock(session, of.id)
    session.add(row)
    said = wanted.model_dump(mode="json", exclude={"fingerprint"})
    _record(session, actor, of, "waiver.created", row.fingerprint, waiver_id=str(row.id), **said)
    await session.flush()
    return row


async def revoke_waiver(session: WriteSession, actor: Actor, of: ContractRow, waiver_id: UUID) -> None:
    """End a waiver; doing it twice changes nothing. Raises WaiverNotFound."""
    await contracts.lock(session, of.id)
    row = await repository.waiver(session, of.id, waiver_id)
    if row is None:
        raise WaiverNotFound(f"The contract has no waiver {waiver_id}.")
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = now(), actor.token_id
        _record(session, actor, of, "waiver.revoked", row.fingerprint, waiver_id=str(row.id))


def _policy(wanted: PolicyCreate) -> Policy:
    try:
        return read_policy(wanted.written())
    except PolicyInvalid as error:
        raise invalid_request_of(
            [
                objection("body", "".join(f"/{part}" for part in one.path), one.message)
                for one in error.objections
            ]
        ) from None


def _waiver(row: WaiverRow) -> Waiver:
    return Waiver(row.fingerprint, row.reason, row.owner, row.expires)


def _record(
    session: WriteSession, actor: Actor, of: ContractRow, kind: str, subject: str, **data: Any
) -> None:
    events.record(
        session,
        kind,
        subject,
        actor_id=actor.token_id,
        namespace=of.namespace,
        contract=of.name,
        **data,
    )
