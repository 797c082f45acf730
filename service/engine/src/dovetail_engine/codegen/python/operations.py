"""`_operations.py`: every operation of the contract as data for the runtime."""

from collections.abc import Iterator

from dovetail_engine.codegen.contents import STREAMS
from dovetail_engine.codegen.ir import Body, Content, Ir, Operation, Pages, Parameter, Response
from dovetail_engine.codegen.python.source import call, literal, module, row, strings
from dovetail_engine.codegen.python.statuses import contents_of, is_stream, results, streams
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
from ._runtime import pages
from ._runtime import parameters
from ._runtime.operation import Operation
"""


def constant(item: Operation) -> str:
    """The name of an operation's constant."""
    return item.name.upper()


def stream_constant(item: Operation) -> str:
    """The name of the constant for the call that reads an answer item by item."""
    return (item.stream_name or item.name).upper()


def item_type(item: Operation, types: Types) -> str:
    """The annotation of one item of an answer that goes on."""
    return types.union(types.of(content.schema) for content in streams(item))


def result_type(item: Operation, types: Types) -> str:
    """The annotation of what a call returns that reads its answer whole."""
    if not results(item):
        return types.builtin("bytes")
    found: list[str] = []
    for response in results(item):
        contents = contents_of(item, response)
        found.extend(types.received(content) for content in contents if content.kind not in STREAMS)
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
    return module(summary, _IMPORTS, [line for item in ir.operations for line in _operations(item)])


def _operations(item: Operation) -> Iterator[str]:
    if not is_stream(item):
        yield from _operation(item, streaming=False)
    if streams(item):
        yield from _operation(item, streaming=True)


def _operation(item: Operation, *, streaming: bool) -> Iterator[str]:
    types = Types()
    name = stream_constant(item) if streaming else constant(item)
    read = item_type(item, types) if streaming else result_type(item, types)
    yield f"{name}: Operation[{read}] = Operation("
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
        if _is_read(item, response, content, streaming=streaming)
    ]
    if not results(item):
        statuses.append("2XX")
        contents.append("operation.Content('2XX', '*/*', 'binary')")
    yield f"    statuses={strings(statuses)},"
    yield from _rows("contents", contents)
    if item.security:
        yield f"    security={row([strings(names) for names in item.security])},"
    if item.pages and not streaming:
        yield f"    pages={_pages(item.pages)},"
    if streaming:
        yield "    streams=True,"
    yield ")"


def _is_read(item: Operation, response: Response, content: Content, *, streaming: bool) -> bool:
    """Whether a call takes a representation: of results only those that it reads its way."""
    return response not in results(item) or (content.kind in STREAMS) == streaming


def _pages(item: Pages) -> str:
    arguments = {"style": literal(item.style)}
    named = {"items": item.items, "parameter": item.parameter, "next": item.next, "size": item.size}
    arguments |= {name: literal(value) for name, value in named.items() if value}
    if item.first != 1:
        arguments["first"] = literal(item.first)
    return call("pages.Pages", arguments)


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
    if parameter.deprecated:
        arguments["deprecated"] = "True"
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
    if content.kind != "json" and content.kind not in STREAMS:
        return f"operation.Content({start})"
    return f"operation.Content({start}, lambda: {types.of(content.schema)})"
