"""The pure function from a Swagger 2.0 tree to that of the OpenAPI 3.0 document that says the same."""

from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.conversion import Conversion
from dovetail_engine.oas.sources import Origins
from dovetail_engine.oas.structure import METHODS, SHARED_PATH_ITEMS
from dovetail_engine.oas.swagger.bodies import Bodies, Part
from dovetail_engine.oas.swagger.parameters import Parameters
from dovetail_engine.oas.swagger.schemas import Schemas
from dovetail_engine.oas.swagger.security import security_scheme, servers
from dovetail_engine.oas.swagger.trace import Trace, extensions, listing, mapping, texts

OPENAPI = "3.0.3"
_SAME_IN_ROOT = ("info", "tags", "externalDocs", "security")
_SAME_IN_OPERATION = (
    *("tags", "summary", "description", "externalDocs", "operationId", "deprecated", "security"),
)

# Swagger lets a definition have any name.
_NO_FAULT = frozenset(["component-name"])
_WORDS = {"components/securitySchemes": "securityDefinitions"}


def convert(tree: dict[str, Any]) -> Conversion:
    """The OpenAPI 3.0 tree of a Swagger 2.0 tree, sharing parts with it; never fails, whatever that holds."""
    trace = Trace(tree)
    made = _Converter(trace).document()
    trace.turn_references()
    origins = Origins({to: ("", source) for to, source in trace.made.items()}, {"": tree})
    return Conversion(made, origins, tuple(trace.objections), _NO_FAULT, _WORDS)


class _Converter:
    def __init__(self, trace: Trace) -> None:
        self.trace, self.tree = trace, trace.source
        self.schemas = Schemas(trace)
        self.parameters = Parameters(trace, self.schemas)
        self.bodies = Bodies(trace, self.schemas, self.parameters)
        self.consumes, self.produces = texts(self.tree.get("consumes")), texts(self.tree.get("produces"))

    def document(self) -> dict[str, Any]:
        tree = self.tree
        made: dict[str, Any] = {"openapi": OPENAPI}
        made |= {key: tree[key] for key in _SAME_IN_ROOT if key in tree}
        if addresses := servers(tree, tree.get("schemes")):
            made["servers"] = addresses
            self.trace.note("/servers", "/host" if "host" in tree else "/basePath")
        # Components first: a reference leads to them rather than to where they are used.
        components = self._components()
        made["paths"] = self._path_items(tree.get("paths", {}), "paths")
        if components:
            made["components"] = components
        made |= extensions(tree)
        if type(tree.get(SHARED_PATH_ITEMS)) is dict:
            made[SHARED_PATH_ITEMS] = self._path_items(tree[SHARED_PATH_ITEMS], SHARED_PATH_ITEMS)
        return made

    def _components(self) -> dict[str, Any]:
        made: dict[str, dict[str, Any]] = {}
        for name, at, value in self._section("definitions", "schemas"):
            made.setdefault("schemas", {})[name] = self.schemas.schema(value, at, name)
        for name, at, value in self._section("parameters", "parameters"):
            self._shared_parameter(made, name, at, value)
        for name, at, value in self._section("responses", "responses"):
            out = pointers.join("/components/responses", name)
            made.setdefault("responses", {})[name] = self._response(value, at, out, self.produces)
        for name, _, value in self._section("securityDefinitions", "securitySchemes"):
            made.setdefault("securitySchemes", {})[name] = security_scheme(value)
        return made

    def _section(self, source: str, made: str) -> list[tuple[str, str, Any]]:
        at = pointers.join("", source)
        self.trace.note(pointers.join("/components", made), at)
        return [
            (name, pointers.join(at, name), value) for name, value in mapping(self.tree.get(source)).items()
        ]

    def _shared_parameter(self, made: dict[str, dict[str, Any]], name: str, at: str, value: Any) -> None:
        fields = mapping(value)
        if fields.get("in") == "body":
            out = pointers.join("/components/requestBodies", name)
            made.setdefault("requestBodies", {})[name] = self.bodies.body(
                Part(fields, at), self.consumes, out
            )
        elif fields.get("in") != "formData":
            out = pointers.join("/components/parameters", name)
            made.setdefault("parameters", {})[name] = self._parameter(fields, at, out)

    def _parameter(self, fields: dict[str, Any], at: str, out: str) -> dict[str, Any]:
        self.trace.note(out, at)
        self.trace.note(pointers.join(out, "schema"), at)
        return self.parameters.parameter(fields, at)

    def _path_items(self, value: Any, section: str) -> Any:
        if type(value) is not dict:
            return value
        return {
            path: item if path.startswith("x-") else self._path_item(item, pointers.join("", section, path))
            for path, item in value.items()
        }

    def _path_item(self, item: Any, at: str) -> Any:
        if type(item) is not dict:
            return item
        made: dict[str, Any] = self.trace.reference(item["$ref"]) if type(item.get("$ref")) is str else {}
        sent, parts = self._sorted(item, at)
        if sent:
            made["parameters"] = sent
        for method in METHODS:
            if type(item.get(method)) is dict:
                made[method] = self._operation(item[method], pointers.join(at, method), parts)
        return made | extensions(item)

    def _operation(self, value: dict[str, Any], at: str, inherited: list[Part]) -> dict[str, Any]:
        made = {key: value[key] for key in _SAME_IN_OPERATION if key in value}
        if "schemes" in value and (addresses := servers(self.tree, value["schemes"])):
            made["servers"] = addresses
            self.trace.note(pointers.join(at, "servers"), pointers.join(at, "schemes"))
        sent, own = self._sorted(value, at)
        if sent:
            made["parameters"] = sent
        consumes = texts(value["consumes"]) if "consumes" in value else self.consumes
        produces = texts(value["produces"]) if "produces" in value else self.produces
        body = self._request_body(value, own, inherited, consumes, at)
        if body is not None:
            made["requestBody"] = body
        made["responses"] = self._responses(value.get("responses", {}), at, produces)
        return made | extensions(value)

    def _sorted(self, owner: dict[str, Any], at: str) -> tuple[list[Any], list[Part]]:
        """The parameters of an operation or path: those that are sent outside the body, and the body's."""
        sent: list[Any] = []
        parts: list[Part] = []
        for index, raw in enumerate(listing(owner.get("parameters"))):
            where = pointers.join(at, "parameters", index)
            place, value, ref = self.trace.follow(raw, where)
            fields = mapping(value)
            if fields.get("in") in ("body", "formData"):
                parts.append(Part(fields, place))
                continue
            out = pointers.join(at, "parameters", len(sent))
            if ref is not None:
                self.trace.note(out, where)
                sent.append(self.trace.reference(ref))
            elif type(raw) is dict:
                sent.append(self._parameter(raw, where, out))
        return sent, parts

    def _request_body(
        self, value: dict[str, Any], own: list[Part], inherited: list[Part], consumes: list[str], at: str
    ) -> dict[str, Any] | None:
        out = pointers.join(at, "requestBody")
        named = {str(part.value.get("name")) for part in own if part.is_form}
        kept = [part for part in inherited if part.is_form and str(part.value.get("name")) not in named]
        has_body = any(not part.is_form for part in own)
        parts = own if has_body else [*kept, *own] if own else inherited
        shared = [part for part in parts if not part.is_form and part.at.startswith("/parameters/")]
        if shared and len(parts) == 1 and ("consumes" not in value or consumes == self.consumes):
            self.trace.note(out, shared[0].at)
            return self.trace.reference(pointers.to_fragment(shared[0].at))
        return self.bodies.request(parts, consumes, out)

    def _responses(self, value: Any, at: str, produces: list[str]) -> Any:
        if type(value) is not dict:
            return value
        place = pointers.join(at, "responses")
        made: dict[str, Any] = {}
        for status, raw in value.items():
            where = pointers.join(place, status)
            source, response, ref = self.trace.follow(raw, where)
            if status.startswith("x-"):
                made[status] = raw
            elif ref is not None and (produces == self.produces or type(response) is not dict):
                made[status] = self.trace.reference(ref)
            else:
                made[status] = self._response(response, source, where, produces)
        return made

    def _response(self, value: Any, at: str, out: str, produces: list[str]) -> Any:
        if type(value) is not dict:
            return value
        self.trace.note(out, at)
        made = {"description": value["description"]} if "description" in value else {}
        headers = mapping(value.get("headers"))
        if headers:
            made["headers"] = {
                name: self._header(
                    each, pointers.join(at, "headers", name), pointers.join(out, "headers", name)
                )
                for name, each in headers.items()
            }
        content = self.bodies.response_content(
            value.get("schema"), mapping(value.get("examples")), produces, out, at
        )
        if content:
            made["content"] = content
        return made | extensions(value)

    def _header(self, value: Any, at: str, out: str) -> dict[str, Any]:
        self.trace.note(pointers.join(out, "schema"), at)
        return self.parameters.header(value, at)
