import pytest
from hypothesis import given
from hypothesis import strategies as st

from dovetail_registry.kit.ids import new_id
from dovetail_registry.kit.paging import decode, encode
from dovetail_registry.kit.wire import InvalidRequest


class TestEveryAnswer:
    async def test_carries_the_security_headers_and_a_request_id(self, registry):
        for path in ("/healthz", "/v1/namespaces", "/nothing", "/v1/me"):
            async with registry.anonymous as client:
                answer = await client.get(path)
            assert "script-src" not in answer.headers["content-security-policy"].replace(
                "script-src 'none'", ""
            )
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["x-request-id"]

    async def test_keeps_a_sane_request_id_and_replaces_a_wild_one(self, registry):
        sane = await registry.client.get("/healthz", headers={"X-Request-ID": "ci-run-4711"})
        assert sane.headers["x-request-id"] == "ci-run-4711"
        wild = await registry.client.get("/healthz", headers={"X-Request-ID": "x" * 500})
        assert wild.headers["x-request-id"] != "x" * 500


class TestMethods:
    async def test_405_lists_all_that_apply(self, registry):
        answer = await registry.client.delete("/v1/namespaces")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
        assert answer.json()["type"].endswith("/problems/method-not-allowed")

    async def test_options_answers_what_applies(self, registry):
        answer = await registry.client.options("/v1/tokens")
        assert answer.status_code == 204
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
        assert (await registry.client.options("/nothing")).status_code == 404

    async def test_head_answers_like_get(self, registry):
        for path in ("/v1/namespaces", "/v1/me", "/healthz", "/v1/namespaces/nobody"):
            head, get = await registry.client.head(path), await registry.client.get(path)
            assert (head.status_code, head.content) == (get.status_code, b"")
            assert head.headers["content-type"] == get.headers["content-type"]


class TestUnknownAddresses:
    async def test_are_problems_too(self, registry):
        for path in ("/v1", "/v1/", "/v1/namespaces/", "/v2/namespaces", "/..%2f..%2fetc/passwd"):
            answer = await registry.client.get(path)
            assert answer.status_code in (404, 422), path
            assert answer.headers["content-type"] == "application/problem+json"


class TestBodies:
    async def test_that_are_no_json_are_refused(self, registry):
        for media_type in ("text/plain", "application/yaml", "multipart/form-data"):
            answer = await registry.client.post(
                "/v1/namespaces", content=b'{"name": "acme"}', headers={"Content-Type": media_type}
            )
            assert answer.status_code == 415, media_type
        broken = await registry.client.post(
            "/v1/namespaces", content=b"{", headers={"Content-Type": "application/json"}
        )
        assert broken.status_code == 422

    async def test_that_are_too_large_are_refused(self, registry):
        body = b'{"name": "' + b"x" * 2_000_000 + b'"}'
        headers = {"Content-Type": "application/json"}

        async def chunks():
            for start in range(0, len(body), 65536):
                yield body[start : start + 65536]

        for content in (body, chunks()):
            answer = await registry.client.post("/v1/namespaces", content=content, headers=headers)
            assert answer.status_code == 413
            assert answer.json()["type"].endswith("/problems/body-too-large")

    async def test_nested_beyond_reason_do_no_harm(self, registry):
        body = b"[" * 100_000
        headers = {"Content-Type": "application/json"}
        answer = await registry.client.post("/v1/namespaces", content=body, headers=headers)
        assert answer.status_code in (400, 422)


class TestQueries:
    async def test_unknown_and_repeated_parameters_are_named(self, registry):
        for path in ("/v1/namespaces?x=1", "/v1/me?x=", "/healthz?x=1", "/v1/namespaces?limit=1&limit=2"):
            answer = await registry.client.get(path)
            assert answer.status_code == 422, path
            assert answer.json()["errors"][0]["location"] == "query"


class TestCursors:
    @given(st.text(max_size=40), st.integers(0, 10**9))
    def test_come_back_as_they_went(self, name, number):
        assert decode("things", encode("things", (name, number)), (str, int)) == (name, number)

    @given(st.text(max_size=60))
    def test_others_are_refused(self, text):
        with pytest.raises(InvalidRequest):
            decode("things", text, (str,))

    def test_belong_to_one_list(self):
        with pytest.raises(InvalidRequest):
            decode("others", encode("things", ("a",)), (str,))


class TestIds:
    def test_grow(self):
        made = [new_id() for _ in range(1000)]
        assert made == sorted(made)
        assert len(set(made)) == 1000
        assert {one.version for one in made} == {7}
        assert {one.variant for one in made} == {"specified in RFC 4122"}
