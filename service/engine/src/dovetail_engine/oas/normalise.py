"""From a checked tree to the one model: references followed, defaults filled, inheritance applied."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dovetail_engine.oas import model, resolve
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.structure import METHODS, operations_of, path_variables

# OpenAPI says that parameters of these names (and Content-Type in a response) shall be ignored: they are the
# business of media types and security schemes.
IGNORED_HEADER_PARAMETERS = frozenset(["accept", "content-type", "authorization"])
IGNORED_RESPONSE_HEADERS = frozenset(["content-type"])
_LOCATIONS: Mapping[str, model.Location] = {
    "path": "path",
    "query": "query",
    "header": "header",
    "cookie": "cookie",
}
_DEFAULT_STYLE = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_SECURITY_KINDS = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")
_DEFAULT_SERVER = model.Server(pointer="/servers", url="/")


def normalise(tree: dict[str, Any], dialect: model.Dialect) -> model.Api:
    """The model of a document that `load` accepted."""
    return _Normaliser(tree, dialect).api()


class _Normaliser:
    def __init__(self, tree: dict[str, Any], dialect: model.Dialect) -> None:
        self.tree, self.dialect = tree, dialect
        self.servers = _servers(tree, "") or (_DEFAULT_SERVER,)
        self.security = _security(tree.get("security")) or ()
        # The callbacks being read: one may lead back to itself, and is then not unrolled again.
        self.open_callbacks: list[str] = []

    def api(self) -> model.Api:
        tree, info = self.tree, _mapping(self.tree.get("info"))
        components = _mapping(tree.get("components"))
        return model.Api(
            dialect=self.dialect,
            title=_text(info, "title"),
            version=_text(info, "version"),
            description=_text(info, "description"),
            servers=self.servers,
            tags=tuple(
                model.Tag(_text(tag, "name"), _text(tag, "description"), _docs(tag))
                for tag in _list(tree.get("tags"))
                if type(tag) is dict
            ),
            operations=tuple(self._operations("/paths", tree.get("paths"))),
            webhooks=tuple(self._operations("/webhooks", tree.get("webhooks"))),
            schemas={
                name: model.SchemaSite(pointers.join("/components/schemas", name), schema)
                for name, schema in _members(components.get("schemas"))
                if _is_schema(schema)
            },
            security_schemes=dict(self._security_schemes(components)),
            info=info,
            docs=_docs(tree),
        )

    def _operations(self, pointer: str, items: Any) -> Iterator[model.Operation]:
        for path, item in _members(items):
            yield from self._path_item(path, pointers.join(pointer, path), item)

    def _path_item(self, path: str, pointer: str, item: Any) -> Iterator[model.Operation]:
        for place, fields in self._chain(pointer, item):
            for method, below, operation in operations_of(fields, self.dialect):
                yield self._operation(path, method, (place, fields), place + below, operation)

    def _chain(self, pointer: str, item: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """A path item and the ones it refers to: what it says itself comes first."""
        seen: set[str] = set()
        methods: set[str] = set()
        while type(item) is dict and pointer not in seen:
            seen.add(pointer)
            yield pointer, {key: value for key, value in item.items() if key not in methods}
            methods.update(key for key in item if key in METHODS or key == "query")
            if type(item.get("$ref")) is not str:
                return
            pointer, item = resolve.target(self.tree, item["$ref"])

    def _operation(
        self,
        path: str,
        method: model.Method,
        owner: tuple[str, Mapping[str, Any]],
        pointer: str,
        value: dict[str, Any],
    ) -> model.Operation:
        place, item = owner
        security = _security(value.get("security"))
        return model.Operation(
            pointer=pointer,
            path=path,
            method=method,
            operation_id=_text(value, "operationId") or None,
            summary=_text(value, "summary") or _text(item, "summary"),
            description=_text(value, "description") or _text(item, "description"),
            tags=tuple(tag for tag in _list(value.get("tags")) if type(tag) is str),
            deprecated=value.get("deprecated") is True,
            parameters=self._parameters(path, place, item, pointer, value),
            request_body=self._request_body(pointer, value),
            responses=self._responses(pointer, value),
            security=self.security if security is None else security,
            servers=_servers(value, pointer) or _servers(item, place) or self.servers,
            callbacks=tuple(self._callbacks(pointer, value)),
            extensions={key: each for key, each in value.items() if key.startswith("x-")},
            docs=_docs(value),
        )

    def _parameters(
        self, path: str, place: str, item: Mapping[str, Any], pointer: str, operation: dict[str, Any]
    ) -> tuple[model.Parameter, ...]:
        merged: dict[tuple[str, str], model.Parameter] = {}
        for at, fields in ((place, item), (pointer, operation)):
            for index, raw in enumerate(_list(fields.get("parameters"))):
                parameter = self._parameter(pointers.join(at, "parameters", index), raw)
                if parameter is not None:
                    merged[parameter.location, _wire_name(parameter)] = parameter
        return tuple(self._as_in_path(path, pointer, merged.values()))

    def _as_in_path(
        self, path: str, pointer: str, parameters: Iterable[model.Parameter]
    ) -> Iterator[model.Parameter]:
        """The parameters that can be sent; a variable of the path that nobody declared is a string."""
        missing = dict.fromkeys(path_variables(path))
        for parameter in parameters:
            if parameter.location != "path":
                yield parameter
            elif parameter.name in missing:
                del missing[parameter.name]
                yield parameter
        for name in missing:
            yield model.Parameter(
                pointer=pointer,
                name=name,
                location="path",
                required=True,
                schema=model.SchemaSite(pointer, {"type": "string"}),
                content=(),
                style="simple",
                explode=False,
            )

    def _parameter(self, pointer: str, raw: Any) -> model.Parameter | None:
        pointer, value = self._follow(pointer, raw)
        name, location = _text(value, "name"), _LOCATIONS.get(_text(value, "in"))
        if location is None:
            return None
        if location == "header" and name.lower() in IGNORED_HEADER_PARAMETERS:
            return None
        style = _text(value, "style") or _DEFAULT_STYLE[location]
        schema, content = _schema(pointer, value), self._content(pointer, value)
        return model.Parameter(
            pointer=pointer,
            name=name,
            location=location,
            required=location == "path" or value.get("required") is True,
            # Without either, any value may be sent.
            schema=schema if schema or content else model.SchemaSite(pointer, True),
            content=content,
            style=style,
            explode=_flag(value, "explode", default=style == "form"),
            allow_reserved=value.get("allowReserved") is True,
            allow_empty_value=value.get("allowEmptyValue") is True,
            deprecated=value.get("deprecated") is True,
            description=_text(value, "description"),
            examples=self._examples(value),
            sunset=value.get("x-sunset"),
        )

    def _request_body(self, pointer: str, operation: dict[str, Any]) -> model.RequestBody | None:
        if type(operation.get("requestBody")) is not dict:
            return None
        pointer, value = self._follow(pointers.join(pointer, "requestBody"), operation["requestBody"])
        return model.RequestBody(
            pointer=pointer,
            required=value.get("required") is True,
            content=self._content(pointer, value),
            description=_text(value, "description"),
        )

    def _responses(self, pointer: str, operation: dict[str, Any]) -> tuple[model.Response, ...]:
        place = pointers.join(pointer, "responses")
        return tuple(
            self._response(pointers.join(place, status), status, raw)
            for status, raw in _members(operation.get("responses"))
            if not status.startswith("x-")
        )

    def _response(self, pointer: str, status: str, raw: Any) -> model.Response:
        pointer, value = self._follow(pointer, raw)
        return model.Response(
            pointer=pointer,
            status=status if status == "default" else status.upper(),
            description=_text(value, "description") or _text(value, "summary"),
            headers=tuple(
                self._header(name, pointers.join(pointer, "headers", name), header)
                for name, header in _members(value.get("headers"))
                if name.lower() not in IGNORED_RESPONSE_HEADERS
            ),
            content=self._content(pointer, value),
            links=tuple(
                self._link(name, pointers.join(pointer, "links", name), link)
                for name, link in _members(value.get("links"))
            ),
        )

    def _link(self, name: str, pointer: str, raw: Any) -> model.Link:
        pointer, value = self._follow(pointer, raw)
        return model.Link(
            pointer=pointer,
            name=name,
            operation=_text(value, "operationId") or _text(value, "operationRef"),
            parameters=_mapping(value.get("parameters")),
            request_body=value.get("requestBody"),
            server=_text(_mapping(value.get("server")), "url"),
            description=_text(value, "description"),
        )

    def _header(self, name: str, pointer: str, raw: Any) -> model.Header:
        pointer, value = self._follow(pointer, raw)
        return model.Header(
            pointer=pointer,
            name=name,
            required=value.get("required") is True,
            schema=_schema(pointer, value),
            content=self._content(pointer, value),
            explode=value.get("explode") is True,
            deprecated=value.get("deprecated") is True,
            description=_text(value, "description"),
            sunset=value.get("x-sunset"),
        )

    def _content(self, pointer: str, value: Mapping[str, Any]) -> tuple[model.MediaType, ...]:
        return tuple(
            model.MediaType(
                pointer=pointers.join(pointer, "content", name),
                name=name,
                schema=_schema(pointers.join(pointer, "content", name), media_type),
                encoding=self._encodings(pointers.join(pointer, "content", name, "encoding"), media_type),
                examples=self._examples(media_type),
                by_item="itemSchema" in media_type and self.dialect == "3.2",
            )
            for name, media_type in _members(value.get("content"))
            if type(media_type) is dict
        )

    def _encodings(self, pointer: str, media_type: Mapping[str, Any]) -> dict[str, model.Encoding]:
        return {
            name: model.Encoding(
                pointer=pointers.join(pointer, name),
                name=name,
                content_types=tuple(
                    each.strip() for each in _text(value, "contentType").split(",") if each.strip()
                ),
                headers=tuple(
                    self._header(header, pointers.join(pointer, name, "headers", header), raw)
                    for header, raw in _members(value.get("headers"))
                    if header.lower() not in IGNORED_RESPONSE_HEADERS
                ),
                style=_text(value, "style") or None,
                explode=_flag(value, "explode", default=_text(value, "style") in {"", "form"}),
                allow_reserved=value.get("allowReserved") is True,
            )
            for name, value in _members(media_type.get("encoding"))
            if type(value) is dict
        }

    def _examples(self, value: Mapping[str, Any]) -> tuple[Any, ...]:
        named = [self._follow("", each)[1] for _, each in _members(value.get("examples"))]
        single = [value["example"]] if "example" in value else []
        said = [each[key] for each in named for key in ("value", "dataValue") if key in each]
        return tuple(single + said)

    def _callbacks(self, pointer: str, operation: dict[str, Any]) -> Iterator[model.Callback]:
        for name, raw in _members(operation.get("callbacks")):
            place, value = self._follow(pointers.join(pointer, "callbacks", name), raw)
            if place in self.open_callbacks:
                continue
            self.open_callbacks.append(place)
            for expression, item in _members(value):
                if not expression.startswith("x-"):
                    at = pointers.join(place, expression)
                    yield model.Callback(at, name, expression, tuple(self._path_item(expression, at, item)))
            self.open_callbacks.pop()

    def _security_schemes(self, components: Mapping[str, Any]) -> Iterator[tuple[str, model.SecurityScheme]]:
        for name, raw in _members(components.get("securitySchemes")):
            pointer, value = self._follow(pointers.join("/components/securitySchemes", name), raw)
            if value.get("type") not in _SECURITY_KINDS:
                continue
            yield (
                name,
                model.SecurityScheme(
                    pointer=pointer,
                    name=name,
                    kind=value["type"],
                    http_scheme=_text(value, "scheme").lower(),
                    bearer_format=_text(value, "bearerFormat"),
                    location=value.get("in", "") if value["type"] == "apiKey" else "",
                    parameter_name=_text(value, "name"),
                    flows=_mapping(value.get("flows")),
                    open_id_connect_url=_text(value, "openIdConnectUrl"),
                    description=_text(value, "description"),
                ),
            )

    def _follow(self, pointer: str, value: Any) -> tuple[str, Mapping[str, Any]]:
        if type(value) is dict and type(value.get("$ref")) is str:
            pointer, value = resolve.resolve(self.tree, value["$ref"])
        return pointer, _mapping(value)


def _servers(value: Mapping[str, Any], pointer: str) -> tuple[model.Server, ...]:
    return tuple(
        model.Server(
            pointer=pointers.join(pointer, "servers", index),
            url=_text(server, "url"),
            description=_text(server, "description"),
            variables=_mapping(server.get("variables")),
        )
        for index, server in enumerate(_list(value.get("servers")))
        if type(server) is dict
    )


def _security(value: Any) -> tuple[model.SecurityRequirement, ...] | None:
    """The alternatives written in one place; None where nothing is written and the outer place decides."""
    if type(value) is not list:
        return None
    return tuple(
        model.SecurityRequirement(
            {name: tuple(str(scope) for scope in _list(scopes)) for name, scopes in each.items()}
        )
        for each in value
        if type(each) is dict
    )


def _schema(pointer: str, value: Mapping[str, Any]) -> model.SchemaSite | None:
    schema = value.get("schema")
    if type(schema) is dict or type(schema) is bool:
        return model.SchemaSite(pointers.join(pointer, "schema"), schema)
    return None


def _wire_name(parameter: model.Parameter) -> str:
    return parameter.name.lower() if parameter.location == "header" else parameter.name


def _is_schema(value: Any) -> bool:
    return type(value) is dict or type(value) is bool


def _flag(value: Mapping[str, Any], key: str, *, default: bool) -> bool:
    flag = value.get(key)
    return flag if type(flag) is bool else default


def _text(value: Mapping[str, Any], key: str) -> str:
    """A field's text; a number, which YAML makes of an unquoted version, is written out."""
    text = value.get(key)
    return text if type(text) is str else "" if text is None else str(text)


def _docs(value: Mapping[str, Any]) -> str:
    return _text(_mapping(value.get("externalDocs")), "url")


def _members(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if type(value) is dict else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _list(value: Any) -> list[Any]:
    return value if type(value) is list else []
