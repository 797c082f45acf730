"""`lower`: a document becomes the one description of a client that every emitter reads."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dovetail_engine.codegen import naming
from dovetail_engine.codegen.contents import STREAMS, lower_contents
from dovetail_engine.codegen.drafts import Naming
from dovetail_engine.codegen.hints import Hints
from dovetail_engine.codegen.ir import (
    Body,
    Content,
    Identity,
    Ir,
    Operation,
    OperationReport,
    Parameter,
    Response,
    Schema,
    SecurityKind,
    SecurityScheme,
)
from dovetail_engine.codegen.literals import references
from dovetail_engine.codegen.media import kind_of
from dovetail_engine.codegen.paging import HINT, HintWrong, pages_of
from dovetail_engine.codegen.schemas import SchemaLowering
from dovetail_engine.codegen.survey import View, survey
from dovetail_engine.codegen.text import clean, is_encodable, one_line
from dovetail_engine.oas import Document
from dovetail_engine.oas import model as oas

CLIENT_NAMES = frozenset(("aclose", "close"))
"""Names that a client has for itself: no group and no method is called so."""
_ARGUMENT_NAMES = """
base_url body client content_type fetch headers http_client options request signal timeout
"""
ARGUMENT_NAMES = frozenset(_ARGUMENT_NAMES.split())
"""Names of arguments that every method or the client has: no parameter and no credential is called so."""
CREDENTIAL_NAMES = ARGUMENT_NAMES | {"deadline", "hooks", "retries", "strict"}
"""Names of arguments that the client has: no credential is called so."""

_TOO_LARGE = "a combination of schemas has too many alternatives to write out"
_IGNORED_HEADERS = frozenset(("accept", "authorization", "content-type"))
_LOCATIONS = ("path", "query", "header", "cookie")


@dataclass(frozen=True, slots=True)
class _Lowered:
    """An operation, the reasons why it is not fully typed, and the schemas to name yet."""

    operation: Operation
    raw: tuple[str, ...]


def lower(document: Document, identity: Identity) -> Ir:
    """Everything a client of the document needs; what cannot be typed is there as raw, with a reason."""
    api = document.api
    names = _operation_names(api.operations)
    found = survey(document.tree, api.schemas.values(), _sites(api.operations))
    lowering = SchemaLowering(document.tree, found, Hints(document.tree, names, api.operations))
    for name in sorted(api.schemas):
        lowering.component(name)
    schemes = _security_schemes(api.security_schemes)
    groups = _group_names(api.operations, names)
    lowered = [_operation(operation, names, groups, schemes, lowering) for operation in api.operations]
    types, rename = lowering.finish()
    hints = {operation.pointer: operation.extensions.get(HINT) for operation in api.operations}
    lowered = list(_with_methods(lowered, rename, {named.name: named.schema for named in types}, hints))
    return Ir(
        identity=replace(identity, title=one_line(identity.title), description=clean(identity.description)),
        servers=tuple(_servers(api.servers)),
        security_schemes=tuple(schemes.values()),
        types=types,
        operations=tuple(item.operation for item in lowered),
        report=tuple(_report(item) for item in lowered),
    )


def _with_methods(
    lowered: Iterable[_Lowered], rename: Naming, types: Mapping[str, Schema], hints: Mapping[str, Any]
) -> Iterator[_Lowered]:
    """The operations, renamed, with the further methods that streams and lists get."""
    found = list(lowered)
    taken = {item.operation.name for item in found} | CLIENT_NAMES
    for item in found:
        operation, raw = _renamed(item.operation, rename), item.raw
        try:
            pages = pages_of(
                operation, _method(f"iter_{operation.name}", taken), types, hints[operation.pointer]
            )
        except HintWrong as wrong:
            pages, raw = None, (*raw, str(wrong))
        stream = _method(f"stream_{operation.name}", taken) if _is_mixed(operation) else ""
        yield _Lowered(replace(operation, pages=pages, stream_name=stream), raw)


def _method(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _is_mixed(operation: Operation) -> bool:
    """Whether a result may come whole or as a stream."""
    kinds = {
        content.kind in STREAMS
        for response in operation.responses
        if response.status[:1] == "2"
        for content in response.contents
    }
    return kinds == {True, False}


def reachable(ir: Ir, names: Iterable[str]) -> frozenset[str]:
    """The named types that `names` lead to, themselves included."""
    by_name = {named.name: named for named in ir.types}
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in by_name and name not in seen:
            seen.add(name)
            todo.extend(_names(by_name[name].schema))
    return frozenset(seen)


def references_of(operation: Operation) -> list[str]:
    """The names of the types that an operation uses directly."""
    contents = [*(operation.body.contents if operation.body else ())]
    contents.extend(content for response in operation.responses for content in response.contents)
    schemas = [
        *(parameter.schema for parameter in operation.parameters),
        *(content.schema for content in contents),
    ]
    return [name for schema in schemas for name in _names(schema)]


def _names(schema: Schema) -> list[str]:
    return [ref.rsplit("/", 1)[1] for ref in references(schema)]


def _operation_names(operations: Sequence[oas.Operation]) -> dict[str, str]:
    """Names by pointer; an id that several operations carry is numbered in order of method and path."""
    ids = Counter(operation.operation_id for operation in operations)
    sources = {
        operation.pointer: f"{operation.operation_id} {operation.method} {operation.path}"
        if operation.operation_id and ids[operation.operation_id] > 1
        else _source(operation)
        for operation in operations
    }
    wanted = {
        sources[item.pointer]: naming.snake(_source(item), "operation", CLIENT_NAMES) for item in operations
    }
    names = naming.unique(wanted)
    return {pointer: names[source] for pointer, source in sources.items()}


def _source(operation: oas.Operation) -> str:
    """The text an operation is named after: its id, else its method and path."""
    if operation.operation_id:
        return operation.operation_id
    path = operation.path.replace("{", " by ").replace("}", " ")
    return f"{operation.method} {path}"


def _group_names(operations: Sequence[oas.Operation], names: Mapping[str, str]) -> dict[str, str]:
    loose = [names[operation.pointer] for operation in operations if not operation.tags]
    tags = {operation.tags[0] for operation in operations if operation.tags}
    wanted = {tag: naming.snake(tag, "group", CLIENT_NAMES) for tag in tags}
    by_name = naming.unique({name: name for name in set(wanted.values())}, loose)
    return {tag: by_name[name] for tag, name in wanted.items()}


def _sites(operations: Iterable[oas.Operation]) -> Iterator[tuple[oas.SchemaSite, View]]:
    for operation in operations:
        for parameter in operation.parameters:
            sites = [parameter.schema, *(media.schema for media in parameter.content)]
            yield from ((site, "in") for site in sites if site is not None)
        body = operation.request_body
        for media in body.content if body is not None else ():
            if media.schema is not None:
                yield media.schema, "form" if kind_of(media.name) == "multipart" else "in"
        for response in operation.responses:
            yield from ((media.schema, "out") for media in response.content if media.schema is not None)


def _operation(
    operation: oas.Operation,
    names: Mapping[str, str],
    groups: Mapping[str, str],
    schemes: Mapping[str, SecurityScheme],
    lowering: SchemaLowering,
) -> _Lowered:
    parameters = tuple(_parameters(operation, lowering))
    body = _body(operation.request_body, lowering)
    responses = tuple(_response(response, lowering) for response in operation.responses)
    lowered = Operation(
        name=names[operation.pointer],
        group=groups[operation.tags[0]] if operation.tags else "",
        operation_id=operation.operation_id or "",
        method=operation.method.upper(),
        path=operation.path,
        summary=one_line(operation.summary),
        description=clean(operation.description),
        deprecated=operation.deprecated,
        parameters=parameters,
        body=body,
        responses=responses,
        security=tuple(_security(operation.security, schemes)),
        pointer=operation.pointer,
        sunset=one_line(_text(operation.extensions.get("x-sunset")), 40) if operation.deprecated else "",
    )
    return _Lowered(lowered, tuple(dict.fromkeys(_raw(lowered, lowering))))


def _parameters(operation: oas.Operation, lowering: SchemaLowering) -> Iterator[Parameter]:
    kept = [parameter for parameter in operation.parameters if _is_sendable(parameter)]
    names = _parameter_names(kept)
    for parameter in kept:
        media = parameter.content[0] if parameter.content else None
        yield Parameter(
            name=names[parameter.location, parameter.name],
            wire_name=parameter.name,
            location=parameter.location,
            required=parameter.required or parameter.location == "path",
            schema=lowering.use(media.schema if media else parameter.schema, "in"),
            style=parameter.style,
            explode=parameter.explode,
            allow_reserved=parameter.allow_reserved,
            media_type=media.name if media else "",
            description=clean(parameter.description),
            deprecated=parameter.deprecated,
            pointer=parameter.pointer,
        )


def _is_sendable(parameter: oas.Parameter) -> bool:
    if parameter.location == "header" and parameter.name.lower() in _IGNORED_HEADERS:
        return False
    return is_encodable(parameter.name)


def _parameter_names(parameters: Sequence[oas.Parameter]) -> dict[tuple[str, str], str]:
    """Names by location and wire name; where locations share one, the later says its own."""
    wanted: dict[tuple[str, str], str] = {}
    for parameter in sorted(parameters, key=lambda parameter: _LOCATIONS.index(parameter.location)):
        name = naming.snake(parameter.name, "param", ARGUMENT_NAMES)
        others = {wanted[place] for place in wanted if place[0] != parameter.location}
        wanted[parameter.location, parameter.name] = (
            f"{name.rstrip('_')}_{parameter.location}" if name in others else name
        )
    final = naming.unique({f"{wire} {location}": name for (location, wire), name in wanted.items()})
    return {(location, wire): final[f"{wire} {location}"] for location, wire in wanted}


def _body(body: oas.RequestBody | None, lowering: SchemaLowering) -> Body | None:
    if body is None or not body.content:
        return None
    contents = tuple(lower_contents(body.content, lowering, request=True))
    return Body(body.required, contents, clean(body.description))


def _response(response: oas.Response, lowering: SchemaLowering) -> Response:
    contents = tuple(lower_contents(response.content, lowering, request=False))
    return Response(response.status, clean(response.description), contents)


def _security(
    requirements: Sequence[oas.SecurityRequirement], schemes: Mapping[str, SecurityScheme]
) -> Iterator[tuple[str, ...]]:
    for requirement in requirements:
        yield tuple(schemes[name].name for name in requirement.schemes if name in schemes)


def _raw(operation: Operation, lowering: SchemaLowering) -> Iterator[str]:
    if all(response.status[:1] in "145" for response in operation.responses):
        yield "response: the contract documents no result, so its bytes are returned"
    for parameter in operation.parameters:
        if lowering.lossy(parameter.schema):
            yield f"parameter {parameter.wire_name}: {_TOO_LARGE}"
    places: list[tuple[str, tuple[Content, ...]]] = [
        ("request body", operation.body.contents if operation.body else ())
    ]
    places.extend((f"response {response.status}", response.contents) for response in operation.responses)
    for place, contents in places:
        for content in contents:
            reason = content.raw or (_TOO_LARGE if lowering.lossy(content.schema) else "")
            if reason:
                yield f"{place} {content.media_type}: {reason}"


def _report(lowered: _Lowered) -> OperationReport:
    operation = lowered.operation
    label = operation.operation_id or f"{operation.method} {operation.path}"
    return OperationReport(label, operation.name, not lowered.raw, lowered.raw)


def _security_schemes(schemes: Mapping[str, oas.SecurityScheme]) -> dict[str, SecurityScheme]:
    names = naming.unique({name: naming.snake(name, "scheme", CREDENTIAL_NAMES) for name in schemes})
    return {name: _security_scheme(names[name], scheme) for name, scheme in schemes.items()}


def _security_scheme(name: str, scheme: oas.SecurityScheme) -> SecurityScheme:
    granting = scheme.flows.get("clientCredentials")
    granting = granting if isinstance(granting, Mapping) else {}
    return SecurityScheme(
        name=name,
        wire_name=scheme.name,
        kind=_security_kind(scheme),
        location=scheme.location,
        parameter_name=scheme.parameter_name,
        description=clean(scheme.description),
        token_url="".join(one_line(_text(granting.get("tokenUrl")), 2000).split()),
    )


def _security_kind(scheme: oas.SecurityScheme) -> SecurityKind:
    match scheme.kind, scheme.http_scheme.lower():
        case "http", "bearer" | "basic" as kind:
            return kind
        case "apiKey", _ if scheme.location and scheme.parameter_name:
            return "api-key"
        case "oauth2", _:
            return "oauth2"
        case "openIdConnect", _:
            return "bearer"
    return "other"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _servers(servers: Iterable[oas.Server]) -> Iterator[str]:
    for server in servers:
        url = server.url
        for name, variable in server.variables.items():
            default = variable.get("default") if isinstance(variable, Mapping) else None
            url = url.replace("{" + name + "}", default if isinstance(default, str) else "")
        yield "".join(one_line(url, 2000).split())


def _renamed(operation: Operation, rename: Naming) -> Operation:
    body = operation.body
    return replace(
        operation,
        parameters=tuple(replace(item, schema=rename(item.schema)) for item in operation.parameters),
        body=replace(body, contents=_renamed_contents(body.contents, rename)) if body else None,
        responses=tuple(
            replace(response, contents=_renamed_contents(response.contents, rename))
            for response in operation.responses
        ),
    )


def _renamed_contents(contents: Iterable[Content], rename: Naming) -> tuple[Content, ...]:
    return tuple(replace(content, schema=rename(content.schema)) for content in contents)
