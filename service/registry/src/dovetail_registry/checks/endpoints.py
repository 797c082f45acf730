"""Checks over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import JSONResponse

from dovetail_registry.contracts.problems import ContractNotFound, NamespaceNotFound
from dovetail_registry.documents.upload import UploadedDocument, request_body
from dovetail_registry.identity.access import REFUSALS, Publisher, Reader
from dovetail_registry.kit.db import Reads, Writes
from dovetail_registry.kit.paging import Page, Window, window
from dovetail_registry.kit.problems import problems
from dovetail_registry.kit.sandbox import TooExpensive
from dovetail_registry.kit.wire import Busy, InvalidRequest
from dovetail_registry.releases import publishing
from dovetail_registry.releases.endpoints import UPLOAD_PROBLEMS, InContract
from dovetail_registry.releases.schemas import AUTO, MAIN, WantedChannel, WantedVersion
from dovetail_registry.releases.views import gate_request

from . import service, views
from .problems import CheckNotFound
from .schemas import Check, CheckSummary, Replay

router = APIRouter(prefix="/namespaces/{namespace}/contracts/{contract}/checks", tags=["checks"])
_MISSING = (NamespaceNotFound, ContractNotFound)


@router.get("", operation_id="list_checks", responses=problems(*REFUSALS, *_MISSING))
async def list_checks(
    _actor: Reader, session: Reads, of: InContract, wanted: Annotated[Window, Depends(window("checks", UUID))]
) -> Page[CheckSummary]:
    """The checks of a contract, newest first: those of publishing and those without."""
    rows = await service.list_checks(session, of.contract_id, wanted)
    items, cursor = wanted.page(rows, lambda row: (row.id,))
    return Page(items=[views.summary(of, row) for row in items], next_cursor=cursor)


@router.post(
    "",
    operation_id="create_check",
    status_code=201,
    response_model=Check,
    responses=problems(*REFUSALS, *_MISSING, *UPLOAD_PROBLEMS),
    openapi_extra=request_body(),
)
async def create_check(
    *,
    request: Request,
    actor: Publisher,
    of: InContract,
    data: UploadedDocument,
    session: Writes,
    version: WantedVersion = AUTO,
    channel: WantedChannel = MAIN,
) -> Response:
    """Check a document as publishing it would, and keep the result. Needs the scope `publish`.

    The answer is 201 whatever the verdict.
    """
    wanted = gate_request(version, channel, allow_breaking=False, accept_unknown=False)
    submission = publishing.Submission(actor, of, data, wanted)
    check_id = await publishing.check(request.app.state.resources, session, submission)
    row = await service.get_check(session, of.contract_id, check_id)
    return JSONResponse(views.full(of, row), 201)


@router.get(
    "/{check_id}",
    operation_id="get_check",
    response_model=Check,
    responses=problems(*REFUSALS, *_MISSING, CheckNotFound),
)
async def get_check(_actor: Reader, session: Reads, of: InContract, check_id: UUID) -> Response:
    """One check with its report."""
    return JSONResponse(views.full(of, await service.get_check(session, of.contract_id, check_id)))


@router.get(
    "/{check_id}/replay",
    operation_id="replay_check",
    response_model=Replay,
    responses=problems(*REFUSALS, *_MISSING, CheckNotFound, InvalidRequest, TooExpensive, Busy),
)
async def replay_check(request: Request, _actor: Reader, of: InContract, check_id: UUID) -> Response:
    """Run a stored check again, from the documents, the policy, the waivers and the day that were written
    down with it, and say whether its report is the same. Nothing is stored."""
    resources = request.app.state.resources
    async with resources.db.read() as session:
        row = await service.get_check(session, of.contract_id, check_id)
    return JSONResponse(views.replay(await service.replay(resources, row)))
