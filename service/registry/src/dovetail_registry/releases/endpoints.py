"""Releases over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from dovetail_registry.checks import service as checks
from dovetail_registry.checks.report import Report
from dovetail_registry.checks.service import GateRequest
from dovetail_registry.contracts.problems import ContractNotFound, NamespaceNotFound
from dovetail_registry.contracts.schemas import ContractPath, NamespacePath
from dovetail_registry.documents import service as documents
from dovetail_registry.documents.problems import InvalidDocument
from dovetail_registry.documents.upload import UploadedDocument, request_body
from dovetail_registry.identity.access import REFUSALS, Publisher, Reader
from dovetail_registry.kit.blobs import StorageFull
from dovetail_registry.kit.db import DatabaseBusy, Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import answer, problems
from dovetail_registry.kit.sandbox import TooExpensive
from dovetail_registry.kit.wire import (
    JSON_BODY,
    BodyTooLarge,
    Busy,
    InvalidRequest,
    MalformedRequest,
    UnsupportedMediaType,
    content_response,
)
from dovetail_registry.policies import service as policies

from . import publishing, service, views
from .problems import (
    BreakingChange,
    MajorVersionRequired,
    PublishingCollision,
    ReleaseNotFound,
    UnknownCompatibility,
    VersionTaken,
)
from .publishing import Target
from .schemas import (
    AUTO,
    MAIN,
    ChannelText,
    Flag,
    Release,
    ReleaseSummary,
    Rendition,
    VersionPath,
    VersionText,
    WantedChannel,
    WantedVersion,
    YankCreate,
)

router = APIRouter(prefix="/namespaces/{namespace}/contracts/{contract}", tags=["releases"])
UPLOAD_PROBLEMS = (
    MalformedRequest,
    InvalidRequest,
    InvalidDocument,
    TooExpensive,
    BodyTooLarge,
    UnsupportedMediaType,
    Busy,
    DatabaseBusy,
    StorageFull,
)
_MISSING = (NamespaceNotFound, ContractNotFound)
_REFUSED = (BreakingChange, UnknownCompatibility, MajorVersionRequired, VersionTaken, PublishingCollision)


async def wanted_release(
    version: WantedVersion = AUTO,
    channel: WantedChannel = MAIN,
    allow_breaking: Annotated[
        Flag,
        Query(description="Release although it breaks clients; needs a major step and the scope `override`."),
    ] = False,
    accept_unknown: Annotated[
        Flag, Query(description="Release although the gate could not decide everything.")
    ] = False,
) -> GateRequest:
    """What a publisher asks for."""
    return views.gate_request(version, channel, allow_breaking=allow_breaking, accept_unknown=accept_unknown)


async def target(request: Request, namespace: NamespacePath, contract: ContractPath) -> Target:
    """The contract in the path."""
    # A session of its own: the request's would stay open, idle, while the gate works.
    async with request.app.state.resources.db.read() as session:
        return await service.target(session, namespace, contract)


InContract = Annotated[Target, Depends(target)]


@router.get("/releases", operation_id="list_releases", responses=problems(*REFUSALS, *_MISSING))
async def list_releases(
    _actor: Reader,
    session: Reads,
    of: InContract,
    wanted: Annotated[Window, Depends(window("releases", str))],
    channel: Annotated[ChannelText | None, Query(description="Only releases of this channel.")] = None,
) -> Page[ReleaseSummary]:
    """The releases of a contract, highest version first, yanked ones included."""
    rows = await service.list_releases(session, of, wanted, channel)
    items, cursor = wanted.page(rows, lambda row: (row.precedence,))
    return Page(items=await views.summaries(session, of, items), next_cursor=cursor)


@router.post(
    "/releases",
    operation_id="publish_release",
    status_code=201,
    response_model=Release,
    responses={
        200: {"description": "This is a release already; nothing was written.", "model": Release},
        **problems(*REFUSALS, *_MISSING, *_REFUSED, *UPLOAD_PROBLEMS),
    },
    openapi_extra=request_body(),
)
async def publish_release(
    *,
    request: Request,
    actor: Publisher,
    of: InContract,
    wanted: Annotated[GateRequest, Depends(wanted_release)],
    data: UploadedDocument,
    session: Writes,
    response: Response,
) -> Release | Response:
    """Release a document, unless it breaks clients of its base release. Needs the scope `publish`.

    The body is the OpenAPI document, or a form with the file `document`. A refusal is answered as 409 with
    the report and the id of the stored check. Packages follow within seconds.
    """
    resources = request.app.state.resources
    outcome = await publishing.publish(resources, session, publishing.Submission(actor, of, data, wanted))
    resources.metrics.publishes.labels(views.outcome_name(outcome)).inc()
    if isinstance(outcome, publishing.Refused):
        return answer(request, outcome.problem)
    response.status_code = 201 if outcome.created else 200
    return await views.release(session, of, outcome.release)


@router.get(
    "/releases/{version}",
    operation_id="get_release",
    responses=problems(*REFUSALS, *_MISSING, ReleaseNotFound),
)
async def get_release(_actor: Reader, session: Reads, of: InContract, version: VersionPath) -> Release:
    """One release."""
    return await views.release(session, of, await service.get_release(session, of, version))


@router.get(
    "/releases/{version}/document",
    operation_id="get_release_document",
    response_class=Response,
    responses={
        200: views.DOCUMENT_CONTENT,
        **problems(*REFUSALS, *_MISSING, ReleaseNotFound, InvalidRequest, TooExpensive, Busy),
    },
)
async def get_release_document(
    request: Request,
    _actor: Reader,
    of: InContract,
    version: VersionPath,
    rendition: Rendition = "original",
) -> Response:
    """A release's document, byte for byte as published, or converted. It never changes."""
    async with request.app.state.resources.db.read() as session:
        row = await service.get_release(session, of, version)
        document = await documents.get(session, row.document_sha256)
    data = await documents.rendition(request.app.state.resources, document.sha256, rendition)
    return content_response(request, data, documents.media_type(document, rendition), views.IMMUTABLE)


@router.post(
    "/releases/{version}/yank",
    operation_id="yank_release",
    responses=problems(*REFUSALS, *_MISSING, ReleaseNotFound, *JSON_BODY, DatabaseBusy),
)
async def yank_release(
    actor: Publisher, session: Writes, of: InContract, version: VersionPath, wanted: YankCreate
) -> Release:
    """Mark a release as not to be used any more; whoever pins its version still gets it. Needs `publish`."""
    return await views.release(session, of, await service.yank(session, actor, of, version, wanted.reason))


@router.post(
    "/releases/{version}/unyank",
    operation_id="unyank_release",
    responses=problems(*REFUSALS, *_MISSING, ReleaseNotFound, DatabaseBusy),
)
async def unyank_release(actor: Publisher, session: Writes, of: InContract, version: VersionPath) -> Release:
    """Take a yank back. Needs the scope `publish`."""
    return await views.release(session, of, await service.unyank(session, actor, of, version))


@router.get(
    "/document",
    operation_id="get_newest_document",
    response_class=Response,
    responses={
        200: views.DOCUMENT_CONTENT,
        **problems(*REFUSALS, *_MISSING, ReleaseNotFound, InvalidRequest, TooExpensive, Busy),
    },
)
async def get_newest_document(
    request: Request,
    _actor: Reader,
    of: InContract,
    channel: WantedChannel = MAIN,
    rendition: Rendition = "original",
) -> Response:
    """The document of a channel's highest release that is not yanked; `Content-Location` names the
    release."""
    async with request.app.state.resources.db.read() as session:
        row = await service.newest(session, of, channel)
        document = await documents.get(session, row.document_sha256)
    data = await documents.rendition(request.app.state.resources, document.sha256, rendition)
    headers = {**views.CHANGING, "Content-Location": views.document_path(of, row.version, rendition)}
    return content_response(request, data, documents.media_type(document, rendition), headers)


@router.get(
    "/compare",
    operation_id="compare_releases",
    response_model=Report,
    responses=problems(*REFUSALS, *_MISSING, ReleaseNotFound, InvalidRequest, TooExpensive, Busy),
)
async def compare_releases(
    request: Request,
    _actor: Reader,
    of: InContract,
    base: Annotated[VersionText, Query(description="The release that clients were built on.")],
    head: Annotated[VersionText, Query(description="The release that answers them.")],
) -> Response:
    """What changes from one release to another, under the contract's policy. Nothing is stored."""
    async with request.app.state.resources.db.read() as session:
        old, new = [await service.get_release(session, of, version) for version in (base, head)]
        terms = await policies.terms(session, of.contract_id)
    sides = publishing.side(old), publishing.side(new)
    report = await checks.compare(request.app.state.resources, *sides, terms)
    return Response(report, media_type="application/json")
