"""The modules of a package, each as JavaScript and as declarations written by the same hand."""

from collections.abc import Iterable

from dovetail_engine.codegen.ir import Ir, Operation
from dovetail_engine.codegen.requests import is_idempotency_key
from dovetail_engine.codegen.typescript.names import Names, OperationNames
from dovetail_engine.codegen.typescript.requests import RequestWriter, sent_contents
from dovetail_engine.codegen.typescript.responses import ResponseWriter
from dovetail_engine.codegen.typescript.schemas import TypeWriter
from dovetail_engine.codegen.typescript.syntax import comment, identifier, literal

_TYPES = 'import type * as types from "./types.js";\n'
_RUNTIME_TYPES = 'import type * as runtime from "./runtime/index.js";\n'
_RUNTIME_VALUES = ("ApiError", "TransportError", "clientCredentials", "unwrap")
_RUNTIME_NAMES = (
    "Binary",
    "ClientCredentials",
    "Failure",
    "Outcome",
    "Retries",
    "Secret",
    "ServerSentEvent",
    "Success",
    "Unrecognised",
    "UnrecognisedNumber",
    "UserAndPassword",
)


def types_declarations(ir: Ir) -> str:
    """`types.d.ts`: one exported type per named type of the contract."""
    writer = TypeWriter(ir.types)
    return "\n".join([_RUNTIME_TYPES, *(writer.declaration(named) for named in ir.types), "export {};\n"])


def operations_code(ir: Ir, names: Names) -> str:
    """`operations.js`: one exported function per operation, so that bundlers keep what is used."""
    requests, responses = _writers(ir)
    server = _server(ir)
    parts = ['import * as runtime from "./runtime/index.js";\n']
    parts += [f"const server = {literal(server)};\n"] if server else []
    for operation in ir.operations:
        lines = [*requests.descriptor(operation), *responses.descriptor(operation)]
        lines += ["server"] if server else []
        function = identifier(names.operations[operation.name].function)
        body = "".join(f"    {line},\n" for line in lines)
        parts.append(
            f"export function {function}(args, options) {{\n"
            f"  return runtime.send({{\n{body}  }}, args, options);\n}}\n"
        )
    return "\n".join(parts)


def operations_declarations(ir: Ir, names: Names) -> str:
    """`operations.d.ts`: the types of the functions, of their arguments and of their outcomes."""
    requests, responses = _writers(ir)
    auth, options = identifier(names.auth), identifier(names.options)
    documentation = comment("", tags=["What may be set for one call."])
    settings = f"runtime.Options<Throws, {auth}>"
    parts = [
        _TYPES + _RUNTIME_TYPES,
        requests.auth_type(auth),
        f"{documentation}export type {options}<Throws extends boolean = false> = {settings};\n",
    ]
    for operation in ir.operations:
        own = names.operations[operation.name]
        signature = _signature(operation, own, options, throws="false", module="")
        function = f"export declare function {identifier(own.function)}{signature};\n"
        parts += [
            requests.arguments_type(identifier(own.arguments), operation),
            responses.success_type(identifier(own.success), operation),
            responses.error_type(identifier(own.error), operation),
            _documentation(operation) + function,
        ]
    return "\n".join(parts)


def client_code() -> str:
    """`client.js`."""
    return (
        'import * as operations from "./operations.js";\n'
        'import { bind } from "./runtime/index.js";\n\n'
        "export function createClient(settings = {}) {\n  return bind(operations, settings);\n}\n"
    )


def client_declarations(ir: Ir, names: Names) -> str:
    """`client.d.ts`: all operations with settings of their own."""
    client, options = identifier(names.client), f"operations.{identifier(names.options)}"
    methods = [
        f"{_documentation(operation, '  ')}  {identifier(own.function)}"
        f"{_signature(operation, own, options, throws='Throws', module='operations.')};\n"
        for operation in ir.operations
        for own in [names.operations[operation.name]]
    ]
    about = comment("", tags=["All operations, called with settings that were given once."])
    making = comment("", tags=["All operations with these settings; each call may say otherwise."])
    create = f"<Throws extends boolean = false>(settings?: {options}<Throws>): {client}<Throws>"
    return "\n".join(
        [
            'import type * as operations from "./operations.js";\n' + _RUNTIME_TYPES,
            f"{about}export interface {client}<Throws extends boolean = false> {{\n{''.join(methods)}}}\n",
            f"{making}export declare function createClient{create};\n",
        ]
    )


def queries_code(ir: Ir, names: Names) -> str:
    """`query.js`: every operation as query libraries take it."""
    used = "asMutation, asQuery, queryKey"
    parts = [
        f'import * as operations from "./operations.js";\nimport {{ {used} }} from "./runtime/index.js";\n'
    ]
    for operation in ir.operations:
        function = identifier(names.operations[operation.name].function)
        name, call = literal(function), f"operations.{function}"
        if _is_query(operation):
            parts.append(
                f"export const {function}Key = (args) => queryKey({name}, args);\n"
                f"export const {function}Query = (args, options) => asQuery({name}, {call}, args, options);\n"
            )
        else:
            parts.append(
                f"export const {function}Mutation = (options) => asMutation({name}, {call}, options);\n"
            )
    return "\n".join(parts)


def queries_declarations(ir: Ir, names: Names) -> str:
    """`query.d.ts`."""
    parts = ['import type * as operations from "./operations.js";\n' + _RUNTIME_TYPES]
    for operation in ir.operations:
        own = names.operations[operation.name]
        function = identifier(own.function)
        args, data = f"operations.{own.arguments}", f'operations.{own.success}["data"]'
        given = f"args{'' if has_required_arguments(operation) else '?'}: {args}"
        settings = f"options?: operations.{identifier(names.options)}"
        name = literal(function)
        if _is_query(operation):
            key = f"readonly [name: {name}, args?: {args}]"
            parts.append(
                f"{_documentation(operation)}export declare function {function}Query({given}, {settings}): "
                f"runtime.Query<{key}, {data}>;\n"
                f"{comment('', tags=['The key of the query; without arguments that of all its queries.'])}"
                f"export declare function {function}Key(args?: {args}): {key};\n"
            )
        else:
            taken = f"{args}{'' if has_required_arguments(operation) else ' | void'}"
            parts.append(
                f"{_documentation(operation)}export declare function {function}Mutation({settings}): "
                f"runtime.Mutation<{name}, {taken}, {data}>;\n"
            )
    return "\n".join([*parts, "export {};\n"])


def _is_query(operation: Operation) -> bool:
    return operation.method.upper() in ("GET", "HEAD")


def index_code() -> str:
    """`index.js`: all that is public."""
    return (
        'export * from "./operations.js";\nexport * from "./client.js";\n'
        f'export {{ {", ".join(_RUNTIME_VALUES)} }} from "./runtime/index.js";\n'
    )


def index_declarations(ir: Ir) -> str:
    """`index.d.ts`; a name of the runtime that the contract has for itself is found in `./runtime` alone."""
    taken = {named.name for named in ir.types}
    values = ", ".join(name for name in _RUNTIME_VALUES if name not in taken)
    names = ", ".join(name for name in _RUNTIME_NAMES if name not in taken)
    return (
        'export type * from "./types.js";\nexport * from "./operations.js";\nexport * from "./client.js";\n'
        f'export {{ {values} }} from "./runtime/index.js";\n'
        f'export type {{ {names} }} from "./runtime/index.js";\n'
    )


def has_required_arguments(operation: Operation) -> bool:
    """Whether an operation cannot be called without arguments."""
    body = operation.body is not None and operation.body.required and bool(sent_contents(operation))
    return body or any(
        parameter.required and not is_idempotency_key(parameter) for parameter in operation.parameters
    )


def _writers(ir: Ir) -> tuple[RequestWriter, ResponseWriter]:
    types = TypeWriter(ir.types, "types.")
    return RequestWriter(types, ir.security_schemes), ResponseWriter(types)


def _server(ir: Ir) -> str:
    """The first server that is an address as it stands."""
    return next((server for server in ir.servers if server.strip("/") and "{" not in server), "")


def _signature(operation: Operation, own: OperationNames, options: str, *, throws: str, module: str) -> str:
    arguments = f"args{'' if has_required_arguments(operation) else '?'}: {module}{own.arguments}"
    own_throws = "T" if throws == "Throws" else "Throws"
    return (
        f"<{own_throws} extends boolean = {throws}>({arguments}, options?: {options}<{own_throws}>): "
        f"Promise<runtime.Outcome<{own_throws}, {module}{own.success}, {module}{own.error}>>"
    )


def _documentation(operation: Operation, indent: str = "") -> str:
    texts: Iterable[str] = (
        operation.summary,
        operation.description,
        f"{operation.method.upper()} {operation.path}",
    )
    text = "\n\n".join(text for text in dict.fromkeys(texts) if text)
    return comment(text, tags=["@deprecated"] if operation.deprecated else [], indent=indent)
