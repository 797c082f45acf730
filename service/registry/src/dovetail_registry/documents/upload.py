"""Reading an OpenAPI document from a request: the body itself, or a file in a form."""

from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from dovetail_registry.kit.wire import UnsupportedMediaType, invalid_request_of, objection

JSON_TYPES = ("application/json", "application/openapi+json", "application/vnd.oai.openapi+json")
YAML_TYPES = (
    "application/yaml",
    "application/openapi+yaml",
    "application/vnd.oai.openapi",
    "application/x-yaml",
    "text/yaml",
    "text/x-yaml",
)
_FORM_TYPE = "multipart/form-data"
_FIELD = "document"
_FORM_OVERHEAD = 64 * 1024


async def read_document(request: Request) -> bytes:
    """A dependency: the document's bytes. Refuses a foreign media type before reading, and an oversized body
    while reading."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    limit = request.app.state.resources.settings.max_document_bytes
    if media_type == _FORM_TYPE:
        request.scope["body_budget"].limit = limit + _FORM_OVERHEAD
        return await _from_form(request)
    if media_type not in JSON_TYPES + YAML_TYPES:
        raise UnsupportedMediaType(_advice(media_type))
    request.scope["body_budget"].limit = limit
    data = await request.body()
    if not data:
        raise invalid_request_of([objection("body", "", "is empty; send the OpenAPI document")])
    return data


UploadedDocument = Annotated[bytes, Depends(read_document)]


def request_body() -> dict[str, Any]:
    """The `openapi_extra` of an endpoint that reads a document."""
    text = {"type": "string", "description": "An OpenAPI 3.0 or 3.1 document in YAML."}
    form = {
        "type": "object",
        "required": [_FIELD],
        "properties": {_FIELD: {"type": "string", "contentMediaType": "application/octet-stream"}},
        "additionalProperties": False,
    }
    content = {
        "application/json": {"schema": _DOCUMENT_SCHEMA, "example": _EXAMPLE},
        "application/yaml": {"schema": text, "example": _EXAMPLE_YAML},
        _FORM_TYPE: {"schema": form},
    }
    description = "An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form."
    return {"requestBody": {"required": True, "description": description, "content": content}}


async def _from_form(request: Request) -> bytes:
    async with request.form(max_files=1, max_fields=0) as form:
        part = form.get(_FIELD)
        if not isinstance(part, UploadFile) or len(form.multi_items()) != 1:
            raise invalid_request_of([objection("body", f"/{_FIELD}", "has to be the one file of the form")])
        return await part.read()


def _advice(media_type: str) -> str:
    given = f"`{media_type}`" if media_type else "A body without Content-Type"
    return (
        f"{given} is not read here: send the document with `Content-Type: application/json` or "
        f"`application/yaml`, or as the file `{_FIELD}` of `{_FORM_TYPE}`."
    )


_DOCUMENT_SCHEMA = {
    "type": "object",
    "description": "An OpenAPI 3.0 or 3.1 document.",
    # No more than this is asked: documents that merely break the letter are accepted with warnings.
    "required": ["openapi"],
    "properties": {"openapi": {"type": "string", "pattern": r"^3\.[01]\.[0-9]+$"}},
}
_EXAMPLE = {
    "openapi": "3.1.0",
    "info": {"title": "Orders", "version": "1.0.0"},
    "paths": {
        "/orders": {"get": {"operationId": "list_orders", "responses": {"200": {"description": "Orders"}}}}
    },
}
_EXAMPLE_YAML = (
    "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\npaths:\n  /orders:\n    get:\n"
    "      operationId: list_orders\n      responses: {'200': {description: Orders}}\n"
)
