"""What one document says of an exchange: a second judge, on the document itself.

Each question is answered with the objections found, and with whether all of the exchange could be judged.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import jsonschema_rs

from gate.views import Rewriting, View, resolve

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_DOCUMENT: Final = "urn:document"
_OWN_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})


@dataclass
class Opinion:
    """Why the document refuses an exchange, empty where it does not; `unread` lists what was not judged."""

    objections: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something is objected to."""
        return bool(self.objections)


class Contract:
    """One raw document."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._registries: dict[View, Any] = {}
        self._validators: dict[tuple[View, str], Any] = {}

    def request(self, exchange: Any) -> Opinion:
        """Return what a service of this contract says of a request."""
        found = self._operation(exchange["method"], exchange["path"])
        if found is None:
            return Opinion([f"no operation answers {exchange['method']} {exchange['path']}"])
        place, operation, variables = found
        opinion = Opinion()
        self._security(operation, exchange, opinion)
        for where, parameter in self._parameters(place, operation):
            self._parameter(where, parameter, exchange, variables, opinion)
        self._request_body(place, operation, exchange, opinion)
        return opinion

    def response(self, exchange: Any) -> Opinion:
        """Return what a client of this contract says of a response."""
        found = self._operation(exchange["method"], exchange["path"])
        if found is None:
            return Opinion(unread=["the operation"])
        place, operation, _ = found
        status = str(exchange["status"])
        responses = operation.get("responses", {})
        key = next(
            (k for k in (status, f"{status[0]}XX", f"{status[0]}xx", "default") if k in responses), None
        )
        if key is None:
            return Opinion([f"status {status} is not declared"])
        where, response = self._follow(f"{place}/responses/{key}", responses[key])
        opinion = Opinion()
        for name, header in response.get("headers", {}).items():
            self._header(f"{where}/headers/{_escape(name)}", name, header, exchange, opinion)
        self._body(where, response.get("content", {}), exchange, "response", opinion)
        return opinion

    def _operation(self, method: str, path: str) -> tuple[str, Any, dict[str, str]] | None:
        """Return the operation that a path leads to, as it stands or below a server's own path."""
        below = [path[len(base) :] for base in self._bases() if path.startswith(f"{base}/")]
        found = (self._routed(method, each) for each in (path, *below))
        return next((one for one in found if one is not None), None)

    def _bases(self) -> Iterator[str]:
        for server in self._tree.get("servers", ()):
            url = server["url"]
            for name, variable in server.get("variables", {}).items():
                url = url.replace("{" + name + "}", str(variable.get("default", "")))
            yield urlsplit(url).path.rstrip("/")

    def _routed(self, method: str, path: str) -> tuple[str, Any, dict[str, str]] | None:
        paths = self._tree.get("paths", {})
        for template in sorted(paths, key=lambda each: [part.startswith("{") for part in each.split("/")]):
            item = self._follow("", paths[template])[1]
            names = re.findall(r"\{([^}]*)\}", template)
            literal = re.sub(r"\\\{[^}]*\\\}", "([^/]*)", re.escape(template))
            matched = re.fullmatch(literal, path)
            if matched and method.lower() in item:
                variables = dict(zip(names, map(unquote, matched.groups()), strict=True))
                return f"#/paths/{_escape(template)}/{method.lower()}", item[method.lower()], variables
        return None

    def _follow(self, place: str, value: Any) -> tuple[str, Any]:
        while isinstance(value, Mapping) and isinstance(value.get("$ref"), str):
            place, value = value["$ref"], resolve(self._tree, value["$ref"])
        return place, value

    def _parameters(self, place: str, operation: Any) -> Iterator[tuple[str, Any]]:
        above = place.rpartition("/")[0]
        item = resolve(self._tree, above)
        found: dict[tuple[str, str], tuple[str, Any]] = {}
        for owner, where in ((item, above), (operation, place)):
            for index, raw in enumerate(owner.get("parameters", ())):
                at, parameter = self._follow(f"{where}/parameters/{index}", raw)
                found[parameter["in"], parameter["name"]] = (at, parameter)
        return iter(found.values())

    def _parameter(
        self, place: str, parameter: Any, exchange: Any, variables: Mapping[str, str], opinion: Opinion
    ) -> None:
        name, location = parameter["name"], parameter["in"]
        if location == "header" and name.lower() in _OWN_HEADERS:
            return
        texts = _texts(name, location, exchange, variables)
        if not texts:
            structured = not isinstance(parameter.get("schema", {}).get("type", "object"), str)
            if parameter.get("required") and location != "path":
                # A form-exploded object is not found under its own name.
                (opinion.unread if structured else opinion.objections).append(
                    f"{location} {name} is required"
                )
            return
        if "schema" not in parameter:
            opinion.unread.append(f"{location} {name}")
            return
        self._value(f"{place}/schema", name, texts, opinion)

    def _value(self, place: str, name: str, texts: list[str], opinion: Opinion) -> None:
        """Try every reading of the texts; they are refused where none is valid."""
        validator = self._validator("request", place)
        readings = list(_readings(texts))
        if validator is None:
            opinion.unread.append(name)
        elif not any(validator.is_valid(reading) for reading in readings):
            opinion.objections.append(f"{name}: {texts} is not valid")

    def _request_body(self, place: str, operation: Any, exchange: Any, opinion: Opinion) -> None:
        where, body = self._follow(f"{place}/requestBody", operation.get("requestBody"))
        if "body" not in exchange:
            if body and body.get("required"):
                opinion.objections.append("a body is required")
            return
        if body:
            self._body(where, body.get("content", {}), exchange, "request", opinion)

    def _body(self, place: str, content: Any, exchange: Any, view: View, opinion: Opinion) -> None:
        if "body" not in exchange:
            if content and view == "response":
                opinion.objections.append("a body was promised")
            return
        sent = _header_of(exchange, "Content-Type").partition(";")[0].strip().lower()
        ranges = {key.partition(";")[0].strip().lower(): key for key in content}
        wanted = (sent, sent.partition("/")[0] + "/*", "*/*")
        key = next((ranges[each] for each in wanted if each in ranges), None)
        if key is None:
            if content or view == "request":
                opinion.objections.append(f"the media type {sent} is not declared")
            return
        if "json" not in sent and not isinstance(exchange["body"], str):
            opinion.unread.append(f"a body of {sent}")
            return
        validator = self._validator(view, f"{place}/content/{_escape(key)}/schema")
        if "schema" not in content[key]:
            return
        if validator is None:
            opinion.unread.append("the body's schema")
        elif not validator.is_valid(exchange["body"]):
            opinion.objections.append(next(validator.iter_errors(exchange["body"])).message[:200])

    def _header(self, place: str, name: str, raw: Any, exchange: Any, opinion: Opinion) -> None:
        where, header = self._follow(place, raw)
        text = _header_of(exchange, name)
        if not any(key.lower() == name.lower() for key, _ in exchange["headers"]):
            if header.get("required") and name.lower() != "content-type":
                opinion.objections.append(f"header {name} was promised")
        elif "schema" in header:
            self._value(f"{where}/schema", name, [text], opinion)

    def _security(self, operation: Any, exchange: Any, opinion: Opinion) -> None:
        wanted = operation.get("security", self._tree.get("security"))
        schemes = self._tree.get("components", {}).get("securitySchemes", {})
        if any(name not in schemes for one in wanted or () for name in one):
            opinion.unread.append("a security scheme that is not declared")
        elif not wanted or any(all(self._carried(schemes[name], exchange) for name in one) for one in wanted):
            if any(scopes for one in wanted or () for scopes in one.values()):
                opinion.unread.append("the scopes of the credentials")
        else:
            opinion.objections.append("no credentials that are enough")

    def _carried(self, scheme: Any, exchange: Any) -> bool:
        scheme = self._follow("", scheme)[1] or {}
        if scheme.get("type") == "apiKey":
            return bool(_texts(scheme["name"], scheme["in"], exchange, {}))
        kind = scheme.get("scheme", "bearer").lower() if scheme.get("type") == "http" else "bearer"
        return _header_of(exchange, "Authorization").lower().startswith(kind)

    def _validator(self, view: View, place: str) -> Any:
        if (view, place) not in self._validators:
            self._validators[view, place] = self._compiled(view, place)
        return self._validators[view, place]

    def _compiled(self, view: View, place: str) -> Any:
        if view not in self._registries:
            tree = Rewriting(self._tree, view).run()
            self._registries[view] = jsonschema_rs.Registry(
                [(_DOCUMENT, tree)], draft=jsonschema_rs.Draft202012
            )
        try:
            return jsonschema_rs.Draft202012Validator(
                {"$ref": f"{_DOCUMENT}#{quote(place.removeprefix('#'), safe='/~')}"},
                registry=self._registries[view],
                validate_formats=True,
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError):
            return None


def _texts(name: str, location: str, exchange: Any, variables: Mapping[str, str]) -> list[str]:
    if location == "path":
        return [variables[name]] if name in variables else []
    if location == "query":
        return [value for key, value in exchange["query"] if key in {name, f"{name}[]"}]
    if location == "cookie":
        cookies = _header_of(exchange, "Cookie").split("; ")
        return [value for key, _, value in (each.partition("=") for each in cookies) if key == name]
    return [value for key, value in exchange["headers"] if key.lower() == name.lower()]


def _header_of(exchange: Any, name: str) -> str:
    return next((str(value) for key, value in exchange["headers"] if key.lower() == name.lower()), "")


def _readings(texts: list[str]) -> Iterator[Any]:
    """Yield every value that the texts may stand for: one scalar, or a list of them."""
    if len(texts) == 1:
        yield from _scalars(texts[0])
        joined = texts[0].split(",")
        yield from ([*row] for row in _rows(joined))
    yield from ([*row] for row in _rows(texts))


def _rows(texts: list[str]) -> Iterator[list[Any]]:
    yield list(texts)
    yield [next(reversed(list(_scalars(text)))) for text in texts]


def _scalars(text: str) -> Iterator[Any]:
    yield text
    try:
        value = json.loads(text)
    except ValueError:
        return
    if value is None or isinstance(value, bool | int | float):
        yield value


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
