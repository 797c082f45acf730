"""What the exported things are called: functions in camelCase, the types beside them after the functions."""

from dataclasses import dataclass

from dovetail_engine.codegen import naming
from dovetail_engine.codegen.ir import Ir, Operation, Parameter

_INHERITED = "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf"
INHERITED = frozenset(_INHERITED.split())
"""What every object has already: TypeScript takes an object without an own one for one that has it."""

_FUNCTIONS = ("createClient", "unwrap", "types", "runtime", "server")
_TYPES = ("Auth", "CallOptions", "Client")


@dataclass(frozen=True, slots=True)
class OperationNames:
    """The identifiers of one operation."""

    function: str
    arguments: str
    success: str
    error: str


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers of one package, by operation name; the contract's own types keep theirs."""

    operations: dict[str, OperationNames]
    auth: str
    options: str
    client: str


def names(ir: Ir) -> Names:
    """All identifiers that the contract's types do not give."""
    functions = naming.unique(
        {operation.name: naming.camel(operation.name) for operation in ir.operations}, taken=_FUNCTIONS
    )
    wanted = {name: name for name in _TYPES}
    for function in functions.values():
        stem = function[0].upper() + function[1:].rstrip("_")
        wanted.update({f"{function} {kind}": stem + kind for kind in ("Args", "Success", "Error")})
    final = naming.unique(wanted, taken=[named.name for named in ir.types])
    operations = {
        name: OperationNames(
            function, *(final[f"{function} {kind}"] for kind in ("Args", "Success", "Error"))
        )
        for name, function in functions.items()
    }
    return Names(operations, *(final[name] for name in _TYPES))


def arguments(operation: Operation) -> list[tuple[str, Parameter]]:
    """The parameters with their keys: the wire name, with the location where that is taken."""
    taken = {"body", "contentType", "__proto__", *INHERITED}
    result: list[tuple[str, Parameter]] = []
    order = ("path", "query", "header", "cookie")
    for parameter in sorted(operation.parameters, key=lambda parameter: order.index(parameter.location)):
        key = parameter.wire_name
        while key in taken:
            key = f"{key}_{parameter.location}"
        taken.add(key)
        result.append((key, parameter))
    return result
