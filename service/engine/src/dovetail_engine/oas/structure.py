"""The grammar of an OpenAPI document: which object stands where. One table, read by every walk.

A walk by this table meets schemas, parameters and references only where they mean something, never inside an
example, a default, an enum or an extension.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import Dialect, Method

Kind = Literal[
    "document",
    "components",
    "paths",
    "path-item",
    "operation",
    "parameter",
    "header",
    "media-type",
    "encoding",
    "request-body",
    "responses",
    "response",
    "callback",
    "schema",
    "example",
    "link",
    "security-scheme",
]
Shape = Literal["one", "list", "map"]
Trail = tuple[Any, ...]

VARIABLE = re.compile(r"\{([^{}]*)\}")
METHODS: tuple[Method, ...] = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_SCHEMA: dict[str, tuple[Shape, Kind]] = {
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schema")),
    **dict.fromkeys(
        ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), ("map", "schema")
    ),
    **dict.fromkeys(
        ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
        ("one", "schema"),
    ),
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), ("one", "schema")),
}
_PARAMETER: dict[str, tuple[Shape, Kind]] = {
    "schema": ("one", "schema"),
    "content": ("map", "media-type"),
    "examples": ("map", "example"),
}
FIELDS: dict[Kind, dict[str, tuple[Shape, Kind]]] = {
    "document": {
        "paths": ("one", "paths"),
        "webhooks": ("map", "path-item"),
        "components": ("one", "components"),
    },
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": ("map", "example"),
        "requestBodies": ("map", "request-body"),
        "headers": ("map", "header"),
        "securitySchemes": ("map", "security-scheme"),
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path-item"),
    },
    "path-item": {
        "parameters": ("list", "parameter"),
        **dict.fromkeys(METHODS, ("one", "operation")),
    },
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request-body"),
        "responses": ("one", "responses"),
        "callbacks": ("map", "callback"),
    },
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "media-type": {
        "schema": ("one", "schema"),
        "examples": ("map", "example"),
        "encoding": ("map", "encoding"),
    },
    "encoding": {"headers": ("map", "header")},
    "request-body": {"content": ("map", "media-type")},
    "response": {
        "headers": ("map", "header"),
        "content": ("map", "media-type"),
        "links": ("map", "link"),
    },
    "schema": _SCHEMA,
}
# What OpenAPI 3.2 adds; to an older document such a field is unknown, and ignored.
_ADDED_IN_32: dict[Kind, dict[str, tuple[Shape, Kind]]] = {
    "components": {"mediaTypes": ("map", "media-type")},
    "path-item": {"query": ("one", "operation"), "additionalOperations": ("map", "operation")},
    "media-type": {
        "itemSchema": ("one", "schema"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
    },
    "encoding": {
        "encoding": ("map", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
    },
}
_FIELDS_OF_32: dict[Kind, dict[str, tuple[Shape, Kind]]] = {
    kind: {**FIELDS.get(kind, {}), **_ADDED_IN_32.get(kind, {})} for kind in {**FIELDS, **_ADDED_IN_32}
}
# Objects whose every field but the extensions is a member of one kind.
MEMBERS: dict[Kind, Kind] = {"paths": "path-item", "responses": "response", "callback": "path-item"}
REFERABLE: frozenset[Kind] = frozenset(
    [
        "path-item",
        "parameter",
        "header",
        "request-body",
        "response",
        "callback",
        "schema",
        "example",
        "link",
        "security-scheme",
    ]
)


# Where a bundler keeps path items of other files in documents that have no section for them.
SHARED_PATH_ITEMS = "x-path-items"


class Place(NamedTuple):
    """An object of the grammar; `pointer` is made when asked, because most are never named."""

    kind: Kind
    value: dict[str, Any]
    trail: Trail

    @property
    def pointer(self) -> str:
        """Where the object stands."""
        tokens: list[str | int] = []
        trail = self.trail
        while len(trail) == 2:
            trail, token = trail
            tokens.append(token)
        start: str = trail[0]
        return pointers.join(start, *reversed(tokens))

    @property
    def ref(self) -> str | None:
        """The reference that stands here instead of the object, or along with it."""
        ref = self.value.get("$ref")
        return ref if type(ref) is str and self.kind in REFERABLE else None


def path_variables(path: str) -> list[str]:
    """The names in braces in a path template, in order."""
    return VARIABLE.findall(path)


def walk(tree: dict[str, Any], dialect: Dialect) -> Iterator[Place]:
    """Every object of a document in document order; objects of the wrong JSON type are passed over."""
    yield from walk_from("document", tree, "", dialect)


def walk_from(kind: Kind, value: dict[str, Any], pointer: str, dialect: Dialect) -> Iterator[Place]:
    """Every object at or under one place."""
    stack = [Place(kind, value, (pointer,))]
    while stack:
        place = stack.pop()
        yield place
        # Beside a reference nothing counts, except in a schema since 3.1 and in a path item.
        counts = place.kind == "path-item" or (place.kind == "schema" and dialect != "3.0")
        if counts or place.kind not in REFERABLE or "$ref" not in place.value:
            stack.extend(reversed(_children(place, dialect)))


def fields_of(kind: Kind, dialect: Dialect) -> Mapping[str, tuple[Shape, Kind]]:
    """The fields of an object that hold objects of the grammar."""
    return (_FIELDS_OF_32 if dialect == "3.2" else FIELDS).get(kind, {})


def operations_of(item: Mapping[str, Any], dialect: Dialect) -> Iterator[tuple[Method, str, dict[str, Any]]]:
    """The operations of a path item: the method, the pointer from the item, and the operation."""
    methods = (*METHODS, "query") if dialect == "3.2" else METHODS
    for method in methods:
        if type(item.get(method)) is dict:
            yield method, f"/{method}", item[method]
    added = item.get("additionalOperations") if dialect == "3.2" else None
    for method, operation in added.items() if type(added) is dict else ():
        if type(operation) is dict:
            yield method, pointers.join("/additionalOperations", method), operation


def _children(place: Place, dialect: Dialect) -> list[Place]:
    kind, value, trail = place
    member = MEMBERS.get(kind)
    if member is not None:
        return [
            Place(member, child, (trail, key))
            for key, child in value.items()
            if type(child) is dict and not key.startswith("x-")
        ]
    fields = fields_of(kind, dialect)
    children: list[Place] = []
    for key, child in value.items():
        rule = fields.get(key)
        if rule is None:
            continue
        shape, child_kind = rule
        if shape == "one":
            if type(child) is dict:
                children.append(Place(child_kind, child, (trail, key)))
        elif type(child) is dict and shape == "map":
            below = (trail, key)
            children += [
                Place(child_kind, each, (below, name)) for name, each in child.items() if type(each) is dict
            ]
        elif type(child) is list and shape == "list":
            below = (trail, key)
            children += [
                Place(child_kind, each, (below, at)) for at, each in enumerate(child) if type(each) is dict
            ]
    return children
