"""Schemas as written, lowered into the normal form of the IR: named types and references to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dovetail_engine.codegen import literals, naming
from dovetail_engine.codegen.choices import either
from dovetail_engine.codegen.drafts import COMPONENTS, SUFFIXES, Draft, Naming, final_names
from dovetail_engine.codegen.flatten import TYPES, TYPING, Flat, Flattener, says_type, types_of
from dovetail_engine.codegen.hints import VARIANT, Hints
from dovetail_engine.codegen.ir import Direction, NamedType, Schema
from dovetail_engine.codegen.survey import VIEWS, Survey, View, discriminator_values, read, target_of
from dovetail_engine.codegen.text import clean, is_encodable
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import SchemaSite

_MAX_NESTING = 60


@dataclass(frozen=True, slots=True)
class Context:
    """How a schema is seen: its side, whether unknown values are let through, and its twin's mark."""

    view: View
    lenient: bool
    direction: Direction
    twin: str = ""
    """`in`, `out` or `form` where the enclosing type exists once per side."""
    exact: bool = False
    """Whether a lone enum value must stay exact, because it tells members of a union apart."""
    depth: int = 0


class SchemaLowering:
    """Lowers the schemas of one document; references hold draft keys until `finish` names everything."""

    def __init__(self, tree: Any, survey: Survey, hints: Hints) -> None:
        self._tree = tree
        self._survey = survey
        self._hints = hints
        self._flattener = Flattener(tree)
        self._null_outside: dict[str, bool] = {}
        self._lossy: set[str] = set()
        self._drafts: dict[str, Draft] = {}
        self._todo: list[tuple[str, SchemaSite, Context, Flat | None]] = []

    def use(self, site: SchemaSite | None, view: View) -> Schema:
        """The lowered form of a schema that an operation uses."""
        if site is None:
            return {}
        direction: Direction = "response" if view == "out" else "request"
        lowered = self._lower(site, Context(view, view == "out", direction))
        self._drain()
        return lowered

    def component(self, name: str) -> None:
        """See that a component schema becomes a named type, in every view that is used."""
        pointer = pointers.join(COMPONENTS, name)
        uses = self._survey.uses.get(pointer) or {"out"}
        for view in (view for view in VIEWS if view in uses):
            self._refer(pointer, Context(view, lenient=True, direction="both"))
        self._drain()

    def lossy(self, schema: Schema) -> bool:
        """Whether a lowered schema, or a type it reaches, lost a combination that was too large."""
        seen: set[str] = set()
        todo = literals.references(schema)
        while todo:
            key = todo.pop()
            if key in self._lossy:
                return True
            if key not in seen and (draft := self._drafts.get(key)):
                seen.add(key)
                todo.extend(literals.references(draft.schema))
        return False

    def finish(self) -> tuple[tuple[NamedType, ...], "Naming"]:
        """All named types, in order of name, and the naming that other lowered schemas still need."""
        drafts = list(self._drafts.values())
        names = final_names(drafts)
        rename = Naming(names)
        types = [
            NamedType(names[draft.key], draft.source, draft.pointer, draft.direction, rename(draft.schema))
            for draft in drafts
        ]
        return tuple(sorted(types, key=lambda named: named.name)), rename

    def _drain(self) -> None:
        while self._todo:
            key, site, context, flat = self._todo.pop()
            before = len(self._flattener.lossy)
            self._drafts[key].schema = (
                self._define(site, context) if flat is None else self._inline(site, context, flat)
            )
            if len(self._flattener.lossy) > before:
                self._lossy.add(key)

    def _define(self, site: SchemaSite, context: Context) -> Schema:
        exact = site.pointer in self._survey.members
        return self._lower(site, replace(context, exact=exact, depth=0), top=True)

    def _inline(self, site: SchemaSite, context: Context, flat: Flat) -> Schema:
        notes = _annotations(site.value) if isinstance(site.value, Mapping) else {}
        return {**self._object(flat, replace(context, depth=0), site), **notes}

    def _lower(self, site: SchemaSite, context: Context, *, top: bool = False) -> Schema:
        value = site.value
        if not isinstance(value, Mapping) or context.depth > _MAX_NESTING:
            return {}
        context = replace(
            context, depth=context.depth + 1, exact=context.exact or site.pointer in self._survey.members
        )
        schema = self._shape(site, value, context, top=top)
        if value.get("nullable") is True and not (top and self._has_null_outside(site)):
            schema = either([schema, {"type": "null"}])
        return {**schema, **_annotations(value)} if not top or "$ref" not in schema else schema

    def _shape(self, site: SchemaSite, value: Mapping[str, Any], context: Context, *, top: bool) -> Schema:
        shaping = TYPING.intersection(value) - {"nullable"}
        members = [
            SchemaSite(pointers.join(site.pointer, "allOf", index), member)
            for index, member in enumerate(value["allOf"] if isinstance(value.get("allOf"), list) else ())
            if says_type(member)
        ]
        target = target_of(value)
        if target is not None and (shaping == {"$ref"} or (not members and shaping <= {"$ref", "type"})):
            return self._refer(target, context)
        if shaping <= {"allOf", "type"} and len(members) == 1 and not self._tagged(site.pointer):
            return self._lower(members[0], context, top=top)
        if len(choice := shaping - {"type"}) == 1 and choice <= {"oneOf", "anyOf"} and _is_plain_union(value):
            return self._union(site, value, next(iter(choice)), context)
        return self._combination(site, context, top=top)

    def _refer(self, target: str, context: Context) -> Schema:
        value = read(self._tree, target)
        if value is None:
            return {}
        key, inner = self._definition(target, context)
        if key not in self._drafts:
            parts = pointers.split(target)
            named = len(parts) == 3 and target.startswith(COMPONENTS)
            wanted = naming.pascal(parts[2]) if named else self._hints.name(target)
            self._enlist(key, SchemaSite(target, value), inner, wanted, source=parts[2] if named else "")
        schema = {"$ref": key}
        if self._has_null_outside(SchemaSite(target, value)):
            return either([schema, {"type": "null"}])
        return schema

    def _has_null_outside(self, site: SchemaSite) -> bool:
        """Whether a referenced object may be null: its type leaves null out, and each reference adds it."""
        value = site.value
        if not isinstance(value, Mapping) or not ("nullable" in value or "null" in (types_of(value) or ())):
            return False
        if site.pointer not in self._null_outside:
            flats = self._flattener.alternatives(site)
            self._null_outside[site.pointer] = len(flats) == 1 and bool(flats[0].properties)
        return self._null_outside[site.pointer] and (value.get("nullable") is True or "nullable" not in value)

    def _definition(self, target: str, context: Context) -> tuple[str, Context]:
        """The key of a referenced type as seen from here, and the context to lower it in."""
        known = self._survey.uses.get(target, set())
        uses = known or {"out"}
        marks = self._survey.marks.get(target, set())
        view: View = context.view if context.view != "form" or "binary" in marks else "in"
        if view == "form" and uses != {"form"}:
            return f"form {target}", Context("form", lenient=False, direction="request", twin="form")
        if marks & {"readOnly", "writeOnly"}:
            direction: Direction = "response" if view == "out" else "request"
            return f"{view} {target}", Context(view, view == "out", direction, twin=view)
        lenient = "out" in uses
        direction = ("response" if known == {"out"} else "both") if lenient else "request"
        return f" {target}", Context(view, lenient, direction)

    def _enlist(
        self,
        key: str,
        site: SchemaSite,
        context: Context,
        wanted: str,
        *,
        source: str = "",
        flat: Flat | None = None,
    ) -> None:
        name = wanted + SUFFIXES[context.twin]
        self._drafts[key] = Draft(key, site.pointer, name, source, context.direction, {})
        self._todo.append((key, site, context, flat))

    def _union(self, site: SchemaSite, value: Mapping[str, Any], keyword: str, context: Context) -> Schema:
        sites = [SchemaSite(pointers.join(site.pointer, keyword, i), o) for i, o in enumerate(value[keyword])]
        options = [self._lower(option, context) for option in sites]
        types = types_of(value)
        if types and "null" in types:
            options.append({"type": "null"})
        discriminator = value.get("discriminator")
        schema = either(options, lenient=context.lenient)
        if isinstance(discriminator, Mapping) and "anyOf" in schema:
            return {**schema, **self._discriminator(discriminator, sites, options)}
        return schema

    def _discriminator(
        self, discriminator: Mapping[str, Any], sites: list[SchemaSite], options: list[Schema]
    ) -> dict[str, Any]:
        name = discriminator.get("propertyName")
        mapped = discriminator_values(discriminator)
        mapping: dict[str, str] = {}
        for site, option in zip(sites, options, strict=True):
            target = target_of(site.value) if isinstance(site.value, Mapping) else None
            if target is not None and "$ref" in option:
                values = mapped.get(target) or {pointers.split(target)[-1]}
                mapping.update((value, option["$ref"]) for value in values if is_encodable(value))
        if not isinstance(name, str) or not is_encodable(name) or not mapping:
            return {}
        return {"discriminator": {"propertyName": name, "mapping": dict(sorted(mapping.items()))}}

    def _combination(self, site: SchemaSite, context: Context, *, top: bool) -> Schema:
        flats = self._flattener.alternatives(site)
        return self._alternatives(site, flats, context, top=top)

    def _together(self, sites: tuple[SchemaSite, ...], context: Context) -> Schema:
        if len(sites) == 1:
            return self._lower(sites[0], context)
        annotations = [_annotations(site.value) for site in sites if isinstance(site.value, Mapping)]
        schema = self._alternatives(sites[-1], self._flattener.together(sites), context, top=False)
        merged = {key: value for found in annotations for key, value in found.items()}
        return {**schema, **merged}

    def _alternatives(self, site: SchemaSite, flats: list[Flat], context: Context, *, top: bool) -> Schema:
        if len(flats) == 1:
            return self._flat(flats[0], context, site, top=top)
        context = replace(context, exact=True)
        options = [
            self._flat(
                flat, context, SchemaSite(pointers.join(site.pointer, VARIANT, index), site.value), top=False
            )
            for index, flat in enumerate(flats)
        ]
        return either(options, lenient=context.lenient)

    def _flat(self, flat: Flat, context: Context, site: SchemaSite, *, top: bool) -> Schema:
        if flat.values is not None:
            exact = flat.fixed or context.exact
            return literals.choice(flat.values, flat.types, lenient=context.lenient, exact=exact)
        types = flat.types or _implied(flat, tagged=bool(self._tagged(site.pointer)))
        if not types:
            return {}
        names = [name for name in TYPES if name in types]
        if "number" in names and "integer" in names:
            names.remove("integer")
        if top and names in (["object"], ["object", "null"]) and self._is_record(flat, site):
            return self._object(flat, context, site)
        return either([self._typed(name, flat, context, site) for name in names])

    def _typed(self, name: str, flat: Flat, context: Context, site: SchemaSite) -> Schema:
        if name == "array":
            return self._array(flat, replace(context, exact=False))
        if name != "object":
            return literals.scalar(name, flat.scalars, lenient=context.lenient, files=context.view == "form")
        if not self._is_record(flat, site):
            values = [self._lower(extra, replace(context, exact=False)) for extra in flat.extras]
            return {"type": "object", "additionalProperties": either(values) or True}
        key = f"{context.twin} {site.pointer}"
        if key not in self._drafts:
            self._enlist(key, site, context, self._hints.name(site.pointer), flat=flat)
        return {"$ref": key}

    def _array(self, flat: Flat, context: Context) -> Schema:
        bounds = {} if context.lenient else literals.bounds("array", flat.scalars)
        if flat.prefix and not flat.items:
            return {"type": "array", "items": either([self._lower(item, context) for item in flat.prefix])}
        items = self._together(flat.items, context) if flat.items else {}
        return {"type": "array", "items": items, **bounds}

    def _object(self, flat: Flat, context: Context, site: SchemaSite) -> Schema:
        tags = self._tagged(site.pointer)
        hidden = "readOnly" if context.view != "out" else "writeOnly"
        in_union = context.exact or site.pointer in self._survey.members
        properties: dict[str, Schema] = {}
        for name, sites in flat.properties.items():
            if is_encodable(name) and not any(self._has(child, hidden) for child in sites):
                inner = replace(context, depth=0, exact=in_union)
                properties[name] = literals.tagged(self._together(sites, inner), tags.get(name))
        added = {
            name: literals.tagged({}, values) for name, values in tags.items() if name not in flat.properties
        }
        required = sorted(name for name in {*flat.required, *added} if name in properties or name in added)
        schema: dict[str, Any] = {"type": "object", "properties": {**properties, **added}}
        if required:
            schema["required"] = required
        return schema | self._extras(flat, context)

    def _is_record(self, flat: Flat, site: SchemaSite) -> bool:
        return bool(flat.properties or self._tagged(site.pointer))

    def _extras(self, flat: Flat, context: Context) -> dict[str, Any]:
        if flat.extras and (extra := either([self._lower(site, context) for site in flat.extras])):
            return {"additionalProperties": extra}
        return {"additionalProperties": False} if flat.closed and not context.lenient else {}

    def _tagged(self, pointer: str) -> Mapping[str, set[str]]:
        return self._survey.tags.get(pointer, {})

    def _has(self, site: SchemaSite, mark: str) -> bool:
        """Whether a property is marked, itself or by what it directly refers to."""
        value = site.value
        for _ in range(8):
            if not isinstance(value, Mapping):
                return False
            if value.get(mark) is True:
                return True
            members = value.get("allOf")
            inner = members[0] if isinstance(members, list) and len(members) == 1 else value
            target = target_of(inner) if isinstance(inner, Mapping) else None
            if target is None:
                return False
            value = read(self._tree, target)
        return False


def _implied(flat: Flat, *, tagged: bool) -> frozenset[str]:
    if flat.properties or flat.extras or flat.closed or tagged:
        return frozenset({"object"})
    if flat.items or flat.prefix:
        return frozenset({"array"})
    return frozenset({"string"}) if isinstance(flat.scalars.get("format"), str) else frozenset()


def _is_plain_union(value: Mapping[str, Any]) -> bool:
    types = types_of(value)
    return (
        isinstance(value.get("oneOf", value.get("anyOf")), list)
        and (types is None or types <= {"object", "null"})
        and any(says_type(option) for option in value.get("oneOf", value.get("anyOf", ())))
    )


def _annotations(value: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for keyword in ("title", "description"):
        if text := clean(value.get(keyword)):
            found[keyword] = text
    if value.get("deprecated") is True:
        found["deprecated"] = True
    if "default" in value and literals.is_plain(value["default"]):
        found["default"] = value["default"]
    return found
