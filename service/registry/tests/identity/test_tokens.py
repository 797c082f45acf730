import base64
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from dovetail_registry.identity.secrets import checksum, is_well_formed, new_secret
from dovetail_registry.identity.tables import TokenRow


class TestSecrets:
    def test_carry_a_checksum_that_scanners_can_verify(self):
        secret = new_secret()
        assert is_well_formed(secret)
        wrong = "A" if secret[10] != "A" else "B"
        assert not is_well_formed(secret[:10] + wrong + secret[11:])

    def test_the_checksum_is_fixed(self):
        assert checksum("0" * 32) == "2wjyrI"


class TestSignIn:
    async def test_works_as_bearer(self, registry):
        answer = await registry.client.get("/v1/me")
        assert answer.status_code == 200
        assert answer.json()["name"] == "administrator"
        assert answer.json()["scopes"] == ["admin"]

    async def test_works_as_basic_with_any_user(self, registry):
        secret = await registry.token("read")
        async with registry.anonymous as client:
            for user in ("__token__", "someone", ""):
                credentials = base64.b64encode(f"{user}:{secret}".encode()).decode()
                answer = await client.get("/v1/me", headers={"Authorization": f"Basic {credentials}"})
                assert answer.status_code == 200, user

    async def test_refuses_what_is_no_token_with_a_challenge(self, registry):
        wrong = [
            None,
            "Bearer",
            "Bearer x",
            "Bearer dvt_nope",
            "Basic",
            "Basic !!!",
            "Basic eHg=",
            "Digest x=1",
        ]
        async with registry.anonymous as client:
            for value in wrong:
                answer = await client.get("/v1/me", headers={"Authorization": value} if value else {})
                assert answer.status_code == 401, value
                assert answer.headers["www-authenticate"].startswith('Basic realm="dovetail"')
                assert answer.headers["content-type"] == "application/problem+json"

    async def test_refuses_wrong_credentials_even_where_none_are_needed(self, registry):
        async with registry.as_token("wrong") as client:
            assert (await client.get("/v1/namespaces")).status_code == 401

    async def test_refuses_an_expired_token(self, registry):
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        async with registry.as_token(await registry.token("read", expires_at=past)) as client:
            answer = await client.get("/v1/me")
        assert answer.status_code == 401
        assert "expired" in answer.json()["detail"]


class TestCreateToken:
    @pytest.mark.parametrize("time", [0, 1.5, True, "0", "2027-01-31", "2027-01-31T00:00:00"])
    async def test_expires_at_a_time_with_its_zone_written_out(self, registry, time):
        wanted = {"name": "ci", "scopes": ["read"], "expires_at": time}
        answer = await registry.client.post("/v1/tokens", json=wanted)
        assert answer.status_code == 422

    async def test_names_each_scope_once(self, registry):
        answer = await registry.client.post("/v1/tokens", json={"name": "ci", "scopes": ["read", "read"]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["name"] == "/scopes"

    async def test_shows_the_secret_once_and_keeps_only_its_hash(self, registry):
        answer = await registry.client.post("/v1/tokens", json={"name": "ci", "scopes": ["publish", "read"]})
        assert answer.status_code == 201
        secret = answer.json()["secret"]
        assert answer.headers["cache-control"] == "no-store"
        listed = (await registry.client.get("/v1/tokens")).text
        assert answer.json()["id"] in listed
        assert secret not in listed
        async with registry.resources.db.read() as session:
            rows = (await session.execute(select(TokenRow.__table__))).all()
        assert secret not in repr(rows)

    async def test_an_administrator_of_one_namespace_makes_tokens_for_that_one_only(self, registry):
        mine = await registry.namespace()
        async with registry.as_token(await registry.token("admin", namespace=mine)) as client:
            body = {"name": "x", "scopes": ["admin"]}
            assert (await client.post("/v1/tokens", json=body)).status_code == 403
            assert (await client.post("/v1/tokens", json={**body, "namespace": "other"})).status_code == 403
            assert (await client.post("/v1/tokens", json={**body, "namespace": mine})).status_code == 201
            assert (await client.post("/v1/namespaces", json={"name": "another"})).status_code == 403
            listed = (await client.get("/v1/tokens")).json()["items"]
        assert {token["namespace"] for token in listed} == {mine}

    async def test_needs_the_scope(self, registry):
        for scope in ("read", "publish", "override"):
            async with registry.as_token(await registry.token(scope)) as client:
                answer = await client.post("/v1/tokens", json={"name": "x", "scopes": ["admin"]})
                assert answer.status_code == 403, scope
                assert (await client.get("/v1/tokens")).status_code == 403, scope

    async def test_refuses_scopes_it_does_not_know(self, registry):
        for scopes in ([], ["root"], "admin", ["read"] * 5):
            answer = await registry.client.post("/v1/tokens", json={"name": "x", "scopes": scopes})
            assert answer.status_code == 422, scopes


class TestRevokeToken:
    async def test_ends_it_at_once(self, registry):
        secret = await registry.token("read")
        async with registry.as_token(secret) as client:
            token_id = (await client.get("/v1/me")).json()["token_id"]
            assert (await registry.client.delete(f"/v1/tokens/{token_id}")).status_code == 204
            assert (await client.get("/v1/me")).status_code == 401
        assert (await registry.client.delete(f"/v1/tokens/{token_id}")).status_code == 204

    async def test_a_token_may_end_itself_and_no_other(self, registry):
        other = await registry.token("read")
        async with registry.as_token(other) as client:
            other_id = (await client.get("/v1/me")).json()["token_id"]
        async with registry.as_token(await registry.token("read")) as client:
            own_id = (await client.get("/v1/me")).json()["token_id"]
            assert (await client.delete(f"/v1/tokens/{other_id}")).status_code == 403
            assert (await client.delete(f"/v1/tokens/{own_id}")).status_code == 204

    async def test_does_not_tell_another_namespace_that_it_exists(self, registry):
        secret = await registry.token("read", namespace=await registry.namespace())
        async with registry.as_token(secret) as client:
            token_id = (await client.get("/v1/me")).json()["token_id"]
        admin = await registry.token("admin", namespace=await registry.namespace())
        async with registry.as_token(admin) as client:
            assert (await client.delete(f"/v1/tokens/{token_id}")).status_code == 404

    async def test_says_that_there_is_none(self, registry):
        unknown = "01890000-0000-7000-8000-000000000000"
        assert (await registry.client.delete(f"/v1/tokens/{unknown}")).status_code == 404
        assert (await registry.client.delete("/v1/tokens/nonsense")).status_code == 422


class TestLastUse:
    async def test_is_written_down_by_the_housekeeping(self, registry):
        async with registry.as_token(await registry.token("read")) as client:
            token_id = (await client.get("/v1/me")).json()["token_id"]
        await registry.resources.last_use.save(registry.resources.db)
        listed = (await registry.client.get("/v1/tokens", params={"limit": 100})).json()["items"]
        [token] = [token for token in listed if token["id"] == token_id]
        assert token["last_used_at"] is not None
