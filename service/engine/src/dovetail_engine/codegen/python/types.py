"""Type expressions: a lowered schema as a Python annotation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dovetail_engine.codegen.ir import Content, Schema
from dovetail_engine.codegen.python.source import literal

BUILTINS = frozenset(("bool", "bytes", "dict", "float", "int", "list", "str"))
_FORMATS = {"date-time": "_dt.datetime", "date": "_dt.date", "uuid": "_uuid.UUID", "binary": "File"}
_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


@dataclass(frozen=True)
class Types:
    """Writes annotations. `shadowed` are builtin names that mean something else where they are written."""

    shadowed: Collection[str] = ()
    models: str = "_m."

    def of(self, schema: Schema) -> str:
        """The annotation of a value."""
        if "$ref" in schema:
            return f"{self.models}{schema['$ref'].rsplit('/', 1)[1]}"
        if "anyOf" in schema:
            return self.union(self.of(member) for member in schema["anyOf"])
        if "const" in schema:
            return f"Literal[{literal(schema['const'])}]"
        if "enum" in schema:
            return f"Literal[{', '.join(literal(value) for value in schema['enum'])}]"
        kind = schema.get("type")
        if kind == "array":
            return f"{self.builtin('list')}[{self.of(schema.get('items', {}))}]"
        if kind == "object":
            return f"{self.builtin('dict')}[{self.builtin('str')}, {self._extra(schema)}]"
        if schema.get("format") in _FORMATS and kind == "string":
            return _FORMATS[schema["format"]]
        return self.builtin(_SCALARS[kind]) if kind in _SCALARS else "Any"

    def optional(self, annotation: str) -> str:
        """The annotation of something that may be left out."""
        return self.union([annotation, "None"])

    def union(self, annotations: Iterable[str]) -> str:
        """A union without repeats, None last; Any swallows the rest."""
        members = dict.fromkeys(part for text in annotations for part in _split(text))
        if "Any" in members:
            return "Any"
        last = ["None"] if members.pop("None", 0) is None else []
        return " | ".join([*members, *last]) or "None"

    def sent(self, content: Content) -> str:
        """The annotation of a request body."""
        if content.kind == "binary":
            return f"{self.builtin('bytes')} | IO[{self.builtin('bytes')}]"
        if content.kind == "text":
            return f"{self.builtin('str')} | {self.builtin('bytes')}"
        return self.of(content.schema)

    def received(self, content: Content) -> str:
        """The annotation of a response body."""
        return self.builtin("bytes") if content.kind == "binary" else self.of(content.schema)

    def builtin(self, name: str) -> str:
        """A builtin type, spelled so that it cannot be mistaken."""
        return f"_b.{name}" if name in self.shadowed else name

    def _extra(self, schema: Schema) -> str:
        extra = schema.get("additionalProperties")
        return self.of(extra) if isinstance(extra, dict) else "Any"


def _split(annotation: str) -> list[str]:
    """The members of a union at its top level; brackets and quotes keep theirs."""
    parts: list[str] = []
    depth, start, quote, index = 0, 0, "", 0
    while index < len(annotation):
        char = annotation[index]
        if quote:
            index += char == "\\"
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "[]":
            depth += 1 if char == "[" else -1
        elif depth == 0 and annotation.startswith(" | ", index):
            parts.append(annotation[start:index])
            start = index + 3
        index += 1
    return [*parts, annotation[start:]]
