"""From rows to what the wire shows of releases."""

from collections.abc import Sequence
from typing import Any

from dovetail_registry.checks.service import GateRequest
from dovetail_registry.documents import service as documents
from dovetail_registry.documents.schemas import DocumentInfo
from dovetail_registry.kit.db import ReadSession
from dovetail_registry.kit.wire import invalid_request_of, objection

from . import versions
from .publishing import Published, Refused, Target
from .schemas import AUTO, Release, ReleaseSummary
from .tables import ReleaseRow

IMMUTABLE = {"Cache-Control": "max-age=31536000, immutable"}
CHANGING = {"Cache-Control": "max-age=0, must-revalidate"}
DOCUMENT_CONTENT: dict[str, Any] = {
    "description": "The document.",
    "content": {
        "application/json": {"schema": {"type": "object", "description": "An OpenAPI document."}},
        "application/yaml": {"schema": {"type": "object", "description": "An OpenAPI document."}},
    },
    "headers": {"ETag": {"description": "Identifies these bytes.", "schema": {"type": "string"}}},
}


def gate_request(version: str, channel: str, *, allow_breaking: bool, accept_unknown: bool) -> GateRequest:
    """What a publisher asks for. Raises InvalidRequest for a pre-release that does not belong in the
    channel."""
    try:
        if version != AUTO:
            versions.check_label(versions.parse(version), channel)
    except versions.BadVersion as error:
        raise invalid_request_of([objection("query", "version", str(error))]) from None
    return GateRequest(version, channel, allow_breaking, accept_unknown)


async def summaries(session: ReadSession, of: Target, rows: Sequence[ReleaseRow]) -> list[ReleaseSummary]:
    """Releases for a list; their documents are read in one statement."""
    found = await documents.many(session, {row.document_sha256 for row in rows})
    return [ReleaseSummary(**_fields(of, row, documents.info(found[row.document_sha256]))) for row in rows]


async def release(session: ReadSession, of: Target, row: ReleaseRow) -> Release:
    """One release in full."""
    document = await documents.get(session, row.document_sha256)
    return Release(**_fields(of, row, documents.info(document)), warnings=document.warnings)


def document_path(of: Target, version: str, rendition: str) -> str:
    """Where exactly this release's document lies."""
    path = f"/v1/namespaces/{of.namespace}/contracts/{of.contract}/releases/{version}/document"
    return path if rendition == "original" else f"{path}?format={rendition}"


def outcome_name(outcome: Published | Refused) -> str:
    """The label that counts this outcome."""
    if isinstance(outcome, Refused):
        return "refused"
    return "published" if outcome.created else "repeated"


def _fields(of: Target, row: ReleaseRow, document: DocumentInfo) -> dict[str, Any]:
    yanked = {"at": row.yanked_at, "reason": row.yanked_reason} if row.yanked_at else None
    return {
        "id": row.id,
        "namespace": of.namespace,
        "contract": of.contract,
        "version": row.version,
        "channel": row.channel,
        "document": document,
        "base_version": row.base_version,
        "check_id": row.check_id,
        "verdict": row.verdict,
        "allowed_breaking": row.allowed_breaking,
        "accepted_unknown": row.accepted_unknown,
        "created_at": row.created_at,
        "yanked": yanked,
    }
