"""Values aimed at a schema: what its keywords ask for, and the boundaries of what they forbid."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, Final

WORDS: Final = ["", "a", "b", "c", "ab", "ba", "bc", "aa", "abab", "0", "12", "a1", "xyz", "kind", "ä"]
STRANGERS: Final = ["zz", "a_b", "x1"]
MAX_DEPTH: Final = 4

_KINDS: Final = ("null", "boolean", "integer", "number", "string", "array", "object")


class Guided:
    """Draws values for a schema; whether one is valid is for a validator to say."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any], random: Random) -> None:
        self._schema = schema
        self._definitions = definitions
        self._random = random

    def draw(self, number: int) -> Iterator[Any]:
        """Yield that many values, with repetitions."""
        for _ in range(number):
            yield self._value([self._schema], 0)

    def _value(self, schemas: list[Any], depth: int) -> Any:
        parts = self._gathered(schemas)
        told = [value for part in parts for value in _told(part)]
        if told and self._random.random() < 0.8:
            return self._random.choice(told)
        kinds = [kind for kind in _KINDS if all(_allows(part, kind) for part in parts)] or list(_KINDS)
        if depth == MAX_DEPTH:
            kinds = [kind for kind in kinds if kind not in ("array", "object")] or ["null"]
        kind = self._random.choice(self._likely(parts, kinds))
        if kind == "array":
            return self._array(parts, depth)
        if kind == "object":
            return self._object(parts, depth)
        return self._scalar(kind, parts)

    def _likely(self, parts: list[Any], kinds: list[str]) -> list[str]:
        """Return the kinds, those that the keywords speak of several times."""
        spoken = {key for part in parts for key in part}
        more = [kind for kind in kinds if spoken & _SPEAKS.get(kind, frozenset())]
        return [*kinds, *more, *more, *more]

    def _gathered(self, schemas: list[Any]) -> list[dict[str, Any]]:
        """Return the schemas with what they refer to and one alternative of each union."""
        found: list[dict[str, Any]] = []
        stack = list(schemas)
        while stack and len(found) < 40:
            part = stack.pop()
            if not isinstance(part, dict):
                continue
            found.append(part)
            if "$ref" in part:
                stack.append(self._definitions[part["$ref"].rpartition("/")[2]])
            stack.extend(part.get("allOf", ()))
            stack.extend(self._random.choice(part[key]) for key in ("anyOf", "oneOf") if part.get(key))
            chosen = self._random.choice(("then", "else", "if"))
            stack.extend(part[key] for key in (chosen, "not") if key in part and self._random.random() < 0.5)
            stack.extend(value for value in part.get("dependentSchemas", {}).values())
        return found

    def _scalar(self, kind: str, parts: list[Any]) -> Any:
        if kind == "null":
            return None
        if kind == "boolean":
            return self._random.random() < 0.5
        return self._number(parts, whole=kind == "integer") if kind != "string" else self._text(parts)

    def _number(self, parts: list[Any], *, whole: bool) -> float:
        bounds = [
            part[key]
            for part in parts
            for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
            if key in part
        ]
        base = self._random.choice([*bounds, 0, 1, self._random.randrange(-5, 9), 2**53])
        step = self._random.choice([0, 0, 1, -1, *([] if whole else [0.5, -0.5, 0.25])])
        return int(base + step) if whole else base + step

    def _text(self, parts: list[Any]) -> str:
        lengths = [part[key] for part in parts for key in ("minLength", "maxLength") if key in part]
        word = self._random.choice(WORDS)
        if lengths and self._random.random() < 0.5:
            size = max(0, self._random.choice(lengths) + self._random.choice([0, 0, 1, -1]))
            return (word * size)[:size] if word else "a" * size
        return word

    def _array(self, parts: list[Any], depth: int) -> list[Any]:
        sizes = [
            part[key] for part in parts for key in ("minItems", "maxItems", "minContains") if key in part
        ]
        sizes += [len(part["prefixItems"]) for part in parts if "prefixItems" in part]
        size = self._random.choice([*sizes, *sizes, 0, 1, 2, 3]) + self._random.choice([0, 0, 0, 1])
        contained = [part["contains"] for part in parts if "contains" in part]
        items = []
        for index in range(size):
            schemas = [each for part in parts for each in _items(part, index)]
            some = [self._random.choice(contained)] if contained and self._random.random() < 0.6 else []
            items.append(self._value([*schemas, *some], depth + 1))
        return items

    def _object(self, parts: list[Any], depth: int) -> dict[str, Any]:
        names = {name for part in parts for name in part.get("required", ())}
        known = sorted({name for part in parts for name in part.get("properties", {})} | set(WORDS[1:5]))
        for name in known + STRANGERS:
            if self._random.random() < 0.3:
                names.add(name)
        if self._random.random() < 0.2 and names:
            names.discard(self._random.choice(sorted(names)))
        return {
            name: self._value([each for part in parts for each in _members(part, name)], depth + 1)
            for name in sorted(names)
        }


_SPEAKS: Final = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format"}),
    "number": frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}),
    "array": frozenset({"items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset(
        {"properties", "required", "patternProperties", "additionalProperties", "propertyNames"}
        | {"minProperties", "maxProperties", "dependentRequired", "dependentSchemas"}
    ),
}


def _told(part: dict[str, Any]) -> list[Any]:
    return [*part.get("enum", ()), *([part["const"]] if "const" in part else ())]


def _allows(part: dict[str, Any], kind: str) -> bool:
    kinds = part.get("type", kind)
    listed = kinds if isinstance(kinds, list) else [kinds]
    return kind in listed or (kind == "integer" and "number" in listed)


def _items(part: dict[str, Any], index: int) -> list[Any]:
    prefix = part.get("prefixItems", [])
    if index < len(prefix):
        return [prefix[index]]
    return [part[key] for key in ("items", "unevaluatedItems") if key in part]


def _members(part: dict[str, Any], name: str) -> list[Any]:
    if name in part.get("properties", {}):
        return [part["properties"][name]]
    return [part[key] for key in ("additionalProperties", "unevaluatedProperties") if key in part]
