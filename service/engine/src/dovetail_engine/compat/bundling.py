"""Schemas made whole for a validator: with those definitions that a value can come upon, and no others.

A definition that the value does not reach (a property it does not have, a variant of another tag) is left
open: the validator never tries it, or tries it beside a tag that refuses the value anyhow. So what a verdict
costs follows the value and not the document.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dovetail_engine.compat.dialect import SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS
from dovetail_engine.compat.lowering import Schema, references

_PREFIX = "#/$defs/"
_TAG = "the tag"
_OF_MEMBERS = ("additionalProperties", "unevaluatedProperties")
_OF_ITEMS = ("items", "contains", "unevaluatedItems")
_IN_PLACE = ("not", "if", "then", "else")

_Outline = dict[str, Any]
"""What of a schema leads to references, with the tags that keep values away from them."""


class Bundles:
    """Bundles of lowered schemas that refer to these definitions."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._outlines: dict[str, _Outline] = {}
        self._referred: dict[str, frozenset[str]] = {}

    def reached(self, schema: Schema, value: Any) -> tuple[str, ...]:
        """The names of the definitions that may have a say about the value, sorted."""
        found: set[str] = set()
        seen: set[tuple[str, int]] = set()
        waiting: list[tuple[_Outline, Any]] = [(_outline(schema), value)]
        while waiting:
            outline, inner = waiting.pop()
            waiting.extend(_applied(outline, inner))
            name = outline.get("$ref")
            # The value stays as it is meanwhile, so that the identities of its parts tell them apart.
            if name is not None and (name, id(inner)) not in seen:
                found.add(name)
                seen.add((name, id(inner)))
                waiting.append((self._outlined(name), inner))
        return tuple(sorted(found))

    def bundle(self, schema: Schema, reached: tuple[str, ...]) -> Schema:
        """The schema with these definitions, and with open ones for all others that are named."""
        named = _names(schema).union(*(self._names_in(name) for name in reached))
        if isinstance(schema, bool) or not named:
            return schema
        within = set(reached)
        shown = {name: self._definitions[name] if name in within else True for name in sorted(named)}
        return {**schema, "$defs": shown}

    def _outlined(self, name: str) -> _Outline:
        if name not in self._outlines:
            self._outlines[name] = _outline(self._definitions[name])
        return self._outlines[name]

    def _names_in(self, name: str) -> frozenset[str]:
        if name not in self._referred:
            self._referred[name] = _names(self._definitions[name])
        return self._referred[name]


def _names(schema: Any) -> frozenset[str]:
    return frozenset(ref.removeprefix(_PREFIX) for ref in references(schema))


def _outline(schema: Any) -> _Outline:
    outline: _Outline = {}
    for keyword, said in schema.items() if isinstance(schema, Mapping) else ():
        kept: Any = None
        if keyword == "$ref":
            kept = said.removeprefix(_PREFIX)
        elif keyword in SCHEMA_LIST_KEYWORDS:
            parts = [_outline(part) for part in said]
            kept = parts if any(parts) else None
        elif keyword in SCHEMA_MAP_KEYWORDS:
            kept = {name: inner for name, part in said.items() if (inner := _outline(part))}
        elif keyword in SCHEMA_KEYWORDS:
            kept = _outline(said)
        if kept:
            outline[keyword] = kept
    tag = next(filter(None, map(_tag, schema.get("allOf", ()))), None) if outline else None
    return {**outline, _TAG: tag} if tag else outline


def _tag(schema: Any) -> tuple[str, frozenset[str]] | None:
    """The property that the schema wants to be one of a few texts, if that is all it says."""
    if not isinstance(schema, Mapping) or schema.keys() != {"type", "required", "properties"}:
        return None
    if schema["type"] != "object" or schema["required"] != list(schema["properties"]):
        return None
    name, tag = next(iter(schema["properties"].items()))
    if not isinstance(tag, Mapping) or tag.keys() != {"enum"} or len(schema["required"]) > 1:
        return None
    return (name, frozenset(tag["enum"])) if all(isinstance(one, str) for one in tag["enum"]) else None


def _applied(outline: _Outline, value: Any) -> Iterator[tuple[_Outline, Any]]:
    """The parts with the parts of the value that they are applied to; rather too many than too few."""
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in outline.get(keyword, ()):
            if part and not _of_another_tag(part, value):
                yield part, value
    for keyword in _IN_PLACE:
        if keyword in outline:
            yield outline[keyword], value
    if isinstance(value, dict):
        yield from _applied_to_members(outline, value)
    elif isinstance(value, list):
        for keyword in _OF_ITEMS:
            if keyword in outline:
                yield from ((outline[keyword], item) for item in value)
        yield from zip(outline.get("prefixItems", ()), value, strict=False)


def _applied_to_members(outline: _Outline, value: dict[str, Any]) -> Iterator[tuple[_Outline, Any]]:
    for name, part in outline.get("properties", {}).items():
        if name in value:
            yield part, value[name]
    for part in outline.get("dependentSchemas", {}).values():
        yield part, value
    everywhere = [outline[keyword] for keyword in _OF_MEMBERS if keyword in outline]
    for part in [*everywhere, *outline.get("patternProperties", {}).values()]:
        yield from ((part, member) for member in value.values())
    if "propertyNames" in outline:
        yield from ((outline["propertyNames"], name) for name in value)


def _of_another_tag(part: _Outline, value: Any) -> bool:
    tag = part.get(_TAG)
    if tag is None:
        return False
    told = value.get(tag[0]) if isinstance(value, dict) else None
    return not isinstance(told, str) or told not in tag[1]
