"""Ends of the process, orderly and not: nothing is lost and the next start picks up where it was."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from harness.registry import ADMIN_TOKEN, Registry, start_registry

RELEASE = "/v1/namespaces/acme/contracts/orders/releases/1.0.0"
FAST = {"job_lease_seconds": "2"}


def jobs(registry: Registry) -> list[dict[str, Any]]:
    with registry.client() as client:
        items: list[dict[str, Any]] = client.get("/v1/jobs").json()["items"]
    return items


def wait_for(registry: Registry, states: set[str], *, within: float = 60) -> list[dict[str, Any]]:
    """Return the jobs once one of them is in one of these states."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = jobs(registry)
        if any(job["state"] in states for job in found):
            return found
        time.sleep(0.01)
    raise AssertionError(f"no job became {states}: {found}")


def wait_for_packages(registry: Registry, *, within: float = 90) -> list[dict[str, Any]]:
    deadline = time.monotonic() + within
    with registry.client() as client:
        while time.monotonic() < deadline:
            packages: list[dict[str, Any]] = client.get(f"{RELEASE}/packages").json()["items"]
            if len(packages) == 2 and all(
                package["state"] in {"available", "failed"} for package in packages
            ):
                return packages
            time.sleep(0.1)
    raise AssertionError(f"the packages were not built: {packages}, {jobs(registry)}")


def large_document() -> bytes:
    """A document whose packages take long enough to build that a kill hits the middle."""
    schemas = {
        f"Thing{n}": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "next": {"$ref": f"#/components/schemas/Thing{n - 1}"}}
            if n
            else {"id": {"type": "string"}},
        }
        for n in range(300)
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing299"}}}
    operation = {"operationId": "get_thing", "responses": {"200": {"description": "ok", "content": content}}}
    info = {"title": "Things", "version": "1.0.0"}
    document = {
        "openapi": "3.1.0",
        "info": info,
        "paths": {"/things": {"get": operation}},
        "components": {"schemas": schemas},
    }
    return json.dumps(document).encode()


@pytest.fixture
def published(own_data: Path) -> Registry:
    """A registry that has just accepted a large release; its packages are not built yet."""
    registry = start_registry(own_data, **FAST)
    registry.make_contract("acme", "orders")
    answer = registry.publish("acme/orders", large_document(), version="1.0.0")
    assert answer.status_code == 201, answer.text
    return registry


class TestKill:
    def test_in_the_middle_of_a_build_loses_nothing(self, published: Registry) -> None:
        wait_for(published, {"running"})
        published.service.kill()
        again = published.restart()
        try:
            states = {package["state"] for package in wait_for_packages(again)}
            assert states == {"available"}
            assert {job["state"] for job in jobs(again)} == {"succeeded"}
        finally:
            again.service.stop()

    def test_right_after_the_answer_loses_nothing(self, published: Registry) -> None:
        published.service.kill()
        again = published.restart()
        try:
            assert {package["state"] for package in wait_for_packages(again)} == {"available"}
        finally:
            again.service.stop()

    def test_again_and_again_comes_to_an_end(self, published: Registry) -> None:
        current = published
        for _ in range(2):
            wait_for(current, {"running"})
            current.service.kill()
            current = current.restart()
        try:
            assert {package["state"] for package in wait_for_packages(current)} == {"available"}
        finally:
            current.service.stop()


class TestStop:
    @pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
    def test_is_quick_and_quiet(self, published: Registry, by: signal.Signals) -> None:
        code = published.service.stop(by, within=20)
        assert code in {0, -by, 128 + by}
        assert "Traceback" not in published.service.printed()

    def test_does_not_wait_for_someone_who_only_watches(self, published: Registry) -> None:
        job = jobs(published)[0]["id"]
        with published.client() as client, client.stream("GET", f"/v1/jobs/{job}/events") as events:
            assert events.status_code == 200
            assert published.service.stop(signal.SIGINT, within=20) in {0, -signal.SIGINT, 130}


class TestSecondStart:
    def test_picks_up_where_the_first_was(self, published: Registry) -> None:
        assert {package["state"] for package in wait_for_packages(published)} == {"available"}
        with published.client() as client:
            before = client.get(RELEASE).json()
        published.service.stop()
        again = published.restart()
        try:
            with again.client(ADMIN_TOKEN) as client:
                assert client.get(RELEASE).json() == before
            assert again.publish("acme/orders", large_document(), version="1.0.0").status_code == 200
        finally:
            again.service.stop()

    def test_makes_no_second_administrator(self, own_data: Path) -> None:
        first = start_registry(own_data)
        first.service.stop()
        again = start_registry(own_data)
        try:
            with again.client() as client:
                assert len(client.get("/v1/tokens").json()["items"]) == 1
        finally:
            again.service.stop()
