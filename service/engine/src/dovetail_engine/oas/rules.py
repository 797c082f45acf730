"""What a document must keep beyond the meta-schema: references, names and paths that agree."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jsonschema_rs

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas import violations
from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.normalise import IGNORED_HEADER_PARAMETERS
from dovetail_engine.oas.resolve import UnresolvableError, resolve
from dovetail_engine.oas.severity import objection
from dovetail_engine.oas.structure import (
    METHODS,
    VARIABLE,
    Kind,
    Place,
    operations_of,
    path_variables,
    walk,
    walk_from,
)


def check(tree: dict[str, Any], dialect: Dialect) -> list[Diagnostic]:
    """Every objection to a document, without line numbers."""
    return [*violations.check(tree, dialect), *_Rules(tree, dialect).check()]


class _Rules:
    def __init__(self, tree: dict[str, Any], dialect: Dialect) -> None:
        self.tree, self.dialect = tree, dialect
        # One object may stand in places of several kinds: a YAML alias does not copy what it repeats.
        self.visited: dict[int, list[Kind]] = {}
        self.targets: list[tuple[Place, str, Any]] = []
        self.operation_ids: dict[str, str] = {}
        self.resolved: dict[str, tuple[str, Any] | UnresolvableError] = {}

    def check(self) -> Iterator[Diagnostic]:
        yield from self._places(walk(self.tree, self.dialect))
        # A reference may lead to a place outside the grammar, e.g. under an extension: that is read as well.
        while self.targets:
            place, pointer, value = self.targets.pop()
            kinds = self.visited.get(id(value))
            if kinds is None:
                yield from self._places(walk_from(place.kind, value, pointer, self.dialect))
            elif place.kind == "header" and kinds == ["parameter"]:
                message = "A parameter stands in for a header; its name and location are ignored."
                yield objection("parameter-as-header", message, f"{place.pointer}/$ref")
            elif place.kind not in kinds:
                yield self._wrong_kind(place, f"leads to a {_said(kinds[0])}")
        yield from self._security(self.tree.get("security"), "/security")
        yield from self._paths()

    def _places(self, places: Iterable[Place]) -> Iterator[Diagnostic]:
        for place in places:
            kinds = self.visited.setdefault(id(place.value), [place.kind])
            if place.kind not in kinds:
                kinds.append(place.kind)
            if place.ref is not None:
                yield from self._reference(place, place.ref)
            if place.kind == "schema":
                yield from self._schema(place)
            elif place.kind == "operation":
                yield from self._operation(place)
            elif place.kind == "path-item":
                yield from self._own_parameters(place)

    def _reference(self, place: Place, ref: str) -> Iterator[Diagnostic]:
        found = self._resolve(ref)
        if isinstance(found, UnresolvableError):
            yield objection(found.code, found.message, f"{place.pointer}/$ref", found.hint)
            return
        pointer, value = found
        if type(value) is dict:
            self.targets.append((place, pointer, value))
        elif not (place.kind == "schema" and type(value) is bool):
            yield self._wrong_kind(place, "leads to no object")

    def _wrong_kind(self, place: Place, fault: str) -> Diagnostic:
        message = f"The reference {place.ref!r} must lead to a {_said(place.kind)}, and {fault}."
        return objection("ref-to-wrong-kind", message, f"{place.pointer}/$ref")

    def _schema(self, place: Place) -> Iterator[Diagnostic]:
        schema = place.value
        if "nullable" in schema and self.dialect != "3.0":
            hint = 'Add "null" to the type instead.'
            message = '"nullable" belongs to OpenAPI 3.0 and means nothing in 3.1.'
            yield objection("keyword-of-3.0", message, f"{place.pointer}/nullable", hint)
        pattern = schema.get("pattern")
        if type(pattern) is str and not _is_pattern(pattern):
            message = f"The pattern {pattern!r} is no regular expression."
            yield objection("bad-pattern", message, f"{place.pointer}/pattern")
        if "discriminator" in schema:
            yield from self._mapping(place, schema["discriminator"])

    def _mapping(self, place: Place, discriminator: Any) -> Iterator[Diagnostic]:
        components = _mapping(_mapping(self.tree.get("components")).get("schemas"))
        for value, target in _mapping(_mapping(discriminator).get("mapping")).items():
            if type(target) is not str or target in components:
                continue
            found = self._resolve(target)
            if isinstance(found, UnresolvableError):
                at = pointers.join(place.pointer, "discriminator", "mapping", value)
                yield objection("mapping-leads-nowhere", found.message, at, found.hint)

    def _operation(self, place: Place) -> Iterator[Diagnostic]:
        yield from self._own_parameters(place)
        if "security" in place.value:
            yield from self._security(place.value["security"], f"{place.pointer}/security")
        name = place.value.get("operationId")
        if type(name) is not str:
            return
        pointer = f"{place.pointer}/operationId"
        first = self.operation_ids.setdefault(name, pointer)
        if first == pointer:
            return
        if _is_head_of_get(first, pointer):
            # HEAD is GET without the body (RFC 9110, section 9.3.2): frameworks derive one from the other.
            message = f'HEAD shares the operationId "{name}" with the GET of its path.'
            yield objection("operation-id-of-head", message, pointer)
        else:
            hint = "Give each operation its own operationId: generated methods are named by it."
            message = f'The operationId "{name}" is used twice, first at {first}.'
            yield objection("duplicate-operation-id", message, pointer, hint)

    def _own_parameters(self, place: Place) -> Iterator[Diagnostic]:
        seen: dict[tuple[str, str], Any] = {}
        for index, value in self._parameters(place.value):
            key = (value["in"], value["name"])
            if key in seen:
                code = "repeated-parameter" if seen[key] == value else "duplicate-parameter"
                message = f'The {key[0]} parameter "{key[1]}" is declared twice.'
                yield objection(code, message, pointers.join(place.pointer, "parameters", index))
            seen[key] = value
            if key[0] == "header" and key[1].lower() in IGNORED_HEADER_PARAMETERS:
                message = (
                    f'A header parameter "{key[1]}" is ignored: media types and security schemes say it.'
                )
                yield objection(
                    "ignored-parameter", message, pointers.join(place.pointer, "parameters", index)
                )

    def _parameters(self, owner: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        for index, raw in enumerate(_list(owner.get("parameters"))):
            value = self._follow(raw)
            if type(value.get("name")) is str and type(value.get("in")) is str:
                yield index, value

    def _security(self, requirements: Any, pointer: str) -> Iterator[Diagnostic]:
        declared = _mapping(_mapping(self.tree.get("components")).get("securitySchemes"))
        for index, requirement in enumerate(_list(requirements)):
            for name in _mapping(requirement):
                if name not in declared:
                    message = f'The security scheme "{name}" is declared nowhere; its kind is unknown.'
                    hint = "Declare it under components/securitySchemes."
                    at = pointers.join(pointer, index, name)
                    yield objection("unknown-security-scheme", message, at, hint)

    def _paths(self) -> Iterator[Diagnostic]:
        shapes: dict[str, list[str]] = defaultdict(list)
        for path, raw in _mapping(self.tree.get("paths")).items():
            if not path.startswith("/"):
                continue
            pointer, item = pointers.join("/paths", path), {**self._follow(raw), **_mapping(raw)}
            if "?" in path or "#" in path:
                message = "A path has no query or fragment; it is taken as it stands."
                yield objection("path-with-query", message, pointer)
            yield from self._collisions(path, item, shapes[VARIABLE.sub("{}", path)])
            yield from self._path_parameters(path, pointer, item)

    def _collisions(self, path: str, item: dict[str, Any], others: list[str]) -> Iterator[Diagnostic]:
        pointer, paths = pointers.join("/paths", path), self.tree["paths"]
        for other in others:
            shared = [method for method in METHODS if method in item and method in _mapping(paths[other])]
            both = f", and both have {', '.join(shared).upper()}" if shared else ""
            message = f'"{path}" and "{other}" match the same addresses{both}; they are read as two paths.'
            yield objection("equivalent-paths", message, pointer)
        others.append(path)

    def _path_parameters(self, path: str, pointer: str, item: dict[str, Any]) -> Iterator[Diagnostic]:
        shared = {value["name"] for _, value in self._parameters(item) if value["in"] == "path"}
        variables = set(path_variables(path))
        for _, below, operation in operations_of(item, self.dialect):
            own = {value["name"] for _, value in self._parameters(operation) if value["in"] == "path"}
            at = pointer + below
            for name in sorted(variables - own - shared):
                message = f'The path parameter "{name}" is not declared; it is read as a string.'
                yield objection("path-parameter-undeclared", message, at)
            for name in sorted(own - variables):
                message = f'The path has no "{{{name}}}"; the parameter is ignored.'
                yield objection("path-parameter-unused", message, at)
        for name in sorted(shared - variables):
            message = f'The path has no "{{{name}}}"; the parameter is ignored.'
            yield objection("path-parameter-unused", message, pointer)

    def _follow(self, value: Any) -> dict[str, Any]:
        if type(value) is dict and type(value.get("$ref")) is str:
            found = self._resolve(value["$ref"])
            return {} if isinstance(found, UnresolvableError) else _mapping(found[1])
        return _mapping(value)

    def _resolve(self, ref: str) -> tuple[str, Any] | UnresolvableError:
        found = self.resolved.get(ref)
        if found is None:
            try:
                found = resolve(self.tree, ref)
            except UnresolvableError as error:
                found = error
            self.resolved[ref] = found
        return found


def _said(kind: Kind) -> str:
    return kind.replace("-", " ")


def _is_head_of_get(first: str, second: str) -> bool:
    (path, method, _), (other, another, _) = (each.rsplit("/", 2) for each in (first, second))
    return path == other and {method, another} == {"get", "head"}


@functools.cache
def _regex_validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({"format": "regex"}, validate_formats=True, offline=True)


@functools.lru_cache(maxsize=4096)
def _is_pattern(pattern: str) -> bool:
    return _regex_validator().is_valid(pattern)


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _list(value: Any) -> list[Any]:
    return value if type(value) is list else []
