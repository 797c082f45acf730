"""Which objects of a document may be references, and where one is put that comes from another file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dovetail_engine.oas.structure import (
    FIELDS,
    MEMBERS,
    METHODS,
    REFERABLE,
    SHARED_PATH_ITEMS,
    Kind,
    Shape,
    fields_of,
)

Fields = Mapping[Kind, Mapping[str, tuple[Shape, Kind]]]
Section = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of one version: as in `structure`, with the section that holds each kind of component.

    `siblings` says that what stands beside a `$ref` in a schema counts.
    """

    fields: Fields
    sections: Mapping[Kind, Section]
    siblings: bool


_SWAGGER_FIELDS: Fields = {
    **FIELDS,
    "document": {
        "paths": ("one", "paths"),
        "definitions": ("map", "schema"),
        "parameters": ("map", "parameter"),
        "responses": ("map", "response"),
    },
    "components": {},
    "path-item": {"parameters": ("list", "parameter"), **dict.fromkeys(METHODS, ("one", "operation"))},
    "operation": {"parameters": ("list", "parameter"), "responses": ("one", "responses")},
    "parameter": {"schema": ("one", "schema")},
    "response": {"schema": ("one", "schema"), "headers": ("map", "header")},
    "header": {},
}
_FIELDS_32: Fields = {kind: fields_of(kind, "3.2") for kind in FIELDS}
_SWAGGER_SECTIONS: Mapping[Kind, Section] = {
    "schema": ("definitions",),
    "parameter": ("parameters",),
    "response": ("responses",),
    "path-item": (SHARED_PATH_ITEMS,),
}


def grammar_of(tree: Mapping[str, Any]) -> Grammar:
    """The grammar of the version that a document says it has."""
    if "swagger" in tree:
        return Grammar(_SWAGGER_FIELDS, _SWAGGER_SECTIONS, siblings=False)
    version = str(tree.get("openapi", ""))[:3]
    before_31, fields = version == "3.0", _FIELDS_32 if version == "3.2" else FIELDS
    sections: dict[Kind, Section] = {
        kind: ("components", name) for name, (_, kind) in FIELDS["components"].items() if kind in REFERABLE
    }
    if before_31:
        sections["path-item"] = (SHARED_PATH_ITEMS,)
    return Grammar(fields, sections, siblings=not before_31)


def member_kind(kind: Kind) -> Kind | None:
    """The kind of every member of an object such as `paths`."""
    return MEMBERS.get(kind)
