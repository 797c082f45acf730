"""`_operations.py`: every operation of the contract as data for the runtime."""

from collections.abc import Iterator

from dovetail_engine.codegen.ir import Body, Content, Ir, Operation, Parameter
from dovetail_engine.codegen.python.source import call, literal, module, row, strings
from dovetail_engine.codegen.python.statuses import contents_of, results
from dovetail_engine.codegen.python.types import Types

_IMPORTS = """
from __future__ import annotations

import datetime as _dt
import uuid as _uuid
from typing import Any
from typing import Literal

from . import models as _m
from ._runtime import bodies
from ._runtime import operation
from ._runtime import parameters
from ._runtime.operation import Operation
"""


def constant(item: Operation) -> str:
    """The name of an operation's constant."""
    return item.name.upper()


def result_type(item: Operation, types: Types) -> str:
    """The annotation of what a call returns."""
    if not results(item):
        return types.builtin("bytes")
    found: list[str] = []
    for response in results(item):
        contents = contents_of(item, response)
        found.extend(types.received(content) for content in contents)
        if not contents:
            found.append("None")
    return types.union(found)


def sorted_contents(body: Body | None) -> tuple[Content, ...]:
    """The representations of a request body: JSON first, it is the default."""
    contents = body.contents if body else ()
    return tuple(sorted(contents, key=lambda content: content.kind != "json"))


def operations_module(ir: Ir) -> str:
    """The source of the module."""
    summary = "The operations of the contract, as the runtime reads them."
    return module(summary, _IMPORTS, [line for item in ir.operations for line in _operation(item)])


def _operation(item: Operation) -> Iterator[str]:
    types = Types()
    yield f"{constant(item)}: Operation[{result_type(item, types)}] = Operation("
    yield f"    name={literal(item.name)},"
    yield f"    method={literal(item.method)},"
    yield f"    path={literal(item.path)},"
    yield from _rows("parameters", [_parameter(parameter) for parameter in item.parameters])
    yield from _rows("bodies", [_body(content) for content in sorted_contents(item.body)])
    statuses = [response.status for response in item.responses]
    contents = [
        _content(response.status, content, types)
        for response in item.responses
        for content in contents_of(item, response)
    ]
    if not results(item):
        statuses.append("2XX")
        contents.append("operation.Content('2XX', '*/*', 'binary')")
    yield f"    statuses={strings(statuses)},"
    yield from _rows("contents", contents)
    if item.security:
        yield f"    security={row([strings(names) for names in item.security])},"
    yield ")"


def _rows(name: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"    {name}=("
        yield from (f"        {text}," for text in rows)
        yield "    ),"


def _parameter(parameter: Parameter) -> str:
    arguments = {
        "name": literal(parameter.name),
        "wire_name": literal(parameter.wire_name),
        "location": literal(parameter.location),
        "style": literal(parameter.style),
        "explode": literal(parameter.explode),
    }
    if parameter.allow_reserved:
        arguments["reserved"] = "True"
    if parameter.media_type:
        arguments["as_json"] = "True"
    return call("parameters.Parameter", arguments)


def _body(content: Content) -> str:
    arguments = {"media_type": literal(content.media_type), "kind": literal(content.kind)}
    if content.encodings:
        fields = [
            f"{literal(item.wire_name)}: bodies.PartStyle("
            f"{literal(item.content_type)}, {literal(item.style)}, {literal(item.explode)})"
            for item in content.encodings
        ]
        arguments["fields"] = f"{{{', '.join(fields)}}}"
    return call("bodies.BodyContent", arguments)


def _content(status: str, content: Content, types: Types) -> str:
    start = f"{literal(status)}, {literal(content.media_type)}, {literal(content.kind)}"
    if content.kind != "json":
        return f"operation.Content({start})"
    return f"operation.Content({start}, lambda: {types.received(content)})"
