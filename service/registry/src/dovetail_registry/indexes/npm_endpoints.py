"""`/npm/…`: what npm, pnpm, yarn and bun ask a registry, as plain routes on stored bytes.

Servers decode `%2f` before routing, so one route takes every path and `_address` reads it.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dovetail_registry.identity.access import plain_reader, readable_namespace
from dovetail_registry.kit.clock import now

from . import npm, repository
from .answers import (
    artifact,
    index_page,
    is_ours,
    missing,
    resources_of,
    upstream,
)
from .problems import PackageNotFound, ReadOnlyIndex
from .published import PublishedFile

_TARBALL = "application/octet-stream"
_PACKAGE = re.compile(
    r"(?P<package>(?:@(?P<scope>[^/@]+)/)?[^/@][^/]*)(?:/-/(?P<tarball>[^/]+\.tgz)|/(?P<wanted>[^/]+))?"
)
_DIST_TAGS = re.compile(r"-/package/(?P<package>@(?P<scope>[^/@]+)/[^/]+)/dist-tags")


@dataclass(frozen=True, slots=True)
class Address:
    """What a path below `/npm/` names: a package, and perhaps one tarball, version or tag of it."""

    package: str
    namespace: str | None
    tarball: str | None
    wanted: str | None


def add_routes(app: Starlette) -> None:
    """Mount the npm index."""
    app.add_route("/npm/-/npm/v1/security/{rest:path}", no_advisories, ["POST"], include_in_schema=False)
    app.add_route("/npm/{path:path}", read, ["GET"], include_in_schema=False)
    app.add_route("/npm/{path:path}", refuse_write, ["PUT", "POST", "DELETE"], include_in_schema=False)


async def read(request: Request) -> Response:
    """Whatever the path names; a redirect to the upstream registry for names that are not ours."""
    path = request.path_params["path"]
    if path in _SERVICES:
        return await _SERVICES[path](request)
    if tags := _DIST_TAGS.fullmatch(path):
        files = await _files(request, Address(tags["package"], tags["scope"], None, None))
        return index_page(request, msgspec.json.encode(npm.dist_tags(files)), npm.FULL_TYPE)
    address = _address(path)
    if address.namespace is None or not await _ours(request, address.namespace):
        return upstream(resources_of(request).settings.npm_upstream, _raw(request), address.package)
    return await _package(request, address, await _files(request, address))


async def no_advisories(request: Request) -> Response:
    """`npm audit` asks for known vulnerabilities of packages; of ours there are none on record."""
    await plain_reader(request)
    return JSONResponse({})


async def refuse_write(request: Request) -> Response:
    """Nothing is published to this index by `npm publish`."""
    await plain_reader(request)
    raise ReadOnlyIndex("Packages here are generated from released contracts: publish a contract instead.")


async def _package(request: Request, address: Address, files: list[PublishedFile]) -> Response:
    if address.tarball:
        named = (file for file in files if npm.tarball_name(file.project, file.version) == address.tarball)
        tarball = next(named, None)
        if tarball is None:
            raise missing("npm", f"{address.package}/-/{address.tarball}")
        return await artifact(request, tarball, _TARBALL)
    base_url = f"{resources_of(request).settings.base_url}/npm"
    if address.wanted:
        body = npm.manifest(address.package, files, address.wanted, base_url=base_url)
        if body is None:
            raise missing("npm", f"{address.package}@{address.wanted}")
        return index_page(request, body, npm.FULL_TYPE)
    content_type = npm.negotiate(request.headers.get("accept"))
    body = npm.packument(address.package, files, base_url=base_url, content_type=content_type)
    return index_page(request, body, content_type)


async def _files(request: Request, address: Address) -> list[PublishedFile]:
    await plain_reader(request, address.namespace)
    async with resources_of(request).db.read() as session:
        files = await repository.files(session, "npm", address.package)
    if not files:
        raise missing("npm", address.package)
    return files


async def _ours(request: Request, namespace: str) -> bool:
    async with resources_of(request).db.read() as session:
        return await is_ours(session, namespace)


async def _ping(request: Request) -> Response:
    await plain_reader(request)
    return JSONResponse({})


async def _whoami(request: Request) -> Response:
    actor = await plain_reader(request)
    return JSONResponse({"username": actor.name if actor else "anonymous"})


async def _search(request: Request) -> Response:
    only = readable_namespace(request, await plain_reader(request))
    text = request.query_params.get("text", "")
    async with resources_of(request).db.read() as session:
        names = await repository.projects(session, "npm", only, text)
        newest = [npm.newest(await repository.files(session, "npm", name)) for name in names[:_MOST_FOUND]]
    objects = [{"package": npm.search_entry(file)} for file in newest]
    return JSONResponse({"objects": objects, "total": len(names), "time": now().isoformat()})


def _address(path: str) -> Address:
    found = _PACKAGE.fullmatch(path)
    if found is None:
        raise PackageNotFound(f"`{path}` is not the name of a package.")
    return Address(found["package"], found["scope"], found["tarball"], found["wanted"])


def _raw(request: Request) -> str:
    """The path below `/npm/` as it was sent, since registries tell `%2f` from `/`."""
    raw: bytes = request.scope.get("raw_path", request.url.path.encode())
    return raw.decode("ascii").partition("?")[0].partition("/npm/")[2]


_MOST_FOUND = 20
_SERVICES: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "-/ping": _ping,
    "-/whoami": _whoami,
    "-/v1/search": _search,
}
