"""The two indexes over HTTP, with packages that the worker really built."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest
import pytest_asyncio

RELEASES = "/v1/namespaces/acme/contracts/orders/releases"
UPSTREAM = "https://upstream.example"
JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}


async def wait_for_packages(client: httpx2.AsyncClient, release: str) -> list[dict[str, Any]]:
    for _ in range(600):
        packages = (await client.get(f"{release}/packages")).json()["items"]
        if all(package["state"] != "pending" for package in packages):
            return packages
        await asyncio.sleep(0.1)
    raise AssertionError(f"the packages of {release} are not built after a minute")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stocked(
    start: Callable[..., Any], make_settings: Callable[..., Any], document: Any
) -> AsyncIterator[Any]:
    """A registry with upstreams and two built releases of acme/orders, the second one yanked."""
    settings = make_settings(
        worker=True, pypi_upstream=f"{UPSTREAM}/simple/", npm_upstream=f"{UPSTREAM}/npm/"
    )
    async with start(settings) as registry:
        await registry.client.post("/v1/namespaces", json={"name": "acme"})
        await registry.client.post("/v1/namespaces/acme/contracts", json={"name": "orders"})
        contract = "/v1/namespaces/acme/contracts/orders"
        for version, names in {"1.0.0": ["orders"], "1.1.0": ["orders", "items"]}.items():
            answer = await registry.publish(contract, document(*names), version=version)
            assert answer.status_code == 201, answer.text
            packages = await wait_for_packages(registry.client, f"{contract}/releases/{version}")
            assert [package["state"] for package in packages] == ["available", "available"], packages
        await registry.client.post(f"{contract}/releases/1.1.0/yank", json={"reason": 'it is "wrong"'})
        yield registry


@pytest.fixture(scope="session")
def document() -> Callable[..., dict[str, Any]]:
    """Makes a document with an operation per name."""

    def make(*names: str) -> dict[str, Any]:
        answers = {"200": {"description": "Orders.", "content": {"application/json": {"schema": {}}}}}
        operations = {name: {"operationId": f"list_{name}", "responses": answers} for name in names}
        paths = {f"/{name}": {"get": operation} for name, operation in operations.items()}
        return {"openapi": "3.1.0", "info": {"title": "Orders", "version": "1"}, "paths": paths}

    return make


class TestPackages:
    async def test_say_what_was_checked_before_they_were_shown(self, stocked: Any) -> None:
        listed = (await stocked.anonymous.get(f"{RELEASES}/1.0.0/packages")).json()["items"]
        checks = {package["ecosystem"]: package["checks"] for package in listed}
        assert checks == {"npm": ["archive"], "python": ["archive", "compiled", "imported"]}

    @pytest.mark.parametrize("ecosystem", ["python", "npm"])
    async def test_have_a_report_of_every_operation(self, stocked: Any, ecosystem: str) -> None:
        answer = await stocked.anonymous.get(f"{RELEASES}/1.1.0/packages/{ecosystem}/report")
        assert (answer.status_code, answer.json()["ecosystem"]) == (200, ecosystem)
        operations = answer.json()["operations"]
        assert [operation["name"] for operation in operations] == ["list_orders", "list_items"]
        assert all(operation["typed"] and operation["raw"] == [] for operation in operations)

    async def test_of_another_kind_there_is_no_report(self, stocked: Any) -> None:
        answer = await stocked.anonymous.get(f"{RELEASES}/1.1.0/packages/ruby/report")
        assert answer.status_code == 422
        answer = await stocked.anonymous.get(f"{RELEASES}/9.9.9/packages/npm/report")
        assert answer.json()["type"].endswith("/problems/release-not-found")


class TestSimpleIndex:
    async def test_lists_our_projects(self, stocked: Any) -> None:
        listed = (await stocked.anonymous.get("/pypi/simple/", headers=JSON)).json()
        assert listed["projects"] == [{"name": "acme-orders"}]

    async def test_shows_every_version_and_marks_the_yanked(self, stocked: Any) -> None:
        detail = (await stocked.anonymous.get("/pypi/simple/acme-orders/", headers=JSON)).json()
        assert detail["versions"] == ["1.0.0", "1.1.0"]
        assert [file["yanked"] for file in detail["files"]] == [False, 'it is "wrong"']

    async def test_files_are_what_the_index_says(self, stocked: Any) -> None:
        page = await stocked.anonymous.get("/pypi/simple/acme-orders/", headers=JSON)
        file = page.json()["files"][0]
        address = page.url.join(file["url"])
        wheel, metadata = [await stocked.anonymous.get(str(address) + end) for end in ("", ".metadata")]
        assert hashlib.sha256(wheel.content).hexdigest() == file["hashes"]["sha256"]
        assert len(wheel.content) == file["size"]
        assert hashlib.sha256(metadata.content).hexdigest() == file["core-metadata"]["sha256"]
        inside = zipfile.ZipFile(io.BytesIO(wheel.content))
        assert inside.read("acme_orders-1.0.0.dist-info/METADATA") == metadata.content

    async def test_files_never_change(self, stocked: Any) -> None:
        address = "/pypi/files/acme-orders/acme_orders-1.0.0-py3-none-any.whl"
        answer = await stocked.anonymous.get(address)
        assert "immutable" in answer.headers["Cache-Control"]
        again = await stocked.anonymous.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert not again.content

    async def test_files_come_in_parts_to_who_asks(self, stocked: Any) -> None:
        address = "/pypi/files/acme-orders/acme_orders-1.0.0-py3-none-any.whl"
        whole = await stocked.anonymous.get(address)
        assert whole.headers["Accept-Ranges"] == "bytes"
        part = await stocked.anonymous.get(address, headers={"Range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, whole.content[:4])
        assert part.headers["ETag"] == whole.headers["ETag"]
        head = await stocked.anonymous.head(address)
        assert (head.status_code, head.headers["Accept-Ranges"]) == (200, "bytes")
        assert head.headers["Content-Length"] == whole.headers["Content-Length"]

    async def test_answers_in_the_type_that_was_asked_for(self, stocked: Any) -> None:
        answer = await stocked.anonymous.get("/pypi/simple/acme-orders/", headers=JSON)
        assert answer.headers["Content-Type"] == JSON["Accept"]
        assert answer.headers["Vary"] == "Accept"
        html = await stocked.anonymous.get("/pypi/simple/acme-orders/")
        assert html.headers["Content-Type"].startswith("text/html")
        assert answer.headers["ETag"] != html.headers["ETag"]
        other = await stocked.anonymous.get("/pypi/simple/acme-orders/", headers={"Accept": "image/png"})
        assert other.status_code == 406

    async def test_head_is_get_without_the_body(self, stocked: Any) -> None:
        head = await stocked.anonymous.head("/pypi/simple/acme-orders/", headers=JSON)
        assert head.status_code == 200
        assert not head.content

    @pytest.mark.parametrize("spelling", ["Acme_Orders", "acme-orders", "ACME.ORDERS/"])
    async def test_other_spellings_lead_to_the_canonical_one(self, stocked: Any, spelling: str) -> None:
        answer = await stocked.anonymous.get(f"/pypi/simple/{spelling}")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "https://registry.example/pypi/simple/acme-orders/"

    async def test_other_names_go_upstream(self, stocked: Any) -> None:
        answer = await stocked.anonymous.get("/pypi/simple/pydantic/", headers=JSON)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{UPSTREAM}/simple/pydantic/")

    async def test_unknown_names_in_our_namespaces_never_do(self, stocked: Any) -> None:
        answer = await stocked.anonymous.get("/pypi/simple/acme-payments/", headers=JSON)
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("/problems/package-not-found")


class TestNpmIndex:
    @pytest.mark.parametrize("path", ["@acme/orders", "@acme%2forders", "@acme%2Forders"])
    async def test_every_client_spells_the_scope_as_it_likes(self, stocked: Any, path: str) -> None:
        packument = (await stocked.anonymous.get(f"/npm/{path}")).json()
        assert packument["name"] == "@acme/orders"
        assert packument["dist-tags"] == {"latest": "1.0.0"}
        assert packument["versions"]["1.1.0"]["deprecated"] == 'it is "wrong"'

    async def test_tarballs_lie_where_lock_files_expect_them(self, stocked: Any) -> None:
        packument = (await stocked.anonymous.get("/npm/@acme/orders")).json()
        dist = packument["versions"]["1.0.0"]["dist"]
        assert dist["tarball"] == "https://registry.example/npm/@acme/orders/-/orders-1.0.0.tgz"
        tarball = await stocked.anonymous.get("/npm/@acme%2forders/-/orders-1.0.0.tgz")
        assert hashlib.sha1(tarball.content).hexdigest() == dist["shasum"]  # noqa: S324 - npm's own field

    async def test_short_document_for_those_who_prefer_it(self, stocked: Any) -> None:
        wanted = {"Accept": "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*"}
        answer = await stocked.anonymous.get("/npm/@acme/orders", headers=wanted)
        assert answer.headers["Content-Type"] == "application/vnd.npm.install-v1+json"
        assert "time" not in answer.json()

    async def test_one_version_and_dist_tags(self, stocked: Any) -> None:
        assert (await stocked.anonymous.get("/npm/@acme/orders/latest")).json()["version"] == "1.0.0"
        tags = await stocked.anonymous.get("/npm/-/package/@acme%2forders/dist-tags")
        assert tags.json() == {"latest": "1.0.0"}

    async def test_answers_what_npm_asks_around_packages(self, stocked: Any) -> None:
        assert (await stocked.anonymous.get("/npm/-/ping")).json() == {}
        assert (await stocked.client.get("/npm/-/whoami")).json() == {"username": "administrator"}
        audit = await stocked.anonymous.post("/npm/-/npm/v1/security/advisories/bulk", json={})
        assert audit.json() == {}
        found = (await stocked.anonymous.get("/npm/-/v1/search?text=ord")).json()
        assert [each["package"]["name"] for each in found["objects"]] == ["@acme/orders"]

    @pytest.mark.parametrize("path", ["lodash", "@types%2fnode", "lodash/-/lodash-4.17.21.tgz"])
    async def test_other_names_go_upstream_as_they_were_sent(self, stocked: Any, path: str) -> None:
        answer = await stocked.anonymous.get(f"/npm/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{UPSTREAM}/npm/{path}")

    async def test_unknown_names_in_our_namespaces_never_do(self, stocked: Any) -> None:
        answer = await stocked.anonymous.get("/npm/@acme%2fpayments")
        assert answer.status_code == 404
        assert answer.json()["error"]

    async def test_two_namespaces_may_have_a_contract_of_one_name(self, stocked: Any, document: Any) -> None:
        await stocked.client.post("/v1/namespaces", json={"name": "globex"})
        await stocked.client.post("/v1/namespaces/globex/contracts", json={"name": "orders"})
        contract = "/v1/namespaces/globex/contracts/orders"
        await stocked.publish(contract, document("orders"), version="1.0.0")
        packages = await wait_for_packages(stocked.client, f"{contract}/releases/1.0.0")
        assert [package["state"] for package in packages] == ["available", "available"], packages
        tarballs = [
            (await stocked.anonymous.get(f"/npm/@{namespace}/orders/-/orders-1.0.0.tgz")).content
            for namespace in ("acme", "globex")
        ]
        assert tarballs[0] != tarballs[1]

    async def test_nothing_is_uploaded(self, stocked: Any) -> None:
        answer = await stocked.client.put("/npm/@acme%2forders", json={})
        assert answer.status_code == 405
        assert "publish a contract" in answer.json()["error"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def closed(start: Callable[..., Any], make_settings: Callable[..., Any]) -> AsyncIterator[Any]:
    """A registry that nobody reads without a token, with two namespaces."""
    async with start(make_settings(public_read=False)) as registry:
        for name in ("acme", "other"):
            await registry.client.post("/v1/namespaces", json={"name": name})
        yield registry


class TestClosedReading:
    @pytest.mark.parametrize("path", ["/pypi/simple/acme-orders/", "/pypi/simple/", "/npm/@acme/orders", "/"])
    async def test_asks_for_a_token(self, closed: Any, path: str) -> None:
        answer = await closed.anonymous.get(path)
        assert answer.status_code == 401
        assert "Basic" in answer.headers["WWW-Authenticate"]

    async def test_a_token_of_one_namespace_is_sent_upstream_for_the_rest_of_the_world(
        self, closed: Any
    ) -> None:
        client = closed.as_token(await closed.token("read", namespace="acme"))
        for project in ("pydantic", "pydantic-core"):
            answer = await client.get(f"/pypi/simple/{project}/")
            # This registry has no upstream index, and says so.
            assert (answer.status_code, "no upstream" in answer.json()["detail"]) == (404, True)

    async def test_pip_signs_in_with_basic(self, closed: Any) -> None:
        token = await closed.token("read", namespace="acme")
        answer = await closed.anonymous.get("/pypi/simple/", auth=("__token__", token))
        assert answer.status_code == 200

    async def test_a_token_of_one_namespace_reads_no_other(self, closed: Any) -> None:
        client = closed.as_token(await closed.token("read", namespace="acme"))
        assert (await client.get("/npm/@acme%2forders")).status_code == 404
        assert (await client.get("/npm/@other%2forders")).status_code == 403
        assert (await client.get("/pypi/simple/other-orders/")).status_code == 403

    async def test_a_wrong_token_is_refused(self, closed: Any) -> None:
        assert (await closed.as_token("nonsense").get("/npm/@acme%2forders")).status_code == 401
