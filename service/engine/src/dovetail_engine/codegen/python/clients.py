"""`client.py` and `async_client.py`: the methods people call, grouped by tag."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dovetail_engine.codegen import naming
from dovetail_engine.codegen.ir import Ir, Operation, Parameter, SecurityScheme
from dovetail_engine.codegen.python.operations import (
    constant,
    item_type,
    result_type,
    sorted_contents,
    stream_constant,
)
from dovetail_engine.codegen.python.source import docstring, literal, module, wrapped
from dovetail_engine.codegen.python.statuses import is_stream
from dovetail_engine.codegen.python.types import BUILTINS, Types
from dovetail_engine.codegen.requests import is_idempotency_key

_IMPORTS = """
from __future__ import annotations

import builtins as _b
import datetime as _dt
import uuid as _uuid
from collections.abc import AsyncIterator
from collections.abc import Iterator
from collections.abc import Mapping
from types import TracebackType
from typing import IO
from typing import Any
from typing import Literal

import httpx2 as _httpx2
from typing_extensions import Self
from typing_extensions import deprecated

from . import _operations as _ops
from . import errors as _errors
from . import models as _m
from ._runtime import auth as _auth
from ._runtime import options as _options
from ._runtime import plan as _plan
from ._runtime import sending as _sending
from ._runtime import streams as _streams
from ._runtime.auth import ClientCredentials
from ._runtime.options import Default
from ._runtime.options import Hooks
from ._runtime.options import Options
from ._runtime.options import Timeout
from ._runtime.retries import Retries
from ._runtime.wire import File
"""


def client_module(ir: Ir, *, asynchronous: bool, user_agent: str) -> str:
    """The source of the synchronous or the asynchronous client."""
    kind = "asynchronous" if asynchronous else "synchronous"
    project = f"{ir.identity.namespace}-{ir.identity.contract}"
    lines: list[str] = []
    groups: defaultdict[str, list[Operation]] = defaultdict(list)
    for operation in ir.operations:
        groups[operation.group].append(operation)
    for group in sorted(name for name in groups if name):
        lines.extend(_group(group, groups[group], asynchronous=asynchronous))
    lines.extend(_client(ir, groups, asynchronous=asynchronous, user_agent=user_agent))
    return module(f"The {kind} client of {project}.", _IMPORTS, lines[1:])


def server(ir: Ir) -> str:
    """The service's address, where the contract gives an absolute one."""
    first = ir.servers[0] if ir.servers else ""
    return first if first.startswith(("https://", "http://")) and "{" not in first else ""


def group_class(group: str) -> str:
    """The name of a group's class."""
    return f"{naming.pascal_of([group])}Operations"


def _group(group: str, operations: list[Operation], *, asynchronous: bool) -> Iterator[str]:
    sender = "AsyncSender" if asynchronous else "SyncSender"
    yield from ("", "", f"class {group_class(group)}:")
    yield from docstring(f"The operations of `{group}`.", 1)
    yield from (
        "",
        f"    def __init__(self, sender: _sending.{sender}) -> None:",
        "        self._sender = sender",
    )
    types = Types(BUILTINS & {operation.name for operation in operations})
    for operation in operations:
        yield from _methods(operation, types, asynchronous=asynchronous)


@dataclass(frozen=True)
class _Method:
    """A method: its name, what it returns, and the expression that makes the call."""

    name: str
    returns: str
    sends: str
    note: str = ""
    waits: bool = True


def _methods(operation: Operation, types: Types, *, asynchronous: bool) -> Iterator[str]:
    stream = "AsyncStream" if asynchronous else "Stream"
    returned = f"_streams.{stream}[{item_type(operation, types)}]"
    reading = f"self._sender.stream(_ops.{stream_constant(operation)}, call)"
    if is_stream(operation):
        methods = [_Method(operation.name, returned, reading, _STREAM)]
    else:
        sends = f"self._sender.call(_ops.{constant(operation)}, call)"
        methods = [_Method(operation.name, result_type(operation, types), sends)]
        if operation.stream_name:
            methods.append(_Method(operation.stream_name, returned, reading, _STREAM))
    if operation.pages and not is_stream(operation):
        kind = "AsyncIterator" if asynchronous else "Iterator"
        sends = f"self._sender.items(_ops.{constant(operation)}, call)"
        item = types.of(operation.pages.item)
        methods.append(_Method(operation.pages.name, f"{kind}[{item}]", sends, _PAGES, waits=False))
    for method in methods:
        yield from _method(operation, method, types, asynchronous=asynchronous)


_STREAM = "The answer is read item by item, as it arrives; close it, or use `with`."
_PAGES = "The items of all pages; the next page is fetched when it is needed."


def _method(operation: Operation, method: _Method, types: Types, *, asynchronous: bool) -> Iterator[str]:
    yield ""
    if operation.deprecated:
        yield f"    @deprecated({literal(_deprecation(operation))})"
    yield f"    {'async ' if asynchronous and method.waits else ''}def {method.name}("
    yield "        self,"
    yield "        *,"
    yield from (f"        {name}: {annotation}," for name, annotation in _arguments(operation, types))
    text = types.builtin("str")
    yield f"        headers: Mapping[{text}, {text}] | None = None,"
    yield "        timeout: Timeout | Default = _options.DEFAULT,"
    yield "        options: Options | None = None,"
    yield f"    ) -> {method.returns}:"
    yield from docstring(_documentation(operation, method.note), 2)
    sent = ", ".join(f"{literal(item.name)}: {item.name}" for item in operation.parameters)
    extra = "body, " if operation.body else "None, "
    extra += "content_type" if len(sorted_contents(operation.body)) > 1 else "''"
    wait = "await " if asynchronous and method.waits else ""
    yield f"        call = _plan.Call({{{sent}}}, {extra}, headers, timeout, options)"
    yield f"        return {wait}{method.sends}"


def _deprecation(operation: Operation) -> str:
    until = f" It goes away on {operation.sunset}." if operation.sunset else ""
    return f"The contract deprecates this operation.{until}"


def _arguments(operation: Operation, types: Types) -> Iterator[tuple[str, str]]:
    for parameter in sorted(operation.parameters, key=_is_optional):
        annotation = types.of(parameter.schema)
        optional = _is_optional(parameter)
        yield parameter.name, annotation if not optional else f"{types.optional(annotation)} = None"
    contents = sorted_contents(operation.body)
    if operation.body and contents:
        annotation = types.union(types.sent(content) for content in contents)
        yield "body", annotation if operation.body.required else f"{types.optional(annotation)} = None"
    if len(contents) > 1:
        names = ", ".join(dict.fromkeys(literal(content.media_type) for content in contents))
        yield "content_type", f"Literal[{names}] = {literal(contents[0].media_type)}"


def _is_optional(parameter: Parameter) -> bool:
    """Whether an argument may be left out; the client makes an idempotency key by itself."""
    return is_idempotency_key(parameter) or not parameter.required


def _documentation(operation: Operation, note: str) -> str:
    title = operation.summary or f"{operation.method} {operation.path}"
    parts = [wrapped(title)]
    if operation.description and operation.description != operation.summary:
        parts.append(wrapped(operation.description))
    if note:
        parts.append(note)
    described = [_argument_line(parameter) for parameter in operation.parameters if parameter.description]
    if operation.body and operation.body.description:
        described.append(f"    body: {wrapped(operation.body.description, '        ')}")
    if described:
        parts.append("\n".join(["Args:", *described]))
    return "\n\n".join(parts)


def _argument_line(parameter: Parameter) -> str:
    note = "Deprecated. " if parameter.deprecated else ""
    return f"    {parameter.name}: {note}{wrapped(parameter.description, '        ')}"


def _client(
    ir: Ir, groups: dict[str, list[Operation]], *, asynchronous: bool, user_agent: str
) -> Iterator[str]:
    name = "AsyncClient" if asynchronous else "Client"
    loose = groups.get("", [])
    types = Types(BUILTINS & {operation.name for operation in loose})
    yield from ("", "", f"class {name}:")
    yield from docstring(ir.identity.title or "The client.", 1)
    yield from _constructor(ir, types, asynchronous=asynchronous, user_agent=user_agent)
    for group in sorted(key for key in groups if key):
        yield f"        self.{group} = {group_class(group)}(self._sender)"
    yield from _context_manager(asynchronous=asynchronous)
    for operation in loose:
        yield from _methods(operation, types, asynchronous=asynchronous)


def _constructor(ir: Ir, types: Types, *, asynchronous: bool, user_agent: str) -> Iterator[str]:
    text = types.builtin("str")
    kind = "AsyncClient" if asynchronous else "Client"
    sender = "AsyncSender" if asynchronous else "SyncSender"
    schemes = [scheme for scheme in ir.security_schemes if scheme.kind != "other"]
    address = f" = {literal(server(ir))}" if server(ir) else ""
    yield from ("", "    def __init__(", "        self,", f"        base_url: {text}{address},", "        *,")
    yield from (
        f"        {scheme.name}: {_credential_type(scheme, types)} | None = None," for scheme in schemes
    )
    yield f"        headers: Mapping[{text}, {text}] | None = None,"
    yield "        timeout: Timeout = _options.DEFAULT_TIMEOUT,"
    yield f"        deadline: {types.builtin('float')} | None = None,"
    yield f"        retries: Retries | {types.builtin('int')} = _options.RETRIES,"
    yield f"        strict: {types.builtin('bool')} = False,"
    yield "        hooks: Hooks = _options.HOOKS,"
    yield f"        http_client: _httpx2.{kind} | None = None,"
    yield "    ) -> None:"
    yield from docstring(_CONSTRUCTOR, 2)
    yield f"        credentials: {types.builtin('dict')}[{text}, _auth.Credential] = {{}}"
    for scheme in schemes:
        yield f"        if {scheme.name} is not None:"
        yield f"            credentials[{literal(scheme.name)}] = {_credential(scheme)}"
    yield "        settings = _plan.Settings("
    yield "            base_url=base_url.rstrip('/'),"
    yield "            credentials=credentials,"
    yield "            headers=headers or {},"
    yield "            errors=_errors.BY_STATUS,"
    yield f"            user_agent={literal(user_agent)},"
    yield "            retries=_options.retries_of(retries, _options.RETRIES),"
    yield "            deadline=deadline,"
    yield "            hooks=hooks,"
    yield "            strict=strict,"
    yield "            logger=__name__,"
    yield "        )"
    yield f"        self._sender = _sending.{sender}(settings, http_client, timeout)"


_CONSTRUCTOR = """Connect to a service.

`http_client` is used as it is, and left open by `close`; `timeout` is then its own.
`headers` are sent with every call. A credential that an operation does not ask for is not sent.
`timeout` bounds each phase of an attempt and `deadline` a whole call, in seconds. `retries` are further
attempts of calls that may be repeated. `strict` refuses fields, values and alternatives that the contract
does not know.
"""


def _credential_type(scheme: SecurityScheme, types: Types) -> str:
    text = types.builtin("str")
    if scheme.kind == "basic":
        return f"tuple[{text}, {text}]"
    return "_auth.Token | ClientCredentials" if scheme.kind == "oauth2" else "_auth.Token"


def _credential(scheme: SecurityScheme) -> str:
    if scheme.kind == "basic":
        return f"_auth.Basic(*{scheme.name})"
    if scheme.kind == "api-key":
        return f"_auth.ApiKey({scheme.name}, {literal(scheme.location)}, {literal(scheme.parameter_name)})"
    if scheme.kind == "oauth2":
        return f"_auth.oauth({scheme.name}, {literal(scheme.token_url)})"
    return f"_auth.Bearer({scheme.name})"


def _context_manager(*, asynchronous: bool) -> Iterator[str]:
    prefix, wait, letter = ("async ", "await ", "a") if asynchronous else ("", "", "")
    close = "aclose" if asynchronous else "close"
    yield from (
        "",
        f"    {prefix}def {close}(self) -> None:",
        '        """Close the connections; a client given by the caller stays open."""',
        f"        {wait}self._sender.close()",
        "",
        f"    {prefix}def __{letter}enter__(self) -> Self:",
        "        return self",
        "",
        f"    {prefix}def __{letter}exit__(",
        "        self,",
        "        exc_type: type[BaseException] | None,",
        "        exc: BaseException | None,",
        "        traceback: TracebackType | None,",
        "    ) -> None:",
        f"        {wait}self.{close}()",
    )
