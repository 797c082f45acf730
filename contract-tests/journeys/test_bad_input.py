"""Bad input to the running registry: a clear problem, nothing half written, and the process lives on."""

import json
import socket
import sqlite3
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from harness.registry import Registry, registry_on

RELEASES = "/v1/namespaces/acme/contracts/orders/releases"
JSON = {"Content-Type": "application/json"}
YAML = {"Content-Type": "application/yaml"}
TRACES = ("Traceback", 'File "', "site-packages", "sqlalchemy")


def openapi(**members: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, **members}


def responses(reference: str | None = None) -> dict[str, Any]:
    if reference is None:
        return {"200": {"description": "ok"}}
    return {
        "200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": reference}}}},
    }


def twice_named() -> dict[str, Any]:
    operation = {"operationId": "get_it", "responses": responses()}
    return openapi(paths={"/a": {"get": operation}, "/b": {"get": operation}})


def referring_to(reference: str) -> bytes:
    operation = {"operationId": "get_a", "responses": responses(reference)}
    return json.dumps(openapi(paths={"/a": {"get": operation}})).encode()


def alias_bomb() -> bytes:
    lines = ["openapi: 3.1.0", "info: {title: T, version: '1'}", "paths: {}", "x-0: &a0 [x, x]"]
    lines += [f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def target(registry: Registry, orders_documents: dict[str, bytes]) -> Registry:
    registry.make_contract("acme", "orders")
    answer = registry.publish("acme/orders", orders_documents["1.0.0"], version="1.0.0")
    assert answer.status_code in (200, 201), answer.text
    return registry


@pytest.fixture
def client(target: Registry) -> Iterator[httpx2.Client]:
    """A signed-in client; afterwards the releases are what they were and the process is the same."""
    with target.client() as client:
        before = client.get(RELEASES).json()
        yield client
        assert client.get(RELEASES).json() == before
    assert target.service.alive()
    assert "Traceback" not in target.service.printed()


def problem(answer: httpx2.Response, status: int) -> dict[str, Any]:
    """Check that the answer is a problem of this status that a person can act on."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert len(body["detail"]) > 20
    assert not any(trace in answer.text for trace in TRACES)
    return body


class TestDocument:
    @pytest.mark.parametrize(
        ("content", "headers", "told"),
        [
            pytest.param(b"[" * 100_000, JSON, "nest", id="100 KB of ["),
            pytest.param(b"x: " + b"[" * 100_000, YAML, "nest", id="100 KB of [ in YAML"),
            pytest.param(alias_bomb(), YAML, "expands", id="alias bomb"),
            pytest.param(b'{"openapi": "3.1.0",', JSON, "", id="cut off"),
            pytest.param(b"\xff\xfe\x00\x01", JSON, "", id="bytes that are no text"),
            pytest.param(b"just text", YAML, "", id="a text"),
            pytest.param(b'{"hello": "world"}', JSON, "openapi", id="not OpenAPI"),
            pytest.param(b'{"swagger": "1.2"}', JSON, "2.0", id="Swagger 1.2"),
            pytest.param(json.dumps(twice_named()).encode(), JSON, "get_it", id="operationId given twice"),
            pytest.param(
                referring_to("file:///etc/passwd"),
                JSON,
                "file:",
                id="reference to a file",
            ),
            pytest.param(
                referring_to("../../etc/passwd"),
                JSON,
                "passwd",
                id="reference to a path",
            ),
            pytest.param(
                referring_to("#/components/schemas/No"),
                JSON,
                "No",
                id="dangling reference",
            ),
        ],
    )
    def test_is_refused_with_its_diagnostics(
        self, client: httpx2.Client, content: bytes, headers: dict[str, str], told: str
    ) -> None:
        answer = client.post(RELEASES, params={"version": "1.1.0"}, content=content, headers=headers)
        body = problem(answer, 422)
        diagnostics = body["diagnostics"]
        assert diagnostics
        assert told.lower() in json.dumps(diagnostics).lower()

    def test_that_is_empty_is_asked_for(self, client: httpx2.Client) -> None:
        body = problem(client.post(RELEASES, params={"version": "1.1.0"}, content=b"", headers=JSON), 422)
        assert "empty" in body["errors"][0]["message"]

    def test_says_the_line_of_what_is_wrong(self, client: httpx2.Client) -> None:
        content = json.dumps(twice_named(), indent=2).encode()
        body = problem(client.post(RELEASES, params={"version": "1.1.0"}, content=content, headers=JSON), 422)
        found = next(each for each in body["diagnostics"] if "get_it" in each["message"])
        assert b"get_it" in content.splitlines()[found["line"] - 1]

    def test_is_never_fetched_from_an_address(self, client: httpx2.Client) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.5)
            port = listener.getsockname()[1]
            content = referring_to(f"http://127.0.0.1:{port}/schema.json")
            answer = client.post(RELEASES, params={"version": "1.1.0"}, content=content, headers=JSON)
            problem(answer, 422)
            with pytest.raises(TimeoutError):
                listener.accept()

    def test_of_another_media_type_is_not_read(self, client: httpx2.Client) -> None:
        answer = client.post(
            RELEASES, params={"version": "1.1.0"}, content=b"a,b", headers={"Content-Type": "text/csv"}
        )
        assert "json" in problem(answer, 415)["detail"].lower()

    def test_of_50_megabytes_is_refused_before_it_is_read(
        self, target: Registry, client: httpx2.Client
    ) -> None:
        head = (
            f"POST {RELEASES}?version=1.1.0 HTTP/1.1\r\nHost: registry\r\n"
            f"Authorization: {client.headers['authorization']}\r\n"
            "Content-Type: application/json\r\nContent-Length: 50000000\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", target.port), timeout=10) as connection:
            connection.sendall(head.encode() + b'{"openapi"')
            assert b" 413 " in connection.recv(65536).splitlines()[0]

    def test_of_50_megabytes_in_chunks_is_refused_while_it_arrives(
        self, target: Registry, client: httpx2.Client
    ) -> None:
        head = (
            f"POST {RELEASES}?version=1.1.0 HTTP/1.1\r\nHost: registry\r\n"
            f"Authorization: {client.headers['authorization']}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        sent = _send_until_answered(target.port, head.encode(), chunk=b" " * 1_000_000, times=50)
        assert b" 413 " in sent.answer.splitlines()[0]
        assert sent.chunks < 50


class TestParameters:
    @pytest.mark.parametrize(
        "version", ["1", "1.0", "01.0.0", "v1.0.0", "1.0.0.0", "1.0.0-", "newest", "../1"]
    )
    def test_version_that_is_no_semver_is_refused(
        self, client: httpx2.Client, orders_documents: dict[str, bytes], version: str
    ) -> None:
        answer = client.post(
            RELEASES, params={"version": version}, content=orders_documents["1.1.0"], headers=JSON
        )
        problem(answer, 422)

    def test_unknown_query_parameter_is_named(self, client: httpx2.Client) -> None:
        body = problem(client.get(RELEASES, params={"page": "2"}), 422)
        assert ("query", "page") in {(each["location"], each["name"]) for each in body["errors"]}

    def test_repeated_query_parameter_is_named(self, client: httpx2.Client) -> None:
        body = problem(client.get(f"{RELEASES}?limit=1&limit=2"), 422)
        assert ("query", "limit") in {(each["location"], each["name"]) for each in body["errors"]}

    @pytest.mark.parametrize("name", ["..", "../etc", "a/b", "Acme", "a-b", "a", "", "a" * 40, "a\x00b"])
    def test_name_of_a_namespace_has_no_separator(self, client: httpx2.Client, name: str) -> None:
        problem(client.post("/v1/namespaces", json={"name": name}), 422)

    @pytest.mark.parametrize("path", ["..%2f..%2fetc", "%2e%2e", "acme%00", "ACME"])
    def test_path_does_not_climb(self, client: httpx2.Client, path: str) -> None:
        answer = client.get(f"/v1/namespaces/{path}/contracts")
        problem(answer, 422 if answer.status_code == 422 else 404)

    def test_unknown_namespace_says_how_to_make_one(self, client: httpx2.Client) -> None:
        problem(client.get("/v1/namespaces/nobody"), 404)

    def test_method_that_does_not_apply_names_those_that_do(self, client: httpx2.Client) -> None:
        answer = client.put("/v1/namespaces")
        problem(answer, 405)
        assert set(answer.headers["allow"].split(", ")) >= {"GET", "POST"}


class TestCredentials:
    def publish(self, target: Registry, token: str | None, document: bytes) -> httpx2.Response:
        with target.client(token) as client:
            return client.post(RELEASES, params={"version": "1.1.0"}, content=document, headers=JSON)

    @pytest.mark.usefixtures("client")
    @pytest.mark.parametrize("token", [None, "dvt_wrong", "x" * 5000])
    def test_without_a_good_token_nothing_is_published(
        self, target: Registry, orders_documents: dict[str, bytes], token: str | None
    ) -> None:
        answer = self.publish(target, token, orders_documents["1.1.0"])
        problem(answer, 401)
        assert answer.headers["www-authenticate"].split()[0] in {"Bearer", "Basic"}

    @pytest.mark.usefixtures("client")
    def test_a_token_without_the_scope_publishes_nothing(
        self, target: Registry, orders_documents: dict[str, bytes]
    ) -> None:
        token = target.make_token("read")
        assert "publish" in problem(self.publish(target, token, orders_documents["1.1.0"]), 403)["detail"]

    @pytest.mark.usefixtures("client")
    def test_a_token_of_another_namespace_publishes_nothing(
        self, target: Registry, orders_documents: dict[str, bytes]
    ) -> None:
        target.make_contract("other", "things")
        token = target.make_token("publish", namespace="other")
        problem(self.publish(target, token, orders_documents["1.1.0"]), 403)

    @pytest.mark.usefixtures("client")
    def test_breaking_on_purpose_needs_its_own_scope(
        self, target: Registry, orders_documents: dict[str, bytes]
    ) -> None:
        with target.client(target.make_token("publish")) as publisher:
            answer = publisher.post(
                RELEASES,
                params={"version": "2.0.0", "allow_breaking": "true"},
                content=orders_documents["1.2.0"],
                headers=JSON,
            )
        problem(answer, 403)

    @pytest.mark.usefixtures("client")
    def test_a_revoked_token_is_no_token(self, target: Registry) -> None:
        token = target.make_token("read")
        with target.client(token) as holder, target.client() as admin:
            own = holder.get("/v1/me").json()["token_id"]
            assert admin.delete(f"/v1/tokens/{own}").status_code == 204
            problem(holder.get("/v1/me"), 401)


class TestDatabase:
    def test_that_is_locked_is_busy_and_then_works_again(self, own_data: Any) -> None:
        with registry_on(own_data, database_wait_seconds="0.3") as registry, registry.client() as client:
            with sqlite3.connect(own_data / "dovetail.db", isolation_level=None) as other:
                other.execute("BEGIN IMMEDIATE")
                answer = client.post("/v1/namespaces", json={"name": "acme"})
                problem(answer, 503)
                assert int(answer.headers["retry-after"]) >= 1
                assert client.get("/v1/namespaces").status_code == 200, "reading goes on"
                other.execute("ROLLBACK")
            other.close()
            assert client.post("/v1/namespaces", json={"name": "acme"}).status_code == 201


class _Sent:
    def __init__(self, answer: bytes, chunks: int) -> None:
        self.answer, self.chunks = answer, chunks


def _send_until_answered(port: int, head: bytes, *, chunk: bytes, times: int) -> _Sent:
    framed = f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head)
        for sent in range(times):
            try:
                connection.sendall(framed)
                connection.settimeout(0.05)
                return _Sent(connection.recv(65536), sent)
            except TimeoutError:
                connection.settimeout(10)
            except (BrokenPipeError, ConnectionResetError):
                return _Sent(connection.recv(65536), sent)
        connection.sendall(b"0\r\n\r\n")
        return _Sent(connection.recv(65536), times)
