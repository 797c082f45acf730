"""A contract's body as a model: rendered as OpenAPI 3.0 or 3.1 for the gate, as JSON Schema for the judge.

The judge's form is made from the model and not from the document, so that it owes nothing to the engine's
reading of either dialect. Every model has values by construction, and each of its places is reached by some.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Dialect = Literal["3.0.3", "3.1.0"]
View = Literal["request", "response"]

HIDDEN: Final = {"request": "readOnly", "response": "writeOnly"}
ASSERTED: Final = frozenset({"date", "date-time", "uuid"})
"""Of the formats used here those that constrain; the judge never sees the others."""


@dataclass
class Text:
    """A string within lengths, or one of a list."""

    low: int = 0
    high: int | None = None
    pattern: str | None = None
    format: str | None = None
    values: list[str] | None = None
    null: bool = False


@dataclass
class Number:
    """A number within bounds."""

    whole: bool = True
    low: int | None = None
    high: int | None = None
    strict: bool = False
    step: int | None = None
    null: bool = False


@dataclass
class Flag:
    """A boolean."""

    null: bool = False


@dataclass
class Rows:
    """An array."""

    items: "Model"
    low: int = 0
    high: int | None = None
    unique: bool = False
    null: bool = False


@dataclass
class Member:
    """A property: its model, whether it must be there, and the keyword that hides it from one view."""

    model: "Model"
    required: bool = False
    hidden: str | None = None


@dataclass
class Record:
    """An object; `rest` is None where it is open, False where closed, else the model of other values."""

    members: dict[str, Member]
    rest: "Model | Literal[False] | None" = None
    null: bool = False


@dataclass
class Ref:
    """A reference to a component."""

    name: str


@dataclass
class Tagged:
    """One of several record components, told apart by `kind`; `mapped` renames their tags."""

    parts: dict[str, str]
    mapped: bool = False


@dataclass
class Either:
    """Any of several models of different types."""

    parts: list["Model"]


Model = Text | Number | Flag | Rows | Record | Ref | Tagged | Either


@dataclass
class Body:
    """A body's model and the components it may refer to."""

    root: Model
    components: dict[str, Model] = field(default_factory=dict)

    def openapi(self, dialect: Dialect) -> tuple[Any, dict[str, Any]]:
        """Return the schema and the components as OpenAPI writes them."""
        writer = _Writer("#/components/schemas/", dialect, None)
        return writer.write(self.root), {n: writer.write(m) for n, m in self.components.items()}

    def json_schema(self, view: View) -> dict[str, Any]:
        """Return what the body means in one view, as one JSON Schema of 2020-12."""
        writer = _Writer("#/$defs/", "3.1.0", view)
        definitions = {name: writer.write(model) for name, model in self.components.items()}
        return {"$defs": definitions, "allOf": [writer.write(self.root)]}


@dataclass(frozen=True)
class _Writer:
    prefix: str
    dialect: Dialect
    view: View | None

    def write(self, model: Model) -> dict[str, Any]:
        if isinstance(model, Ref):
            return {"$ref": self.prefix + model.name}
        if isinstance(model, Tagged):
            return self._tagged(model)
        if isinstance(model, Either):
            return {"anyOf": [self.write(part) for part in model.parts]}
        made = dict(self._typed(model))
        if model.null and self.dialect == "3.1.0":
            made["type"] = [made["type"], "null"]
        elif model.null:
            made["nullable"] = True
        if model.null and "enum" in made:
            made["enum"] = [*made["enum"], None]
        return made

    def _typed(self, model: Text | Number | Flag | Rows | Record) -> Iterator[tuple[str, Any]]:
        if isinstance(model, Text):
            said = {"type": "string", "minLength": model.low or None, "maxLength": model.high}
            format_ = model.format if self.view is None or model.format in ASSERTED else None
            said |= {"pattern": model.pattern, "format": format_, "enum": model.values}
        elif isinstance(model, Number):
            said = {"type": "integer" if model.whole else "number", "multipleOf": model.step}
            said |= self._bounds(model)
        elif isinstance(model, Rows):
            said = {"type": "array", "items": self.write(model.items), "minItems": model.low or None}
            said |= {"maxItems": model.high, "uniqueItems": model.unique or None}
        elif isinstance(model, Record):
            said = self._record(model)
        else:
            said = {"type": "boolean"}
        return ((key, value) for key, value in said.items() if value is not None)

    def _bounds(self, model: Number) -> dict[str, Any]:
        if not model.strict or model.low is None:
            return {"minimum": model.low, "maximum": model.high}
        if self.dialect == "3.1.0":
            return {"exclusiveMinimum": model.low, "maximum": model.high}
        return {"minimum": model.low, "exclusiveMinimum": True, "maximum": model.high}

    def _record(self, model: Record) -> dict[str, Any]:
        hidden = HIDDEN.get(self.view or "")
        shown = {
            name: member for name, member in model.members.items() if member.hidden != hidden or not hidden
        }
        written = {}
        for name, member in shown.items():
            written[name] = self.write(member.model)
            if member.hidden and self.view is None:
                # 3.0 reads nothing beside a reference, so the mark goes around it.
                inner = written[name]
                written[name] = (
                    {"allOf": [inner], member.hidden: True}
                    if "$ref" in inner
                    else {**inner, member.hidden: True}
                )
        required = [name for name, member in shown.items() if member.required]
        rest = model.rest if model.rest in (None, False) else self.write(model.rest)
        return {
            "type": "object",
            "properties": written,
            "required": required or None,
            "additionalProperties": rest,
        }

    def _tagged(self, model: Tagged) -> dict[str, Any]:
        parts = [{"$ref": self.prefix + name} for name in model.parts.values()]
        if self.view is not None:
            told = [
                {"allOf": [part, {"required": ["kind"], "properties": {"kind": {"const": tag}}}]}
                for part, tag in zip(parts, model.parts, strict=True)
            ]
            return {"anyOf": told}
        discriminator: dict[str, Any] = {"propertyName": "kind"}
        if model.mapped:
            discriminator["mapping"] = {tag: self.prefix + name for tag, name in model.parts.items()}
        return {"oneOf": parts, "discriminator": discriminator}
