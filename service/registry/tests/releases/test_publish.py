import asyncio
import json

import pytest_asyncio
from sqlalchemy import select

from dovetail_registry.events.tables import EventRow


class TestPublish:
    async def test_releases_the_first_document_as_0_1_0(self, registry, document):
        contract = await registry.contract()
        answer = await registry.publish(contract, document())
        assert answer.status_code == 201, answer.text
        release = answer.json()
        assert release["version"] == "0.1.0"
        assert release["base_version"] is None
        assert release["verdict"] == "compatible"
        assert (await registry.client.get(f"{contract}/releases/0.1.0")).json() == release

    async def test_takes_the_step_that_fits_the_change(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        answer = await registry.publish(contract, document(extra="carts"))
        assert answer.json()["version"] == "1.1.0"
        answer = await registry.publish(contract, document(extra="carts", version="2.0.0"))
        assert answer.json()["version"] == "1.1.1"

    async def test_answers_the_release_that_a_document_already_is(self, registry, document):
        contract = await registry.contract()
        first = await registry.publish(contract, document())
        shuffled = dict(reversed(document().items()))
        again = await registry.publish(contract, shuffled)
        named = await registry.publish(contract, document(), version="0.1.0")
        assert (again.status_code, named.status_code) == (200, 200)
        assert again.json() == named.json() == first.json()
        assert len((await registry.client.get(f"{contract}/checks")).json()["items"]) == 1

    async def test_refuses_another_document_under_the_same_version(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        answer = await registry.publish(contract, document(extra="carts"), version="1.0.0")
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/problems/version-taken")

    async def test_reads_yaml_and_forms(self, registry, document):
        contract = await registry.contract()
        text = "openapi: 3.0.3\ninfo: {title: Orders, version: '1'}\npaths: {}\n"
        yaml = await registry.client.post(
            f"{contract}/releases", content=text, headers={"Content-Type": "application/yaml"}
        )
        assert yaml.status_code == 201, yaml.text
        assert yaml.json()["document"]["format"] == "yaml"
        form = await registry.client.post(
            f"{contract}/releases", files={"document": ("openapi.json", json.dumps(document()))}
        )
        assert form.status_code == 201, form.text
        assert form.json()["document"]["format"] == "json"

    async def test_promises_packages_and_leaves_an_event(self, registry, document):
        contract = await registry.contract()
        release = (await registry.publish(contract, document())).json()
        packages = (await registry.client.get(f"{contract}/releases/0.1.0/packages")).json()["items"]
        namespace = contract.split("/")[3]
        assert [(package["ecosystem"], package["state"], package["project"]) for package in packages] == [
            ("npm", "pending", f"@{namespace}/orders"),
            ("python", "pending", f"{namespace}-orders"),
        ]
        async with registry.resources.db.read() as session:
            query = select(EventRow).where(
                EventRow.namespace == namespace, EventRow.kind == "release.published"
            )
            [event] = await session.scalars(query)
        assert event.subject == "0.1.0"
        assert event.data["release_id"] == release["id"]


class TestRefusal:
    @pytest_asyncio.fixture(loop_scope="session")
    async def contract(self, registry, document):
        contract = await registry.contract()
        assert (await registry.publish(contract, document(), version="1.0.0")).status_code == 201
        return contract

    async def test_shows_the_report_and_keeps_the_check(self, registry, document, contract):
        answer = await registry.publish(contract, document(required=True), version="1.1.0")
        assert answer.status_code == 409
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["type"].endswith("/problems/breaking-change")
        [finding] = [one for one in problem["report"]["findings"] if one["level"] == "breaking"]
        assert finding["occurrences"][0]["witness"]["exchange"]["query"] == []
        check = (await registry.client.get(f"{contract}/checks/{problem['check_id']}")).json()
        assert check["outcome"] == "refused"
        assert check["report"] == problem["report"]
        assert (await registry.client.get(f"{contract}/releases/1.1.0")).status_code == 404

    async def test_auto_refuses_a_break_too(self, registry, document, contract):
        assert (await registry.publish(contract, document(required=True))).status_code == 409

    async def test_allow_breaking_releases_a_major_version_and_records_it(self, registry, document, contract):
        answer = await registry.publish(contract, document(required=True), allow_breaking="true")
        assert answer.status_code == 201, answer.text
        assert answer.json()["version"] == "2.0.0"
        assert answer.json()["allowed_breaking"] is True

    async def test_allow_breaking_needs_a_major_step(self, registry, document, contract):
        answer = await registry.publish(
            contract, document(required=True), version="1.1.0", allow_breaking="true"
        )
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/problems/major-version-required")
        assert "2.0.0" in answer.json()["detail"]

    async def test_allow_breaking_needs_its_scope(self, registry, document, contract):
        query = {"allow_breaking": "true"}
        async with registry.as_token(await registry.token("publish")) as client:
            answer = await client.post(f"{contract}/releases", json=document(required=True), params=query)
        assert answer.status_code == 403
        assert "`override`" in answer.json()["detail"]
        async with registry.as_token(await registry.token("publish", "override")) as client:
            answer = await client.post(f"{contract}/releases", json=document(required=True), params=query)
        assert answer.status_code == 201


class TestUnknown:
    async def test_is_refused_unless_accepted_and_the_acceptance_is_recorded(self, registry, document):
        def matching(pattern):
            made = document()
            schema = {"type": "string", "pattern": pattern}
            made["paths"]["/orders"]["get"]["parameters"][0]["schema"] = schema
            return made

        contract = await registry.contract()
        await registry.publish(contract, matching(r"^(a+)\1$"), version="1.0.0")
        refused = await registry.publish(contract, matching(r"^(a+)\1b?$"))
        assert refused.status_code == 409
        assert refused.json()["type"].endswith("/problems/unknown-compatibility")
        assert refused.json()["report"]["verdict"] == "unknown"
        accepted = await registry.publish(contract, matching(r"^(a+)\1b?$"), accept_unknown="true")
        assert accepted.status_code == 201, accepted.text
        assert accepted.json()["accepted_unknown"] is True
        assert accepted.json()["version"].startswith("1.")
        check = (await registry.client.get(f"{contract}/checks/{accepted.json()['check_id']}")).json()
        assert (check["outcome"], check["accept_unknown"]) == ("accepted", True)


class TestBase:
    async def test_is_the_highest_live_release_below_the_version(self, registry, document):
        contract = await registry.contract()
        for version in ("1.0.0", "1.1.0", "2.0.0"):
            await registry.publish(contract, document(version=version), version=version)
        answer = await registry.publish(contract, document(version="9"), version="1.2.0")
        assert answer.json()["base_version"] == "1.1.0"
        for version in ("1.1.0", "1.2.0"):
            await registry.client.post(f"{contract}/releases/{version}/yank", json={"reason": "wrong"})
        answer = await registry.publish(contract, document(version="10"), version="1.3.0")
        assert answer.json()["base_version"] == "1.0.0"

    async def test_of_a_channel_is_first_sought_there(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        first = await registry.publish(contract, document(extra="carts"), channel="carts")
        assert (first.json()["version"], first.json()["base_version"]) == ("1.1.0-carts.1", "1.0.0")
        second = await registry.publish(contract, document(extra="carts", version="2"), channel="carts")
        assert (second.json()["version"], second.json()["base_version"]) == ("1.1.0-carts.2", "1.1.0-carts.1")
        main = await registry.publish(contract, document(extra="carts"))
        assert (main.json()["version"], main.json()["base_version"]) == ("1.1.0", "1.0.0")


class TestConcurrency:
    async def test_exactly_one_of_many_documents_gets_a_version(self, registry, document):
        contract = await registry.contract()
        answers = await asyncio.gather(
            *(registry.publish(contract, document(extra=f"x{n}"), version="1.0.0") for n in range(6))
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
        assert len((await registry.client.get(f"{contract}/releases")).json()["items"]) == 1

    async def test_the_same_document_many_times_is_one_release(self, registry, document):
        contract = await registry.contract()
        answers = await asyncio.gather(*(registry.publish(contract, document()) for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 201]
        assert len({answer.json()["id"] for answer in answers}) == 1
