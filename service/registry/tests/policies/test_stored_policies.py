from dataclasses import fields
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from dovetail_engine.compat import Policy
from dovetail_engine.compat.policy.fields import DEPRECATION, POLICY, SEVERITY, WAIVER
from dovetail_registry.checks import service as checks
from dovetail_registry.checks.schemas import Check, Replay
from dovetail_registry.checks.tables import CheckRow
from dovetail_registry.events.tables import EventRow
from dovetail_registry.policies import schemas

TODAY = datetime.now(UTC).date()


async def put(registry, contract, **policy):
    answer = await registry.client.put(f"{contract}/policy", json=policy)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def waive(registry, contract, fingerprint, **more):
    wanted = {"fingerprint": fingerprint, "reason": "Agreed.", "owner": "orders", **more}
    answer = await registry.client.post(f"{contract}/waivers", json=wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def check(registry, contract, document):
    answer = await registry.client.post(f"{contract}/checks", json=document)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rewrite(registry, check, **values):
    async with registry.resources.db.write() as session:
        await session.execute(update(CheckRow).where(CheckRow.id == UUID(check["id"])).values(**values))


async def events(registry, contract, kind):
    async with registry.resources.db.read() as session:
        rows = await session.scalars(select(EventRow).where(EventRow.kind == kind))
        return [row for row in rows if row.namespace == contract.split("/")[3]]


class TestSchemas:
    @pytest.mark.parametrize(
        ("model", "section"),
        [
            (schemas.PolicyCreate, POLICY),
            (schemas.Policy, POLICY),
            (schemas.SeverityCreate, SEVERITY),
            (schemas.Severity, SEVERITY),
            (schemas.DeprecationCreate, DEPRECATION),
            (schemas.Deprecation, DEPRECATION),
            (schemas.WaiverCreate, WAIVER),
        ],
    )
    def test_have_the_fields_of_the_policy_file(self, model, section):
        assert set(model.model_fields) == set(section.fields)

    def test_the_policy_file_has_every_field_of_a_policy(self):
        assert {field.name for field in fields(Policy)} == set(POLICY.fields)

    def test_what_is_left_out_is_the_default(self):
        assert schemas.Policy.of(Policy()).model_dump() == schemas.PolicyCreate().model_dump()


class TestPolicy:
    async def test_is_the_default_one_at_first(self, registry):
        contract = await registry.contract()
        found = (await registry.client.get(f"{contract}/policy")).json()
        assert (found["stored"], found["updated_at"]) == (False, None)
        assert schemas.ContractPolicy.model_validate(found).policy == schemas.Policy.of(Policy())

    async def test_is_kept_and_written_into_the_trail(self, registry):
        contract = await registry.contract()
        severity = [{"rule": "response-*", "path": "/internal/**", "level": "risky", "reason": "Ours."}]
        made = await put(registry, contract, mode="full", severity=severity)
        found = (await registry.client.get(f"{contract}/policy")).json()
        assert found == made
        assert (found["stored"], found["policy"]["mode"]) == (True, "full")
        assert found["policy"]["severity"][0]["path"] == "/internal/**"
        (event,) = await events(registry, contract, "policy.changed")
        assert event.data["policy"]["mode"] == "full"

    async def test_set_once_more_says_nothing_new(self, registry):
        contract = await registry.contract()
        first = await put(registry, contract, mode="full")
        assert await put(registry, contract, mode="full") == first
        assert len(await events(registry, contract, "policy.changed")) == 1

    @pytest.mark.parametrize(
        ("policy", "name"),
        [
            ({"severity": [{"rule": "no-such-rule", "level": "safe"}]}, "/severity/0/rule"),
            ({"formats": ["colour"]}, "/formats"),
            ({"mode": "sideways"}, "/mode"),
            ({"steps": "50000"}, "/steps"),
            ({"enum_grow": "risky"}, "/enum_grow"),
        ],
    )
    async def test_that_is_wrong_is_refused_at_its_place(self, registry, policy, name):
        contract = await registry.contract()
        answer = await registry.client.put(f"{contract}/policy", json=policy)
        assert answer.status_code == 422
        assert [error["name"] for error in answer.json()["errors"]] == [name]

    async def test_takes_the_scope_override(self, registry):
        contract = await registry.contract()
        async with registry.as_token(await registry.token("publish")) as client:
            assert (await client.put(f"{contract}/policy", json={})).status_code == 403
            assert (await client.post(f"{contract}/waivers", json={})).status_code == 403
        async with registry.as_token(await registry.token("override")) as client:
            assert (await client.put(f"{contract}/policy", json={})).status_code == 200


class TestGate:
    async def test_judges_by_the_stored_policy(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        await put(registry, contract, severity=[{"rule": "parameter-became-required", "level": "risky"}])
        found = await check(registry, contract, document(required=True))
        (finding,) = found["report"]["findings"]
        assert (found["verdict"], finding["level"], finding["judged"]) == ("compatible", "risky", "breaking")
        assert found["suggested_bump"] == "major"
        assert found["policy"]["severity"][0]["rule"] == "parameter-became-required"
        answer = await registry.client.post(f"{contract}/releases", json=document(required=True))
        assert (answer.status_code, answer.json()["verdict"]) == (201, "compatible")

    async def test_lets_a_waived_finding_pass_until_it_is_revoked(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        refused = await check(registry, contract, document(required=True))
        fingerprint = refused["report"]["findings"][0]["fingerprint"]
        waiver = await waive(registry, contract, fingerprint[:7], expires=TODAY.isoformat())
        passed = await check(registry, contract, document(required=True))
        assert (passed["verdict"], passed["suggested_bump"]) == ("compatible", "major")
        assert passed["report"]["findings"][0]["waived"]["owner"] == "orders"
        assert [account["state"] for account in passed["report"]["waivers"]] == ["applied"]
        assert (await registry.client.delete(f"{contract}/waivers/{waiver['id']}")).status_code == 204
        assert (await registry.client.delete(f"{contract}/waivers/{waiver['id']}")).status_code == 204
        assert (await check(registry, contract, document(required=True)))["verdict"] == "breaking"
        assert len(await events(registry, contract, "waiver.revoked")) == 1

    async def test_compares_releases_by_the_stored_policy(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        query = {"version": "2.0.0", "allow_breaking": "true"}
        await registry.client.post(f"{contract}/releases", json=document(required=True), params=query)
        sides = {"base": "1.0.0", "head": "2.0.0"}
        first = (await registry.client.get(f"{contract}/compare", params=sides)).json()
        await put(registry, contract, severity=[{"level": "ignore"}])
        second = (await registry.client.get(f"{contract}/compare", params=sides)).json()
        assert (first["verdict"], second["verdict"]) == ("breaking", "compatible")
        assert first.keys() == second.keys()


async def twice(registry, document):
    """A contract with a live release whose operation the newest one has no more."""
    contract = await registry.contract()
    await registry.publish(contract, document(extra="old"), version="1.0.0")
    await put(registry, contract, severity=[{"rule": "operation-removed", "level": "risky"}])
    await registry.publish(contract, document(), version="1.1.0")
    await put(registry, contract)
    return contract


class TestLive:
    async def test_is_reported_and_does_not_refuse_by_itself(self, registry, document):
        contract = await twice(registry, document)
        found = await check(registry, contract, document(extra="new"))
        assert found["verdict"] == "compatible"
        said = [(one["release"], one["verdict"]) for one in found["report"]["live"]]
        assert said == [("1.1.0", "compatible"), ("1.0.0", "breaking")]
        (finding,) = found["report"]["live"][1]["findings"]
        assert (finding["rule"], finding["against"]) == ("operation-removed", ["1.0.0"])

    async def test_refuses_where_the_policy_speaks_for_all(self, registry, document):
        contract = await twice(registry, document)
        await put(registry, contract, against="live")
        answer = await registry.client.post(f"{contract}/releases", json=document(extra="new"))
        assert answer.status_code == 409
        assert "clients of 1.0.0" in answer.json()["detail"]
        breaking = [one for one in answer.json()["report"]["findings"] if one["level"] == "breaking"]
        assert [(one["rule"], one["against"]) for one in breaking] == [("operation-removed", ["1.0.0"])]

    async def test_of_before_an_accepted_break_is_reported_and_does_not_decide(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(extra="old"), version="1.0.0")
        query = {"version": "2.0.0", "allow_breaking": "true"}
        await registry.client.post(f"{contract}/releases", json=document(), params=query)
        await put(registry, contract, against="live")
        found = await check(registry, contract, document(extra="new"))
        assert found["verdict"] == "compatible"
        said = [(one["release"], one["verdict"]) for one in found["report"]["live"]]
        assert said == [("2.0.0", "compatible"), ("1.0.0", "breaking")]
        replayed = (await registry.client.get(f"{contract}/checks/{found['id']}/replay")).json()
        assert replayed["equal"] is True

    async def test_leaves_yanked_releases_alone(self, registry, document):
        contract = await twice(registry, document)
        await put(registry, contract, against="live")
        await registry.client.post(f"{contract}/releases/1.0.0/yank", json={"reason": "x"})
        answer = await registry.client.post(f"{contract}/releases", json=document(extra="new"))
        assert answer.status_code == 201


class TestReplay:
    async def test_is_the_same_whatever_was_changed_since(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        await registry.publish(contract, document(extra="more"), version="1.1.0")
        await put(registry, contract, mode="full", against="live")
        found = await check(registry, contract, document(required=True))
        await waive(registry, contract, found["report"]["findings"][0]["fingerprint"])
        await put(registry, contract, mode="forward")
        await registry.client.post(f"{contract}/releases/1.0.0/yank", json={"reason": "x"})
        replayed = (await registry.client.get(f"{contract}/checks/{found['id']}/replay")).json()
        assert (replayed["equal"], replayed["difference"]) == (True, None)
        assert replayed["report"] == found["report"]
        Replay.model_validate(replayed)

    async def test_says_that_another_engine_made_the_report(self, registry, document, monkeypatch):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        monkeypatch.setattr(checks, "ENGINE", "0.0.9")
        found = await check(registry, contract, document(required=True))
        monkeypatch.undo()
        await rewrite(registry, found, report={**found["report"], "stats": {}})
        replayed = (await registry.client.get(f"{contract}/checks/{found['id']}/replay")).json()
        assert (replayed["equal"], replayed["recorded_engine"]) == (False, "0.0.9")
        assert "engine 0.0.9" in replayed["difference"]

    async def test_of_a_first_document_is_the_same(self, registry, document):
        contract = await registry.contract()
        found = await check(registry, contract, document())
        replayed = (await registry.client.get(f"{contract}/checks/{found['id']}/replay")).json()
        assert replayed["equal"] is True


class TestOldChecks:
    async def test_are_read_and_replayed(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        found = await check(registry, contract, document(required=True))
        old = {key: value for key, value in found["report"].items() if key not in {"live", "waivers"}}
        known = {"mode", "judged", "overridden", "against"}
        old["findings"] = [
            {key: value for key, value in finding.items() if key not in known}
            | {
                "occurrences": [
                    {k: v for k, v in one.items() if k != "judged"} for one in finding["occurrences"]
                ]
            }
            for finding in old["findings"]
        ]
        await rewrite(registry, found, report=old, policy={}, waivers=None, live=None, judged_on=None)
        shown = (await registry.client.get(f"{contract}/checks/{found['id']}")).json()
        assert Check.model_validate(shown).report.findings[0].mode == "backward"
        replayed = (await registry.client.get(f"{contract}/checks/{found['id']}/replay")).json()
        assert replayed["equal"] is False
        assert "did not write down" in replayed["difference"]


class TestWaivers:
    async def test_are_listed_newest_first_with_what_became_of_them(self, registry):
        contract = await registry.contract()
        made = [await waive(registry, contract, fingerprint) for fingerprint in ("0123456", "abcdef0")]
        await registry.client.delete(f"{contract}/waivers/{made[0]['id']}")
        items = (await registry.client.get(f"{contract}/waivers")).json()["items"]
        assert [(one["fingerprint"], one["revoked_at"] is None) for one in items] == [
            ("abcdef0", True),
            ("0123456", False),
        ]

    @pytest.mark.parametrize(
        "more",
        [
            {"expires": (TODAY - timedelta(days=1)).isoformat()},
            {"expires": "1999999999"},
            {"fingerprint": "012345"},
            {"reason": " "},
            {"owner": ""},
        ],
    )
    async def test_that_no_gate_could_use_are_refused(self, registry, more):
        contract = await registry.contract()
        wanted = {"fingerprint": "0123456", "reason": "a", "owner": "b", **more}
        assert (await registry.client.post(f"{contract}/waivers", json=wanted)).status_code == 422

    async def test_of_another_contract_are_not_there(self, registry):
        contract, other = await registry.contract(), await registry.contract()
        made = await waive(registry, contract, "0123456")
        answer = await registry.client.delete(f"{other}/waivers/{made['id']}")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (404, "waiver-not-found")
