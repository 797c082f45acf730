"""Every operation of the running registry, with each status its contract documents."""

import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx2
import pytest

from harness.registry import ADMIN_TOKEN, Registry, registry_on

JSON = {"Content-Type": "application/json"}
SMALL, LARGE = 4_000, 200_000

EXEMPT = {
    # These lists answer 403 only where reading is closed, to a token without `read`; this registry is open.
    *((operation, "403") for operation in ("list_jobs", "list_namespaces")),
    # The service has to be saturated, or its disk to be full; the service's own tests bring that about.
    *(
        (operation, "503")
        for operation in ("compare_releases", "get_newest_document", "get_release_document", "replay_check")
    ),
    *((operation, "507") for operation in ("create_check", "publish_release")),
}
"""Statuses that are documented and not reached here, each with a reason. This list may only shrink."""


BUILT = "0.9.0"
"""A release whose packages are there; those of the others are never built."""


class Ledger:
    """Calls operations by name and keeps which statuses they answered."""

    def __init__(self, registry: Registry, document: bytes) -> None:
        self.registry = registry
        self.document = document
        self.reached: set[tuple[str, str]] = set()
        with registry.client() as client:
            paths = client.get("/openapi.json").json()["paths"]
        self.operations = {
            operation["operationId"]: (method.upper(), path, operation)
            for path, item in paths.items()
            for method, operation in item.items()
        }
        self.values = {"namespace": "acme", "contract": "orders", "version": "1.0.0", "ecosystem": "npm"}

    @property
    def documented(self) -> set[tuple[str, str]]:
        """Return every operation with each status it documents."""
        return {
            (name, status)
            for name, (_, _, operation) in self.operations.items()
            for status in operation["responses"]
        }

    def documenting(self, status: int) -> list[str]:
        """Return the operations that document a status and are not exempt from reaching it."""
        return sorted(name for name, found in self.documented - EXEMPT if found == str(status))

    def reach(
        self, name: str, status: int, *, token: str | None = ADMIN_TOKEN, **sent: Any
    ) -> httpx2.Response:
        """Call an operation with whatever it needs, but for what is given; it has to answer `status`."""
        method, path, _ = self.operations[name]
        values = {**self.values, **sent.pop("values", {})}
        request = {**self.usual(name), **sent}
        with self.registry.client(token) as client:
            answer = client.request(method, path.format(**values), **request)
        assert answer.status_code == status, f"{name}: {answer.status_code} {answer.text[:500]}"
        assert (name, str(status)) in self.documented
        self.reached.add((name, str(status)))
        return answer

    def usual(self, name: str) -> dict[str, Any]:
        """Return what makes a request of this operation a good one."""
        document = {"content": self.document, "headers": JSON}
        requests: dict[str, dict[str, Any]] = {
            "create_namespace": {"json": {"name": f"n{uuid.uuid4().hex[:12]}"}},
            "create_contract": {"json": {"name": f"c{uuid.uuid4().hex[:12]}"}},
            "create_token": {"json": {"name": "ledger", "scopes": ["read"]}},
            "yank_release": {"json": {"reason": "It lost orders."}},
            "put_policy": {"json": {"enum_growth": "risky"}},
            "create_waiver": {"json": {"fingerprint": "0123456", "reason": "Agreed.", "owner": "orders"}},
            "publish_release": {**document, "params": {"version": "1.0.0"}},
            "create_check": {**document, "params": {"version": "1.0.1"}},
            "compare_releases": {"params": {"base": "1.0.0", "head": "1.0.0"}},
        }
        return requests.get(name, {})


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, orders_documents: dict[str, bytes]) -> Iterator[Ledger]:
    settings = {
        "public_read": "false",
        "max_body_bytes": str(SMALL),
        "max_document_bytes": str(LARGE),
        "database_wait_seconds": "0.2",
        # No package is built in so short a time, so that there are failed jobs to be tried again.
        "build_seconds": "0.001",
        "job_attempts": "1",
    }
    with registry_on(tmp_path_factory.mktemp("ledger") / "data") as first:
        first.make_contract("acme", "orders")
        first.publish("acme/orders", orders_documents["1.0.0"], version=BUILT)
        wait_for_reports(first)
        first.service.stop()
        registry = first.restart(**settings)
        ledger = Ledger(registry, orders_documents["1.0.0"])
        ledger.reach("publish_release", 201)
        ledger.values["check_id"] = ledger.reach("create_check", 201).json()["id"]
        ledger.values["token_id"] = ledger.reach("create_token", 201).json()["id"]
        ledger.values["waiver_id"] = ledger.reach("create_waiver", 201).json()["id"]
        ledger.values["job_id"], ledger.values["other_job_id"] = failed_jobs(registry)
        registry.service.stop()
        with stopped_later(registry.restart(worker="false")) as ledger.registry:
            yield ledger


@contextmanager
def stopped_later(registry: Registry) -> Iterator[Registry]:
    try:
        yield registry
    finally:
        registry.service.stop()


def wait_for_reports(registry: Registry) -> None:
    deadline = time.monotonic() + 120
    report = f"/v1/namespaces/acme/contracts/orders/releases/{BUILT}/packages/npm/report"
    with registry.client() as client:
        while client.get(report).status_code != 200:
            assert time.monotonic() < deadline, "the packages are not built after two minutes"
            time.sleep(0.1)


def failed_jobs(registry: Registry) -> list[str]:
    deadline = time.monotonic() + 60
    with registry.client() as client:
        while time.monotonic() < deadline:
            failed = client.get("/v1/jobs", params={"state": "failed"}).json()["items"]
            if len(failed) == 2:
                return [str(job["id"]) for job in failed]
            time.sleep(0.1)
    raise AssertionError("the jobs did not fail although there was no time to build anything")


class TestSuccess:
    def test_is_answered_by_every_operation(self, ledger: Ledger) -> None:
        in_the_end = {
            "create_namespace": 201,
            "create_contract": 201,
            "retry_job": 200,
            "yank_release": 200,
            "unyank_release": 200,
            "publish_release": 200,
        }
        elsewhere = {"create_check", "create_token", "create_waiver", "revoke_token", "revoke_waiver"}
        ledger.reach("get_package_report", 200, values={"version": BUILT})
        ledger.reach("get_package_report", 404)
        elsewhere.add("get_package_report")
        for name in sorted(ledger.operations.keys() - in_the_end.keys() - elsewhere):
            ledger.reach(name, 200)
        for name, status in in_the_end.items():
            ledger.reach(name, status)

    def test_is_answered_to_the_revocation_of_a_token(self, ledger: Ledger) -> None:
        made = ledger.reach("create_token", 201).json()["id"]
        ledger.reach("revoke_token", 204, values={"token_id": made})

    def test_is_answered_to_the_revocation_of_a_waiver(self, ledger: Ledger) -> None:
        made = ledger.reach("create_waiver", 201).json()["id"]
        ledger.reach("revoke_waiver", 204, values={"waiver_id": made})


class TestRefusal:
    def test_without_a_token(self, ledger: Ledger) -> None:
        for name in ledger.documenting(401):
            ledger.reach(name, 401, token=None)

    def test_with_a_token_for_something_else(self, ledger: Ledger) -> None:
        ledger.registry.make_contract("other", "things")
        stranger = ledger.registry.make_token("read", "publish", namespace="other")
        for name in ledger.documenting(403):
            ledger.reach(name, 403, token=stranger)

    def test_of_an_unknown_parameter(self, ledger: Ledger) -> None:
        for name in ledger.documenting(422):
            parameters = {**ledger.usual(name).get("params", {}), "surplus": "1"}
            ledger.reach(name, 422, params=parameters)

    def test_of_what_is_not_there(self, ledger: Ledger) -> None:
        nowhere = {"namespace": "nobody", "job_id": uuid.uuid4(), "token_id": uuid.uuid4()}
        for name in ledger.documenting(404):
            ledger.reach(name, 404, values=nowhere)


class TestBody:
    def test_that_cannot_be_read(self, ledger: Ledger) -> None:
        form = {"Content-Type": "multipart/form-data; boundary=x"}
        for name in ledger.documenting(400):
            if name in {"publish_release", "create_check"}:
                ledger.reach(name, 400, content=b"--y", headers=form)
            else:
                ledger.reach(name, 400, json=None, content=b"\xff", headers=JSON)

    def test_that_is_too_large(self, ledger: Ledger) -> None:
        for name in ledger.documenting(413):
            ledger.reach(name, 413, json=None, content=b" " * (LARGE + 1), headers=JSON)

    def test_of_another_media_type(self, ledger: Ledger) -> None:
        for name in ledger.documenting(415):
            ledger.reach(name, 415, json=None, content=b"a,b", headers={"Content-Type": "text/csv"})


class TestConflict:
    def test_of_names(self, ledger: Ledger) -> None:
        ledger.reach("create_namespace", 409, json={"name": "acme"})
        ledger.reach("create_contract", 409, json={"name": "orders"})

    def test_of_releases(self, ledger: Ledger, orders_documents: dict[str, bytes]) -> None:
        taken = ledger.reach("publish_release", 409, content=orders_documents["1.1.0"])
        assert taken.json()["type"].endswith("/version-taken")
        breaking = {"content": orders_documents["1.2.0"], "params": {"version": "1.2.0"}}
        refused = ledger.reach("publish_release", 409, **breaking)
        assert refused.json()["type"].endswith("/breaking-change")

    def test_of_jobs(self, ledger: Ledger) -> None:
        job = {"job_id": ledger.values["other_job_id"]}
        ledger.reach("retry_job", 200, values=job)
        ledger.reach("retry_job", 409, values=job)


class TestDatabase:
    def test_that_is_busy(self, ledger: Ledger) -> None:
        with closing(sqlite3.connect(ledger.registry.data / "dovetail.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for name in ledger.documenting(503):
                ledger.reach(name, 503)
            other.execute("ROLLBACK")


class TestLedger:
    def test_has_every_documented_status_but_the_exempt(self, ledger: Ledger) -> None:
        assert sorted(ledger.documented - ledger.reached - EXEMPT) == []

    def test_exempts_nothing_that_is_reached_or_gone(self, ledger: Ledger) -> None:
        assert sorted(EXEMPT & ledger.reached) == []
        assert sorted(EXEMPT - ledger.documented) == []


@pytest.fixture(scope="module", autouse=True)
def shown(ledger: Ledger) -> Iterator[None]:
    """Print how much of the contract was reached."""
    yield
    counted = len(ledger.reached), len(ledger.documented), len(EXEMPT)
    print("reached {} of {} documented statuses, {} exempt".format(*counted))
