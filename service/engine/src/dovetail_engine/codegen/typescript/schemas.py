"""The IR's schemas as TypeScript types."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dovetail_engine.codegen.ir import NamedType, Schema
from dovetail_engine.codegen.typescript.names import INHERITED
from dovetail_engine.codegen.typescript.syntax import comment, identifier, literal, literal_type, member

UNKNOWN = "unknown"
RECORD = "{ [key: string]: unknown }"

_REFERENCE = "#/components/schemas/"
_SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_NOWHERE: frozenset[str] = frozenset()


class TypeWriter:
    """Writes types over a package's named types; `namespace` is how their module is known: `types.`."""

    def __init__(self, types: Sequence[NamedType], namespace: str = "") -> None:
        self._schemas = {named.name: named.schema for named in types}
        self._namespace = namespace

    def expression(self, schema: Any, indent: str = "", cut: frozenset[str] = _NOWHERE) -> str:
        """A type expression; names in `cut` are written as `unknown` unless an object or array is between."""
        if not isinstance(schema, Mapping):
            return "never" if schema is False else UNKNOWN
        factors = [text for text in self._factors(schema, indent, cut) if text != UNKNOWN]
        texts = list(dict.fromkeys(factors))
        if len(texts) == 1:
            return texts[0]
        return " & ".join(_grouped(text) for text in texts) if texts else UNKNOWN

    def declaration(self, named: NamedType) -> str:
        """The exported declaration of a named type."""
        name, schema = identifier(named.name), named.schema
        documentation = comment(text_of(schema), tags=tags_of(schema))
        if _is_interface(schema):
            return f"{documentation}export interface {name} {self._object(schema, '')}\n"
        return f"{documentation}export type {name} = {self.expression(schema, cut=self._cycle(name))};\n"

    def is_scalar(self, schema: Any, depth: int = 0) -> bool:
        """Whether every value is a string, number or boolean, as far as the schema says."""
        if not isinstance(schema, Mapping) or depth > 20:
            return False
        if "$ref" in schema:
            return self.is_scalar(self._schemas.get(_target(schema)), depth + 1)
        if "anyOf" in schema:
            return all(self.is_scalar(option, depth + 1) for option in schema["anyOf"])
        types = _types(schema)
        return bool(types) and set(types) <= set(_SCALARS)

    def is_array(self, schema: Any, depth: int = 0) -> bool:
        """Whether every value is an array."""
        if not isinstance(schema, Mapping) or depth > 20:
            return False
        if "$ref" in schema:
            return self.is_array(self._schemas.get(_target(schema)), depth + 1)
        return _types(schema) == ["array"]

    def _factors(self, schema: Schema, indent: str, cut: frozenset[str]) -> Iterator[str]:
        if "$ref" in schema:
            yield self._reference(schema, cut)
        if "const" in schema:
            yield literal_type(schema["const"])
        elif "enum" in schema:
            yield " | ".join(dict.fromkeys(literal_type(value) for value in schema["enum"])) or "never"
        elif types := _types(schema):
            yield _union(self._typed(name, schema, indent) for name in types)
        if "anyOf" in schema:
            yield self._choice(schema, indent, cut)
        for part in schema.get("allOf", ()):
            yield self.expression(part, indent, cut)

    def _reference(self, schema: Schema, cut: frozenset[str]) -> str:
        name = _target(schema)
        if name not in self._schemas or name in cut:
            return UNKNOWN
        return self._namespace + identifier(name)

    def _typed(self, name: str, schema: Schema, indent: str) -> str:
        if name == "array":
            return self._array(schema, indent)
        if name == "object":
            return self._object(schema, indent)
        if name == "string" and schema.get("format") == "binary":
            return "globalThis.Blob"
        return _SCALARS.get(name, UNKNOWN)

    def _array(self, schema: Schema, indent: str) -> str:
        prefix, items = schema.get("prefixItems", ()), schema.get("items")
        if not prefix:
            return f"{_grouped(self.expression(items, indent))}[]"
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        texts = [self.expression(item, indent) for item in prefix]
        parts = [text if index < least else f"({text})?" for index, text in enumerate(texts)]
        if items is not False and (most is None or most > len(prefix)):
            parts.append(f"...{_grouped(self.expression(items, indent))}[]")
        return f"[{', '.join(parts)}]"

    def _object(self, schema: Schema, indent: str) -> str:
        properties, required = schema.get("properties", {}), schema.get("required", ())
        extra = schema.get("additionalProperties")
        inner = indent + "  "
        texts = {name: self.expression(value, inner) for name, value in properties.items()}
        texts.update((name, UNKNOWN) for name in required if name not in texts)
        for name in INHERITED & (set(texts) - set(required)):
            texts[name] = _union([texts[name], f"{{}}[{literal(name)}]"])
        if not texts:
            return (
                RECORD if extra is None or extra is True else _index(extra, [self.expression(extra, inner)])
            )
        lines = [
            comment(text_of(properties.get(name)), tags=tags_of(properties.get(name)), indent=inner)
            + f"{inner}{member(name)}{'' if name in required else '?'}: {text};\n"
            for name, text in texts.items()
        ]
        if extra is not None and extra is not False:
            known = [*texts.values(), *(["undefined"] if set(texts) - set(required) else [])]
            lines.append(f"{inner}[key: string]: {_union([self.expression(extra, inner), *known])};\n")
        return "{\n" + "".join(lines) + indent + "}"

    def _choice(self, schema: Schema, indent: str, cut: frozenset[str]) -> str:
        options = schema["anyOf"]
        texts = [
            self._unknown_branch(schema) if _is_open_object(option) else self.expression(option, indent, cut)
            for option in options
        ]
        literals = self._literals(options)
        return _union(_opened(text, literals) for text in texts)

    def _unknown_branch(self, schema: Schema) -> str:
        """The type of what is no known member, with an unknown tag where a tag tells members apart."""
        discriminator = schema.get("discriminator")
        tag: str | None = discriminator.get("propertyName") if isinstance(discriminator, Mapping) else None
        kind = "Unrecognised"
        if tag is None:
            members = [
                self._schemas.get(_target(option), {}) for option in schema["anyOf"] if "$ref" in option
            ]
            tags = [_tags(found) for found in members]
            shared = set.intersection(*map(set, tags)) if tags else set()
            tag = min(shared, default=None)
            if tag is None:
                return RECORD
            kind = "UnrecognisedNumber" if all(found[tag] == "number" for found in tags) else kind
        return f"{{ {member(tag)}: runtime.{kind}; [key: string]: unknown }}"

    def _literals(self, options: Sequence[Schema]) -> set[str]:
        """The scalar types of which some option lists values."""
        found: set[str] = set()
        for option in options:
            schema = self._schemas.get(_target(option), {}) if "$ref" in option else option
            nested = schema.get("anyOf", (schema,))
            found.update(
                _SCALARS.get(str(inner.get("type")), "") for inner in nested if {"enum", "const"} & set(inner)
            )
        return found

    def _cycle(self, name: str) -> frozenset[str]:
        """The aliases that a named type reaches, and that reach it, with no object or array between."""
        return frozenset(
            other
            for other in self._direct(self._schemas[name])
            if other == name or name in self._reached(other)
        )

    def _reached(self, start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for name in self._direct(self._schemas.get(todo.pop(), {})):
                if name not in seen:
                    seen.add(name)
                    todo.append(name)
        return seen

    def _direct(self, schema: Any) -> Iterator[str]:
        if not isinstance(schema, Mapping) or _is_interface(schema):
            return
        if "$ref" in schema:
            yield _target(schema)
        for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
            yield from self._direct(part)


def text_of(schema: Any) -> str:
    """What the contract says about a schema."""
    return str(schema.get("description", "")) if isinstance(schema, Mapping) else ""


def tags_of(schema: Any) -> list[str]:
    """The doc tags of a schema."""
    return ["@deprecated"] if isinstance(schema, Mapping) and schema.get("deprecated") is True else []


def _types(schema: Schema) -> list[str]:
    written = schema.get("type")
    if written is not None:
        return [written] if isinstance(written, str) else list(written)
    if "items" in schema or "prefixItems" in schema:
        return ["array"]
    return ["object"] if {"properties", "additionalProperties", "required"} & set(schema) else []


def _is_interface(schema: Schema) -> bool:
    return (
        _types(schema) == ["object"]
        and bool(schema.get("properties"))
        and not {"anyOf", "allOf", "$ref"} & set(schema)
    )


def _is_open_object(schema: Schema) -> bool:
    return (
        _types(schema) == ["object"]
        and not {"properties", "required"} & set(schema)
        and schema.get("additionalProperties") is True
    )


def _tags(schema: Schema) -> dict[str, str]:
    """The required properties of an object that are fixed to strings, or to numbers, with the type."""
    found: dict[str, str] = {}
    for name, value in schema.get("properties", {}).items():
        if name in schema.get("required", ()) and isinstance(value, Mapping):
            values = [value["const"]] if "const" in value else value.get("enum", ())
            kind = _SCALARS.get(str(value.get("type")), "")
            if values and kind in ("string", "number"):
                found[name] = kind
    return found


def _target(schema: Schema) -> str:
    return str(schema.get("$ref", "")).removeprefix(_REFERENCE)


def _index(extra: Any, texts: list[str]) -> str:
    return f"{{ [key: string]: {'never' if extra is False else texts[0]} }}"


def _opened(text: str, literals: set[str]) -> str:
    """A plain `string` beside listed ones keeps them: editors still offer the known values."""
    return f"({text} & {{}})" if text in ("string", "number") and text in literals else text


def _union(texts: Iterable[str]) -> str:
    found = [text for text in dict.fromkeys(texts) if text != "never"]
    if UNKNOWN in found:
        return UNKNOWN
    return " | ".join(found) if found else "never"


def _grouped(text: str) -> str:
    return text if text.replace(".", "").replace("$", "").replace("_", "").isalnum() else f"({text})"
