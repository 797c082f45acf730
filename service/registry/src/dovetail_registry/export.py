"""The service's own contract, from the code; needs no server and no database."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from pydantic.json_schema import models_json_schema

from .identity.access import reader
from .kit import problems as kit_problems
from .settings import Settings

CONTRACT_VERSION = "0.1.1"
"""The version of the service's own contract; raised by whoever changes it."""

_DESCRIPTION = (
    "Publish API contracts, refuse changes that break someone and show the counter-example, "
    "and serve the generated clients to pip and npm."
)
_TAGS = [
    {"name": "namespaces", "description": "Teams' spaces."},
    {"name": "contracts", "description": "APIs."},
    {"name": "policies", "description": "How strict the gate is, and what passes nevertheless."},
    {"name": "releases", "description": "Immutable, versioned, accepted documents."},
    {"name": "checks", "description": "The gate, run on candidate documents."},
    {"name": "packages", "description": "The generated clients of a release."},
    {"name": "jobs", "description": "Durable background work."},
    {"name": "tokens", "description": "Who may do what."},
]


def openapi_document(settings: Settings | None = None) -> bytes:
    """The contract as JSON: the same bytes for the same code."""
    from .app import create_app  # noqa: PLC0415 - the application serves what is exported here

    return document_of(create_app(settings or Settings.model_construct()))


def document_of(app: FastAPI) -> bytes:
    """The contract of an application."""
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def contract_of(app: FastAPI) -> dict[str, Any]:
    """The contract of an application as JSON values, with its problems and public reads written out."""
    document: dict[str, Any] = get_openapi(
        title="Dovetail registry",
        version=CONTRACT_VERSION,
        description=_DESCRIPTION,
        routes=app.routes,
        tags=_TAGS,
        servers=[{"url": "/"}],
    )
    document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_problem_schemas())
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    _allow_anonymous_reads(app, document)
    return document


def _problem_schemas() -> dict[str, Any]:
    models = {kind.model for kind in kit_problems.catalogue()}
    ordered = sorted(models, key=kit_problems.schema_name)
    _, bundle = models_json_schema(
        [(model, "serialization") for model in ordered], ref_template="#/components/schemas/{model}"
    )
    definitions: dict[str, Any] = bundle["$defs"]
    return {
        kit_problems.schema_name(model): definitions.pop(model.__name__) for model in ordered
    } | definitions


def _allow_anonymous_reads(app: FastAPI, document: dict[str, Any]) -> None:
    for context in iter_route_contexts(app.routes):
        dependant = getattr(context, "dependant", None)
        if dependant is None or not any(part.call is reader for part in _dependants(dependant)):
            continue
        for method in context.methods or ():
            operation = document["paths"][context.path_format].get(method.lower())
            if operation is not None:
                operation["security"].append({})


def _dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for child in dependant.dependencies:
        yield from _dependants(child)
