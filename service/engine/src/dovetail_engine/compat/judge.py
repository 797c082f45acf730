"""A reference receiver: takes a whole HTTP message and says why it would refuse it.

It knows nothing of containment. Values are judged by jsonschema-rs on the lowered schemas, and by
openapi-schema-validator on the document as written where that one implements what the schema uses.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from dovetail_engine.compat.decoding import pair_readings, scalar_readings, segment_readings, unquoted
from dovetail_engine.compat.lowering import Lowering, Schema
from dovetail_engine.compat.media import covering, essence, is_form, is_json, is_text
from dovetail_engine.compat.nodes import View, target
from dovetail_engine.compat.reasons import Focus, Reasons
from dovetail_engine.compat.report import Exchange
from dovetail_engine.compat.security import Credential, missing, security_of
from dovetail_engine.compat.statuses import covering_response
from dovetail_engine.compat.wire import kinds
from dovetail_engine.compat.written import Written
from dovetail_engine.oas import Document
from dovetail_engine.oas.model import Header, MediaType, Operation, Parameter, SchemaSite


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message is refused; `part` is what is at fault, such as `body`, `query q` or `status`."""

    part: str
    reason: str


class CannotJudge(Exception):
    """The judge does not understand a schema, and so says nothing about its values."""


class Judge:
    """The receiver that one document describes."""

    def __init__(self, document: Document, lowerings: Mapping[View, Lowering]) -> None:
        self.document = document
        self._lowerings = lowerings
        self._written = Written(document)
        self._focus: Focus | None = None
        self._reasons: dict[tuple[str, View], Reasons] = {}
        self._by_text: dict[tuple[int, str], Reasons] = {}

    def focused(self, focus: Focus | None) -> "Judge":
        """The same judge, who names the objection at the focus first."""
        self._focus = focus
        return self

    def request(
        self, exchange: Exchange, offered: Sequence[Credential], operation: Operation | None = None
    ) -> list[Refusal]:
        """Why a request is refused, empty if it is not. Without an operation it is routed by its path."""
        found = operation or self.route(exchange.method, exchange.path)
        if found is None:
            return [Refusal("operation", f"no operation answers {exchange.method} {exchange.path}")]
        return [
            *self._security(found, tuple(offered)),
            *(refusal for one in found.parameters for refusal in self._parameter(found, one, exchange)),
            *self._request_body(found, exchange),
            *self._acceptable(found, exchange),
        ]

    def response(self, exchange: Exchange, operation: Operation) -> list[Refusal]:
        """Why a response is not what the operation promises, empty if it is."""
        status = exchange.status or 0
        promised = covering_response(operation.responses, status)
        if promised is None:
            return [Refusal("status", f"status {status} is not declared")]
        sent = {name.lower(): value for name, value in exchange.headers}
        refusals = [refusal for header in promised.headers for refusal in self._header(header, sent)]
        if not promised.content:
            return refusals
        if not exchange.has_body:
            return [*refusals, Refusal("content", "the promised body is missing")]
        return [*refusals, *self._body(promised.content, exchange, "response")]

    def route(self, method: str, path: str) -> Operation | None:
        """The operation that a concrete path selects: the one with the fewest variables."""
        for pattern, operation in self._routes:
            if operation.method.upper() == method and pattern.match(path):
                return operation
        return None

    def agrees(self, site: SchemaSite, view: View, value: Any, *, valid: bool) -> bool | None:
        """What the judge of documents as written says of a value; None where it has no say."""
        verdict = self._written.valid(site.pointer, view, value)
        return None if verdict is None else verdict == valid

    def blames(self, place: str, view: View, value: Any, focus: Focus) -> bool:
        """Whether what it says against a value is about the focus."""
        return self._reasons_of(place, view).objects_at(value, focus)

    @cached_property
    def _routes(self) -> list[tuple[re.Pattern[str], Operation]]:
        found = sorted(self.document.api.operations, key=lambda operation: operation.path.count("{"))
        return [(_template(operation.path), operation) for operation in found]

    def _reasons_of(self, place: str, view: View) -> Reasons:
        key = (target(self.document, place), view)
        if key not in self._reasons:
            lowering = self._lowerings[view]
            schema = lowering.schema(key[0])
            # The same schema is written at many an operation.
            text = (id(lowering), repr(schema))
            if text not in self._by_text:
                self._by_text[text] = _compiled(lowering.bundle(schema), place)
            self._reasons[key] = self._by_text[text]
        return self._reasons[key]

    def _why(self, place: str, view: View, value: Any) -> str | None:
        return self._reasons_of(place, view).reason(value, self._focus)

    def _security(self, operation: Operation, offered: tuple[Credential, ...]) -> Iterator[Refusal]:
        lack = missing(offered, security_of(self.document, operation))
        if lack:
            yield Refusal("security", lack)

    def _parameter(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> Iterator[Refusal]:
        part = f"{parameter.location} {parameter.name}"
        readings = self._read(operation, parameter, exchange)
        if readings is None:
            if parameter.required:
                yield Refusal(part, f"{parameter.location} parameter '{parameter.name}' is required")
            return
        site = parameter.schema or _site_in(parameter.content)
        if site is None:
            return
        whys = [self._why(site.pointer, "request", value) for value in readings]
        if None not in whys:
            said = next((why for why in whys if why), "it cannot be read as its type")
            yield Refusal(part, f"{parameter.location} parameter '{parameter.name}': {said}")

    def _read(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> list[Any] | None:
        if parameter.content:
            return self._read_content(operation, parameter, exchange)
        found, items = self._kinds(parameter.schema)
        if parameter.location == "query":
            pairs = exchange.query
        elif parameter.location == "cookie":
            pairs = _cookies(exchange)
        else:
            text = self._segment(operation, parameter, exchange)
            return None if text is None else list(segment_readings(parameter, text, found, items))
        readings = pair_readings(parameter, pairs, found, items)
        return None if readings is None else list(readings)

    def _read_content(
        self, operation: Operation, parameter: Parameter, exchange: Exchange
    ) -> list[Any] | None:
        """The values of a parameter that is a document of its own; one of another type than JSON is text."""
        if parameter.location in {"query", "cookie"}:
            pairs = exchange.query if parameter.location == "query" else _cookies(exchange)
            text = next((value for name, value in pairs if name == parameter.name), None)
        else:
            text = self._segment(operation, parameter, exchange)
        if text is None or not is_json(parameter.content[0].name):
            return None if text is None else [text]
        try:
            return [json.loads(text)]
        except ValueError:
            return []

    def _segment(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> str | None:
        if parameter.location == "header":
            return {name.lower(): value for name, value in exchange.headers}.get(parameter.name.lower())
        names = re.findall(r"\{([^}]*)\}", operation.path)
        match = _template(operation.path).match(exchange.path)
        if match is None or parameter.name not in names:
            return None
        return unquoted(match.group(names.index(parameter.name) + 1))

    def _kinds(self, site: SchemaSite | None) -> tuple[frozenset[str], frozenset[str]]:
        if site is None:
            return frozenset({"string"}), frozenset({"string"})
        lowering = self._lowerings["request"]
        schema = lowering.schema(site.pointer)
        return kinds(schema, lowering.definitions), frozenset({"string", "number", "boolean", "null"})

    def _request_body(self, operation: Operation, exchange: Exchange) -> list[Refusal]:
        body = operation.request_body
        if body is None:
            return []
        if not exchange.has_body:
            return [Refusal("body", "a request body is required")] if body.required else []
        return list(self._body(body.content, exchange, "request"))

    def _body(self, content: Sequence[MediaType], exchange: Exchange, view: View) -> Iterator[Refusal]:
        name = next((value for key, value in exchange.headers if key.lower() == "content-type"), "")
        media = covering(name, content)
        if media is None:
            known = ", ".join(one.name for one in content)
            yield Refusal("media type", f"'{essence(name)}' is not one of {known}")
            return
        if media.schema is None:
            return
        if is_json(name) or not (is_form(name) or is_text(name)):
            readings = [exchange.body]
        else:
            readings = list(self._form(exchange.body, media.schema, view))
        whys = [self._why(media.schema.pointer, view, value) for value in readings]
        if None not in whys:
            yield Refusal("body", next((why for why in whys if why), "it cannot be read as its type"))

    def _form(self, body: Any, site: SchemaSite, view: View) -> Iterator[Any]:
        """What may be read from a form: its fields arrive as texts."""
        yield body
        if isinstance(body, str):
            lowering = self._lowerings[view]
            yield from scalar_readings(body, kinds(lowering.schema(site.pointer), lowering.definitions))
        if isinstance(body, dict):
            every = frozenset({"integer", "number", "boolean", "string"})
            texts = {name: _field_readings(value, every) for name, value in body.items()}
            yield {name: readings[0] for name, readings in texts.items()}
            yield from self._mixed(texts, site, view)

    def _mixed(self, texts: Mapping[str, list[Any]], site: SchemaSite, view: View) -> Iterator[Any]:
        """The reading that the schema of each field asks for."""
        lowering = self._lowerings[view]
        schema = lowering.schema(site.pointer)
        while isinstance(schema, dict) and "$ref" in schema:
            schema = lowering.definitions[schema["$ref"].removeprefix("#/$defs/")]
        fields = schema.get("properties", {}) if isinstance(schema, dict) else {}
        chosen = {}
        for name, readings in texts.items():
            wanted = kinds(fields.get(name, True), lowering.definitions)
            chosen[name] = readings[-1] if "string" in wanted else readings[0]
        yield chosen

    def _acceptable(self, operation: Operation, exchange: Exchange) -> Iterator[Refusal]:
        wanted = next((value for name, value in exchange.headers if name.lower() == "accept"), None)
        offers = [one for one in operation.responses if one.status.startswith("2") and one.content]
        if wanted and offers and not any(covering(wanted, one.content) for one in offers):
            known = ", ".join(sorted({media.name for one in offers for media in one.content}))
            yield Refusal("accept", f"'{wanted}' is not answered, only {known}")

    def _header(self, header: Header, sent: Mapping[str, str]) -> Iterator[Refusal]:
        text = sent.get(header.name.lower())
        if text is None:
            if header.required:
                yield Refusal(f"header {header.name.lower()}", f"response header '{header.name}' is missing")
            return
        if header.schema is None:
            return
        as_parameter = Parameter(
            header.pointer,
            header.name,
            "header",
            header.required,
            header.schema,
            (),
            "simple",
            header.explode,
        )
        lowering = self._lowerings["response"]
        found = kinds(lowering.schema(header.schema.pointer), lowering.definitions)
        items = frozenset({"string", "number", "boolean", "null"})
        whys = [
            self._why(header.schema.pointer, "response", value)
            for value in segment_readings(as_parameter, text, found, items)
        ]
        if None not in whys:
            said = next((why for why in whys if why), "it cannot be read as its type")
            yield Refusal(f"header {header.name.lower()}", f"response header '{header.name}': {said}")


def _compiled(schema: Schema, place: str) -> Reasons:
    try:
        return Reasons(jsonschema_rs.Draft202012Validator(schema, validate_formats=True))
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise CannotJudge(f"jsonschema-rs does not take the schema at {place}") from error


def _site_in(content: Sequence[MediaType]) -> SchemaSite | None:
    return content[0].schema if content and is_json(content[0].name) else None


def _template(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile(
        "".join("([^/]+)" if part.startswith("{") else re.escape(part) for part in parts) + r"\Z"
    )


def _cookies(exchange: Exchange) -> tuple[tuple[str, str], ...]:
    joined = next((value for name, value in exchange.headers if name.lower() == "cookie"), "")
    pairs = (part.partition("=") for part in joined.split("; ") if part)
    return tuple((name, unquoted(value)) for name, _, value in pairs)


def _field_readings(value: Any, every: frozenset[str]) -> list[Any]:
    return list(scalar_readings(value, every)) if isinstance(value, str) else [value]
