"""A reference receiver: takes a whole HTTP message and says why it would refuse it.

It knows nothing of containment. Values are judged by jsonschema-rs on the lowered schemas, and by
openapi-schema-validator on the document as written where that one implements what the schema uses.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from dovetail_engine.compat.bundling import Bundles
from dovetail_engine.compat.lowering import Lowering, Schema
from dovetail_engine.compat.media import acceptable, covering, essence, is_form, is_json, is_text
from dovetail_engine.compat.nodes import View, target
from dovetail_engine.compat.reading import Reader, template
from dovetail_engine.compat.reasons import Focus, Reasons
from dovetail_engine.compat.report import Exchange
from dovetail_engine.compat.routes import precedence
from dovetail_engine.compat.security import Credential, missing, security_of
from dovetail_engine.compat.servers import addresses, serving
from dovetail_engine.compat.statuses import covering_response, has_body
from dovetail_engine.compat.walk import parameter_key
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
        self._reader = Reader(document, lowerings)
        self._focus: Focus | None = None
        self._bundles = {view: Bundles(lowering.definitions) for view, lowering in lowerings.items()}
        self._reasons: dict[tuple[int, str, str], Reasons] = {}

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
        if not promised.content or not has_body(operation.label, status):
            return refusals
        if not exchange.has_body:
            return [*refusals, Refusal("content", "the promised body is missing")]
        return [*refusals, *self._body(promised.content, exchange, "response")]

    def found_under(self, operation: Operation, base_path: str) -> list[Refusal]:
        """Why an operation is not found under the base path of a server, empty if it is."""
        known = addresses(operation.servers)
        if serving(operation.servers, base_path, relative=not any(one.origin for one in known)):
            return []
        paths = " or ".join(dict.fromkeys(one.path or "/" for one in known))
        return [Refusal("server", f"no server has the base path {base_path or '/'}, only {paths}")]

    def misread(
        self, operation: Operation, key: tuple[str, str], exchange: Exchange, meant: Any
    ) -> list[Refusal]:
        """Why the text of a parameter is not taken for what it says, empty if it is."""
        return [
            Refusal(f"{one.location} {one.name}", f"{one.location} parameter '{one.name}' is {taken}")
            for one in operation.parameters
            if parameter_key(operation, one) == key
            and (taken := self._reader.misread(operation, one, exchange, meant))
        ]

    def misread_field(self, operation: Operation, name: str, exchange: Exchange, meant: Any) -> list[Refusal]:
        """Why the text of a form field is not taken for what it says, empty if it is."""
        body = operation.request_body
        media = covering(_content_type(exchange), body.content if body else ())
        taken = self._reader.misread_field(exchange, name, media, meant) if media else None
        return [Refusal("body", f"the form field '{name}' is {taken}")] if taken else []

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
        if self._about(focus, view, value) is not None:
            return True
        return self._reasons_of(place, view, value).objects_at(value, focus)

    @cached_property
    def _routes(self) -> list[tuple[re.Pattern[str], Operation]]:
        found = sorted(self.document.api.operations, key=lambda operation: precedence(operation.path))
        return [(template(operation.path), operation) for operation in found]

    def _reasons_of(self, place: str, view: View, value: Any) -> Reasons:
        lowering, at = self._lowerings[view], target(self.document, place)
        # The same schema is referred to at many an operation.
        asked = (id(lowering), at, repr(value))
        if asked not in self._reasons:
            bundle = self._bundles[view].bundle(lowering.schema(at), value)
            self._reasons[asked] = _compiled(bundle, place)
        return self._reasons[asked]

    def _why(self, place: str, view: View, value: Any) -> str | None:
        reasons = self._reasons_of(place, view, value)
        if reasons.accept(value):
            return None
        about = self._about(self._focus, view, value) if self._focus else None
        return about or reasons.reason(value, self._focus)

    def _about(self, focus: Focus, view: View, value: Any) -> str | None:
        """The objection to the part at the focus, by its own schema: the rest need not be looked at."""
        if not focus.place:
            return None
        try:
            part = focus.part(value)
        except LookupError:
            return None
        return self._reasons_of(focus.place, view, part).reason_within(part, focus)

    def _security(self, operation: Operation, offered: tuple[Credential, ...]) -> Iterator[Refusal]:
        lack = missing(offered, security_of(self.document, operation))
        if lack:
            yield Refusal("security", lack)

    def _parameter(self, operation: Operation, parameter: Parameter, exchange: Exchange) -> Iterator[Refusal]:
        part = f"{parameter.location} {parameter.name}"
        readings = self._reader.parameter(operation, parameter, exchange)
        if readings is None:
            if parameter.required:
                yield Refusal(part, f"{parameter.location} parameter '{parameter.name}' is required")
            return
        site = parameter.schema or _site_in(parameter.content)
        if site is None or (parameter.allow_empty_value and (parameter.name, "") in exchange.query):
            return
        whys = [self._why(site.pointer, "request", value) for value in readings]
        if None not in whys:
            said = next((why for why in whys if why), "it cannot be read as its type")
            yield Refusal(part, f"{parameter.location} parameter '{parameter.name}': {said}")

    def _request_body(self, operation: Operation, exchange: Exchange) -> list[Refusal]:
        body = operation.request_body
        if body is None:
            return []
        if not exchange.has_body:
            return [Refusal("body", "a request body is required")] if body.required else []
        return list(self._body(body.content, exchange, "request"))

    def _body(self, content: Sequence[MediaType], exchange: Exchange, view: View) -> Iterator[Refusal]:
        name = _content_type(exchange)
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
            yield from (Refusal("body", fault) for fault in self._reader.part_faults(exchange, name, media))
            readings = list(self._reader.form(exchange, name, media, view))
        whys = [self._why(media.schema.pointer, view, value) for value in readings]
        if None not in whys:
            yield Refusal("body", next((why for why in whys if why), "it cannot be read as its type"))

    def _acceptable(self, operation: Operation, exchange: Exchange) -> Iterator[Refusal]:
        wanted = next((value for name, value in exchange.headers if name.lower() == "accept"), None)
        offers = [one for one in operation.responses if one.status.startswith("2") and one.content]
        if wanted and offers and not any(acceptable(wanted, one.content) for one in offers):
            known = ", ".join(sorted({media.name for one in offers for media in one.content}))
            yield Refusal("accept", f"'{wanted}' is not answered, only {known}")

    def _header(self, header: Header, sent: Mapping[str, str]) -> Iterator[Refusal]:
        text = sent.get(header.name.lower())
        if text is None:
            if header.required:
                yield Refusal(f"header {header.name.lower()}", f"response header '{header.name}' is missing")
            return
        site = header.schema or _site_in(header.content)
        if site is None:
            return
        whys = [self._why(site.pointer, "response", value) for value in self._reader.header(header, text)]
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


def _content_type(exchange: Exchange) -> str:
    return next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
