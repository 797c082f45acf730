"""Reading, comparing and yanking releases."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from dovetail_registry.contracts import service as contracts
from dovetail_registry.events import service as events
from dovetail_registry.identity.service import Actor
from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.paging import Window

from . import repository
from .problems import ReleaseNotFound
from .publishing import Target
from .schemas import MAIN
from .tables import ReleaseRow


async def target(session: ReadSession, namespace: str, contract: str) -> Target:
    """The contract with this coordinate. Raises NamespaceNotFound and ContractNotFound."""
    row = await contracts.get_contract(session, namespace, contract)
    return Target(row.id, row.namespace, row.name)


async def list_releases(
    session: ReadSession, of: Target, window: Window, channel: str | None
) -> Sequence[ReleaseRow]:
    """The releases of a contract, highest version first; of one channel if given."""
    return await repository.page(session, of.contract_id, window, channel)


async def get_release(session: ReadSession, of: Target, version: str) -> ReleaseRow:
    """The release. Raises ReleaseNotFound."""
    row = await repository.by_version(session, of.contract_id, version)
    if row is None:
        raise ReleaseNotFound(f"`{of.namespace}/{of.contract}` has no release {version}.")
    return row


async def newest(session: ReadSession, of: Target, channel: str) -> ReleaseRow:
    """The highest live release of a channel. Raises ReleaseNotFound."""
    row = await repository.highest_live(session, of.contract_id, channel)
    if row is None:
        raise ReleaseNotFound(f"`{of.namespace}/{of.contract}` has no live release in `{channel}`.")
    return row


async def newest_of_each(session: ReadSession, contract_ids: Collection[UUID]) -> Mapping[UUID, ReleaseRow]:
    """The highest live release of `main` of each contract that has one, by the contract's id."""
    rows = await repository.live(session, contract_ids, MAIN)
    return {row.contract_id: row for row in rows}


async def by_id(session: ReadSession, release_id: UUID) -> ReleaseRow | None:
    """The release with this id."""
    return await repository.by_id(session, release_id)


async def yank(session: WriteSession, actor: Actor, of: Target, version: str, reason: str) -> ReleaseRow:
    """Mark a release as not to be used; it stays readable and installable by its exact version."""
    row = await get_release(session, of, version)
    if row.yanked_at is None or row.yanked_reason != reason:
        row.yanked_at, row.yanked_reason = now(), reason
        _record(session, actor, of, "release.yanked", version, reason=reason)
    return row


async def unyank(session: WriteSession, actor: Actor, of: Target, version: str) -> ReleaseRow:
    """Take a yank back."""
    row = await get_release(session, of, version)
    if row.yanked_at is not None:
        row.yanked_at, row.yanked_reason = None, None
        _record(session, actor, of, "release.unyanked", version)
    return row


def _record(session: WriteSession, actor: Actor, of: Target, kind: str, version: str, **data: str) -> None:
    events.record(
        session,
        kind,
        version,
        actor_id=actor.token_id,
        namespace=of.namespace,
        contract=of.contract,
        **data,
    )
