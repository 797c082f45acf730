"""Parameters and form fields on the wire: what counts is the text they are written as.

Containment of the typed values proves containment of the texts, never the reverse: `integer` becoming
`string` is a widening of texts. So a second question is asked about the texts where types can be confused.
"""

from collections.abc import Mapping
from typing import Any

SCALARS = frozenset({"string", "number", "integer", "boolean", "null"})

_ANY = frozenset({"string", "number", "boolean", "null", "array", "object"})
_DIGITS = "^(0|-?[1-9][0-9]*)$"
_DECIMALS = f"{_DIGITS}|^-?(0|[1-9][0-9]*)\\.[0-9]*[1-9]$|^-?[1-9](\\.[0-9]*[1-9])?e-[0-9]+$"
_READ_DIGITS = "^-?[0-9]+$"
_READ_DECIMALS = "^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"

Definitions = Mapping[str, Any]


def kinds(schema: Any, definitions: Definitions, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The types a value of a lowered schema may have; `integer` only where other numbers are not meant."""
    if isinstance(schema, bool):
        return _ANY if schema else frozenset()
    found = _own_kinds(schema)
    ref = schema.get("$ref")
    if isinstance(ref, str) and ref not in seen:
        found = _meet(found, kinds(definitions[ref.removeprefix("#/$defs/")], definitions, seen | {ref}))
    for branch in schema.get("allOf", ()):
        found = _meet(found, kinds(branch, definitions, seen))
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            parts = [kinds(branch, definitions, seen) for branch in schema[keyword]]
            found = _meet(found, frozenset().union(*parts))
    return found


def confusable(sender: frozenset[str], receiver: frozenset[str]) -> bool:
    """Whether text of one side's type may be read as another type on the other."""
    scalars = (sender | receiver) & SCALARS
    return "string" in scalars and len(scalars) > 1


def as_text(schema: Any, definitions: Definitions, *, sent: bool) -> Any:
    """A schema of the texts that scalar values of `schema` are written as.

    For what is sent it may hold texts too many, for what is read texts too few: a proof of containment
    stays a proof, and a counter-example is for the judge to confirm.
    """
    if isinstance(schema, bool):
        return {"type": "string"} if schema else False
    resolved = _resolved(schema, definitions)
    if "enum" in resolved or "const" in resolved:
        values = resolved.get("enum", [resolved.get("const")])
        return {"enum": sorted({text(value) for value in values if not isinstance(value, dict | list)})}
    for keyword in ("anyOf", "oneOf"):
        if keyword in resolved and set(resolved) == {keyword}:
            return {"anyOf": [as_text(branch, definitions, sent=sent) for branch in resolved[keyword]]}
    found = kinds(resolved, definitions)
    return {"anyOf": [_texts(kind, resolved, sent=sent) for kind in sorted(found & SCALARS)] or [False]}


def as_list(schema: Any, definitions: Definitions, *, sent: bool, texts: bool) -> Any:
    """A schema of the lists of items a parameter is written as; a single value is a list of one."""
    resolved = schema if isinstance(schema, bool) else _resolved(schema, definitions)
    if isinstance(resolved, bool) or "array" not in kinds(resolved, definitions):
        item = as_text(schema, definitions, sent=sent) if texts else schema
        return {"type": "array", "items": item, "minItems": 1, "maxItems": 1}
    if not texts:
        return resolved
    sizes = {key: resolved[key] for key in ("minItems", "maxItems", "uniqueItems") if key in resolved}
    return {"type": "array", "items": as_text(resolved.get("items", True), definitions, sent=sent), **sizes}


def as_form(schema: Any, definitions: Definitions, *, sent: bool) -> Any | None:
    """A form whose scalar fields are texts, or None where the schema is not a plain object."""
    resolved = schema if isinstance(schema, bool) else _resolved(schema, definitions)
    if isinstance(resolved, bool) or not set(resolved) <= {
        "type",
        "properties",
        "required",
        "additionalProperties",
    }:
        return None
    fields = {
        name: _field(inner, definitions, sent=sent) for name, inner in resolved.get("properties", {}).items()
    }
    return {**resolved, "properties": fields}


def text(value: Any) -> str:
    """The canonical way to write a scalar."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def encode(name: str, value: Any, *, style: str, explode: bool) -> list[tuple[str, str]]:
    """The name-value pairs that a query or cookie parameter is written as."""
    joint = _SEPARATORS.get(style, ",")
    if isinstance(value, list):
        if explode and style == "form":
            return [(name, text(item)) for item in value]
        return [(name, joint.join(text(item) for item in value))]
    if isinstance(value, dict):
        if style == "deepObject":
            return [(f"{name}[{key}]", text(item)) for key, item in value.items()]
        if explode:
            return [(key, text(item)) for key, item in value.items()]
        return [(name, joint.join(f"{key}{joint}{text(item)}" for key, item in value.items()))]
    return [(name, text(value))]


def same_text(sent: Any, read: Any) -> bool:
    """Whether a value that was read has the parts of the one that was sent, each written as the same text."""
    if isinstance(sent, dict):
        return isinstance(read, dict) and all(key in read and same_text(sent[key], read[key]) for key in sent)
    if isinstance(sent, list):
        if not isinstance(read, list):
            return len(sent) == 1 and same_text(sent[0], read)
        return len(sent) == len(read) and all(map(same_text, sent, read))
    if isinstance(read, list):
        return len(read) == 1 and same_text(sent, read[0])
    return not isinstance(read, dict) and text(sent) == text(read)


def encode_segment(name: str, value: Any, *, style: str, explode: bool) -> str:
    """The text that a path or header parameter is written as."""
    joint = {"label": ".", "matrix": ";"}.get(style, ",")
    if isinstance(value, dict):
        inner = joint if explode else ","
        body = inner.join(f"{key}{'=' if explode else ','}{text(item)}" for key, item in value.items())
    elif isinstance(value, list):
        marked = f"{name}=" if style == "matrix" and explode else ""
        body = (joint if explode else ",").join(marked + text(item) for item in value)
    else:
        body = text(value)
    if style == "label":
        return "." + body
    if style == "matrix":
        return ";" + (body if explode and isinstance(value, dict | list) else f"{name}={body}")
    return body


_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def _own_kinds(schema: Mapping[str, Any]) -> frozenset[str]:
    if "const" in schema:
        return frozenset({_kind(schema["const"])})
    if "enum" in schema:
        return frozenset(_kind(value) for value in schema["enum"])
    declared = schema.get("type")
    if declared is None:
        return _ANY
    return frozenset([declared] if isinstance(declared, str) else declared)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def _meet(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    both = left & right
    if "integer" in left ^ right and "number" in left | right and "number" not in both:
        both |= {"integer"}
    return both


def _resolved(schema: Mapping[str, Any], definitions: Definitions) -> Mapping[str, Any]:
    seen = set()
    while set(schema) == {"$ref"} or (set(schema) == {"allOf"} and len(schema["allOf"]) == 1):
        following = (
            schema["allOf"][0] if "allOf" in schema else definitions[schema["$ref"].removeprefix("#/$defs/")]
        )
        if isinstance(following, bool) or id(following) in seen:
            break
        seen.add(id(following))
        schema = following
    return schema


def _texts(kind: str, schema: Mapping[str, Any], *, sent: bool) -> Any:
    if kind == "string":
        return {"allOf": [dict(schema), {"type": "string"}]}
    if kind == "boolean":
        return {"enum": ["false", "true"]}
    if kind == "null":
        return {"const": ""}
    if not sent and set(schema) - {"type"}:
        return False
    if not sent:
        return {"type": "string", "pattern": _READ_DIGITS if kind == "integer" else _READ_DECIMALS}
    texts = {"type": "string", "pattern": _DIGITS if kind == "integer" else _DECIMALS}
    return {**texts, "not": {"pattern": "^-"}} if _is_unsigned(schema) else texts


def _is_unsigned(schema: Mapping[str, Any]) -> bool:
    bounds = [schema.get("minimum"), schema.get("exclusiveMinimum")]
    return any(isinstance(bound, int | float) and bound >= 0 for bound in bounds)


def _field(schema: Any, definitions: Definitions, *, sent: bool) -> Any:
    if kinds(schema, definitions) <= SCALARS:
        return as_text(schema, definitions, sent=sent)
    return schema
