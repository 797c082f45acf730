"""The registry's own contract."""

import json
import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dovetail_engine import oas
from dovetail_registry import export
from dovetail_registry.kit import problems

PUBLIC = {"GET /healthz", "GET /readyz", "GET /metrics", "GET /openapi.json"}
"""Endpoints that need no token whatever the settings; the pages and the indexes are listed by their own
tests."""


@pytest.fixture(scope="module")
def contract():
    return json.loads(export.openapi_document())


def operations(contract):
    for path, item in contract["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


class TestExport:
    def test_is_the_same_every_time(self):
        assert export.openapi_document() == export.openapi_document()

    def test_is_valid_and_without_warnings(self, contract):
        document = oas.load(export.openapi_document())
        assert document.warnings == ()
        assert list(OpenAPIV31SpecValidator(contract).iter_errors()) == []

    async def test_is_what_the_service_answers(self, registry):
        answer = await registry.client.get("/openapi.json")
        assert answer.content == export.openapi_document()
        headers = {"If-None-Match": answer.headers["etag"]}
        assert (await registry.client.get("/openapi.json", headers=headers)).status_code == 304


class TestOperations:
    def test_have_hand_written_names_and_one_tag(self, contract):
        names = [operation["operationId"] for _, operation in operations(contract)]
        assert len(names) == len(set(names))
        for name in names:
            assert re.fullmatch("[a-z]+(_[a-z]+)+", name), name
        for label, operation in operations(contract):
            assert len(operation["tags"]) == 1, label
            assert operation["description"], label

    def test_all_declare_who_may(self, contract):
        for label, operation in operations(contract):
            assert {"bearer": []} in operation["security"], label
            assert ({} in operation["security"]) == (operation["operationId"] in READS), label
            # Every token may ask what it is.
            refusals = {"401"} if operation["operationId"] == "get_me" else {"401", "403"}
            assert {*refusals, "422"} <= set(operation["responses"]), label

    def test_all_errors_are_problems(self, contract):
        for label, operation in operations(contract):
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"], (label, status)

    def test_lists_are_paged(self, contract):
        for label, operation in operations(contract):
            if operation["operationId"].startswith("list_"):
                names = {parameter["name"] for parameter in operation["parameters"]}
                assert {"cursor", "limit"} <= names, label


class TestSchemas:
    def test_outputs_have_no_defaults(self, contract):
        for name, found in contract["components"]["schemas"].items():
            if not name.endswith("Create"):
                assert '"default":' not in json.dumps(found), name

    def test_inputs_are_closed(self, contract):
        for name, found in contract["components"]["schemas"].items():
            if name.endswith("Create"):
                assert found["additionalProperties"] is False, name


class TestAccess:
    async def test_the_public_endpoints_are_known(self, registry):
        found = {f"GET {route.path}" for route in registry.app.routes if hasattr(route, "path")}
        assert found >= PUBLIC

    async def test_without_public_reads_everything_needs_a_token(
        self, tmp_path, start, make_settings, contract
    ):
        settings = make_settings(f"sqlite:///{tmp_path / 'x.db'}", public_read=False)
        async with start(settings) as registry, registry.anonymous as client:
            for label, _ in operations(contract):
                method, path = label.split()
                answer = await client.request(method, filled(path), content=b"")
                assert answer.status_code in ((401, 415) if method in ("POST", "PUT") else (401,)), label

    async def test_no_write_is_open_to_a_reader(self, registry, contract):
        async with registry.as_token(await registry.token("read")) as client:
            for label, operation in operations(contract):
                method, path = label.split()
                if method == "GET":
                    continue
                body = BODIES.get(operation["operationId"])
                answer = await client.request(method, filled(path), json=body)
                assert answer.status_code in (403, 404), label

    async def test_private_reads_stay_in_the_namespace(self, tmp_path, start, make_settings):
        settings = make_settings(f"sqlite:///{tmp_path / 'x.db'}", public_read=False)
        async with start(settings) as registry:
            mine, other = await registry.contract(), await registry.contract()
            secret = await registry.token("read", namespace=mine.split("/")[3])
            async with registry.as_token(secret) as client:
                assert (await client.get(mine)).status_code == 200
                assert (await client.get(other)).status_code == 403
                listed = (await client.get("/v1/namespaces")).json()["items"]
        assert [namespace["name"] for namespace in listed] == [mine.split("/")[3]]


class TestProblems:
    def test_each_kind_has_a_page_of_its_own(self):
        kinds = problems.catalogue()
        assert len({kind.slug for kind in kinds}) == len(kinds)
        for kind in kinds:
            page = problems.page(kind)
            assert page.startswith(f"# {kind.title}\n"), kind
            assert len(page) > 100, kind


READS = {
    *("list_namespaces", "get_namespace", "list_contracts", "get_contract", "list_releases", "get_release"),
    *("get_release_document", "get_newest_document", "compare_releases", "list_packages"),
    "get_package_report",
    *("list_checks", "get_check", "replay_check", "list_jobs", "get_job", "watch_job"),
    *("get_policy", "list_waivers"),
}
BODIES = {
    "create_namespace": {"name": "acme"},
    "create_contract": {"name": "orders"},
    "create_token": {"name": "x", "scopes": ["read"]},
    "yank_release": {"reason": "x"},
    "put_policy": {},
    "create_waiver": {"fingerprint": "7c1f9e2", "reason": "x", "owner": "x"},
    "publish_release": {},
    "create_check": {},
}


def filled(path):
    values = {
        "namespace": "nobody",
        "contract": "orders",
        "version": "1.0.0",
        "ecosystem": "python",
        "check_id": "01890000-0000-7000-8000-000000000000",
        "waiver_id": "01890000-0000-7000-8000-000000000000",
        "job_id": "01890000-0000-7000-8000-000000000000",
        "token_id": "01890000-0000-7000-8000-000000000000",
    }
    query = "?base=1.0.0&head=1.0.0" if path.endswith("/compare") else ""
    return path.format(**values) + query
