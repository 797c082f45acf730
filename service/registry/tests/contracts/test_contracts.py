from sqlalchemy import select

from dovetail_registry.events.tables import EventRow


class TestCreateNamespace:
    async def test_answers_the_namespace(self, registry):
        answer = await registry.client.post("/v1/namespaces", json={"name": "acme", "description": "Shops."})
        assert answer.status_code == 201
        assert {key: answer.json()[key] for key in ("name", "description")} == {
            "name": "acme",
            "description": "Shops.",
        }

    async def test_refuses_a_name_that_is_taken(self, registry):
        name = await registry.namespace()
        answer = await registry.client.post("/v1/namespaces", json={"name": name})
        assert answer.status_code == 409
        assert answer.json()["type"] == "https://registry.example/problems/namespace-exists"

    async def test_refuses_names_that_are_no_names(self, registry):
        for name in ["", "a", "Acme", "ac-me", "ac..me", "../acme", "a" * 40, "1st", "acmé", "acme\n"]:
            answer = await registry.client.post("/v1/namespaces", json={"name": name})
            assert answer.status_code == 422, name
            assert answer.json()["errors"][0]["name"] == "/name"

    async def test_refuses_members_it_does_not_know(self, registry):
        answer = await registry.client.post("/v1/namespaces", json={"name": "other", "owner": "me"})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["name"] == "/owner"

    async def test_needs_an_administrator(self, registry):
        async with registry.as_token(await registry.token("publish")) as client:
            answer = await client.post("/v1/namespaces", json={"name": "other"})
        assert answer.status_code == 403
        assert "`admin`" in answer.json()["detail"]


class TestListNamespaces:
    async def test_pages_through_all_of_them_in_order(self, registry):
        made = {await registry.namespace() for _ in range(5)}
        seen, cursor = [], None
        while True:
            query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
            page = (await registry.client.get("/v1/namespaces", params=query)).json()
            assert len(page["items"]) <= 2
            seen += [item["name"] for item in page["items"]]
            if (cursor := page["next_cursor"]) is None:
                break
        assert seen == sorted(seen)
        assert made <= set(seen)

    async def test_refuses_a_cursor_it_did_not_give_out(self, registry):
        for cursor in ["x", "AAAA", "🐌", "A" * 300]:
            answer = await registry.client.get("/v1/namespaces", params={"cursor": cursor})
            assert answer.status_code == 422, cursor
            assert answer.json()["errors"][0]["name"] == "cursor"

    async def test_refuses_limits_out_of_bounds(self, registry):
        for limit in ["0", "101", "-1", "many", ""]:
            answer = await registry.client.get("/v1/namespaces", params={"limit": limit})
            assert answer.status_code == 422, limit


class TestGetNamespace:
    async def test_says_that_there_is_none(self, registry):
        answer = await registry.client.get("/v1/namespaces/nobody")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("/problems/namespace-not-found")

    async def test_refuses_a_path_that_climbs(self, registry):
        for path in ["/v1/namespaces/..", "/v1/namespaces/%2e%2e", "/v1/namespaces/..%2f..%2fetc"]:
            answer = await registry.client.get(path)
            assert answer.status_code in (404, 422), path
            assert answer.headers["content-type"] == "application/problem+json"


class TestCreateContract:
    async def test_answers_the_contract(self, registry):
        namespace = await registry.namespace()
        path = f"/v1/namespaces/{namespace}/contracts"
        answer = await registry.client.post(path, json={"name": "order-history"})
        assert answer.status_code == 201
        assert answer.json()["namespace"] == namespace
        assert (await registry.client.get(f"{path}/order-history")).json() == answer.json()

    async def test_refuses_a_name_that_is_taken(self, registry):
        contract = await registry.contract()
        answer = await registry.client.post(contract.rpartition("/")[0], json={"name": "orders"})
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/problems/contract-exists")

    async def test_says_that_there_is_no_such_namespace(self, registry):
        answer = await registry.client.post("/v1/namespaces/nobody/contracts", json={"name": "orders"})
        assert answer.status_code == 404

    async def test_a_token_of_another_namespace_may_not(self, registry):
        mine, other = await registry.namespace(), await registry.namespace()
        async with registry.as_token(await registry.token("publish", namespace=mine)) as client:
            refused = await client.post(f"/v1/namespaces/{other}/contracts", json={"name": "orders"})
            made = await client.post(f"/v1/namespaces/{mine}/contracts", json={"name": "orders"})
        assert (refused.status_code, made.status_code) == (403, 201)
        assert mine in refused.json()["detail"]

    async def test_leaves_an_event(self, registry):
        contract = await registry.contract("billing")
        namespace = contract.split("/")[3]
        async with registry.resources.db.read() as session:
            rows = await session.scalars(
                select(EventRow).where(EventRow.namespace == namespace).order_by(EventRow.id)
            )
            assert [row.kind for row in rows] == ["namespace.created", "contract.created"]


class TestListContracts:
    async def test_lists_those_of_the_namespace_only(self, registry):
        first, _ = await registry.contract("aaa"), await registry.contract("bbb")
        page = (await registry.client.get(first.rpartition("/")[0])).json()
        assert [item["name"] for item in page["items"]] == ["aaa"]
        assert page["next_cursor"] is None


class TestConditionalReads:
    async def test_a_client_that_has_the_answer_gets_304(self, registry):
        namespace = await registry.namespace()
        first = await registry.client.get(f"/v1/namespaces/{namespace}")
        assert first.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
        known = {"If-None-Match": first.headers["ETag"]}
        again = await registry.client.get(f"/v1/namespaces/{namespace}", headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]

    async def test_another_answer_has_another_tag(self, registry):
        before = await registry.client.get("/v1/namespaces")
        await registry.namespace()
        after = await registry.client.get("/v1/namespaces", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200

    async def test_problems_have_none(self, registry):
        assert "ETag" not in (await registry.client.get("/v1/namespaces/nobody")).headers
