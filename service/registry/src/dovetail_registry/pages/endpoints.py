"""`/` and what lies behind it."""

from pathlib import Path
from typing import Any
from uuid import UUID

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dovetail_engine import oas
from dovetail_engine.compat import rules
from dovetail_registry import export
from dovetail_registry.checks import service as checks
from dovetail_registry.checks.problems import CheckNotFound
from dovetail_registry.contracts import service as contracts
from dovetail_registry.documents import service as documents
from dovetail_registry.identity import access
from dovetail_registry.jobs import service as jobs
from dovetail_registry.jobs.schemas import TERMINAL
from dovetail_registry.kit import paging
from dovetail_registry.kit.paging import Window
from dovetail_registry.kit.problems import catalogue
from dovetail_registry.kit.problems import page as problem_page
from dovetail_registry.kit.wire import NotFound, refuse_unknown_query
from dovetail_registry.packages import service as packages
from dovetail_registry.releases import service as releases

from . import install
from .rendering import markdown, page, resources_of

_STYLE = Path(__file__).parent / "static" / "dovetail.css"
_SHORT, _LONG = 10, 50
_ALL_PACKAGES = Window(_LONG, (), "packages")


def add_routes(app: Starlette) -> None:
    """Mount the pages; they are no part of the contract."""
    contract = "/browse/{namespace}/{contract}"
    for path, endpoint in {
        "/": home,
        "/browse/{namespace}": namespace,
        contract: contract_overview,
        f"{contract}/releases": release_list,
        f"{contract}/releases/{{version}}": release,
        f"{contract}/checks": check_list,
        f"{contract}/checks/{{check_id}}": check,
        "/jobs": job_list,
        "/docs": reference,
        "/rules": rule_list,
        "/rules/{rule}": rule_page,
        "/problems": problem_list,
        "/problems/{slug}": problem,
        "/static/dovetail.css": style,
    }.items():
        app.add_route(path, endpoint, include_in_schema=False)


async def home(request: Request) -> Response:
    """The namespaces."""
    actor = await access.plain_reader(request)
    window = _window(request, "namespaces", str)
    async with resources_of(request).db.read() as session:
        rows = await contracts.list_namespaces(session, window, access.readable_namespace(request, actor))
    items, cursor = window.page(rows, lambda row: (row.name,))
    return page(request, "home.html", namespaces=items, cursor=cursor)


async def namespace(request: Request) -> Response:
    """The contracts of a namespace, each with its newest release."""
    await access.plain_reader(request)
    name, window = request.path_params["namespace"], _window(request, "contracts", str)
    async with resources_of(request).db.read() as session:
        found = await contracts.get_namespace(session, name)
        items, cursor = window.page(
            await contracts.list_contracts(session, window, name), lambda row: (row.name,)
        )
        newest = await releases.newest_of_each(session, [row.id for row in items])
    return page(request, "namespace.html", namespace=found, contracts=items, newest=newest, cursor=cursor)


async def contract_overview(request: Request) -> Response:
    """A contract: how to install it, its releases, its checks."""
    await access.plain_reader(request)
    refuse_unknown_query(request, frozenset())
    async with resources_of(request).db.read() as session:
        of = await releases.target(session, *_coordinate(request))
        found = await contracts.get_contract(session, of.namespace, of.contract)
        listed = await releases.list_releases(session, of, Window(_SHORT, (), "releases"), None)
        checked = await checks.list_checks(session, of.contract_id, Window(_SHORT, (), "checks"))
        newest = (await releases.newest_of_each(session, [of.contract_id])).get(of.contract_id)
        built = await packages.of_release(session, newest.id, _ALL_PACKAGES) if newest else []
    context: dict[str, Any] = {
        "releases": listed[:_SHORT],
        "more_releases": len(listed) > _SHORT,
        "checks": checked[:_SHORT],
        "more_checks": len(checked) > _SHORT,
        **_packages(request, built),
    }
    return page(request, "contract.html", contract=found, newest=newest, **context)


async def release_list(request: Request) -> Response:
    """All releases of a contract, highest version first."""
    await access.plain_reader(request)
    window = _window(request, "releases", str)
    async with resources_of(request).db.read() as session:
        of = await releases.target(session, *_coordinate(request))
        rows = await releases.list_releases(session, of, window, None)
    items, cursor = window.page(rows, lambda row: (row.precedence,))
    return page(request, "releases.html", of=of, releases=items, cursor=cursor)


async def release(request: Request) -> Response:
    """A release: its document, its packages and how to install them."""
    await access.plain_reader(request)
    refuse_unknown_query(request, frozenset())
    async with resources_of(request).db.read() as session:
        of = await releases.target(session, *_coordinate(request))
        found = await releases.get_release(session, of, request.path_params["version"])
        document = await documents.get(session, found.document_sha256)
        built = await packages.of_release(session, found.id, _ALL_PACKAGES)
    return page(request, "release.html", of=of, release=found, document=document, **_packages(request, built))


async def check_list(request: Request) -> Response:
    """All checks of a contract, newest first."""
    await access.plain_reader(request)
    window = _window(request, "checks", UUID)
    async with resources_of(request).db.read() as session:
        of = await releases.target(session, *_coordinate(request))
        rows = await checks.list_checks(session, of.contract_id, window)
    items, cursor = window.page(rows, lambda row: (row.id,))
    return page(request, "checks.html", of=of, checks=items, cursor=cursor)


async def check(request: Request) -> Response:
    """A check: its verdict and its findings with their witnesses."""
    await access.plain_reader(request)
    refuse_unknown_query(request, frozenset())
    try:
        check_id = UUID(request.path_params["check_id"])
    except ValueError:
        raise CheckNotFound("The contract has no such check.") from None
    async with resources_of(request).db.read() as session:
        of = await releases.target(session, *_coordinate(request))
        found = await checks.get_check(session, of.contract_id, check_id)
    return page(request, "check.html", of=of, check=found)


async def job_list(request: Request) -> Response:
    """Jobs, newest first."""
    actor = await access.plain_reader(request)
    window = _window(request, "jobs", UUID)
    async with resources_of(request).db.read() as session:
        rows = await jobs.list_jobs(session, window, access.readable_namespace(request, actor), None)
    items, cursor = window.page(rows, lambda row: (row.id,))
    unfinished = any(row.state not in TERMINAL for row in items)
    return page(request, "jobs.html", jobs=items, cursor=cursor, unfinished=unfinished)


async def reference(request: Request) -> Response:
    """The registry's own API, from its contract."""
    refuse_unknown_query(request, frozenset())
    api = oas.load(export.document_of(request.app), name="openapi.json").api
    groups: dict[str, list[Any]] = {tag.name: [] for tag in api.tags}
    for operation in api.operations:
        groups.setdefault(operation.tags[0] if operation.tags else "other", []).append(operation)
    return page(request, "reference.html", api=api, groups=groups, markdown=markdown)


async def rule_list(request: Request) -> Response:
    """The compatibility rules."""
    refuse_unknown_query(request, frozenset())
    return page(request, "rules.html", rules=rules.all_rules().values())


async def rule_page(request: Request) -> Response:
    """The manual page of a rule."""
    refuse_unknown_query(request, frozenset())
    name = request.path_params["rule"]
    try:
        text = rules.explain(name)
    except rules.UnknownRule:
        raise NotFound(
            f"There is no rule `{name}`; {request.url.path.rpartition('/')[0]} lists them."
        ) from None
    return page(request, "text.html", title=name, body=markdown(text))


async def problem_list(request: Request) -> Response:
    """The kinds of problems."""
    refuse_unknown_query(request, frozenset())
    return page(request, "problems.html", problems=catalogue())


async def problem(request: Request) -> Response:
    """What a kind of problem means; `type` in its answers leads here."""
    refuse_unknown_query(request, frozenset())
    slug = request.path_params["slug"]
    found = next((kind for kind in catalogue() if kind.slug == slug), None)
    if found is None:
        raise NotFound(f"There is no kind of problem called `{slug}`.")
    return page(request, "text.html", title=found.title, body=markdown(problem_page(found)))


async def style(request: Request) -> Response:
    """The stylesheet."""
    refuse_unknown_query(request, frozenset())
    return FileResponse(_STYLE, headers={"Cache-Control": "max-age=300"})


def _coordinate(request: Request) -> tuple[str, str]:
    return request.path_params["namespace"], request.path_params["contract"]


def _window(request: Request, name: str, kind: type) -> Window:
    refuse_unknown_query(request, frozenset({"cursor"}))
    cursor = request.query_params.get("cursor")
    return Window(_LONG, paging.decode(name, cursor, [kind]) if cursor else (), name)


def _packages(request: Request, built: Any) -> dict[str, Any]:
    base_url = resources_of(request).settings.base_url
    lines = [line for row in built if row.state == "available" for line in install.lines(base_url, row)]
    return {
        "packages": built,
        "install": sorted(lines, key=lambda line: ("pip", "uv", "npm").index(line.manager)),
        "unfinished": any(row.state == "pending" for row in built),
    }
