"""What a receiver may read from the texts of a message: of parameters, headers, forms and their parts."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dovetail_engine.compat.decoding import (
    form_pairs,
    form_parts_in,
    pair_readings,
    scalar_readings,
    segment_readings,
    unquoted,
)
from dovetail_engine.compat.forms import URLENCODED, FormPart, form_parts
from dovetail_engine.compat.lowering import Lowering
from dovetail_engine.compat.media import covering, essence, is_json
from dovetail_engine.compat.nodes import View
from dovetail_engine.compat.report import Exchange
from dovetail_engine.compat.wire import kinds, same_text
from dovetail_engine.oas import Document
from dovetail_engine.oas.model import Header, MediaType, Operation, Parameter, SchemaSite

_SCALARS = frozenset({"string", "number", "boolean", "null"})
_WRITTEN = frozenset({"integer", "number", "boolean", "string"})


class Reader:
    """The receiver that one document describes, before it looks at values."""

    def __init__(self, document: Document, lowerings: Mapping[View, Lowering]) -> None:
        self._document, self._lowerings = document, lowerings

    def parameter(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> list[Any] | None:
        """The values that a parameter may stand for, None where it is left out."""
        if parameter.content:
            return self._content(operation, parameter, exchange)
        found = self._kinds(parameter.schema, "request")
        if parameter.location in {"query", "cookie"}:
            pairs = _own_pairs(operation, parameter, _pairs(parameter, exchange))
            readings = pair_readings(parameter, pairs, found, _SCALARS)
            return None if readings is None else list(readings)
        text = _segment(operation, parameter, exchange)
        return None if text is None else list(segment_readings(parameter, text, found, _SCALARS))

    def header(self, header: Header, text: str) -> list[Any]:
        """The values that a response header may stand for."""
        if header.content:
            return _document_readings(header.content, text)
        as_parameter = Parameter(
            header.pointer, header.name, "header", True, header.schema, (), "simple", header.explode
        )
        found = self._kinds(header.schema, "response")
        return list(segment_readings(as_parameter, text, found, _SCALARS))

    def form(self, exchange: Exchange, name: str, media: MediaType, view: View) -> Iterator[Any]:
        """What may be read from a form or text: its fields arrive as texts."""
        body, site = exchange.body, media.schema
        if site is None:
            return
        # What is no object is no form: it is the text that it is.
        written = isinstance(body, str) and "string" not in self._kinds(site, view)
        if written and essence(name) == URLENCODED:
            yield from self._urlencoded(body, media)
            return
        if written and essence(name).startswith("multipart/"):
            body = self._multipart(body, name, media)
        yield body
        if isinstance(body, str):
            yield from scalar_readings(body, self._kinds(site, view))
        if isinstance(body, dict):
            texts = {key: _field_readings(value) for key, value in body.items()}
            yield {key: readings[0] for key, readings in texts.items()}
            yield self._mixed(texts, site, view)

    def misread(
        self, operation: Operation, parameter: Parameter, exchange: Exchange, meant: Any
    ) -> str | None:
        """What the text of a parameter is taken for, where that is not what it says."""
        return _taken(self.parameter(operation, parameter, exchange) or [], meant)

    def misread_field(self, exchange: Exchange, name: str, media: MediaType, meant: Any) -> str | None:
        """What the text of a form field is taken for, where that is not what it says."""
        readings = self.form(exchange, essence(media.name), media, "request")
        return _taken([one[name] for one in readings if isinstance(one, dict) and name in one], meant)

    def part_faults(self, exchange: Exchange, name: str, media: MediaType) -> Iterator[str]:
        """Why the parts of a multipart body are refused, whatever they hold."""
        if not isinstance(exchange.body, str) or not essence(name).startswith("multipart/"):
            return
        declared = form_parts(self._document, media)
        for key, headers, _ in form_parts_in(exchange.body, name):
            if key in declared:
                yield from _part_faults(declared[key], headers)

    def _content(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> list[Any] | None:
        """The values of a parameter that is a document of its own; one of another type than JSON is text."""
        if parameter.location in {"query", "cookie"}:
            pairs = _pairs(parameter, exchange)
            text = next((value for name, value in pairs if name == parameter.name), None)
        else:
            text = _segment(operation, parameter, exchange)
        return None if text is None else _document_readings(parameter.content, text)

    def _kinds(self, site: SchemaSite | None, view: View) -> frozenset[str]:
        if site is None:
            return frozenset({"string"})
        lowering = self._lowerings[view]
        return kinds(lowering.schema(site.pointer), lowering.definitions)

    def _mixed(self, texts: Mapping[str, list[Any]], site: SchemaSite, view: View) -> dict[str, Any]:
        """The reading that the schema of each field asks for."""
        fields = self._fields(site, view)
        definitions = self._lowerings[view].definitions
        chosen = {}
        for name, readings in texts.items():
            wanted = kinds(fields.get(name, True), definitions)
            chosen[name] = readings[-1] if "string" in wanted else readings[0]
        return chosen

    def _fields(self, site: SchemaSite, view: View) -> Mapping[str, Any]:
        lowering = self._lowerings[view]
        schema: Any = lowering.schema(site.pointer)
        while isinstance(schema, dict) and "$ref" in schema:
            schema = lowering.definitions[schema["$ref"].removeprefix("#/$defs/")]
        found: Mapping[str, Any] = schema.get("properties", {}) if isinstance(schema, dict) else {}
        return found

    def _urlencoded(self, text: str, media: MediaType) -> Iterator[Any]:
        """A form whose properties are written in the styles of the receiver."""
        site = media.schema
        if site is None:
            return
        pairs, declared = form_pairs(text), form_parts(self._document, media)
        fields, definitions = self._fields(site, "request"), self._lowerings["request"].definitions
        columns: dict[str, list[Any]] = {}
        for name, part in declared.items():
            found = kinds(fields.get(name, True), definitions)
            own = [pair for pair in pairs if pair[0] == name or pair[0] not in declared]
            readings = pair_readings(part.as_parameter(), own, found, _SCALARS)
            if readings is not None:
                columns[name] = list(readings)
        if all(columns.values()):
            yield {name: column[0] for name, column in columns.items()}
            yield {name: column[-1] for name, column in columns.items()}

    def _multipart(self, text: str, name: str, media: MediaType) -> dict[str, Any]:
        lists = {
            key
            for key, schema in (self._fields(media.schema, "request") if media.schema else {}).items()
            if kinds(schema, self._lowerings["request"].definitions) == {"array"}
        }
        found: dict[str, Any] = {}
        for key, headers, content in form_parts_in(text, name):
            value = _json(content) if is_json(headers.get("content-type", "")) else content
            if key in lists:
                found.setdefault(key, []).append(value)
            else:
                found[key] = value
        return found


def template(path: str) -> re.Pattern[str]:
    """A path template as a pattern with one group for each variable."""
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile(
        "".join("([^/]+)" if part.startswith("{") else re.escape(part) for part in parts) + r"\Z"
    )


def _taken(readings: list[Any], meant: Any) -> str | None:
    if any(same_text(meant, value) for value in readings):
        return None
    if not readings:
        return "not found where it is looked for"
    return f"read as {_shown(readings[-1])}, not as {_shown(meant)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pairs(parameter: Parameter, exchange: Exchange) -> tuple[tuple[str, str], ...]:
    if parameter.location == "query":
        return exchange.query
    joined = next((value for name, value in exchange.headers if name.lower() == "cookie"), "")
    pairs = (part.partition("=") for part in joined.split("; ") if part)
    return tuple((name, unquoted(value)) for name, _, value in pairs)


def _own_pairs(
    operation: Operation, parameter: Parameter, pairs: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    """The pairs without those that other parameters of the operation are named for."""
    others = {one.name for one in operation.parameters if one.location == parameter.location}
    return [pair for pair in pairs if pair[0] == parameter.name or pair[0] not in others]


def _segment(operation: Operation, parameter: Parameter, exchange: Exchange) -> str | None:
    if parameter.location == "header":
        return {name.lower(): value for name, value in exchange.headers}.get(parameter.name.lower())
    names = re.findall(r"\{([^}]*)\}", operation.path)
    match = template(operation.path).match(exchange.path)
    if match is None or parameter.name not in names:
        return None
    return unquoted(match.group(names.index(parameter.name) + 1))


def _document_readings(content: tuple[MediaType, ...], text: str) -> list[Any]:
    if not is_json(content[0].name):
        return [text]
    try:
        return [json.loads(text)]
    except ValueError:
        return []


def _part_faults(part: FormPart, headers: Mapping[str, str]) -> Iterator[str]:
    sent = headers.get("content-type", "text/plain")
    accepted = tuple(MediaType("", one, None) for one in part.content_types)
    if part.said and covering(sent, accepted) is None:
        yield f"the part '{part.name}' is '{sent}', not {' or '.join(part.content_types)}"
    for header in part.headers:
        if header.required and header.name.lower() not in headers:
            yield f"the part '{part.name}' has no header {header.name}"


def _field_readings(value: Any) -> list[Any]:
    return list(scalar_readings(value, _WRITTEN)) if isinstance(value, str) else [value]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
