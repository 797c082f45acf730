"""What is checked of a document beyond its syntax."""

from collections.abc import Iterator
from typing import Any

from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.resolve import UnresolvableError, resolve
from dovetail_engine.oas.structure import Place, walk


def check(tree: dict[str, Any], dialect: Dialect) -> list[Diagnostic]:
    """Every objection to a document, in document order, without line numbers."""
    return list(_references(tree, dialect))


def _references(tree: dict[str, Any], dialect: Dialect) -> Iterator[Diagnostic]:
    for place in walk(tree, dialect):
        if place.ref is not None:
            yield from _reference(tree, place, place.ref)


def _reference(tree: dict[str, Any], place: Place, ref: str) -> Iterator[Diagnostic]:
    try:
        resolve(tree, ref)
    except UnresolvableError as error:
        yield Diagnostic("error", error.code, error.message, place.pointer + "/$ref", hint=error.hint)
