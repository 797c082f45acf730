"""The registry as a process of its own: started, killed, stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

import httpx2
import pytest
import pytest_asyncio

SERVE = "from dovetail_registry.commands import serve; serve()"
TOKEN = "administrator-token-for-tests"


@contextlib.contextmanager
def server(url, folder, **settings):
    """A registry on a free port: its client and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {
        "data": folder,
        "port": port,
        "admin_token": TOKEN,
        "job_lease_seconds": 1,
        "database_url": url,
        **settings,
    }
    environment = {f"DOVETAIL_{name.upper()}": str(value) for name, value in given.items()}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE], env={**os.environ, **environment}, stdout=log, stderr=log
        )
    try:
        with httpx2.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30
        ) as client:
            wait_for(lambda: answers(client), 60)
            yield client, process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def answers(client):
    with contextlib.suppress(httpx2.TransportError):
        return client.get("/readyz").status_code == 200
    return False


def wait_for(condition, seconds):
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)
    return found


def large_document(operations):
    """A document that takes seconds to build."""
    schema = {"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(12)}}
    schemas = {f"Thing{n}": schema for n in range(operations)}
    paths = {
        f"/things{n}": {
            "get": {
                "operationId": f"get_thing{n}",
                "responses": {
                    "200": {
                        "description": "A thing.",
                        "content": {
                            "application/json": {"schema": {"$ref": f"#/components/schemas/Thing{n}"}}
                        },
                    }
                },
            }
        }
        for n in range(operations)
    }
    info = {"title": "Things", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


@pytest_asyncio.fixture(loop_scope="session")
async def url(backend, empty_database, tmp_path):
    async with empty_database(backend, tmp_path) as made:
        yield made


class TestKill:
    async def test_in_the_middle_of_a_build_loses_nothing(self, url, tmp_path):
        contract = "/v1/namespaces/acme/contracts/things"
        with server(url, tmp_path) as (client, process):
            client.post("/v1/namespaces", json={"name": "acme"}).raise_for_status()
            client.post("/v1/namespaces/acme/contracts", json={"name": "things"}).raise_for_status()
            client.post(f"{contract}/releases", json=large_document(120)).raise_for_status()
            wait_for(lambda: client.get("/v1/jobs?state=running").json()["items"], 60)
            process.send_signal(signal.SIGKILL)
            process.wait()
        with server(url, tmp_path) as (client, _):
            jobs = client.get("/v1/jobs").json()["items"]
            assert {job["state"] for job in jobs} != {"succeeded"}
            packages = f"{contract}/releases/0.1.0/packages"
            wait_for(
                lambda: {one["state"] for one in client.get(packages).json()["items"]} == {"available"}, 180
            )
            assert max(job["attempts"] for job in client.get("/v1/jobs").json()["items"]) == 2


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'test.db'}"


class TestStop:
    async def test_ends_streams_and_leaves_quietly(self, sqlite_url, tmp_path):
        with server(sqlite_url, tmp_path, worker="false") as (client, process):
            client.post("/v1/namespaces", json={"name": "acme"}).raise_for_status()
            client.post("/v1/namespaces/acme/contracts", json={"name": "things"}).raise_for_status()
            client.post(
                "/v1/namespaces/acme/contracts/things/releases", json=large_document(1)
            ).raise_for_status()
            job = client.get("/v1/jobs").json()["items"][0]["id"]
            with client.stream("GET", f"/v1/jobs/{job}/events") as stream:
                lines = stream.iter_lines()
                assert next(lines) == "event: job"
                process.send_signal(signal.SIGTERM)
                assert not [line for line in lines if line.startswith("event: error")]
            began = time.monotonic()
            assert process.wait(15) == 0
            assert time.monotonic() - began < 5
        assert "Traceback" not in (tmp_path / "log").read_text()

    async def test_sigint_does_too(self, sqlite_url, tmp_path):
        with server(sqlite_url, tmp_path) as (_, process):
            process.send_signal(signal.SIGINT)
            assert process.wait(15) == 0
        assert "Traceback" not in (tmp_path / "log").read_text()


class TestBodies:
    async def test_of_fifty_megabytes_are_refused_while_they_arrive(self, sqlite_url, tmp_path):
        def chunks():
            for _ in range(800):
                yield b" " * 65536

        with server(sqlite_url, tmp_path, max_document_bytes=1024 * 1024) as (client, _):
            client.post("/v1/namespaces", json={"name": "acme"}).raise_for_status()
            client.post("/v1/namespaces/acme/contracts", json={"name": "things"}).raise_for_status()
            path, headers = (
                "/v1/namespaces/acme/contracts/things/releases",
                {"Content-Type": "application/json"},
            )
            for content in (chunks(), b" " * 50_000_000):
                with contextlib.suppress(httpx2.WriteError):
                    answer = client.post(path, content=content, headers=headers)
                    assert answer.status_code == 413
            assert client.get("/healthz").status_code == 200
