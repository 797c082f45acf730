"""What people send that is no document, and what they are told."""

import json

import pytest
import pytest_asyncio


@pytest_asyncio.fixture(loop_scope="session")
async def releases(registry):
    return f"{await registry.contract()}/releases"


async def send(registry, path, data, media_type="application/json", **query):
    return await registry.client.post(path, content=data, headers={"Content-Type": media_type}, params=query)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


class TestBadDocuments:
    @pytest.mark.parametrize(
        ("data", "media_type"),
        [
            (b"{", "application/json"),
            (b"[]", "application/json"),
            (b"null", "application/json"),
            (b"\xff\xfe", "application/json"),
            (b"[" * 100_000, "application/json"),
            (b"[" * 100_000, "application/yaml"),
            (BOMB.encode(), "application/yaml"),
            (b"a: [", "application/yaml"),
            (b"openapi: 2.0.0\ninfo: {title: x, version: x}\npaths: {}", "application/yaml"),
            (
                b'{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": []}',
                "application/json",
            ),
            (b'{"swagger": "1.2"}', "application/json"),
        ],
        ids=[
            "cut",
            "list",
            "null",
            "bytes",
            "json-depth",
            "yaml-depth",
            "aliases",
            "yaml",
            "version",
            "paths",
            "swagger",
        ],
    )
    async def test_are_told_what_is_wrong_and_where(self, registry, releases, data, media_type):
        answer = await send(registry, releases, data, media_type)
        assert answer.status_code == 422, answer.text[:300]
        problem = answer.json()
        assert problem["type"].endswith("/problems/invalid-document")
        assert any(found["severity"] == "error" for found in problem["diagnostics"])
        assert "Traceback" not in answer.text
        assert (await registry.client.get(releases)).json()["items"] == []

    async def test_references_outside_the_document_are_refused(self, registry, releases, document):
        for ref in ("file:///etc/passwd", "http://127.0.0.1:1/x.json", "other.json#/x"):
            bad = document()
            bad["components"] = {"schemas": {"X": {"$ref": ref}}}
            answer = await registry.client.post(releases, json=bad)
            assert answer.status_code == 422
            [found] = answer.json()["diagnostics"]
            assert found["code"] == "external-ref"
            assert found["pointer"] == "/components/schemas/X/$ref"
            assert found["line"] == 1

    async def test_two_operations_cannot_share_an_id(self, registry, releases, document):
        bad = document(extra="carts")
        bad["paths"]["/carts"]["get"]["operationId"] = "list_orders"
        answer = await registry.client.post(releases, json=bad)
        assert answer.status_code == 422
        assert "duplicate-operation-id" in answer.text

    async def test_what_only_breaks_the_letter_is_accepted_with_warnings(self, registry, releases, document):
        loose = document()
        loose["paths"]["/orders"]["get"]["parameters"][0]["schema"] = {"type": "integer", "default": "many"}
        answer = await registry.client.post(releases, json=loose)
        assert answer.status_code == 201, answer.text
        assert {found["code"] for found in answer.json()["warnings"]} == {"default-mismatch"}


class TestBadRequests:
    async def test_foreign_media_types_are_refused_before_reading(self, registry, releases):
        for media_type in ("text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"):
            answer = await send(registry, releases, b"{}", media_type)
            assert answer.status_code == 415, media_type
            assert "application/yaml" in answer.json()["detail"]
        assert (await registry.client.post(releases)).status_code == 415

    async def test_bodies_that_announce_too_much_are_refused(self, registry, releases):
        answer = await send(registry, releases, b" " * (1024 * 1024 + 1))
        assert answer.status_code == 413
        assert answer.json()["type"].endswith("/problems/body-too-large")

    async def test_chunked_bodies_are_cut_off_at_the_limit(self, registry, releases):
        sent = 0

        async def endless():
            nonlocal sent
            while True:
                sent += 65536
                yield b" " * 65536

        answer = await send(registry, releases, endless())
        assert answer.status_code == 413
        assert sent <= 1024 * 1024 + 2 * 65536

    async def test_an_empty_body_or_form_is_refused(self, registry, releases):
        assert (await send(registry, releases, b"")).status_code == 422
        wrong = {"other": ("x.json", "{}")}
        assert (await registry.client.post(releases, files=wrong)).status_code == 422
        two = [("document", ("x.json", "{}")), ("document", ("y.json", "{}"))]
        assert (await registry.client.post(releases, files=two)).status_code in (400, 422)
        broken = await send(registry, releases, b"nonsense", "multipart/form-data; boundary=x")
        assert broken.status_code in (400, 422)
        assert broken.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize(
        "query",
        [
            {"version": "1.0"},
            {"version": "v1.0.0"},
            {"version": "../1.0.0"},
            {"version": ""},
            {"version": "1.0.0-next.1"},
            {"channel": "x"},
            {"channel": "latest"},
            {"channel": "A"},
            {"allow_breaking": "yes"},
            {"accept_unknown": ""},
            {"force": "true"},
        ],
        ids=str,
    )
    async def test_wrong_parameters_are_named(self, registry, releases, document, query):
        answer = await registry.client.post(releases, json=document(), params=query)
        assert answer.status_code == 422
        assert [error["name"] for error in answer.json()["errors"]] == list(query)

    async def test_repeated_parameters_are_refused(self, registry, releases, document):
        answer = await registry.client.post(f"{releases}?channel=main&channel=main", json=document())
        assert answer.status_code == 422
        assert "more than once" in answer.text

    async def test_anonymous_and_readers_may_not(self, registry, releases, document):
        async with registry.anonymous as client:
            assert (await client.post(releases, content=json.dumps(document()))).status_code == 401
        async with registry.as_token(await registry.token("read")) as client:
            answer = await client.post(releases, json=document())
        assert answer.status_code == 403
        assert "`publish`" in answer.json()["detail"]
