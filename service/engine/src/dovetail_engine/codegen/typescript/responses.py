"""The response half of an operation: its outcomes by status, and how the runtime reads them."""

import re
from collections.abc import Sequence

from dovetail_engine.codegen.ir import Content, Operation, Response
from dovetail_engine.codegen.typescript.schemas import TypeWriter
from dovetail_engine.codegen.typescript.syntax import literal

_DECODERS = {
    "json": "runtime.json",
    "text": "runtime.string",
    "binary": "runtime.blob",
    "form": "runtime.formData",
    "multipart": "runtime.formData",
    "event-stream": "runtime.events",
    "ndjson": "runtime.lines",
}
_BODILESS = frozenset({"204", "205", "304"})
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+(; ?[\w-]+=[\w.+\"-]+)*", re.ASCII)


class ResponseWriter:
    """Writes the responses of one package."""

    def __init__(self, types: TypeWriter) -> None:
        self._types = types

    def success_type(self, name: str, operation: Operation) -> str:
        """The declaration of what a successful call gives."""
        found = [
            f"runtime.Success<{_status(answer.status, operation)}, {self._data(operation, answer)}>"
            for answer in _answers(operation)
            if answer.status[0] == "2"
        ]
        return f"export type {name} = {' | '.join(found) or 'never'};\n"

    def error_type(self, name: str, operation: Operation) -> str:
        """The declaration of what a failed call gives, besides `TransportError`."""
        answers = _answers(operation)
        found = [
            f"runtime.ApiError<{_status(answer.status, operation)}, {self._data(operation, answer)}>"
            for answer in answers
            if answer.status[0] != "2"
        ]
        if all(answer.status != "default" for answer in answers):
            found.append(f"runtime.Undeclared<{' | '.join(_literals(operation)) or 'never'}>")
        return f"export type {name} = {' | '.join(found)};\n"

    def descriptor(self, operation: Operation) -> list[str]:
        """The properties of the runtime's `Operation` that say how the response is read."""
        answers = [
            f"[{', '.join([_key(answer.status), *_decoders(_contents(operation, answer))])}]"
            for answer in _answers(operation)
        ]
        accepted = [
            content.media_type for answer in _answers(operation) for content in _contents(operation, answer)
        ]
        accept = ", ".join(kind for kind in dict.fromkeys(accepted) if _MEDIA_TYPE.fullmatch(kind))
        return [*([f"accept: {literal(accept)}"] if accept else []), f"answers: [{', '.join(answers)}]"]

    def _data(self, operation: Operation, answer: Response) -> str:
        contents = _contents(operation, answer)
        return " | ".join(dict.fromkeys(self._content(content) for content in contents)) or "undefined"

    def _content(self, content: Content) -> str:
        if content.kind == "json":
            return self._types.expression(content.schema)
        if content.kind == "text":
            return "string"
        if content.kind == "event-stream":
            data = f"<{self._types.expression(content.schema)}>" if _is_structured(content) else ""
            return f"AsyncIterable<runtime.ServerSentEvent{data}>"
        if content.kind == "ndjson":
            return f"AsyncIterable<{'unknown' if content.raw else self._types.expression(content.schema)}>"
        return "Blob" if content.kind == "binary" else "FormData"


def _answers(operation: Operation) -> list[Response]:
    """The declared answers, exact ones first; `default` is the success too where no other is."""
    found = {
        response.status.upper().replace("DEFAULT", "default"): response for response in operation.responses
    }
    answers = [
        Response(status, response.description, response.contents)
        for status, response in found.items()
        if re.fullmatch(r"[2-5](\d\d|XX)|default", status)
    ]
    default = next((answer for answer in answers if answer.status == "default"), None)
    if default and not any(answer.status[0] == "2" for answer in answers):
        answers.append(Response("2XX", default.description, default.contents))
    return sorted(
        answers, key=lambda answer: (answer.status == "default", "X" in answer.status, answer.status)
    )


def _contents(operation: Operation, answer: Response) -> Sequence[Content]:
    bodiless = operation.method.upper() == "HEAD" or answer.status in _BODILESS
    return () if bodiless else answer.contents


def _decoders(contents: Sequence[Content]) -> list[str]:
    return list(
        dict.fromkeys(
            "runtime.jsonEvents" if _is_structured(content) else _DECODERS[content.kind]
            for content in contents
        )
    )


def _is_structured(content: Content) -> bool:
    """Whether the data of events is JSON and no text."""
    return content.kind == "event-stream" and content.schema not in ({}, {"type": "string"})


def _key(status: str) -> str:
    return status if status.isdigit() else literal(status)


def _literals(operation: Operation) -> list[str]:
    """The types of the declared statuses, `default` aside."""
    return [_all_of(answer.status) for answer in _answers(operation) if answer.status != "default"]


def _all_of(status: str) -> str:
    return f"runtime.Status{status}" if "X" in status else status


def _status(status: str, operation: Operation) -> str:
    """The type of the actual status of an answer: a range leaves out what is declared by itself."""
    if status.isdigit():
        return status
    whole = "runtime.Status" if status == "default" else _all_of(status)
    others = [
        text
        for text in _literals(operation)
        if text != whole and (status == "default" or (text.isdigit() and text[0] == status[0]))
    ]
    return f"Exclude<{whole}, {' | '.join(others)}>" if others else whole
