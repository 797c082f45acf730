"""`/pypi/…`: the simple repository API and its files, as plain routes on stored bytes."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dovetail_registry.identity.access import plain_reader, readable_namespace
from dovetail_registry.kit.wire import refuse_unknown_query

from . import repository, simple
from .answers import (
    artifact,
    index_page,
    is_ours,
    metadata,
    missing,
    resources_of,
    upstream,
)
from .problems import NotAcceptable
from .published import PublishedFile

_WHEEL = "application/octet-stream"


def add_routes(app: Starlette) -> None:
    """Mount the Python index."""
    app.add_route("/pypi/simple", canonical, include_in_schema=False)
    app.add_route("/pypi/simple/", project_list, include_in_schema=False)
    app.add_route("/pypi/simple/{project}", canonical, include_in_schema=False)
    app.add_route("/pypi/simple/{project}/", project_detail, include_in_schema=False)
    app.add_route("/pypi/files/{project}/{filename}", file, include_in_schema=False)


async def canonical(request: Request) -> Response:
    """The address with the normalised name and the slash at its end."""
    project = request.path_params.get("project")
    path = f"{simple.normalize(project)}/" if project else ""
    return RedirectResponse(f"{resources_of(request).settings.base_url}/pypi/simple/{path}", 301)


async def project_list(request: Request) -> Response:
    """All projects of ours."""
    refuse_unknown_query(request, frozenset())
    representation = _representation(request)
    only = readable_namespace(request, await plain_reader(request))
    async with resources_of(request).db.read() as session:
        names = await repository.projects(session, "python", only)
    return index_page(request, simple.project_list(names, representation), representation.content_type)


async def project_detail(request: Request) -> Response:
    """The files of one project; a redirect to the upstream index for names that are not ours."""
    refuse_unknown_query(request, frozenset())
    project = request.path_params["project"]
    if project != simple.normalize(project):
        return await canonical(request)
    representation = _representation(request)
    namespace = project.partition("-")[0]
    async with resources_of(request).db.read() as session:
        ours = "-" in project and await is_ours(session, namespace)
    # A token of one namespace may read everybody's packages, and of ours those of its own.
    await plain_reader(request, namespace if ours else None)
    if not ours:
        return upstream(resources_of(request).settings.pypi_upstream, f"{project}/", project)
    async with resources_of(request).db.read() as session:
        files = await repository.files(session, "python", project)
    if not files:
        raise missing("python", project)
    body = simple.project_detail(project, files, representation)
    return index_page(request, body, representation.content_type)


async def file(request: Request) -> Response:
    """A wheel, or with `.metadata` behind its name its METADATA."""
    refuse_unknown_query(request, frozenset())
    project, filename = request.path_params["project"], request.path_params["filename"]
    await plain_reader(request, project.partition("-")[0])
    async with resources_of(request).db.read() as session:
        files = await repository.files(session, "python", project)
    wheel = _named(files, filename.removesuffix(".metadata"))
    if wheel is None:
        raise missing("python", f"{project}/{filename}")
    if filename.endswith(".metadata"):
        return metadata(request, wheel)
    return await artifact(request, wheel, _WHEEL)


def _representation(request: Request) -> simple.Representation:
    chosen = simple.negotiate(request.headers.get("accept"))
    if chosen is None:
        raise NotAcceptable(f"Ask for {simple.JSON_TYPE}, {simple.HTML_TYPE} or text/html.")
    return chosen


def _named(files: list[PublishedFile], filename: str) -> PublishedFile | None:
    return next((found for found in files if found.filename == filename), None)
