import asyncio

from dovetail_registry.checks.schemas import Check


class TestCreateCheck:
    async def test_keeps_the_result_and_releases_nothing(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        answer = await registry.client.post(f"{contract}/checks", json=document(required=True))
        assert answer.status_code == 201, answer.text
        check = answer.json()
        assert (check["verdict"], check["outcome"], check["base_version"]) == ("breaking", "checked", "1.0.0")
        assert check["findings"] == {"breaking": 1}
        assert (await registry.client.get(f"{contract}/checks/{check['id']}")).json() == check
        Check.model_validate(check)
        assert len((await registry.client.get(f"{contract}/releases")).json()["items"]) == 1

    async def test_of_a_first_document_is_compatible(self, registry, document):
        contract = await registry.contract()
        check = (await registry.client.post(f"{contract}/checks", json=document())).json()
        assert (check["verdict"], check["base_version"]) == ("compatible", None)

    async def test_refuses_a_bad_document(self, registry):
        contract = await registry.contract()
        answer = await registry.client.post(f"{contract}/checks", json={"openapi": "2.0"})
        assert answer.status_code == 422
        assert (await registry.client.get(f"{contract}/checks")).json()["items"] == []


class TestManyAtOnce:
    async def test_wait_for_each_other_without_holding_the_database(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        sent = [registry.client.post(f"{contract}/checks", json=document(extra=f"m{n}")) for n in range(20)]
        answers = await asyncio.gather(*sent)
        assert {answer.status_code for answer in answers} == {201}


class TestListChecks:
    async def test_lists_the_newest_first(self, registry, document):
        contract = await registry.contract()
        made = [
            (await registry.client.post(f"{contract}/checks", json=document(extra=name))).json()["id"]
            for name in ("a", "b", "c")
        ]
        first = (await registry.client.get(f"{contract}/checks", params={"limit": 2})).json()
        query = {"limit": 2, "cursor": first["next_cursor"]}
        rest = (await registry.client.get(f"{contract}/checks", params=query)).json()
        assert [check["id"] for check in first["items"] + rest["items"]] == made[::-1]


class TestGetCheck:
    async def test_says_that_there_is_none(self, registry, document):
        contract, other = await registry.contract(), await registry.contract()
        check = (await registry.client.post(f"{other}/checks", json=document())).json()
        assert (await registry.client.get(f"{contract}/checks/{check['id']}")).status_code == 404
        assert (await registry.client.get(f"{contract}/checks/nonsense")).status_code == 422
