"""What OpenAPI 3.2 adds, in terms that the model has: pure, and nothing where nothing of it is used.

Items of a sequential body stand for the body: one item is the shortest of its bodies, and each is judged by
the same schema. A form in the query is the parameters that its fields are. A union with a default takes by
its tag what it knows, and gives all else to the default. Shared media types are written where they are used.
"""

from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas import resolve
from dovetail_engine.oas.conversion import Conversion
from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.severity import objection
from dovetail_engine.oas.sources import Origins
from dovetail_engine.oas.structure import MEMBERS, REFERABLE, Kind, Shape, fields_of

_FORM = "application/x-www-form-urlencoded"
_TELLING = frozenset(
    ["allOf", "anyOf", "oneOf", "not", "if", "$ref", "patternProperties", "propertyNames", "dependentSchemas"]
)


def convert(tree: dict[str, Any]) -> Conversion:
    """The tree of a document of OpenAPI 3.2 with its additions in older terms; never fails."""
    reader = _Reader(tree)
    made = reader.copy("document", tree, "", "")
    origins = Origins({to: ("", source) for to, source in reader.made.items()}, {"": tree})
    return Conversion(made, origins, tuple(reader.objections))


class _Reader:
    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree
        self.made: dict[str, str] = {"": ""}
        self.objections: list[Diagnostic] = []
        self._self = tree.get("$self")
        self._open: list[str] = []

    def copy(self, kind: Kind, value: Any, at: str, out: str) -> Any:
        """The object at a pointer of the source, as it is written at one of the result."""
        if type(value) is not dict:
            return value
        if kind == "media-type":
            return self._media_type(value, at, out)
        made = self._members(kind, value, at, out)
        if kind == "parameter" and value.get("in") == "cookie" and value.get("style") == "cookie":
            # As a form, but that nothing is percent-encoded.
            made |= {"style": "form", "allowReserved": True}
        return self._with_default(made, at, out) if kind == "schema" else made

    def _members(self, kind: Kind, value: dict[str, Any], at: str, out: str) -> dict[str, Any]:
        member, fields = MEMBERS.get(kind), fields_of(kind, "3.2")
        made: dict[str, Any] = {}
        for key, child in value.items():
            places = pointers.join(at, key), pointers.join(out, key)
            if member is not None and not key.startswith("x-"):
                made[key] = self.copy(member, child, *places)
            elif key == "parameters" and kind in {"operation", "path-item"}:
                made[key] = self._parameters(child, *places)
            elif key in fields:
                made[key] = self._field(*fields[key], child, *places)
            elif key == "$ref" and kind in REFERABLE:
                made[key] = self._local(child)
            else:
                made[key] = child
        return made

    def _field(self, shape: Shape, kind: Kind, value: Any, at: str, out: str) -> Any:
        if shape == "one":
            return self.copy(kind, value, at, out)
        if shape == "map" and type(value) is dict:
            return {
                name: self.copy(kind, each, pointers.join(at, name), pointers.join(out, name))
                for name, each in value.items()
            }
        if shape == "list" and type(value) is list:
            return [
                self.copy(kind, each, pointers.join(at, index), pointers.join(out, index))
                for index, each in enumerate(value)
            ]
        return value

    def _local(self, ref: Any) -> Any:
        """A reference to the document by its own name is one inside it."""
        if type(ref) is str and type(self._self) is str and ref.startswith(f"{self._self}#"):
            return ref.removeprefix(self._self)
        return ref

    def _media_type(self, value: dict[str, Any], at: str, out: str) -> Any:
        ref = self._local(value.get("$ref"))
        if type(ref) is str:
            return self._shared_media_type(value, ref, at, out)
        made = self._members("media-type", value, at, out)
        if "itemSchema" not in value:
            return made
        item = made["itemSchema"]
        if "schema" not in value:
            self.made[pointers.join(out, "schema")] = pointers.join(at, "itemSchema")
            return made | {"schema": item}
        self.made[pointers.join(out, "schema", "allOf", 0)] = pointers.join(at, "schema")
        self.made[pointers.join(out, "schema", "allOf", 1, "items")] = pointers.join(at, "itemSchema")
        return made | {"schema": {"allOf": [made["schema"], {"type": "array", "items": item}]}}

    def _shared_media_type(self, value: dict[str, Any], ref: str, at: str, out: str) -> Any:
        try:
            place, found = self._elsewhere(ref)
        except resolve.UnresolvableError as error:
            self.objections.append(
                objection(error.code, error.message, pointers.join(at, "$ref"), error.hint)
            )
            return value
        self.made[out] = place
        self._open.append(place)
        try:
            return self.copy("media-type", found, place, out)
        finally:
            self._open.pop()

    def _elsewhere(self, ref: str) -> tuple[str, Any]:
        place, found = resolve.resolve(self.tree, ref)
        if place in self._open:
            raise resolve.UnresolvableError("ref-cycle", f"The reference {ref!r} leads to where it stands.")
        return place, found

    def _parameters(self, value: Any, at: str, out: str) -> Any:
        if type(value) is not list:
            return value
        made: list[Any] = []
        for index, raw in enumerate(value):
            place = pointers.join(at, index)
            form = self._form_in_query(raw, place)
            if form is None:
                here = pointers.join(out, len(made))
                self.made[here] = place
                made.append(self.copy("parameter", raw, place, here))
            for source, parameter in form or ():
                here = pointers.join(out, len(made))
                self.made[here] = place
                self.made[pointers.join(here, "schema")] = source
                made.append(parameter | {"schema": self.copy("schema", parameter["schema"], source, here)})
        return made

    def _form_in_query(self, raw: Any, at: str) -> list[tuple[str, dict[str, Any]]] | None:
        """The parameters that a form in the query consists of; none where it cannot be taken apart."""
        value = raw
        if type(raw) is dict and type(raw.get("$ref")) is str:
            try:
                at, value = resolve.resolve(self.tree, self._local(raw["$ref"]))
            except resolve.UnresolvableError:
                return None
        if type(value) is not dict or value.get("in") != "querystring":
            return None
        content = value.get("content")
        media = content.get(_FORM) if type(content) is dict else None
        place = pointers.join(at, "content", _FORM, "schema")
        place, schema = self._followed(place, media.get("schema") if type(media) is dict else None)
        if type(schema) is not dict or type(schema.get("properties")) is not dict or _TELLING & schema.keys():
            message = "A query that is no plain form of named fields is neither compared nor generated."
            self.objections.append(objection("query-not-compared", message, at))
            return []
        required = schema.get("required")
        names = required if type(required) is list and value.get("required") is True else []
        return [
            (
                pointers.join(place, "properties", name),
                {"name": name, "in": "query", "required": name in names, "schema": each},
            )
            for name, each in schema["properties"].items()
        ]

    def _followed(self, at: str, schema: Any) -> tuple[str, Any]:
        if type(schema) is dict and type(schema.get("$ref")) is str and len(schema) == 1:
            try:
                return resolve.resolve(self.tree, self._local(schema["$ref"]))
            except resolve.UnresolvableError:
                return at, None
        return at, schema

    def _with_default(self, made: dict[str, Any], at: str, out: str) -> dict[str, Any]:
        discriminator = made.get("discriminator")
        default = discriminator.get("defaultMapping") if type(discriminator) is dict else None
        union = next((key for key in ("oneOf", "anyOf") if type(made.get(key)) is list), None)
        if type(discriminator) is not dict or type(default) is not str or union is None:
            return made
        name, tags = discriminator.get("propertyName"), _tags(discriminator, made[union])
        told = {key: each for key, each in discriminator.items() if key != "defaultMapping"}
        known = {"required": [name], "properties": {name: {"enum": tags}}}
        choice = {
            "if": known,
            "then": {union: made[union], "discriminator": told},
            "else": self._named(default),
        }
        before = made["allOf"] if type(made.get("allOf")) is list else []
        place = pointers.join(out, "allOf", len(before))
        self.made[place] = pointers.join(at, "discriminator")
        self.made[pointers.join(place, "then", union)] = pointers.join(at, union)
        self.made[pointers.join(place, "else")] = pointers.join(at, "discriminator", "defaultMapping")
        rest = {key: each for key, each in made.items() if key not in {union, "discriminator"}}
        return rest | {"allOf": [*before, choice]}

    def _named(self, target: str) -> dict[str, Any]:
        components = self.tree.get("components")
        schemas = components.get("schemas") if type(components) is dict else None
        if type(schemas) is dict and target in schemas:
            return {"$ref": pointers.to_fragment(pointers.join("/components/schemas", target))}
        return {"$ref": self._local(target)}


def _tags(discriminator: dict[str, Any], branches: list[Any]) -> list[str]:
    mapping = discriminator.get("mapping")
    named = [each["$ref"] for each in branches if type(each) is dict and type(each.get("$ref")) is str]
    tags = [*(mapping if type(mapping) is dict else ()), *(ref.rpartition("/")[2] for ref in named)]
    return list(dict.fromkeys(tags))
