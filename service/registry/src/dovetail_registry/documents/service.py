"""Examining documents, keeping them, and giving them back as they were or in the other format."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dovetail_registry.kit.clock import now
from dovetail_registry.kit.db import ReadSession, WriteSession
from dovetail_registry.kit.sandbox import Overran, TooExpensive, WorkFailed
from dovetail_registry.resources import Resources

from . import repository, tasks
from .problems import InvalidDocument
from .schemas import DocumentInfo
from .tables import DocumentRow
from .tasks import Facts, Rendition, Unusable


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that was examined and may be published."""

    sha256: str
    data: bytes
    facts: Facts


async def examine(resources: Resources, data: bytes) -> Candidate:
    """Check a document in the sandbox, or recall an earlier examination of the same bytes. Raises
    InvalidDocument and TooExpensive."""
    sha256 = hashlib.sha256(data).hexdigest()
    async with resources.db.read() as session:
        known = await repository.by_sha256(session, sha256)
    facts = _facts(known) if known else await _examine_anew(resources, data)
    return Candidate(sha256, data, facts)


async def keep(session: WriteSession, candidate: Candidate) -> None:
    """Write the document's row unless it is there; its bytes are in the blob store already."""
    if await repository.by_sha256(session, candidate.sha256):
        return
    facts = candidate.facts
    session.add(
        DocumentRow(
            sha256=candidate.sha256,
            digest=facts.digest,
            format=facts.format,
            openapi=facts.openapi,
            title=facts.title,
            info_version=facts.info_version,
            size=len(candidate.data),
            operations=facts.operations,
            warnings=facts.warnings,
            created_at=now(),
        )
    )
    await session.flush()


async def get(session: ReadSession, sha256: str) -> DocumentRow:
    """A stored document's row; that it exists is the caller's knowledge."""
    return (await repository.many(session, [sha256]))[sha256]


async def many(session: ReadSession, addresses: Collection[str]) -> Mapping[str, DocumentRow]:
    """Stored documents' rows by address, in one statement."""
    return await repository.many(session, addresses)


async def rendition(resources: Resources, sha256: str, wanted: Rendition) -> bytes:
    """A stored document's bytes in a format. Raises TooExpensive."""
    data = await resources.blobs.get(sha256)
    if wanted == "original":
        return data
    known = resources.recent.get(key := ("document", sha256, wanted))
    if known is None:
        known = await _in_sandbox(resources, data, wanted)
        resources.recent.put(key, known)
    return known


async def _examine_anew(resources: Resources, data: bytes) -> Facts:
    limit, seconds = resources.settings.max_document_bytes, resources.settings.examine_seconds
    try:
        found = await resources.sandbox.run(tasks.examine, seconds, data, limit)
    except WorkFailed as error:
        raise TooExpensive(f"Reading the document was given up: {error.reason}.") from error
    if isinstance(found, Unusable):
        raise _invalid(found.diagnostics)
    return _with_objections(found, await _objections(resources, data))


async def _objections(resources: Resources, data: bytes) -> list[dict[str, object]]:
    limit, seconds = resources.settings.max_document_bytes, resources.settings.examine_seconds
    try:
        return await resources.sandbox.run(tasks.object_to, seconds, data, limit)
    except WorkFailed as error:
        verb = "did not finish" if isinstance(error, Overran) else "broke off"
        return [
            {
                "severity": "warning",
                "code": "validator-stopped",
                "message": f"openapi-spec-validator {verb}: {error.reason}",
                "pointer": "",
                "line": None,
                "column": None,
                "hint": "The engine's own checks passed.",
            }
        ]


def _with_objections(facts: Facts, objections: list[dict[str, object]]) -> Facts:
    if any(found["severity"] == "error" for found in objections):
        raise _invalid([*facts.warnings, *objections])
    facts.warnings.extend(objections)
    return facts


def _invalid(diagnostics: list[dict[str, object]]) -> InvalidDocument:
    errors = [found for found in diagnostics if found["severity"] == "error"]
    more = f" And {len(errors) - 1} more." if len(errors) > 1 else ""
    count = f"{len(errors)} errors" if len(errors) > 1 else "1 error"
    return InvalidDocument(f"The document has {count}: {errors[0]['message']}{more}", diagnostics=diagnostics)


async def _in_sandbox(resources: Resources, data: bytes, wanted: Rendition) -> bytes:
    limit, seconds = resources.settings.max_document_bytes, resources.settings.examine_seconds
    try:
        return await resources.sandbox.run(tasks.render, seconds, data, wanted, limit)
    except WorkFailed as error:
        raise TooExpensive(f"Rendering the document was given up: {error.reason}.") from error


def _facts(row: DocumentRow) -> Facts:
    return Facts(
        digest=row.digest,
        format=row.format,
        openapi=row.openapi,
        title=row.title,
        info_version=row.info_version,
        operations=row.operations,
        warnings=row.warnings,
    )


def info(row: DocumentRow) -> DocumentInfo:
    """A stored document as the wire shows it."""
    return DocumentInfo.model_validate(row, from_attributes=True)


def media_type(row: DocumentRow, wanted: Rendition) -> str:
    """The media type of a rendition of a stored document."""
    return _MEDIA_TYPES[row.format if wanted == "original" else wanted]


_MEDIA_TYPES = {"json": "application/json", "yaml": "application/yaml"}
