"""Bare schemas of drafts 4 to 2020-12, lowered to one: 2020-12 with all references as definitions."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urljoin

from .nodes import Schema

DRAFTS: Final = ("draft4", "draft6", "draft7", "draft2019-09", "draft2020-12")

_SINGLE: Final = (
    "not",
    "if",
    "then",
    "else",
    "items",
    "contains",
    "propertyNames",
    "additionalItems",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
)
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems", "items")
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "dependencies")

# What a draft does not know it ignores.
_SINCE: Final = {
    "const": "draft6",
    "contains": "draft6",
    "propertyNames": "draft6",
    "if": "draft7",
    "then": "draft7",
    "else": "draft7",
    "minContains": "draft2019-09",
    "maxContains": "draft2019-09",
    "dependentRequired": "draft2019-09",
    "dependentSchemas": "draft2019-09",
    "unevaluatedItems": "draft2019-09",
    "unevaluatedProperties": "draft2019-09",
    "prefixItems": "draft2020-12",
}
_BASE: Final = "https://schema.invalid/"


def lower(schema: Schema, draft: str) -> tuple[Schema, dict[str, Schema]]:
    """Return the schema under 2020-12 and the definitions its references name.

    Raises `ValueError` for an unknown draft. A reference with no target inside the schema stays as it is."""
    if draft not in DRAFTS:
        raise ValueError(f"unknown draft {draft}")
    return _Lowering(schema, draft).run()


def draft_of(schema: Schema, default: str = "draft2020-12") -> str:
    """Return the draft that the schema's own `$schema` names."""
    named = schema.get("$schema") if isinstance(schema, Mapping) else None
    for draft in DRAFTS:
        number = draft.removeprefix("draft")
        if isinstance(named, str) and (f"/draft/{number}/" in named or f"/draft-0{number}/" in named):
            return draft
    return default


class _Lowering:
    def __init__(self, schema: Schema, draft: str) -> None:
        self._draft = draft
        self._rank = DRAFTS.index(draft)
        self._schema = schema
        self._resources: dict[str, Any] = {_BASE: schema}
        self._anchors: dict[tuple[str, str], tuple[Any, str]] = {}
        self._dynamic: dict[str, int] = {}
        self._recursive = False
        self._targets: dict[str, tuple[Any, str]] = {}
        self._index(schema, _BASE)

    def run(self) -> tuple[Schema, dict[str, Schema]]:
        lowered = self._lower(self._schema, _BASE)
        definitions: dict[str, Schema] = {}
        while len(definitions) < len(self._targets):
            for name, (target, base) in list(self._targets.items()):
                if name not in definitions:
                    definitions[name] = self._lower(target, base)
        return lowered, definitions

    def _index(self, schema: Any, base: str) -> None:
        stack = [(schema, base)]
        while stack:
            part, outer = stack.pop()
            if not isinstance(part, Mapping):
                continue
            inner = self._enter(part, outer)
            self._resources.setdefault(inner, part)
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(part.get(keyword), str):
                    self._anchors.setdefault((inner, part[keyword]), (part, outer))
            name = part.get("$dynamicAnchor")
            if isinstance(name, str):
                self._dynamic[name] = self._dynamic.get(name, 0) + 1
            self._recursive = self._recursive or part.get("$recursiveAnchor") is True
            identity = self._identity(part)
            if identity.startswith("#"):
                self._anchors.setdefault((inner, identity[1:]), (part, outer))
            stack.extend((child, inner) for child in _children(part))

    def _identity(self, schema: Mapping[str, Any]) -> str:
        if "$ref" in schema and self._before("draft2019-09"):
            return ""
        identity = schema.get("id" if self._draft == "draft4" else "$id")
        return identity if isinstance(identity, str) else ""

    def _enter(self, schema: Any, base: str) -> str:
        """Return the base of the schema's own references."""
        identity = self._identity(schema) if isinstance(schema, Mapping) else ""
        return base if not identity or identity.startswith("#") else urldefrag(urljoin(base, identity)).url

    def _before(self, draft: str) -> bool:
        return self._rank < DRAFTS.index(draft)

    def _lower(self, schema: Any, base: str) -> Any:
        if not isinstance(schema, Mapping):
            return schema
        inner = self._enter(schema, base)
        if self._before("draft2019-09") and "$ref" in schema:
            return {"$ref": self._reference(schema["$ref"], inner)}
        found: dict[str, Any] = {}
        for keyword, value in schema.items():
            if keyword in _SINCE and self._before(_SINCE[keyword]):
                continue
            if keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
                self._refer(keyword, value, inner, found)
            else:
                found[keyword] = self._lowered(keyword, value, inner)
        self._array_items(found)
        self._older(found)
        return found

    def _lowered(self, keyword: str, value: Any, base: str) -> Any:
        if keyword in _LISTS and isinstance(value, list):
            return [self._lower(part, base) for part in value]
        if keyword in _SINGLE:
            return self._lower(value, base)
        if keyword in _MAPS and isinstance(value, Mapping):
            return {name: self._lower(part, base) for name, part in value.items()}
        return value

    def _refer(self, keyword: str, value: Any, base: str, found: dict[str, Any]) -> None:
        plain = (
            keyword == "$ref"
            or (keyword == "$recursiveRef" and not self._recursive)
            or (keyword == "$dynamicRef" and self._static(value))
        )
        if plain and "$ref" in found:
            found.setdefault("allOf", []).append({"$ref": self._reference(value, base)})
        elif plain:
            found["$ref"] = self._reference(value, base)
        else:
            found[keyword] = value

    def _static(self, reference: Any) -> bool:
        """With one anchor of its name at most, a dynamic reference has nothing to choose from."""
        return isinstance(reference, str) and self._dynamic.get(urldefrag(reference).fragment, 0) <= 1

    def _reference(self, reference: Any, base: str) -> Any:
        if not isinstance(reference, str):
            return reference
        # A base such as `urn:…` has no hierarchy that the library could join.
        absolute = base + reference if reference.startswith("#") else urljoin(base, reference)
        target = self._target(absolute)
        if target is None:
            return reference
        self._targets.setdefault(absolute, target)
        return "#/$defs/" + absolute.replace("%", "%25").replace("~", "~0").replace("/", "~1")

    def _target(self, absolute: str) -> tuple[Any, str] | None:
        url, fragment = urldefrag(absolute)
        if url not in self._resources:
            return None
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchors.get((url, fragment))
        part, base = self._resources[url], url
        for token in fragment.split("/")[1:]:
            base = self._enter(part, base)
            part = _member(part, token.replace("~1", "/").replace("~0", "~"))
            if part is _MISSING:
                return None
        return (part, base) if isinstance(part, Mapping | bool) else None

    def _array_items(self, found: dict[str, Any]) -> None:
        if not self._before("draft2020-12"):
            found.pop("additionalItems", None)
            return
        rest = found.pop("additionalItems", None)
        if isinstance(found.get("items"), list):
            found["prefixItems"] = found.pop("items")
            if rest is not None:
                found["items"] = rest

    def _older(self, found: dict[str, Any]) -> None:
        if self._draft == "draft4":
            for limit, strict in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
                if found.pop(strict, None) is True and limit in found:
                    found[strict] = found.pop(limit)
        if not self._before("draft2019-09"):
            return
        dependencies = found.pop("dependencies", {})
        if isinstance(dependencies, Mapping) and dependencies:
            names = {name: part for name, part in dependencies.items() if isinstance(part, list)}
            found["dependentRequired"] = names
            found["dependentSchemas"] = {
                name: part for name, part in dependencies.items() if name not in names
            }


_MISSING: Final = object()


def _member(part: Any, token: str) -> Any:
    if isinstance(part, Mapping):
        return part.get(token, _MISSING)
    if isinstance(part, list) and token.isdecimal() and int(token) < len(part):
        return part[int(token)]
    return _MISSING


def _children(schema: Mapping[str, Any]) -> Iterator[Any]:
    for keyword, value in schema.items():
        if keyword in _LISTS and isinstance(value, list):
            yield from value
        elif keyword in _SINGLE:
            yield value
        elif keyword in _MAPS and isinstance(value, Mapping):
            yield from value.values()
