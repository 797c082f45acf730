"""Schemas of Swagger 2.0 (draft 4, with less) as schemas of OpenAPI 3.0."""

from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.swagger.trace import Trace, listing, mapping

_BOUNDS = (
    *("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    *("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum"),
)
INLINE = frozenset(["type", "format", "items", "default", *_BOUNDS])
"""What a parameter or header that is no body says of its own value."""
_KEPT = frozenset(
    [
        *("title", "description", "default", "format", *_BOUNDS),
        *("maxProperties", "minProperties", "required"),
        *("readOnly", "xml", "externalDocs", "example"),
    ]
)
_NULL = {"type": "string", "nullable": True, "enum": [None]}
_BINARY = {"type": "string", "format": "binary"}


class Schemas:
    """Converts schemas; `tags` are the values by which vendors' extensions select a definition."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._tags = _tags(mapping(trace.source.get("definitions")))

    def schema(self, value: Any, at: str, definition: str | None = None) -> Any:
        """The schema written `at` a pointer of the source, which is the definition of that name."""
        if type(value) is not dict:
            return value
        if type(value.get("$ref")) is str:
            return self._trace.reference(value["$ref"])
        if value.get("type") == "file":
            return {
                **_BINARY,
                **{key: each for key, each in value.items() if key in {"title", "description"}},
            }
        made: dict[str, Any] = {}
        for key, each in value.items():
            if key in _KEPT or (key.startswith("x-") and key != "x-nullable"):
                made[key] = each
            else:
                made |= self._keyword(key, each, pointers.join(at, key))
        if "discriminator" in value:
            made |= self._discriminator(value["discriminator"], definition)
        return _nullable(made) if value.get("x-nullable") is True else made

    def inline(self, value: dict[str, Any], at: str) -> dict[str, Any]:
        """The schema of a parameter or header that says itself which values it takes."""
        said = {key: each for key, each in value.items() if key in INLINE or key == "x-nullable"}
        made: dict[str, Any] = self.schema(said, at)
        if value.get("type") == "array" and type(made.get("items")) is dict:
            self._no_lists_in_lists(mapping(value.get("items")), made, pointers.join(at, "items"))
        return made

    def _keyword(self, key: str, value: Any, at: str) -> dict[str, Any]:
        if key == "type":
            return _types(value)
        if key == "items" and type(value) is list:
            self._trace.lost("OpenAPI 3.0 has no list of `items`; any item is allowed here.", at)
            return {"items": {}}
        if key in {"items", "additionalProperties"}:
            return {key: self.schema(value, at)}
        if key == "properties":
            below = mapping(value).items()
            return {key: {name: self.schema(each, pointers.join(at, name)) for name, each in below}}
        if key == "allOf":
            below_list = enumerate(listing(value))
            return {key: [self.schema(each, pointers.join(at, index)) for index, each in below_list]}
        return {}  # said to be ignored by the check of the structure

    def _discriminator(self, value: Any, definition: str | None) -> dict[str, Any]:
        if type(value) is not str:
            return {}
        # A value names its definition, which OpenAPI 3 reads without a mapping.
        tags = self._tags.get(definition or "", {})
        mapped = {tag: _definition(name) for tag, name in tags.items()}
        for tag in mapped:
            self._trace.turn(mapped, tag)
        return {"discriminator": {"propertyName": value, **({"mapping": mapped} if mapped else {})}}

    def _no_lists_in_lists(self, items: dict[str, Any], made: dict[str, Any], at: str) -> None:
        if items.get("type") == "array":
            self._trace.lost("OpenAPI 3 cannot write a list within a list; its items are read as text.", at)
            made["items"] = {"type": "string"}


def _types(value: Any) -> dict[str, Any]:
    if type(value) is not list:
        return dict(_NULL) if value == "null" else {"type": value}
    named = [each for each in value if each != "null"]
    null = {"nullable": True} if "null" in value else {}
    if not named:
        return dict(_NULL) if value else {}
    if len(named) == 1:
        return {"type": named[0], **null}
    return {"anyOf": [{"type": each, **null} for each in named]}


def _nullable(made: dict[str, Any]) -> dict[str, Any]:
    if "type" in made:
        return {**made, "nullable": True}
    return {"anyOf": [made, _NULL]} if made else made


def _tags(definitions: dict[str, Any]) -> dict[str, dict[str, str]]:
    """For each base definition, which definitions vendors' extensions select, and by which value."""
    found: dict[str, dict[str, str]] = {}
    for name, value in definitions.items():
        fields = mapping(value)
        tag = fields.get("x-ms-discriminator-value") or fields.get("x-discriminator-value")
        if type(tag) is not str:
            continue
        for base in _bases(name, definitions):
            found.setdefault(base, {})[tag] = name
    return found


def _bases(name: str, definitions: dict[str, Any]) -> list[str]:
    found, queue = [name], [name]
    while queue:
        for each in listing(mapping(definitions.get(queue.pop())).get("allOf")):
            base = str(mapping(each).get("$ref", "")).removeprefix("#/definitions/")
            if base in definitions and base not in found:
                found.append(base)
                queue.append(base)
    return found


def _definition(name: str) -> str:
    return pointers.to_fragment(pointers.join("/definitions", name))
