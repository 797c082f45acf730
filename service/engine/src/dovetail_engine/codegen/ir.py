"""What a client is made of, independent of the language it is written in.

`lower` builds it from a document; the emitters only read it. Every identifier in it has passed the one
allow-list of `naming`; every other string is data that an emitter may write only as an escaped literal.

Schemas in the IR are plain JSON Schema 2020-12 in a small vocabulary, in this normal form:

- `{}` is any value. Annotations (`title`, `description`, `deprecated`, `default`) may stand on every node.
- `{"$ref": "#/components/schemas/<NamedType.name>"}`, beside annotations only.
- `{"type": <one name>}` with `enum`, `const`, `format` and bounds that suit the type; `enum` and `const` hold
  only strings, integers, booleans or null.
- Arrays have `items`. Maps are `{"type": "object", "additionalProperties": <schema> | true}`.
- Objects with `properties` are always the whole schema of a named type, never inline. There is no `allOf`.
- `anyOf` is every kind of choice; `{"type": "null"}` is its last member when null is allowed.
- An *open* choice takes values that the contract does not know yet: an open enum is
  `anyOf: [{"type": "string", "enum": […]}, {"type": "string"}]`; an open union of objects has the member
  `{"type": "object", "additionalProperties": true}` after its known members, and, where the contract gives a
  discriminator, `discriminator: {"propertyName": …, "mapping": {value: "#/components/schemas/<name>"}}`.
- `format: binary` occurs only in multipart bodies (a file) and in `Content.kind == "binary"`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Schema = Mapping[str, Any]
Direction = Literal["request", "response", "both"]
SecurityKind = Literal["bearer", "basic", "api-key", "oauth2", "other"]
PageStyle = Literal["cursor", "offset", "page", "link"]
ContentKind = Literal["json", "form", "multipart", "text", "binary", "event-stream", "ndjson"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the package is: coordinate, version (SemVer) and the digest of the document it was made from."""

    namespace: str
    contract: str
    version: str
    title: str
    description: str
    document_digest: str
    documentation_url: str = ""


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type with a public name: a component schema, or an inline one hoisted from `pointer`.

    `name` is PascalCase, unique without regard to case, and not in `naming.TYPES`. `source` is the
    component's name in the contract, empty for a hoisted type. A `request` type keeps its constraints and
    closed enums; a `response` or `both` type is lenient. Where `readOnly` or `writeOnly` make the two
    views of a component differ, the request view is called `<name>Input`.
    """

    name: str
    source: str
    pointer: str
    direction: Direction
    schema: Schema


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name` is snake_case and unique in its operation; `wire_name` is what is sent."""

    name: str
    wire_name: str
    location: Literal["path", "query", "header", "cookie"]
    required: bool
    schema: Schema
    style: str
    explode: bool
    allow_reserved: bool
    media_type: str
    """Set when the parameter is serialised as content, e.g. `application/json`; otherwise empty."""
    description: str
    deprecated: bool
    pointer: str


@dataclass(frozen=True, slots=True)
class PartEncoding:
    """How one property of a form or multipart body is written."""

    wire_name: str
    content_type: str
    style: str
    explode: bool


@dataclass(frozen=True, slots=True)
class Content:
    """One representation of a body. `raw` says why it could not be typed; empty when it is fully typed.

    The schema of an `event-stream` or `ndjson` response is that of one item.
    """

    media_type: str
    kind: ContentKind
    schema: Schema
    raw: str = ""
    encodings: tuple[PartEncoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A request body."""

    required: bool
    contents: tuple[Content, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Response:
    """`status` is `200`, a range such as `4XX`, or `default`; no contents means an empty body."""

    status: str
    description: str
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """How a credential is sent. `name` is snake_case; `wire_name` is the scheme's name in the contract."""

    name: str
    wire_name: str
    kind: SecurityKind
    location: Literal["query", "header", "cookie", ""]
    parameter_name: str
    description: str
    token_url: str = ""
    """Where an OAuth 2 client trades its own credentials for a token."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How an operation's list goes on; `name` is the snake_case name of the method that walks all pages.

    `item` is the schema of one item. `items` and `next` are fields of the answer by wire name, `parameter`
    and `size` arguments by `Parameter.name`; each is empty where the style has no need of it.
    """

    name: str
    style: PageStyle
    item: Schema
    items: str = ""
    parameter: str = ""
    next: str = ""
    size: str = ""
    first: int = 1


@dataclass(frozen=True, slots=True)
class Operation:
    """`name` is the snake_case method name, unique in the package; `group` is its tag or empty."""

    name: str
    group: str
    operation_id: str
    method: str
    path: str
    summary: str
    description: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    security: tuple[tuple[str, ...], ...]
    """Alternatives of scheme names (`SecurityScheme.name`); an empty alternative is anonymous."""
    pointer: str
    sunset: str = ""
    """When a deprecated operation goes away, as the contract says it."""
    pages: Pages | None = None
    stream_name: str = ""
    """The method that reads an answer item by item, where another reads it whole."""


@dataclass(frozen=True, slots=True)
class OperationReport:
    """How well one operation could be typed: `raw` lists place and reason, and is empty when fully typed."""

    operation: str
    name: str
    typed: bool
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ir:
    """A whole client."""

    identity: Identity
    servers: tuple[str, ...]
    security_schemes: tuple[SecurityScheme, ...]
    types: tuple[NamedType, ...]
    operations: tuple[Operation, ...]
    report: tuple[OperationReport, ...]
