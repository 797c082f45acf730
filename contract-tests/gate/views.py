"""A raw OpenAPI document as something jsonschema-rs understands, one form per view.

This is a second reading of the standard, written without the engine: a whole document is rewritten in place,
so that its own references lead to rewritten schemas.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

View = Literal["request", "response"]

HIDDEN: Final = {"request": "readOnly", "response": "writeOnly"}
ASSERTED: Final = frozenset({"date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6"})
RANGES: Final = {"int32": 2**31, "int64": 2**63}
BASE64: Final = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"

# Values, not schemas: nothing in them is rewritten.
_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "mapping"})
_NAMES: Final = frozenset({"properties", "patternProperties", "schemas", "dependentSchemas", "$defs"})
# What 3.0 has no word for.
_NEWER: Final = frozenset(
    {"const", "if", "then", "else", "contains", "prefixItems", "patternProperties", "propertyNames"}
    | {"dependentSchemas", "dependentRequired", "unevaluatedProperties", "unevaluatedItems"}
)


def resolve(tree: Any, reference: str) -> Any:
    """Return what a local reference leads to."""
    found = tree
    for token in reference.removeprefix("#").split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found


class Rewriting:
    """One document being rewritten for one view."""

    def __init__(self, tree: Any, view: View) -> None:
        self._tree = tree
        self._old = str(tree["openapi"]).startswith("3.0")
        self._mark = HIDDEN[view]

    def run(self) -> Any:
        """Return the rewritten document."""
        return self._any(self._tree, schema=False)

    def _any(self, value: Any, *, schema: bool) -> Any:
        if isinstance(value, list):
            return [self._any(item, schema=schema) for item in value]
        if not isinstance(value, Mapping):
            return value
        if self._old and isinstance(value.get("$ref"), str):
            return {"$ref": value["$ref"]}
        made = {key: self._member(key, value[key], schema=schema) for key in value if not self._ignored(key)}
        return self._schema(dict(value), made) if schema else made

    def _ignored(self, key: str) -> bool:
        return key in {"$schema", "$id", "$anchor"}

    def _member(self, key: str, value: Any, *, schema: bool) -> Any:
        if key in _DATA and not (schema is False and key == "schemas"):
            return value
        if key in _NAMES and isinstance(value, Mapping) and (schema or key == "schemas"):
            return {name: self._any(part, schema=True) for name, part in value.items()}
        return self._any(value, schema=schema or key == "schema")

    def _schema(self, value: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
        self._hide(value, made)
        if isinstance(made.get("required"), list):
            made["required"] = sorted(set(made["required"]))
        if self._old:
            self._dialect(made)
        extra = self._format(made)
        if isinstance(value.get("discriminator"), Mapping):
            extra += self._discriminate(value, made)
        return {**made, "allOf": [*made.get("allOf", []), *extra]} if extra else made

    def _hide(self, value: dict[str, Any], made: dict[str, Any]) -> None:
        hidden = self._hidden(value, 0)
        if not hidden:
            return
        if isinstance(made.get("properties"), Mapping):
            made["properties"] = {n: part for n, part in made["properties"].items() if n not in hidden}
        if isinstance(made.get("required"), list):
            made["required"] = [name for name in made["required"] if name not in hidden]

    def _hidden(self, value: Any, depth: int) -> set[str]:
        """Return the names that this object and the parts of its `allOf` mark."""
        if not isinstance(value, Mapping) or depth > 20:
            return set()
        if isinstance(value.get("$ref"), str):
            return self._hidden(resolve(self._tree, value["$ref"]), depth + 1)
        properties = value.get("properties")
        found = {n for n, part in properties.items() if self._marked(part, 0)} if properties else set()
        for part in value.get("allOf", ()):
            found |= self._hidden(part, depth + 1)
        return found

    def _marked(self, part: Any, depth: int) -> bool:
        if not isinstance(part, Mapping) or depth > 20:
            return False
        if part.get(self._mark) is True and not (self._old and "$ref" in part):
            return True
        if isinstance(part.get("$ref"), str) and self._marked(resolve(self._tree, part["$ref"]), depth + 1):
            return True
        return any(self._marked(each, depth + 1) for each in part.get("allOf", ()))

    def _dialect(self, made: dict[str, Any]) -> None:
        for keyword in _NEWER & made.keys():
            del made[keyword]
        if made.pop("nullable", False) is True and isinstance(made.get("type"), str):
            made["type"] = [made["type"], "null"]
        for limit, strict in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if made.pop(strict, None) is True and limit in made:
                made[strict] = made.pop(limit)

    def _format(self, made: dict[str, Any]) -> list[dict[str, Any]]:
        name = made.get("format")
        if name in ASSERTED:
            return []
        made.pop("format", None)
        if name in RANGES:
            return [{"minimum": -RANGES[name], "maximum": RANGES[name] - 1}]
        return [{"pattern": BASE64}] if name == "byte" else []

    def _discriminate(self, value: dict[str, Any], made: dict[str, Any]) -> list[dict[str, Any]]:
        """Turn the union into the choice that the tag makes; a union of inline parts keeps its letter."""
        keyword = "oneOf" if "oneOf" in value else "anyOf"
        parts = value.get(keyword)
        if not isinstance(parts, list) or not all(
            isinstance(part, Mapping) and "$ref" in part for part in parts
        ):
            return []
        told = value["discriminator"]
        del made[keyword]
        return [{"anyOf": [self._told(part["$ref"], told) for part in parts]}]

    def _told(self, reference: str, told: Mapping[str, Any]) -> dict[str, Any]:
        name = reference.rpartition("/")[2]
        mapping = told.get("mapping") or {}
        tags = [tag for tag, target in mapping.items() if reference in _meant(target)] or [name]
        tagged = {"type": "object", "required": [told["propertyName"]]}
        tagged["properties"] = {told["propertyName"]: {"enum": tags}}
        return {"allOf": [{"$ref": reference}, tagged]}


def _meant(target: str) -> Iterator[str]:
    yield target
    if re.fullmatch(r"[A-Za-z0-9._-]+", target):
        yield f"#/components/schemas/{target}"
