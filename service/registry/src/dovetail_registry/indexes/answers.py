"""What both index endpoints share: what is ours, and answers with validators."""

import hashlib

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dovetail_registry.contracts import service as contracts
from dovetail_registry.contracts.problems import NamespaceNotFound
from dovetail_registry.kit.db import ReadSession
from dovetail_registry.kit.ranges import ranged
from dovetail_registry.kit.wire import not_modified
from dovetail_registry.resources import Resources

from .problems import PackageNotFound
from .published import Ecosystem, PublishedFile

_FOREVER = "max-age=31536000, immutable"
_REVALIDATE = "max-age=0, must-revalidate"


async def is_ours(session: ReadSession, namespace: str) -> bool:
    """Whether this registry alone answers for the namespace."""
    try:
        await contracts.get_namespace(session, namespace)
    except NamespaceNotFound:
        return False
    return True


def upstream(base: object | None, path: str, name: str) -> Response:
    """A redirect to the upstream index. Raises PackageNotFound when there is none."""
    if base is None:
        raise PackageNotFound(f"`{name}` is in no namespace of this registry, and no upstream index is set.")
    return RedirectResponse(f"{str(base).rstrip('/')}/{path}", 302)


def index_page(request: Request, body: bytes, content_type: str) -> Response:
    """A page of an index: it changes, so clients ask again, with its ETag."""
    etag = f'"{hashlib.sha256(content_type.encode() + body).hexdigest()}"'
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": _visibility(request) + _REVALIDATE}
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=content_type, headers=headers)


async def artifact(request: Request, file: PublishedFile, content_type: str) -> Response:
    """The bytes of a file, which never change."""
    headers = {"ETag": f'"{file.sha256}"', "Cache-Control": _visibility(request) + _FOREVER}
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    data = await resources_of(request).blobs.get(file.sha256)
    return ranged(request, data, content_type, headers)


def metadata(request: Request, file: PublishedFile) -> Response:
    """The METADATA of a wheel (PEP 658), which never changes."""
    etag = f'"{hashlib.sha256(file.metadata).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": _visibility(request) + _FOREVER}
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(file.metadata, media_type="text/plain; charset=utf-8", headers=headers)


def resources_of(request: Request) -> Resources:
    """The running application's collaborators."""
    found: Resources = request.app.state.resources
    return found


def missing(ecosystem: Ecosystem, name: str) -> PackageNotFound:
    """The problem of a package in a namespace of ours that is not there."""
    where = "Python" if ecosystem == "python" else "npm"
    return PackageNotFound(f"This registry has no {where} package `{name}`.")


def _visibility(request: Request) -> str:
    return "public, " if resources_of(request).settings.public_read else "private, "
