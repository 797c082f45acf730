"""Bodies of Swagger 2.0: one parameter, or several that make a form; and the media types of both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.severity import objection
from dovetail_engine.oas.swagger.parameters import Parameters
from dovetail_engine.oas.swagger.schemas import Schemas
from dovetail_engine.oas.swagger.trace import Trace, extensions, mapping

_MULTIPART, _URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
_FORMS = (_MULTIPART, _URLENCODED)
_JSON, _BYTES = "application/json", "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter with `in: body` or `in: formData`, and where it is written."""

    value: dict[str, Any]
    at: str

    @property
    def is_form(self) -> bool:
        """Whether it is one field of a form."""
        return self.value.get("in") == "formData"


class Bodies:
    """Converts what is sent as a body."""

    def __init__(self, trace: Trace, schemas: Schemas, parameters: Parameters) -> None:
        self._trace, self._schemas, self._parameters = trace, schemas, parameters

    def request(self, parts: Sequence[Part], consumes: list[str], at: str) -> dict[str, Any] | None:
        """The body that an operation takes, noted `at` a pointer of the result; None if it takes none."""
        bodies = [part for part in parts if not part.is_form]
        form = [part for part in parts if part.is_form]
        if bodies and form:
            message = "There are a body and a form; the form is ignored."
            self._trace.objections.append(objection("contradicting-fields", message, form[0].at))
        if bodies:
            return self.body(bodies[-1], consumes, at)
        return self._form(form, consumes, at) if form else None

    def body(self, part: Part, consumes: list[str], at: str) -> dict[str, Any]:
        """The body that one parameter describes."""
        self._trace.note(at, part.at)
        schema = self._schemas.schema(part.value.get("schema", {}), pointers.join(part.at, "schema"))
        names = [name for name in consumes if name not in _FORMS] or consumes
        made: dict[str, Any] = {
            key: part.value[key] for key in ("description", "required") if key in part.value
        }
        made["content"] = self._content(names or [self._unsaid("consumes", part.at)], schema, at, part.at)
        return made | extensions(part.value)

    def response_content(
        self, schema: Any, examples: dict[str, Any], produces: list[str], at: str, source: str
    ) -> dict[str, Any]:
        """What a response may hold, by media type."""
        if schema is None:
            return {name: {"example": each} for name, each in examples.items()}
        is_file = mapping(schema).get("type") == "file"
        names = produces or [_BYTES if is_file else self._unsaid("produces", source)]
        converted = self._schemas.schema(schema, pointers.join(source, "schema"))
        content = self._content(
            [*names, *(each for each in examples if each not in names)], converted, at, source
        )
        for name, each in examples.items():
            content[name]["example"] = each
        return content

    def _content(self, names: Iterable[str], schema: Any, at: str, source: str) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name in names:
            content[name] = {"schema": schema}
            self._trace.note(pointers.join(at, "content", name, "schema"), pointers.join(source, "schema"))
        return content

    def _unsaid(self, field: str, at: str) -> str:
        message = f"Nothing says the media type (`{field}`); it is read as {_JSON}."
        self._trace.objections.append(objection("media-type-unsaid", message, at))
        return _JSON

    def _form(self, form: Sequence[Part], consumes: list[str], at: str) -> dict[str, Any]:
        names = [name for name in consumes if name in _FORMS]
        if any(part.value.get("type") == "file" for part in form):
            names = [_MULTIPART]
        self._trace.note(at, form[0].at)
        made: dict[str, Any] = {"content": {}}
        for name in names or [_URLENCODED]:
            made["content"][name] = self._form_content(name, form, pointers.join(at, "content", name))
        if any(part.value.get("required") is True for part in form):
            made["required"] = True
        return made

    def _form_content(self, name: str, form: Sequence[Part], at: str) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        encoding: dict[str, Any] = {}
        for part in form:
            field = str(part.value.get("name", ""))
            schema = self._schemas.inline(part.value, part.at)
            if part.value.get("type") == "array" and name == _MULTIPART:
                self._parameters.part(part.value, schema, part.at)
            elif part.value.get("type") == "array":
                written = self._parameters.form_encoding(part.value, schema, part.at)
                encoding |= {field: written} if written else {}
            if "description" in part.value:
                schema["description"] = part.value["description"]
            properties[field] = schema | extensions(part.value)
            self._trace.note(pointers.join(at, "schema", "properties", field), part.at)
        required = [str(part.value.get("name", "")) for part in form if part.value.get("required") is True]
        made: dict[str, Any] = {"type": "object", "properties": properties}
        if required:
            made["required"] = list(dict.fromkeys(required))
        return {"schema": made, **({"encoding": encoding} if encoding else {})}
