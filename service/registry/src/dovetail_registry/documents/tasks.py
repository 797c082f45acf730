"""The work on documents that runs in the sandbox: it imports the engine and nothing of the service."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dovetail_engine import oas

Rendition = Literal["original", "json", "yaml"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document that can be used."""

    digest: str
    format: str
    openapi: str
    title: str
    info_version: str
    operations: int
    warnings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Unusable:
    """The diagnostics of a document that cannot be used."""

    diagnostics: list[dict[str, Any]]


def examine(data: bytes, max_size: int) -> Facts | Unusable:
    """Load a document with the engine's checks."""
    try:
        document = loaded(data, max_size)
    except oas.DocumentInvalid as error:
        return Unusable([diagnostic.to_dict() for diagnostic in error.diagnostics])
    api = document.api
    return Facts(
        digest=document.digest,
        format=document.format,
        openapi=document.openapi,
        title=_storable(api.title),
        info_version=_storable(api.version),
        operations=len(api.operations),
        warnings=[diagnostic.to_dict() for diagnostic in document.warnings],
    )


def object_to(data: bytes, max_size: int) -> list[dict[str, Any]]:
    """openapi-spec-validator's objections to a document that the engine loads."""
    from .objections import objections  # noqa: PLC0415 - costs half a second that other tasks need not pay

    document = loaded(data, max_size)
    return objections(document.tree, document.dialect)


def render(data: bytes, rendition: Rendition, max_size: int) -> bytes:
    """The document as JSON or YAML."""
    if rendition == "original":
        return data
    document = loaded(data, max_size)
    return document.to_json() if rendition == "json" else document.to_yaml()


@lru_cache(maxsize=2)
def loaded(data: bytes, max_size: int) -> oas.Document:
    """The engine's document; the last two are kept, because one publish looks at the same one several
    times."""
    return oas.load(data, limits=oas.Limits(size=max_size))


def _storable(text: str) -> str:
    text = text.encode("utf-8", "replace").decode().replace("\x00", "")
    return text[:500]
