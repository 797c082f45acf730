"""The asynchronous client of dovetail-client."""

from __future__ import annotations

import uuid as _uuid
from collections.abc import AsyncIterator
from collections.abc import Mapping
from types import TracebackType
from typing import Any
from typing import Literal

import httpx2 as _httpx2
from typing_extensions import Self

from . import _operations as _ops
from . import errors as _errors
from . import models as _m
from ._runtime import auth as _auth
from ._runtime import options as _options
from ._runtime import plan as _plan
from ._runtime import sending as _sending
from ._runtime import streams as _streams
from ._runtime.options import Default
from ._runtime.options import Hooks
from ._runtime.options import Options
from ._runtime.options import Timeout
from ._runtime.retries import Retries


class ChecksOperations:
    """The operations of `checks`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def list_checks(
        self,
        *,
        namespace: str,
        contract: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageCheckSummary:
        """List Checks

        The checks of a contract, newest first: those of publishing and those without.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_CHECKS, call)

    def iter_list_checks(
        self,
        *,
        namespace: str,
        contract: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.CheckSummary]:
        """List Checks

        The checks of a contract, newest first: those of publishing and those without.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_CHECKS, call)

    async def create_check(
        self,
        *,
        namespace: str,
        contract: str,
        version: str | None = None,
        channel: str | None = None,
        body: _m.CreateCheckRequest | str | bytes | _m.CreateCheckRequestMultipart,
        content_type: Literal['application/json', 'application/yaml', 'multipart/form-data'] = 'application/json',
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Check:
        """Create Check

        Check a document as publishing it would, and keep the result. Needs the scope `publish`.

        The answer is 201 whatever the verdict.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            version: The new release's version; `auto` takes the next one that fits the change.
            channel: The line of releases.
            body: An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'version': version, 'channel': channel}, body, content_type, headers, timeout, options)
        return await self._sender.call(_ops.CREATE_CHECK, call)

    async def get_check(
        self,
        *,
        check_id: _uuid.UUID,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Check:
        """Get Check

        One check with its report.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'check_id': check_id, 'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_CHECK, call)

    async def replay_check(
        self,
        *,
        check_id: _uuid.UUID,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Replay:
        """Replay Check

        Run a stored check again, from the documents, the policy, the waivers and the day that were written
        down with it, and say whether its report is the same. Nothing is stored.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'check_id': check_id, 'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.REPLAY_CHECK, call)


class ContractsOperations:
    """The operations of `contracts`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def list_contracts(
        self,
        *,
        namespace: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageContract:
        """List Contracts

        The contracts of a namespace by name.

        Args:
            namespace: The namespace's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_CONTRACTS, call)

    def iter_list_contracts(
        self,
        *,
        namespace: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Contract]:
        """List Contracts

        The contracts of a namespace by name.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            namespace: The namespace's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_CONTRACTS, call)

    async def create_contract(
        self,
        *,
        namespace: str,
        body: _m.ContractCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Contract:
        """Create Contract

        Make a contract. Needs the scope `publish` in its namespace.

        Args:
            namespace: The namespace's name.
        """
        call = _plan.Call({'namespace': namespace}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.CREATE_CONTRACT, call)

    async def get_contract(
        self,
        *,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Contract:
        """Get Contract

        One contract.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_CONTRACT, call)


class JobsOperations:
    """The operations of `jobs`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def list_jobs(
        self,
        *,
        state: Literal['queued', 'running', 'succeeded', 'failed'] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageJob:
        """List Jobs

        Background work, newest first.

        Args:
            state: Only jobs in this state.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'state': state, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_JOBS, call)

    def iter_list_jobs(
        self,
        *,
        state: Literal['queued', 'running', 'succeeded', 'failed'] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Job]:
        """List Jobs

        Background work, newest first.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            state: Only jobs in this state.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'state': state, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_JOBS, call)

    async def get_job(
        self,
        *,
        job_id: _uuid.UUID,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Job:
        """Get Job

        One job.
        """
        call = _plan.Call({'job_id': job_id}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_JOB, call)

    async def watch_job(
        self,
        *,
        job_id: _uuid.UUID,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _streams.AsyncStream[Any]:
        """Watch Job

        A job's state now and at every change, as server-sent events, until it has succeeded or failed.

        The answer is read item by item, as it arrives; close it, or use `with`.
        """
        call = _plan.Call({'job_id': job_id}, None, '', headers, timeout, options)
        return await self._sender.stream(_ops.WATCH_JOB, call)

    async def retry_job(
        self,
        *,
        job_id: _uuid.UUID,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Job:
        """Retry Job

        Try a failed job again. Needs the scope `publish` in its namespace.
        """
        call = _plan.Call({'job_id': job_id}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.RETRY_JOB, call)


class NamespacesOperations:
    """The operations of `namespaces`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def list_namespaces(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageNamespace:
        """List Namespaces

        Namespaces by name.

        Args:
            limit: How many items a page has at most.
        """
        call = _plan.Call({'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_NAMESPACES, call)

    def iter_list_namespaces(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Namespace]:
        """List Namespaces

        Namespaces by name.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            limit: How many items a page has at most.
        """
        call = _plan.Call({'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_NAMESPACES, call)

    async def create_namespace(
        self,
        *,
        body: _m.NamespaceCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Namespace:
        """Create Namespace

        Make a namespace. Needs the scope `admin`.
        """
        call = _plan.Call({}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.CREATE_NAMESPACE, call)

    async def get_namespace(
        self,
        *,
        namespace: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Namespace:
        """Get Namespace

        One namespace.

        Args:
            namespace: The namespace's name.
        """
        call = _plan.Call({'namespace': namespace}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_NAMESPACE, call)


class PackagesOperations:
    """The operations of `packages`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def list_packages(
        self,
        *,
        namespace: str,
        contract: str,
        version: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PagePackage:
        """List Packages

        A release's packages by ecosystem, with the state of each.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            version: The release's version.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'version': version, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_PACKAGES, call)

    def iter_list_packages(
        self,
        *,
        namespace: str,
        contract: str,
        version: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Package]:
        """List Packages

        A release's packages by ecosystem, with the state of each.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            version: The release's version.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'version': version, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_PACKAGES, call)

    async def get_package_report(
        self,
        *,
        namespace: str,
        contract: str,
        version: str,
        ecosystem: Literal['python', 'npm'],
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PackageReport:
        """Get Package Report

        For each operation: fully typed in the package, or raw and why.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            version: The release's version.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'version': version, 'ecosystem': ecosystem}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_PACKAGE_REPORT, call)


class PoliciesOperations:
    """The operations of `policies`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def get_policy(
        self,
        *,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.ContractPolicy:
        """Get Policy

        How strict the gate of a contract is.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_POLICY, call)

    async def put_policy(
        self,
        *,
        namespace: str,
        contract: str,
        body: _m.PolicyCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.ContractPolicy:
        """Put Policy

        Set how strict the gate of a contract is, from its next check on. Needs the scope `override`.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.PUT_POLICY, call)

    async def list_waivers(
        self,
        *,
        namespace: str,
        contract: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageWaiver:
        """List Waivers

        The waivers of a contract, newest first, expired and revoked ones included.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_WAIVERS, call)

    def iter_list_waivers(
        self,
        *,
        namespace: str,
        contract: str,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Waiver]:
        """List Waivers

        The waivers of a contract, newest first, expired and revoked ones included.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_WAIVERS, call)

    async def create_waiver(
        self,
        *,
        namespace: str,
        contract: str,
        body: _m.WaiverCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Waiver:
        """Create Waiver

        Let one finding of a contract pass. Needs the scope `override`.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.CREATE_WAIVER, call)

    async def revoke_waiver(
        self,
        *,
        waiver_id: _uuid.UUID,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> None:
        """Revoke Waiver

        End a waiver at once. Needs the scope `override`.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'waiver_id': waiver_id, 'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.REVOKE_WAIVER, call)


class ReleasesOperations:
    """The operations of `releases`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def compare_releases(
        self,
        *,
        namespace: str,
        contract: str,
        base: str,
        head: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Report:
        """Compare Releases

        What changes from one release to another, under the contract's policy. Nothing is stored.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            base: The release that clients were built on.
            head: The release that answers them.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'base': base, 'head': head}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.COMPARE_RELEASES, call)

    async def get_newest_document(
        self,
        *,
        namespace: str,
        contract: str,
        channel: str | None = None,
        format: Literal['original', 'json', 'yaml'] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> dict[str, Any] | str:
        """Get Newest Document

        The document of a channel's highest release that is not yanked; `Content-Location` names the
        release.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            channel: The line of releases.
            format: As it was published, or converted.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'channel': channel, 'format': format}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_NEWEST_DOCUMENT, call)

    async def list_releases(
        self,
        *,
        namespace: str,
        contract: str,
        channel: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageReleaseSummary:
        """List Releases

        The releases of a contract, highest version first, yanked ones included.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            channel: Only releases of this channel.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'channel': channel, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_RELEASES, call)

    def iter_list_releases(
        self,
        *,
        namespace: str,
        contract: str,
        channel: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.ReleaseSummary]:
        """List Releases

        The releases of a contract, highest version first, yanked ones included.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            channel: Only releases of this channel.
            limit: How many items a page has at most.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'channel': channel, 'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_RELEASES, call)

    async def publish_release(
        self,
        *,
        namespace: str,
        contract: str,
        version: str | None = None,
        channel: str | None = None,
        allow_breaking: bool | None = None,
        accept_unknown: bool | None = None,
        body: _m.PublishReleaseRequest | str | bytes | _m.PublishReleaseRequestMultipart,
        content_type: Literal['application/json', 'application/yaml', 'multipart/form-data'] = 'application/json',
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Release:
        """Publish Release

        Release a document, unless it breaks clients of its base release. Needs the scope `publish`.

        The body is the OpenAPI document, or a form with the file `document`. A refusal is answered as 409
        with
        the report and the id of the stored check. Packages follow within seconds.

        Args:
            namespace: The namespace's name.
            contract: The contract's name.
            version: The new release's version; `auto` takes the next one that fits the change.
            channel: The line of releases.
            allow_breaking: Release although it breaks clients; needs a major step and the scope `override`.
            accept_unknown: Release although the gate could not decide everything.
            body: An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form.
        """
        call = _plan.Call({'namespace': namespace, 'contract': contract, 'version': version, 'channel': channel, 'allow_breaking': allow_breaking, 'accept_unknown': accept_unknown}, body, content_type, headers, timeout, options)
        return await self._sender.call(_ops.PUBLISH_RELEASE, call)

    async def get_release(
        self,
        *,
        version: str,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Release:
        """Get Release

        One release.

        Args:
            version: The release's version.
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'version': version, 'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_RELEASE, call)

    async def get_release_document(
        self,
        *,
        version: str,
        namespace: str,
        contract: str,
        format: Literal['original', 'json', 'yaml'] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> dict[str, Any] | str:
        """Get Release Document

        A release's document, byte for byte as published, or converted. It never changes.

        Args:
            version: The release's version.
            namespace: The namespace's name.
            contract: The contract's name.
            format: As it was published, or converted.
        """
        call = _plan.Call({'version': version, 'namespace': namespace, 'contract': contract, 'format': format}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_RELEASE_DOCUMENT, call)

    async def unyank_release(
        self,
        *,
        version: str,
        namespace: str,
        contract: str,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Release:
        """Unyank Release

        Take a yank back. Needs the scope `publish`.

        Args:
            version: The release's version.
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'version': version, 'namespace': namespace, 'contract': contract}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.UNYANK_RELEASE, call)

    async def yank_release(
        self,
        *,
        version: str,
        namespace: str,
        contract: str,
        body: _m.YankCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Release:
        """Yank Release

        Mark a release as not to be used any more; whoever pins its version still gets it. Needs `publish`.

        Args:
            version: The release's version.
            namespace: The namespace's name.
            contract: The contract's name.
        """
        call = _plan.Call({'version': version, 'namespace': namespace, 'contract': contract}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.YANK_RELEASE, call)


class TokensOperations:
    """The operations of `tokens`."""

    def __init__(self, sender: _sending.AsyncSender) -> None:
        self._sender = sender

    async def get_me(
        self,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.Me:
        """Get Me

        Who the request's token belongs to, and what it may do.
        """
        call = _plan.Call({}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.GET_ME, call)

    async def list_tokens(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.PageToken:
        """List Tokens

        Tokens, newest first, without their secrets. Needs the scope `admin`.

        Args:
            limit: How many items a page has at most.
        """
        call = _plan.Call({'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.LIST_TOKENS, call)

    def iter_list_tokens(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> AsyncIterator[_m.Token]:
        """List Tokens

        Tokens, newest first, without their secrets. Needs the scope `admin`.

        The items of all pages; the next page is fetched when it is needed.

        Args:
            limit: How many items a page has at most.
        """
        call = _plan.Call({'limit': limit, 'cursor': cursor}, None, '', headers, timeout, options)
        return self._sender.items(_ops.LIST_TOKENS, call)

    async def create_token(
        self,
        *,
        body: _m.TokenCreate,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> _m.NewToken:
        """Create Token

        Make a token; the answer holds its secret, which is never shown again. Needs the scope `admin`.
        """
        call = _plan.Call({}, body, '', headers, timeout, options)
        return await self._sender.call(_ops.CREATE_TOKEN, call)

    async def revoke_token(
        self,
        *,
        token_id: _uuid.UUID,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout | Default = _options.DEFAULT,
        options: Options | None = None,
    ) -> None:
        """Revoke Token

        Revoke a token; it stops working at once. Needs the scope `admin`, except for the token itself.
        """
        call = _plan.Call({'token_id': token_id}, None, '', headers, timeout, options)
        return await self._sender.call(_ops.REVOKE_TOKEN, call)


class AsyncClient:
    """Dovetail registry"""

    def __init__(
        self,
        base_url: str,
        *,
        basic: tuple[str, str] | None = None,
        bearer: _auth.Token | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Timeout = _options.DEFAULT_TIMEOUT,
        deadline: float | None = None,
        retries: Retries | int = _options.RETRIES,
        strict: bool = False,
        hooks: Hooks = _options.HOOKS,
        http_client: _httpx2.AsyncClient | None = None,
    ) -> None:
        """Connect to a service.

        `http_client` is used as it is, and left open by `close`; `timeout` is then its own.
        `headers` are sent with every call. A credential that an operation does not ask for is not sent.
        `timeout` bounds each phase of an attempt and `deadline` a whole call, in seconds. `retries` are further
        attempts of calls that may be repeated. `strict` refuses fields, values and alternatives that the contract
        does not know.
        """
        credentials: dict[str, _auth.Credential] = {}
        if basic is not None:
            credentials['basic'] = _auth.Basic(*basic)
        if bearer is not None:
            credentials['bearer'] = _auth.Bearer(bearer)
        settings = _plan.Settings(
            base_url=base_url.rstrip('/'),
            credentials=credentials,
            headers=headers or {},
            errors=_errors.BY_STATUS,
            user_agent='dovetail-client/0.1.1',
            retries=_options.retries_of(retries, _options.RETRIES),
            deadline=deadline,
            hooks=hooks,
            strict=strict,
            logger=__name__,
        )
        self._sender = _sending.AsyncSender(settings, http_client, timeout)
        self.checks = ChecksOperations(self._sender)
        self.contracts = ContractsOperations(self._sender)
        self.jobs = JobsOperations(self._sender)
        self.namespaces = NamespacesOperations(self._sender)
        self.packages = PackagesOperations(self._sender)
        self.policies = PoliciesOperations(self._sender)
        self.releases = ReleasesOperations(self._sender)
        self.tokens = TokensOperations(self._sender)

    async def aclose(self) -> None:
        """Close the connections; a client given by the caller stays open."""
        await self._sender.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()
