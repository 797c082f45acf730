"""What people call a place of a document, and what a fingerprint calls it: by names, never by positions."""

from collections.abc import Mapping
from typing import Any

from dovetail_engine.compat.nodes import label
from dovetail_engine.compat.walk import same_path
from dovetail_engine.oas import Document, pointer

_METHODS = frozenset(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"])


def name_path(document: Document, place: str) -> list[str]:
    """The tokens of a pointer with names instead of positions, and path variables made anonymous."""
    value: Any = document.tree
    names, at = [], ""
    for token in pointer.split(place):
        at = pointer.join(at, token)
        if isinstance(value, list):
            value = value[int(token)]
            names.append(_element_name(document, at, value))
        else:
            # A place may be named that is not written: what it would say has a default.
            value = value.get(token, True) if isinstance(value, Mapping) else True
            names.append(same_path(token) if token.startswith("/") else token)
    return names


def subject(document: Document, place: str) -> str:
    """The place in few words: `Order.status`, `Pet(kind=cat).name`, `POST /orders request body: items[].sku`.

    What stands in brackets is an alternative of a union; a media type is named only if it is not JSON's own.
    """
    names = name_path(document, place)
    raw_tokens = pointer.split(place)
    if names[:2] == ["components", "schemas"]:
        return _dotted([names[2], *_members(names[3:])])
    if names[:1] == ["components"]:
        return " ".join([_singular(names[1]), *names[2:3], *_inner(names[3:])])
    if len(names) > 2 and names[0] in {"paths", "webhooks"}:
        method = [names[2].upper()] if names[2] in _METHODS else []
        return " ".join([*method, raw_tokens[1], *_inner(names[3:] if method else names[2:])])
    return " ".join(names) or "the document"


def _element_name(document: Document, at: str, value: Any) -> str:
    if isinstance(value, Mapping):
        place, found = at, value
        if isinstance(value.get("$ref"), str) and "/parameters/" in at:
            place, found = document.target(value["$ref"])
        if "in" in found and "name" in found:
            return f"{found['in']} {found['name']}"
        if isinstance(found.get("url"), str):
            return str(found["url"])
        return label(document, place)[0] if "/" in place else ""
    return str(value) if isinstance(value, str) else "item"


def _inner(names: list[str]) -> list[str]:
    """The rest of a place below an operation or component, with a colon before the members of a schema."""
    words: list[str] = []
    for index, name in enumerate(names):
        if name == "schema":
            if members := _dotted(_members(names[index + 1 :])):
                words[-1:] = [f"{words[-1]}: {members}" if words else members]
            return words
        if name == _PLAIN_MEDIA and "schema" in names[index + 1 : index + 2]:
            continue
        words.extend(_WORDS.get(name, [name]))
    return words


def _dotted(members: list[str]) -> str:
    return ".".join(members).replace(".[]", "[]").replace(".(", "(")


def _members(names: list[str]) -> list[str]:
    """The members of a schema on the way: properties by name, items as `[]`, keywords left out at the end."""
    words = []
    expects = ""
    for name in names:
        if expects:
            words.append(f"({name})" if expects == "branch" else name)
            expects = ""
        elif name in {"properties", "patternProperties"}:
            expects = "name"
        elif name in {"items", "prefixItems"}:
            words.append("[]")
        elif name == "additionalProperties":
            words.append("*")
        elif name in {"anyOf", "oneOf"}:
            expects = "branch"
    return words


def _singular(name: str) -> str:
    return {"parameters": "parameter", "responses": "response", "requestBodies": "request body"}.get(
        name, name.removesuffix("s")
    )


_PLAIN_MEDIA = "application/json"

_WORDS: dict[str, list[str]] = {
    "parameters": [],
    "content": [],
    "requestBody": ["request body"],
    "responses": ["response"],
    "headers": ["header"],
}
