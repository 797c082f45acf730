"""The one model of an API contract that the gate and the generators read.

Everything is immutable and carries the JSON Pointer (RFC 6901) of the place it was written at. References
to parameters, bodies, responses, headers and path items are followed; schemas stay as written, because the
gate and the generators lower them differently. All versions of OpenAPI look the same here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Dialect = Literal["3.0", "3.1", "3.2"]
Location = Literal["path", "query", "header", "cookie"]
# In lower case; but as written, usually in capitals, where OpenAPI 3.2 has it as an additional operation.
Method = str


@dataclass(frozen=True, slots=True)
class SchemaSite:
    """A schema as written, and where: `value` is the raw mapping or boolean and may hold `$ref`s."""

    pointer: str
    value: Mapping[str, Any] | bool


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is written; what is not said is empty, `style` is None."""

    pointer: str
    name: str
    content_types: tuple[str, ...]
    headers: tuple["Header", ...]
    style: str | None
    explode: bool
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class MediaType:
    """One entry of a `content` map; `name` is the media type or range as written, e.g. `application/json`.

    `by_item` says that `schema` is that of each item of a sequence.
    """

    pointer: str
    name: str
    schema: SchemaSite | None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)
    examples: tuple[Any, ...] = ()
    by_item: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, path-level ones merged in; `style` and `explode` have their defaults.

    Exactly one of `schema` and `content` is given in a valid document.
    """

    pointer: str
    name: str
    location: Location
    required: bool
    schema: SchemaSite | None
    content: tuple[MediaType, ...]
    style: str
    explode: bool
    allow_reserved: bool = False
    allow_empty_value: bool = False
    deprecated: bool = False
    description: str = ""
    examples: tuple[Any, ...] = ()
    sunset: Any = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response or part; its style is always `simple`. `sunset` is its `x-sunset`."""

    pointer: str
    name: str
    required: bool
    schema: SchemaSite | None
    content: tuple[MediaType, ...] = ()
    explode: bool = False
    deprecated: bool = False
    description: str = ""
    sunset: Any = None


@dataclass(frozen=True, slots=True)
class RequestBody:
    """What an operation accepts as its body."""

    pointer: str
    required: bool
    content: tuple[MediaType, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What a client may do next with a response; `operation` is an operationId or a reference, as written."""

    pointer: str
    name: str
    operation: str
    parameters: Mapping[str, Any]
    request_body: Any = None
    server: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """One response; `status` is `200`, a range such as `4XX`, or `default`."""

    pointer: str
    status: str
    description: str
    headers: tuple[Header, ...]
    content: tuple[MediaType, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme; `kind` is OpenAPI's `type`, `location` and `parameter_name` are of an `apiKey`."""

    pointer: str
    name: str
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    http_scheme: str = ""
    bearer_format: str = ""
    location: Literal["query", "header", "cookie", ""] = ""
    parameter_name: str = ""
    flows: Mapping[str, Any] = field(default_factory=dict)
    open_id_connect_url: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class SecurityRequirement:
    """One alternative: every scheme named must be satisfied, with its scopes; no scheme means anonymous."""

    schemes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Server:
    """A server with its URL as written; `url` may be relative and may hold `{variables}`."""

    pointer: str
    url: str
    description: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback: `operations` are sent by the service, so the roles of sender and receiver swap."""

    pointer: str
    name: str
    expression: str
    operations: tuple["Operation", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `path` is as written (`/orders/{id}`); a webhook's `path` is its name.

    `security` lists the alternatives in force (the document's when the operation has none of its own); an
    empty tuple means that nothing is required. `servers` are the ones in force: operation, path, then root.
    `docs` is the address of the external documentation, here as elsewhere.
    """

    pointer: str
    path: str
    method: Method
    operation_id: str | None
    summary: str
    description: str
    tags: tuple[str, ...]
    deprecated: bool
    parameters: tuple[Parameter, ...]
    request_body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]
    callbacks: tuple[Callback, ...]
    extensions: Mapping[str, Any] = field(default_factory=dict)
    docs: str = ""

    @property
    def label(self) -> str:
        """The way people name it: `GET /orders/{id}`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def sunset(self) -> Any:
        """The date on which it may go, as written."""
        return self.extensions.get("x-sunset")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag declared at the root of the document."""

    name: str
    description: str = ""
    docs: str = ""


@dataclass(frozen=True, slots=True)
class Api:
    """A whole contract. Operations are in document order; `schemas` are the component schemas by name."""

    dialect: Dialect
    title: str
    version: str
    description: str
    servers: tuple[Server, ...]
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Operation, ...]
    schemas: Mapping[str, SchemaSite]
    security_schemes: Mapping[str, SecurityScheme]
    info: Mapping[str, Any] = field(default_factory=dict)
    docs: str = ""
