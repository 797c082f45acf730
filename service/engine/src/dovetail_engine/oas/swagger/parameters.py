"""Parameters of Swagger 2.0 that are neither a body nor a form, and headers."""

from typing import Any

from dovetail_engine.oas.swagger.schemas import Schemas
from dovetail_engine.oas.swagger.trace import Trace, extensions, mapping

# How a list becomes text, where OpenAPI 3 has the same form.
_IN_QUERY = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
_KEPT = ("name", "in", "description", "required")


class Parameters:
    """Converts what is sent outside the body."""

    def __init__(self, trace: Trace, schemas: Schemas) -> None:
        self._trace, self._schemas = trace, schemas

    def parameter(self, value: dict[str, Any], at: str) -> dict[str, Any]:
        """The parameter written at a pointer of the source."""
        made = {key: value[key] for key in _KEPT if key in value}
        location = value.get("in")
        if location == "query" and "allowEmptyValue" in value:
            made["allowEmptyValue"] = value["allowEmptyValue"]
        made["schema"] = self._schemas.inline(value, at)
        if value.get("type") == "array":
            made |= self._list_form(value, made["schema"], at)
        return made | extensions(value)

    def header(self, value: Any, at: str) -> dict[str, Any]:
        """The header of a response."""
        fields = mapping(value)
        made = {"description": fields["description"]} if "description" in fields else {}
        made["schema"] = self._schemas.inline(fields, at)
        written = str(fields.get("collectionFormat", "csv"))
        if fields.get("type") == "array" and written != "csv":
            self._as_text(written, made["schema"], at)
        return made | extensions(fields)

    def form_encoding(self, value: dict[str, Any], schema: dict[str, Any], at: str) -> dict[str, Any]:
        """How a list is written in a urlencoded form, where that is not the default."""
        written = str(value.get("collectionFormat", "csv"))
        if written == "multi":
            return {}
        form = _IN_QUERY.get(written)
        if form is None:
            self._as_text(written, schema, at)
        return dict(form or {})

    def part(self, value: dict[str, Any], schema: dict[str, Any], at: str) -> None:
        """Let a list be what it is in a multipart form: parts of one name, or one text."""
        written = str(value.get("collectionFormat", "csv"))
        if written != "multi":
            self._as_text(written, schema, at)

    def _list_form(self, value: dict[str, Any], schema: dict[str, Any], at: str) -> dict[str, Any]:
        written, location = str(value.get("collectionFormat", "csv")), value.get("in")
        if location == "query" and written in _IN_QUERY:
            return dict(_IN_QUERY[written])
        if location != "query" and written == "csv":
            return {}
        self._as_text(written, schema, at)
        return {}

    def _as_text(self, written: str, schema: dict[str, Any], at: str) -> None:
        self._trace.lost(
            f'OpenAPI 3 has no form for collectionFormat "{written}" here; the list is read as any text.', at
        )
        schema.clear()
        schema["type"] = "string"
