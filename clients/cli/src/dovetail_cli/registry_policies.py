"""Policies and waivers that a registry keeps for a contract."""

from collections.abc import Mapping
from typing import Any

from dovetail_cli.coordinates import Contract
from dovetail_cli.failures import Failure
from dovetail_cli.location import Location, find_location
from dovetail_cli.policies import Strictness, today
from dovetail_cli.problems import Refused
from dovetail_cli.registry import connected
from dovetail_client.models import ContractPolicy, PolicyCreate, WaiverCreate
from dovetail_client.models import Waiver as KeptWaiver
from dovetail_engine.compat.policy import Policy, Waiver
from dovetail_engine.compat.policy.reading import PolicyInvalid, read_policy, read_waiver


def stored_policy(contract: Contract, *, location: str | None) -> Strictness:
    """The policy and the waivers by which the registry judges a contract today."""
    place = find_location(location)
    try:
        return _fetched(contract, place)
    except Refused as refused:
        if refused.slug != "not-found":
            raise
        # A registry of before 0.2 keeps no policies and judges by the default one.
        return Strictness(Policy(), (), f"the default one; {place.url} keeps none", today())


def store_policy(contract: Contract, policy: Policy, *, location: str | None) -> None:
    """Let the registry judge a contract by this policy from now on."""
    body = PolicyCreate.model_validate(policy.to_dict())
    with connected(find_location(location)) as connection:
        connection.client.policies.put_policy(namespace=contract.namespace, contract=contract.name, body=body)


def store_waiver(contract: Contract, waiver: Waiver, *, location: str | None) -> None:
    """Let one finding of a contract pass in the registry."""
    body = WaiverCreate.model_validate(waiver.to_dict())
    with connected(find_location(location)) as connection:
        connection.client.policies.create_waiver(
            namespace=contract.namespace, contract=contract.name, body=body
        )


def every_waiver(contract: Contract, *, location: str | None) -> list[KeptWaiver]:
    """The waivers of a contract, newest first, expired and revoked ones too."""
    with connected(find_location(location)) as connection:
        return list(
            connection.client.policies.iter_list_waivers(namespace=contract.namespace, contract=contract.name)
        )


def revoke_waivers(contract: Contract, fingerprint: str, *, location: str | None) -> int:
    """End the waivers of a contract with this fingerprint; answers how many there were."""
    standing = [
        one
        for one in every_waiver(contract, location=location)
        if one.fingerprint == fingerprint and one.revoked_at is None
    ]
    with connected(find_location(location)) as connection:
        for one in standing:
            connection.client.policies.revoke_waiver(
                namespace=contract.namespace, contract=contract.name, waiver_id=one.id
            )
    return len(standing)


def _fetched(contract: Contract, place: Location) -> Strictness:
    with connected(place) as connection:
        operations = connection.client.policies
        kept = operations.get_policy(namespace=contract.namespace, contract=contract.name)
        every = operations.iter_list_waivers(namespace=contract.namespace, contract=contract.name)
        waivers = [one for one in every if one.revoked_at is None]
    # Oldest first, as the registry asks them.
    plain = [one.model_dump(mode="json") for one in reversed(waivers)]
    source = f"that of {contract} in {place.url}" + ("" if kept.stored else ", which is the default one")
    return Strictness(_policy(kept), tuple(_waiver(one) for one in plain), source, today())


def _policy(kept: ContractPolicy) -> Policy:
    plain = kept.policy.model_dump(mode="json", by_alias=True)
    severity = [{key: value for key, value in one.items() if value is not None} for one in plain["severity"]]
    try:
        return read_policy({**plain, "severity": severity})
    except PolicyInvalid as error:
        raise Failure(
            f"This dovetail does not understand the contract's policy: {error}.",
            hint="Install the dovetail-cli that belongs to the registry.",
        ) from error


def _waiver(plain: Mapping[str, Any]) -> Waiver:
    return read_waiver({name: plain[name] for name in ("fingerprint", "reason", "owner", "expires")})
