"""`errors.py`: a class for each error status, with the type of its documented body."""

from collections.abc import Iterator

from dovetail_engine.codegen.ir import Ir
from dovetail_engine.codegen.python.source import module
from dovetail_engine.codegen.python.statuses import error_name, error_schemas, error_statuses
from dovetail_engine.codegen.python.types import Types

_IMPORTS = """
from __future__ import annotations

import datetime as _dt
import uuid as _uuid
from typing import Any
from typing import Literal

from . import models as _m
from ._runtime.errors import ApiError
from ._runtime.errors import ClientError
from ._runtime.errors import ClientFailure
from ._runtime.errors import DecodeError
from ._runtime.errors import ServerFailure
from ._runtime.errors import TransportError
from ._runtime.errors import TransportTimeout
"""
_MAX_BODIES = 12
_GENERAL = (
    "ApiError",
    "ClientError",
    "ClientFailure",
    "DecodeError",
    "ServerFailure",
    "TransportError",
    "TransportTimeout",
)


def error_names(ir: Ir) -> list[str]:
    """Every public name of the module, in order."""
    return sorted([*_GENERAL, *(error_name(status) for status in error_statuses(ir.operations))])


def errors_module(ir: Ir) -> str:
    """The source of the module."""
    summary = "What a call can raise: one class per error status, with its documented body."
    return module(summary, _IMPORTS, [*_classes(ir)][1:])


def _classes(ir: Ir) -> Iterator[str]:
    statuses = error_statuses(ir.operations)
    for status in statuses:
        general = "ServerFailure" if status >= 500 else "ClientFailure"
        yield from ("", "", f"class {error_name(status)}({general}):", f'    """Status {status}."""', "")
        yield f"    body: {_body(ir, status)}"
    yield from ("", "", "BY_STATUS: dict[int, type[ApiError]] = {")
    yield from (f"    {status}: {error_name(status)}," for status in statuses)
    yield from ("}", "")
    yield "__all__ = ["
    yield from (f"    {name!r}," for name in error_names(ir))
    yield "]"


def _body(ir: Ir, status: int) -> str:
    schemas = error_schemas(ir.operations, status)
    if not schemas:
        return "Any"
    types = Types()
    members = dict.fromkeys(types.of(schema) for schema in schemas)
    return types.optional(types.union(members)) if len(members) <= _MAX_BODIES else "Any"
