"""The operations of the contract, as the runtime reads them."""

from __future__ import annotations

from typing import Any

from . import models as _m
from ._runtime import bodies
from ._runtime import operation
from ._runtime import pages
from ._runtime import parameters
from ._runtime.operation import Operation

LIST_JOBS: Operation[_m.PageJob] = Operation(
    name='list_jobs',
    method='GET',
    path='/v1/jobs',
    parameters=(
        parameters.Parameter(name='state', wire_name='state', location='query', style='form', explode=True),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageJob),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
GET_JOB: Operation[_m.Job] = Operation(
    name='get_job',
    method='GET',
    path='/v1/jobs/{job_id}',
    parameters=(
        parameters.Parameter(name='job_id', wire_name='job_id', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Job),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
WATCH_JOB: Operation[Any] = Operation(
    name='watch_job',
    method='GET',
    path='/v1/jobs/{job_id}/events',
    parameters=(
        parameters.Parameter(name='job_id', wire_name='job_id', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'text/event-stream', 'event-stream', lambda: Any),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    streams=True,
)
RETRY_JOB: Operation[_m.Job] = Operation(
    name='retry_job',
    method='POST',
    path='/v1/jobs/{job_id}/retry',
    parameters=(
        parameters.Parameter(name='job_id', wire_name='job_id', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '409', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Job),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('409', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
GET_ME: Operation[_m.Me] = Operation(
    name='get_me',
    method='GET',
    path='/v1/me',
    statuses=('200', '401', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Me),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',)),
)
LIST_NAMESPACES: Operation[_m.PageNamespace] = Operation(
    name='list_namespaces',
    method='GET',
    path='/v1/namespaces',
    parameters=(
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageNamespace),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
CREATE_NAMESPACE: Operation[_m.Namespace] = Operation(
    name='create_namespace',
    method='POST',
    path='/v1/namespaces',
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('201', '400', '401', '403', '409', '413', '415', '422', '503'),
    contents=(
        operation.Content('201', 'application/json', 'json', lambda: _m.Namespace),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('409', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
GET_NAMESPACE: Operation[_m.Namespace] = Operation(
    name='get_namespace',
    method='GET',
    path='/v1/namespaces/{namespace}',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Namespace),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
LIST_CONTRACTS: Operation[_m.PageContract] = Operation(
    name='list_contracts',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageContract),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
CREATE_CONTRACT: Operation[_m.Contract] = Operation(
    name='create_contract',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('201', '400', '401', '403', '404', '409', '413', '415', '422', '503'),
    contents=(
        operation.Content('201', 'application/json', 'json', lambda: _m.Contract),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('409', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
GET_CONTRACT: Operation[_m.Contract] = Operation(
    name='get_contract',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Contract),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
LIST_CHECKS: Operation[_m.PageCheckSummary] = Operation(
    name='list_checks',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/checks',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageCheckSummary),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
CREATE_CHECK: Operation[_m.Check] = Operation(
    name='create_check',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts/{contract}/checks',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='version', wire_name='version', location='query', style='form', explode=True),
        parameters.Parameter(name='channel', wire_name='channel', location='query', style='form', explode=True),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
        bodies.BodyContent(media_type='application/yaml', kind='text'),
        bodies.BodyContent(media_type='multipart/form-data', kind='multipart'),
    ),
    statuses=('201', '400', '401', '403', '404', '413', '415', '422', '503', '507'),
    contents=(
        operation.Content('201', 'application/json', 'json', lambda: _m.Check),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidDocument | _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('507', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
GET_CHECK: Operation[_m.Check] = Operation(
    name='get_check',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}',
    parameters=(
        parameters.Parameter(name='check_id', wire_name='check_id', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Check),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
REPLAY_CHECK: Operation[_m.Replay] = Operation(
    name='replay_check',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}/replay',
    parameters=(
        parameters.Parameter(name='check_id', wire_name='check_id', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Replay),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',), ()),
)
COMPARE_RELEASES: Operation[_m.Report] = Operation(
    name='compare_releases',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/compare',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='base', wire_name='base', location='query', style='form', explode=True),
        parameters.Parameter(name='head', wire_name='head', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Report),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',), ()),
)
GET_NEWEST_DOCUMENT: Operation[dict[str, Any] | str] = Operation(
    name='get_newest_document',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/document',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='channel', wire_name='channel', location='query', style='form', explode=True),
        parameters.Parameter(name='format', wire_name='format', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: dict[str, Any]),
        operation.Content('200', 'application/yaml', 'text'),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',), ()),
)
GET_POLICY: Operation[_m.ContractPolicy] = Operation(
    name='get_policy',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/policy',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.ContractPolicy),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
PUT_POLICY: Operation[_m.ContractPolicy] = Operation(
    name='put_policy',
    method='PUT',
    path='/v1/namespaces/{namespace}/contracts/{contract}/policy',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('200', '400', '401', '403', '404', '413', '415', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.ContractPolicy),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
LIST_RELEASES: Operation[_m.PageReleaseSummary] = Operation(
    name='list_releases',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='channel', wire_name='channel', location='query', style='form', explode=True),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageReleaseSummary),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
PUBLISH_RELEASE: Operation[_m.Release] = Operation(
    name='publish_release',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='version', wire_name='version', location='query', style='form', explode=True),
        parameters.Parameter(name='channel', wire_name='channel', location='query', style='form', explode=True),
        parameters.Parameter(name='allow_breaking', wire_name='allow_breaking', location='query', style='form', explode=True),
        parameters.Parameter(name='accept_unknown', wire_name='accept_unknown', location='query', style='form', explode=True),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
        bodies.BodyContent(media_type='application/yaml', kind='text'),
        bodies.BodyContent(media_type='multipart/form-data', kind='multipart'),
    ),
    statuses=('200', '201', '400', '401', '403', '404', '409', '413', '415', '422', '503', '507'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Release),
        operation.Content('201', 'application/json', 'json', lambda: _m.Release),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('409', 'application/problem+json', 'json', lambda: _m.Problem | _m.Refused | dict[str, Any]),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidDocument | _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('507', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
GET_RELEASE: Operation[_m.Release] = Operation(
    name='get_release',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}',
    parameters=(
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Release),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
GET_RELEASE_DOCUMENT: Operation[dict[str, Any] | str] = Operation(
    name='get_release_document',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/document',
    parameters=(
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='format', wire_name='format', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: dict[str, Any]),
        operation.Content('200', 'application/yaml', 'text'),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest | _m.Problem | dict[str, Any]),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',), ()),
)
LIST_PACKAGES: Operation[_m.PagePackage] = Operation(
    name='list_packages',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PagePackage),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
GET_PACKAGE_REPORT: Operation[_m.PackageReport] = Operation(
    name='get_package_report',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='ecosystem', wire_name='ecosystem', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PackageReport),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
)
UNYANK_RELEASE: Operation[_m.Release] = Operation(
    name='unyank_release',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/unyank',
    parameters=(
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('200', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Release),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
YANK_RELEASE: Operation[_m.Release] = Operation(
    name='yank_release',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/yank',
    parameters=(
        parameters.Parameter(name='version', wire_name='version', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('200', '400', '401', '403', '404', '413', '415', '422', '503'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.Release),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
LIST_WAIVERS: Operation[_m.PageWaiver] = Operation(
    name='list_waivers',
    method='GET',
    path='/v1/namespaces/{namespace}/contracts/{contract}/waivers',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '404', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageWaiver),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',), ()),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
CREATE_WAIVER: Operation[_m.Waiver] = Operation(
    name='create_waiver',
    method='POST',
    path='/v1/namespaces/{namespace}/contracts/{contract}/waivers',
    parameters=(
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('201', '400', '401', '403', '404', '413', '415', '422', '503'),
    contents=(
        operation.Content('201', 'application/json', 'json', lambda: _m.Waiver),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
REVOKE_WAIVER: Operation[None] = Operation(
    name='revoke_waiver',
    method='DELETE',
    path='/v1/namespaces/{namespace}/contracts/{contract}/waivers/{waiver_id}',
    parameters=(
        parameters.Parameter(name='waiver_id', wire_name='waiver_id', location='path', style='simple', explode=False),
        parameters.Parameter(name='namespace', wire_name='namespace', location='path', style='simple', explode=False),
        parameters.Parameter(name='contract', wire_name='contract', location='path', style='simple', explode=False),
    ),
    statuses=('204', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
LIST_TOKENS: Operation[_m.PageToken] = Operation(
    name='list_tokens',
    method='GET',
    path='/v1/tokens',
    parameters=(
        parameters.Parameter(name='limit', wire_name='limit', location='query', style='form', explode=True),
        parameters.Parameter(name='cursor', wire_name='cursor', location='query', style='form', explode=True),
    ),
    statuses=('200', '401', '403', '422'),
    contents=(
        operation.Content('200', 'application/json', 'json', lambda: _m.PageToken),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
    ),
    security=(('bearer',), ('basic',)),
    pages=pages.Pages(style='cursor', items='items', parameter='cursor', next='next_cursor', size='limit'),
)
CREATE_TOKEN: Operation[_m.NewToken] = Operation(
    name='create_token',
    method='POST',
    path='/v1/tokens',
    bodies=(
        bodies.BodyContent(media_type='application/json', kind='json'),
    ),
    statuses=('201', '400', '401', '403', '413', '415', '422', '503'),
    contents=(
        operation.Content('201', 'application/json', 'json', lambda: _m.NewToken),
        operation.Content('400', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('413', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('415', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
REVOKE_TOKEN: Operation[None] = Operation(
    name='revoke_token',
    method='DELETE',
    path='/v1/tokens/{token_id}',
    parameters=(
        parameters.Parameter(name='token_id', wire_name='token_id', location='path', style='simple', explode=False),
    ),
    statuses=('204', '401', '403', '404', '422', '503'),
    contents=(
        operation.Content('401', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('403', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('404', 'application/problem+json', 'json', lambda: _m.Problem),
        operation.Content('422', 'application/problem+json', 'json', lambda: _m.InvalidRequest),
        operation.Content('503', 'application/problem+json', 'json', lambda: _m.Problem),
    ),
    security=(('bearer',), ('basic',)),
)
