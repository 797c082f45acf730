"""The types of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from dovetail_client._runtime.wire import File, WireModel
from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType


class CheckSummary(WireModel):
    """
    A stored run of the gate, without its report.
    """

    accept_unknown: Annotated[bool, Field(alias='accept_unknown')]
    allow_breaking: Annotated[bool, Field(alias='allow_breaking')]
    base_version: Annotated[str | None, Field(alias='base_version')]
    """
    The release it was compared with; null for a first release.
    """
    channel: Annotated[str, Field(alias='channel')]
    contract: Annotated[str, Field(alias='contract')]
    created_at: Annotated[datetime, Field(alias='created_at')]
    document_sha256: Annotated[str, Field(alias='document_sha256')]
    findings: Annotated[dict[str, int], Field(alias='findings')]
    """
    Findings by level.
    """
    id: Annotated[UUID, Field(alias='id')]
    namespace: Annotated[str, Field(alias='namespace')]
    outcome: Annotated[Literal['checked', 'accepted', 'refused'] | str, Field(alias='outcome')]
    """
    `checked` without publishing, or what became of the publishing.
    """
    suggested_bump: Annotated[Literal['none', 'patch', 'minor', 'major'] | str, Field(alias='suggested_bump')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]
    version: Annotated[str, Field(alias='version')]
    """
    The version that was asked for: `auto` or a number.
    """


class Contract(WireModel):
    """
    One API of a namespace; its releases are listed under it. Its names are its identity.
    """

    created_at: Annotated[datetime, Field(alias='created_at')]
    description: Annotated[str, Field(alias='description')]
    name: Annotated[str, Field(alias='name')]
    namespace: Annotated[str, Field(alias='namespace')]


class ContractCreate(WireModel):
    """
    A contract to be made.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    description: Annotated[str | None, Field(alias='description', max_length=2000, pattern='^[^\\x00]*$')] = (
        None
    )
    """
    What the API is for.

    Default: ''.
    """
    name: Annotated[str, Field(alias='name', max_length=64, pattern='^[a-z][a-z0-9]*(-[a-z0-9]+)*$')]
    """
    Lower-case words joined by single hyphens.
    """


class CreateCheckRequest(WireModel):
    """
    An OpenAPI 3.0 or 3.1 document.
    """

    openapi: Annotated[str, Field(alias='openapi', pattern='^3\\.[01]\\.[0-9]+$')]


class Deprecation(WireModel):
    """
    How a removal is announced.
    """

    after_sunset: Annotated[
        Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='after_sunset')
    ]
    """
    The level of a removal that was announced, on the day of its sunset or later.
    """
    min_days: Annotated[int, Field(alias='min_days')]
    """
    The days that at least lie between the announcement and the sunset.
    """
    too_soon: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='too_soon')]
    """
    The level of an announcement that leaves fewer days.
    """


class DeprecationCreate(WireModel):
    """
    How a removal is announced.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    after_sunset: Annotated[
        Literal['breaking', 'unknown', 'risky', 'safe'] | None, Field(alias='after_sunset')
    ] = None
    """
    The level of a removal that was announced, on the day of its sunset or later.

    Default: 'breaking'.
    """
    min_days: Annotated[int | None, Field(alias='min_days', ge=0, le=3650)] = None
    """
    The days that at least lie between the announcement and the sunset.

    Default: 0.
    """
    too_soon: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | None, Field(alias='too_soon')] = (
        None
    )
    """
    The level of an announcement that leaves fewer days.

    Default: 'breaking'.
    """


class Diagnostic(WireModel):
    """
    One objection to a document.
    """

    code: Annotated[str, Field(alias='code')]
    """
    What kind of objection, in kebab-case.
    """
    column: Annotated[int | None, Field(alias='column')]
    """
    Column in the source, from 1.
    """
    hint: Annotated[str, Field(alias='hint')]
    """
    The way out; may be empty.
    """
    line: Annotated[int | None, Field(alias='line')]
    """
    Line in the source, from 1.
    """
    message: Annotated[str, Field(alias='message')]
    pointer: Annotated[str, Field(alias='pointer')]
    """
    JSON Pointer to the place; empty for the document as a whole.
    """
    severity: Annotated[Literal['error', 'warning'] | str, Field(alias='severity')]


class DocumentInfo(WireModel):
    """
    What is known of a stored document.
    """

    digest: Annotated[str, Field(alias='digest')]
    """
    Hash of its meaning: JSON and YAML of one document have the same.
    """
    format: Annotated[Literal['json', 'yaml'] | str, Field(alias='format')]
    info_version: Annotated[str, Field(alias='info_version')]
    """
    `info.version` as written; releases have versions of their own.
    """
    openapi: Annotated[str, Field(alias='openapi')]
    """
    The version of OpenAPI it is written in.
    """
    operations: Annotated[int, Field(alias='operations')]
    """
    How many operations it describes.
    """
    sha256: Annotated[str, Field(alias='sha256')]
    """
    SHA-256 of its bytes in hexadecimal.
    """
    size: Annotated[int, Field(alias='size')]
    """
    Bytes.
    """
    title: Annotated[str, Field(alias='title')]


class InvalidDocument(WireModel):
    """
    A document that cannot be used; `diagnostics` says where and why.
    """

    detail: Annotated[str, Field(alias='detail')]
    """
    What went wrong this time, and a way out.
    """
    diagnostics: Annotated[list[Diagnostic], Field(alias='diagnostics')]
    """
    Errors and warnings, with their places.
    """
    instance: Annotated[str, Field(alias='instance')]
    """
    The request that failed: its path.
    """
    request_id: Annotated[str, Field(alias='request_id')]
    """
    Identifies the request in the service's logs.
    """
    status: Annotated[int, Field(alias='status')]
    """
    The HTTP status code.
    """
    title: Annotated[str, Field(alias='title')]
    """
    The kind of error, the same every time.
    """
    type: Annotated[str, Field(alias='type')]
    """
    Address of the page that explains this kind of error.
    """


class Job(WireModel):
    """
    One piece of background work.
    """

    attempts: Annotated[int, Field(alias='attempts')]
    """
    How often it was tried.
    """
    contract: Annotated[str, Field(alias='contract')]
    created_at: Annotated[datetime, Field(alias='created_at')]
    error: Annotated[str | None, Field(alias='error')]
    """
    Why the last attempt failed.
    """
    finished_at: Annotated[datetime | None, Field(alias='finished_at')]
    id: Annotated[UUID, Field(alias='id')]
    kind: Annotated[str, Field(alias='kind')]
    """
    What it does, such as `build-package`.
    """
    max_attempts: Annotated[int, Field(alias='max_attempts')]
    namespace: Annotated[str, Field(alias='namespace')]
    run_at: Annotated[datetime, Field(alias='run_at')]
    """
    It does not start before.
    """
    started_at: Annotated[datetime | None, Field(alias='started_at')]
    state: Annotated[Literal['queued', 'running', 'succeeded', 'failed'] | str, Field(alias='state')]
    subject: Annotated[str, Field(alias='subject')]
    """
    What it is about, such as `1.4.0 python`.
    """


JsonValue = TypeAliasType("JsonValue", Any)


class Namespace(WireModel):
    """
    A team's space for its contracts; its name is its identity.
    """

    created_at: Annotated[datetime, Field(alias='created_at')]
    description: Annotated[str, Field(alias='description')]
    name: Annotated[str, Field(alias='name')]


class NamespaceCreate(WireModel):
    """
    A namespace to be made.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    description: Annotated[str | None, Field(alias='description', max_length=2000, pattern='^[^\\x00]*$')] = (
        None
    )
    """
    What the team does.

    Default: ''.
    """
    name: Annotated[str, Field(alias='name', pattern='^[a-z][a-z0-9]{1,38}$')]
    """
    Lower-case letters and digits, no separators.
    """


class OperationTyping(WireModel):
    """
    How well one operation could be typed.
    """

    name: Annotated[str, Field(alias='name')]
    """
    The method of the generated client, in snake_case.
    """
    operation: Annotated[str, Field(alias='operation')]
    """
    Its operationId, or method and path.
    """
    raw: Annotated[list[str], Field(alias='raw')]
    """
    What is not, and why.
    """
    typed: Annotated[bool, Field(alias='typed')]
    """
    Whether arguments and answers are fully typed.
    """


class Package(WireModel):
    """
    The generated client of one release for one ecosystem.
    """

    available_at: Annotated[datetime | None, Field(alias='available_at')]
    checks: Annotated[list[Literal['archive', 'compiled', 'imported'] | str] | None, Field(alias='checks')]
    """
    What was checked before it was shown: its archive, that it compiles and can be imported.
    """
    ecosystem: Annotated[Literal['python', 'npm'] | str, Field(alias='ecosystem')]
    filename: Annotated[str | None, Field(alias='filename')]
    job_id: Annotated[UUID, Field(alias='job_id')]
    """
    The job that builds it.
    """
    project: Annotated[str, Field(alias='project')]
    """
    The name that `pip` or `npm` installs.
    """
    reason: Annotated[str | None, Field(alias='reason')]
    """
    Why it failed.
    """
    sha256: Annotated[str | None, Field(alias='sha256')]
    size: Annotated[int | None, Field(alias='size')]
    """
    Bytes.
    """
    state: Annotated[Literal['pending', 'available', 'failed'] | str, Field(alias='state')]
    version: Annotated[str | None, Field(alias='version')]
    """
    The version as the ecosystem spells it; null before it is built.
    """


class PackageReport(WireModel):
    """
    What the generator made of each operation.
    """

    ecosystem: Annotated[Literal['python', 'npm'] | str, Field(alias='ecosystem')]
    operations: Annotated[list[OperationTyping], Field(alias='operations')]


class PageCheckSummary(WireModel):
    items: Annotated[list[CheckSummary], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class PageContract(WireModel):
    items: Annotated[list[Contract], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class PageJob(WireModel):
    items: Annotated[list[Job], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class PageNamespace(WireModel):
    items: Annotated[list[Namespace], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class PagePackage(WireModel):
    items: Annotated[list[Package], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class Place(WireModel):
    """
    Where in a document.
    """

    column: Annotated[int | None, Field(alias='column')]
    """
    Column in the source, from 1.
    """
    file: Annotated[str | None, Field(alias='file')] = None
    """
    The part it stands in, of a document in several files.
    """
    line: Annotated[int | None, Field(alias='line')]
    """
    Line in the source, from 1.
    """
    pointer: Annotated[str, Field(alias='pointer')]
    """
    JSON Pointer (RFC 6901).
    """


class Problem(WireModel):
    """
    An error (RFC 9457). `type` is the address of a page that explains it.
    """

    detail: Annotated[str, Field(alias='detail')]
    """
    What went wrong this time, and a way out.
    """
    instance: Annotated[str, Field(alias='instance')]
    """
    The request that failed: its path.
    """
    request_id: Annotated[str, Field(alias='request_id')]
    """
    Identifies the request in the service's logs.
    """
    status: Annotated[int, Field(alias='status')]
    """
    The HTTP status code.
    """
    title: Annotated[str, Field(alias='title')]
    """
    The kind of error, the same every time.
    """
    type: Annotated[str, Field(alias='type')]
    """
    Address of the page that explains this kind of error.
    """


class PublishReleaseRequest(WireModel):
    """
    An OpenAPI 3.0 or 3.1 document.
    """

    openapi: Annotated[str, Field(alias='openapi', pattern='^3\\.[01]\\.[0-9]+$')]


class RequestError(WireModel):
    """
    One thing that is wrong with a request.
    """

    location: Annotated[str, Field(alias='location')]
    """
    `path`, `query`, `header`, `cookie` or `body`.
    """
    message: Annotated[str, Field(alias='message')]
    """
    What is wrong with it.
    """
    name: Annotated[str, Field(alias='name')]
    """
    The parameter, or the JSON Pointer into the body; may be empty.
    """


Scope = TypeAliasType("Scope", Literal['read', 'publish', 'override', 'admin'] | str)
"""
What a token may do. `publish` includes `read`; `admin` includes everything.
"""


class Severity(WireModel):
    """
    Another level for some findings.
    """

    direction: Annotated[Literal['request', 'response'] | str | None, Field(alias='direction')]
    """
    Only this direction.
    """
    level: Annotated[Literal['breaking', 'unknown', 'risky', 'safe', 'ignore'] | str, Field(alias='level')]
    """
    The level they get, or `ignore`.
    """
    mode: Annotated[Literal['backward', 'forward'] | str | None, Field(alias='mode')]
    """
    Only breaks of this mode.
    """
    operation: Annotated[str | None, Field(alias='operation')]
    """
    Only these operations.
    """
    path: Annotated[str | None, Field(alias='path')]
    """
    Only operations of these paths.
    """
    reason: Annotated[str | None, Field(alias='reason')]
    """
    Why; the report repeats it.
    """
    rule: Annotated[str | None, Field(alias='rule')]
    """
    Only findings of these rules.
    """
    when: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str | None, Field(alias='when')]
    """
    Only what the gate itself calls so.
    """


class SeverityCreate(WireModel):
    """
    Another level for some findings; of several entries that name the same one, the last counts.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    direction: Annotated[Literal['request', 'response'] | None, Field(alias='direction')] = None
    """
    Only this direction.
    """
    level: Annotated[Literal['breaking', 'unknown', 'risky', 'safe', 'ignore'], Field(alias='level')]
    """
    The level they get, or `ignore`.
    """
    mode: Annotated[Literal['backward', 'forward'] | None, Field(alias='mode')] = None
    """
    Only breaks of this mode.
    """
    operation: Annotated[str | None, Field(alias='operation')] = None
    """
    Only these operations.
    """
    path: Annotated[str | None, Field(alias='path')] = None
    """
    Only operations of these paths.
    """
    reason: Annotated[str | None, Field(alias='reason')] = None
    """
    Why; the report repeats it.
    """
    rule: Annotated[str | None, Field(alias='rule')] = None
    """
    Only findings of these rules.
    """
    when: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | None, Field(alias='when')] = None
    """
    Only what the gate itself calls so.
    """


class Token(WireModel):
    """
    A token, without its secret.
    """

    created_at: Annotated[datetime, Field(alias='created_at')]
    expires_at: Annotated[datetime | None, Field(alias='expires_at')]
    id: Annotated[UUID, Field(alias='id')]
    last_used_at: Annotated[datetime | None, Field(alias='last_used_at')]
    """
    Accurate to about a minute.
    """
    name: Annotated[str, Field(alias='name')]
    namespace: Annotated[str | None, Field(alias='namespace')]
    """
    The only namespace it is good for; null for all.
    """
    revoked_at: Annotated[datetime | None, Field(alias='revoked_at')]
    scopes: Annotated[list[Scope], Field(alias='scopes')]


class TokenCreate(WireModel):
    """
    A token to be made.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    expires_at: Annotated[datetime | None, Field(alias='expires_at')] = None
    """
    When it stops working; null for never.
    """
    name: Annotated[str, Field(alias='name', max_length=100, min_length=1, pattern='^[^\\x00-\\x1f\\x7f]+$')]
    """
    What it is for, such as `orders CI`.
    """
    namespace: Annotated[str | None, Field(alias='namespace')] = None
    """
    The only namespace it is good for; null for all.
    """
    scopes: Annotated[list[Scope], Field(alias='scopes', max_length=4, min_length=1)]
    """
    `read` reads where reading is not public; `publish` creates contracts, checks and releases;
    `override` may release breaking changes (`allow_breaking`), set policies and waive findings; `admin`
    may do everything.
    """


class Waiver(WireModel):
    """
    An exception for one finding of a contract.
    """

    created_at: Annotated[datetime, Field(alias='created_at')]
    expires: Annotated[date | None, Field(alias='expires')]
    """
    The last day on which it holds; without it, it holds for good.
    """
    fingerprint: Annotated[str, Field(alias='fingerprint')]
    id: Annotated[UUID, Field(alias='id')]
    owner: Annotated[str, Field(alias='owner')]
    reason: Annotated[str, Field(alias='reason')]
    revoked_at: Annotated[datetime | None, Field(alias='revoked_at')]


class WaiverAccount(WireModel):
    """
    A waiver and what became of it.
    """

    covers: Annotated[list[str], Field(alias='covers')]
    """
    The fingerprints of the findings it names.
    """
    expires: Annotated[str | None, Field(alias='expires')]
    """
    The last day on which it holds.
    """
    fingerprint: Annotated[str, Field(alias='fingerprint')]
    owner: Annotated[str, Field(alias='owner')]
    reason: Annotated[str, Field(alias='reason')]
    state: Annotated[Literal['applied', 'expired', 'unused'] | str, Field(alias='state')]


class WaiverCreate(WireModel):
    """
    A waiver to be made.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    expires: Annotated[date | None, Field(alias='expires')] = None
    """
    The last day on which it holds; without it, it holds for good.
    """
    fingerprint: Annotated[str, Field(alias='fingerprint', pattern='^[0-9a-f]{7,16}$')]
    """
    The finding. At least seven digits.
    """
    owner: Annotated[
        str,
        Field(
            alias='owner',
            max_length=200,
            min_length=1,
            pattern='^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$',
        ),
    ]
    """
    Who answers for it.
    """
    reason: Annotated[
        str,
        Field(
            alias='reason',
            max_length=500,
            min_length=1,
            pattern='^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$',
        ),
    ]
    """
    Why it may pass.
    """


class YankCreate(WireModel):
    """
    Why a release is yanked.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    reason: Annotated[
        str, Field(alias='reason', max_length=500, min_length=1, pattern='^[^\\x00-\\x1f\\x7f]+$')
    ]
    """
    Shown to whoever installs it nevertheless; one line.
    """


class Yanked(WireModel):
    """
    Why a release should not be used any more.
    """

    at: Annotated[datetime, Field(alias='at')]
    reason: Annotated[str, Field(alias='reason')]


class Cause(WireModel):
    """
    The place that changed, in each document; null where it is absent.
    """

    base: Annotated[Place | None, Field(alias='base')]
    head: Annotated[Place | None, Field(alias='head')]


class CreateCheckRequestMultipart(WireModel):
    model_config = ConfigDict(
        extra='forbid',
    )
    document: Annotated[File, Field(alias='document')]


class Exchange(WireModel):
    """
    One HTTP message in full; `body` is absent when there is none.
    """

    body: Annotated[JsonValue | None, Field(alias='body')] = None
    headers: Annotated[list[list[str]], Field(alias='headers')]
    method: Annotated[str, Field(alias='method')]
    path: Annotated[str, Field(alias='path')]
    query: Annotated[list[list[str]], Field(alias='query')]
    status: Annotated[int | None, Field(alias='status')]


class InvalidRequest(WireModel):
    """
    A request whose shape is wrong; `errors` names each place.
    """

    detail: Annotated[str, Field(alias='detail')]
    """
    What went wrong this time, and a way out.
    """
    errors: Annotated[list[RequestError], Field(alias='errors')]
    """
    Everything that is wrong.
    """
    instance: Annotated[str, Field(alias='instance')]
    """
    The request that failed: its path.
    """
    request_id: Annotated[str, Field(alias='request_id')]
    """
    Identifies the request in the service's logs.
    """
    status: Annotated[int, Field(alias='status')]
    """
    The HTTP status code.
    """
    title: Annotated[str, Field(alias='title')]
    """
    The kind of error, the same every time.
    """
    type: Annotated[str, Field(alias='type')]
    """
    Address of the page that explains this kind of error.
    """


class Me(WireModel):
    """
    Who the request's token belongs to.
    """

    name: Annotated[str, Field(alias='name')]
    namespace: Annotated[str | None, Field(alias='namespace')]
    """
    The only namespace the token is good for; null for all.
    """
    scopes: Annotated[list[Scope], Field(alias='scopes')]
    token_id: Annotated[UUID, Field(alias='token_id')]


class NewToken(WireModel):
    """
    A token just made, with its secret, which is shown this once.
    """

    created_at: Annotated[datetime, Field(alias='created_at')]
    expires_at: Annotated[datetime | None, Field(alias='expires_at')]
    id: Annotated[UUID, Field(alias='id')]
    last_used_at: Annotated[datetime | None, Field(alias='last_used_at')]
    """
    Accurate to about a minute.
    """
    name: Annotated[str, Field(alias='name')]
    namespace: Annotated[str | None, Field(alias='namespace')]
    """
    The only namespace it is good for; null for all.
    """
    revoked_at: Annotated[datetime | None, Field(alias='revoked_at')]
    scopes: Annotated[list[Scope], Field(alias='scopes')]
    secret: Annotated[str, Field(alias='secret')]
    """
    Send it as `Authorization: Bearer …`, or as the password of `__token__`.
    """


class PageToken(WireModel):
    items: Annotated[list[Token], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class PageWaiver(WireModel):
    items: Annotated[list[Waiver], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class Policy(WireModel):
    """
    How strict the gate is.
    """

    accept_unknown: Annotated[bool, Field(alias='accept_unknown')]
    """
    Whether what could not be decided passes.
    """
    against: Annotated[Literal['base', 'live'] | str, Field(alias='against')]
    """
    Which releases the verdict speaks for: the base alone, or every live release since the last break
    that was accepted. The others are reported and do not refuse.
    """
    axes: Annotated[Literal['wire', 'source', 'both'] | str, Field(alias='axes')]
    """
    Whom a change may break: HTTP peers, callers of the generated clients, or both.
    """
    deprecation: Annotated[Deprecation, Field(alias='deprecation')]
    """
    How a removal is announced: `deprecated: true` with the date in `x-sunset`.
    """
    enum_growth: Annotated[Literal['breaking', 'risky'] | str, Field(alias='enum_growth')]
    """
    What a new value in an enum of a response is. `x-extensible-enum` makes it risky anyway.
    """
    formats: Annotated[list[str], Field(alias='formats')]
    """
    The formats that are part of the type; the others are annotations.
    """
    mode: Annotated[Literal['backward', 'forward', 'full'] | str, Field(alias='mode')]
    """
    `backward`: clients of the old version keep working with the new service. `forward`: clients of the
    new version work with the old service. `full`: both.
    """
    response_members: Annotated[Literal['breaking', 'risky'] | str, Field(alias='response_members')]
    """
    What a new member in a closed object of a response is.
    """
    severity: Annotated[list[Severity], Field(alias='severity')]
    """
    Another level for some findings. Of several entries that name the same one, the last counts. A
    report says which entry did it and what the gate's own level was; the suggested version does not
    change. `level = "ignore"` leaves the findings out. In a glob, `*` stands for any text without `/`,
    and `**` for any text.
    """
    steps: Annotated[int, Field(alias='steps')]
    """
    The steps that one question of containment may take before it is `unknown`.
    """


class PolicyCreate(WireModel):
    """
    A policy to be stored; what is left out is as strict as without a policy.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    accept_unknown: Annotated[bool | None, Field(alias='accept_unknown')] = None
    """
    Whether what could not be decided passes.

    Default: False.
    """
    against: Annotated[Literal['base', 'live'] | None, Field(alias='against')] = None
    """
    Which releases the verdict speaks for: the base alone, or every live release since the last break
    that was accepted. The others are reported and do not refuse.

    Default: 'base'.
    """
    axes: Annotated[Literal['wire', 'source', 'both'] | None, Field(alias='axes')] = None
    """
    Whom a change may break: HTTP peers, callers of the generated clients, or both.

    Default: 'wire'.
    """
    deprecation: Annotated[DeprecationCreate | None, Field(alias='deprecation')] = None
    """
    How a removal is announced: `deprecated: true` with the date in `x-sunset`.
    """
    enum_growth: Annotated[Literal['breaking', 'risky'] | None, Field(alias='enum_growth')] = None
    """
    What a new value in an enum of a response is. `x-extensible-enum` makes it risky anyway.

    Default: 'breaking'.
    """
    formats: Annotated[list[str] | None, Field(alias='formats', max_length=50)] = None
    """
    The formats that are part of the type; the others are annotations.
    """
    mode: Annotated[Literal['backward', 'forward', 'full'] | None, Field(alias='mode')] = None
    """
    `backward`: clients of the old version keep working with the new service. `forward`: clients of the
    new version work with the old service. `full`: both.

    Default: 'backward'.
    """
    response_members: Annotated[Literal['breaking', 'risky'] | None, Field(alias='response_members')] = None
    """
    What a new member in a closed object of a response is.

    Default: 'breaking'.
    """
    severity: Annotated[list[SeverityCreate] | None, Field(alias='severity', max_length=200)] = None
    """
    Another level for some findings. Of several entries that name the same one, the last counts. A
    report says which entry did it and what the gate's own level was; the suggested version does not
    change. `level = "ignore"` leaves the findings out. In a glob, `*` stands for any text without `/`,
    and `**` for any text.
    """
    steps: Annotated[int | None, Field(alias='steps', ge=1000, le=10000000)] = None
    """
    The steps that one question of containment may take before it is `unknown`.

    Default: 50000.
    """


class PublishReleaseRequestMultipart(WireModel):
    model_config = ConfigDict(
        extra='forbid',
    )
    document: Annotated[File, Field(alias='document')]


class Release(WireModel):
    """
    An immutable, versioned, accepted document, with the objections that did not stop it.
    """

    accepted_unknown: Annotated[bool, Field(alias='accepted_unknown')]
    """
    The gate could not decide everything, and that was accepted.
    """
    allowed_breaking: Annotated[bool, Field(alias='allowed_breaking')]
    """
    It breaks clients of its base, and that was accepted.
    """
    base_version: Annotated[str | None, Field(alias='base_version')]
    """
    The release it was compared with; null for a first release.
    """
    channel: Annotated[str, Field(alias='channel')]
    check_id: Annotated[UUID, Field(alias='check_id')]
    contract: Annotated[str, Field(alias='contract')]
    created_at: Annotated[datetime, Field(alias='created_at')]
    document: Annotated[DocumentInfo, Field(alias='document')]
    id: Annotated[UUID, Field(alias='id')]
    namespace: Annotated[str, Field(alias='namespace')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]
    version: Annotated[str, Field(alias='version')]
    warnings: Annotated[list[Diagnostic], Field(alias='warnings')]
    yanked: Annotated[Yanked | None, Field(alias='yanked')]


class ReleaseSummary(WireModel):
    """
    An immutable, versioned, accepted document.
    """

    accepted_unknown: Annotated[bool, Field(alias='accepted_unknown')]
    """
    The gate could not decide everything, and that was accepted.
    """
    allowed_breaking: Annotated[bool, Field(alias='allowed_breaking')]
    """
    It breaks clients of its base, and that was accepted.
    """
    base_version: Annotated[str | None, Field(alias='base_version')]
    """
    The release it was compared with; null for a first release.
    """
    channel: Annotated[str, Field(alias='channel')]
    check_id: Annotated[UUID, Field(alias='check_id')]
    contract: Annotated[str, Field(alias='contract')]
    created_at: Annotated[datetime, Field(alias='created_at')]
    document: Annotated[DocumentInfo, Field(alias='document')]
    id: Annotated[UUID, Field(alias='id')]
    namespace: Annotated[str, Field(alias='namespace')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]
    version: Annotated[str, Field(alias='version')]
    yanked: Annotated[Yanked | None, Field(alias='yanked')]


class Witness(WireModel):
    """
    A counter-example: an exchange that one side accepts and the other refuses.
    """

    accepted_by: Annotated[Literal['base', 'head'] | str, Field(alias='accepted_by')]
    curl: Annotated[str | None, Field(alias='curl')]
    """
    A request as a command to paste.
    """
    exchange: Annotated[Exchange, Field(alias='exchange')]
    judges: Annotated[list[str], Field(alias='judges')]
    """
    The validators that agreed.
    """
    kind: Annotated[Literal['request', 'response'] | str, Field(alias='kind')]
    reason: Annotated[str, Field(alias='reason')]
    refused_by: Annotated[Literal['base', 'head'] | str, Field(alias='refused_by')]


class ContractPolicy(WireModel):
    """
    The policy of a contract.
    """

    contract: Annotated[str, Field(alias='contract')]
    namespace: Annotated[str, Field(alias='namespace')]
    policy: Annotated[Policy, Field(alias='policy')]
    stored: Annotated[bool, Field(alias='stored')]
    """
    Whether it was set; false for the default policy.
    """
    updated_at: Annotated[datetime | None, Field(alias='updated_at')]


class Occurrence(WireModel):
    """
    One operation and direction that a finding reaches.
    """

    direction: Annotated[Literal['request', 'response'] | str | None, Field(alias='direction')]
    judged: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='judged')]
    """
    The gate's own level, before the policy.
    """
    level: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='level')]
    operation: Annotated[str, Field(alias='operation')]
    """
    `GET /orders/{id}`.
    """
    witness: Annotated[Witness | None, Field(alias='witness')]


class PageReleaseSummary(WireModel):
    items: Annotated[list[ReleaseSummary], Field(alias='items')]
    """
    The items of this page.
    """
    next_cursor: Annotated[str | None, Field(alias='next_cursor')]
    """
    Where the next page begins; null on the last one.
    """


class Finding(WireModel):
    """
    One cause and everything it reaches.
    """

    against: Annotated[list[str], Field(alias='against')]
    """
    The releases it was found against, where there are several.
    """
    axis: Annotated[Literal['wire', 'source'] | str, Field(alias='axis')]
    cause: Annotated[Cause, Field(alias='cause')]
    effect: Annotated[Literal['NARROWED', 'WIDENED', 'MEANING', 'ANNOTATED'] | str, Field(alias='effect')]
    fingerprint: Annotated[str, Field(alias='fingerprint')]
    judged: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='judged')]
    """
    The gate's own level, before the policy.
    """
    level: Annotated[Literal['breaking', 'unknown', 'risky', 'safe'] | str, Field(alias='level')]
    """
    The worst of its occurrences.
    """
    message: Annotated[str, Field(alias='message')]
    mode: Annotated[Literal['backward', 'forward'] | str, Field(alias='mode')]
    """
    `backward` is about clients of the base, `forward` about clients of the head that meet the base's
    service.
    """
    occurrences: Annotated[list[Occurrence], Field(alias='occurrences')]
    overridden: Annotated[list[str], Field(alias='overridden')]
    """
    Why the policy gave it another level than the gate.
    """
    reach: Annotated[int, Field(alias='reach')]
    """
    How many operations it touches.
    """
    rule: Annotated[str, Field(alias='rule')]
    subject: Annotated[str, Field(alias='subject')]
    """
    The place as people name it: `OrderCreate.currency`.
    """
    waived: Annotated[dict[str, Any] | None, Field(alias='waived')]
    """
    The waiver that covers it.
    """


class LiveRelease(WireModel):
    """
    What becomes of the clients of one live release.
    """

    counts: Annotated[dict[str, int], Field(alias='counts')]
    """
    Findings by level.
    """
    findings: Annotated[list[Finding], Field(alias='findings')]
    """
    Those that the report itself does not have.
    """
    release: Annotated[str, Field(alias='release')]
    suggested_bump: Annotated[Literal['none', 'patch', 'minor', 'major'] | str, Field(alias='suggested_bump')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]


class Report(WireModel):
    """
    What a comparison found.
    """

    findings: Annotated[list[Finding], Field(alias='findings')]
    live: Annotated[list[LiveRelease], Field(alias='live')]
    """
    Each release it was compared with, where there are several.
    """
    schema_: Annotated[Literal[1], Field(alias='schema')]
    """
    The version of this format.
    """
    stats: Annotated[dict[str, Any], Field(alias='stats')]
    suggested_bump: Annotated[Literal['none', 'patch', 'minor', 'major'] | str, Field(alias='suggested_bump')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]
    waivers: Annotated[list[WaiverAccount], Field(alias='waivers')]
    """
    What became of each waiver.
    """


class Check(WireModel):
    """
    A stored run of the gate: a pure function of the documents, policy, waivers, day and engine.
    """

    accept_unknown: Annotated[bool, Field(alias='accept_unknown')]
    allow_breaking: Annotated[bool, Field(alias='allow_breaking')]
    base_sha256: Annotated[str | None, Field(alias='base_sha256')]
    """
    The document of the release it was compared with.
    """
    base_version: Annotated[str | None, Field(alias='base_version')]
    """
    The release it was compared with; null for a first release.
    """
    channel: Annotated[str, Field(alias='channel')]
    contract: Annotated[str, Field(alias='contract')]
    created_at: Annotated[datetime, Field(alias='created_at')]
    document_sha256: Annotated[str, Field(alias='document_sha256')]
    engine: Annotated[str, Field(alias='engine')]
    """
    The version of the engine.
    """
    findings: Annotated[dict[str, int], Field(alias='findings')]
    """
    Findings by level.
    """
    id: Annotated[UUID, Field(alias='id')]
    judged_on: Annotated[date | None, Field(alias='judged_on')]
    """
    The day that waivers and sunsets were judged by; null for a check without.
    """
    namespace: Annotated[str, Field(alias='namespace')]
    outcome: Annotated[Literal['checked', 'accepted', 'refused'] | str, Field(alias='outcome')]
    """
    `checked` without publishing, or what became of the publishing.
    """
    policy: Annotated[Policy, Field(alias='policy')]
    """
    The contract's policy as of then.
    """
    report: Annotated[Report, Field(alias='report')]
    suggested_bump: Annotated[Literal['none', 'patch', 'minor', 'major'] | str, Field(alias='suggested_bump')]
    verdict: Annotated[Literal['compatible', 'breaking', 'unknown'] | str, Field(alias='verdict')]
    version: Annotated[str, Field(alias='version')]
    """
    The version that was asked for: `auto` or a number.
    """


class Refused(WireModel):
    """
    A document that the gate refused, with the stored check and its report.
    """

    base_version: Annotated[str | None, Field(alias='base_version')]
    """
    The release it was compared with.
    """
    check_id: Annotated[UUID, Field(alias='check_id')]
    """
    The stored check.
    """
    detail: Annotated[str, Field(alias='detail')]
    """
    What went wrong this time, and a way out.
    """
    instance: Annotated[str, Field(alias='instance')]
    """
    The request that failed: its path.
    """
    report: Annotated[Report, Field(alias='report')]
    request_id: Annotated[str, Field(alias='request_id')]
    """
    Identifies the request in the service's logs.
    """
    status: Annotated[int, Field(alias='status')]
    """
    The HTTP status code.
    """
    title: Annotated[str, Field(alias='title')]
    """
    The kind of error, the same every time.
    """
    type: Annotated[str, Field(alias='type')]
    """
    Address of the page that explains this kind of error.
    """


class Replay(WireModel):
    """
    A stored check asked again, from everything that was written down with it.
    """

    check_id: Annotated[UUID, Field(alias='check_id')]
    difference: Annotated[str | None, Field(alias='difference')]
    """
    Why it is not, where it is not.
    """
    engine: Annotated[str, Field(alias='engine')]
    """
    The version of the engine that made this one.
    """
    equal: Annotated[bool, Field(alias='equal')]
    """
    Whether the report is the same, byte for byte.
    """
    recorded_engine: Annotated[str, Field(alias='recorded_engine')]
    """
    The version of the engine that made the stored report.
    """
    report: Annotated[Report, Field(alias='report')]
