"""A call of a real operation, with arguments made from its types, for the README."""

from collections.abc import Mapping

from dovetail_engine.codegen.ir import Ir, Operation, Schema
from dovetail_engine.codegen.python.clients import server
from dovetail_engine.codegen.python.models import field_names
from dovetail_engine.codegen.python.operations import sorted_contents
from dovetail_engine.codegen.python.source import literal

_MAX_DEPTH = 6
_UUID = "6f1c9a52-3d0b-4a53-9a8e-0d7c7f0d2f11"


def usage(ir: Ir, package: str) -> str:
    """A short program that calls the simplest operation; empty for a contract without operations."""
    if not ir.operations:
        return ""
    operation = min(ir.operations, key=_effort)
    types = {named.name: named.schema for named in ir.types}
    expressions = [f"{name}={value}" for name, value in _arguments(operation, types).items()]
    place = f"client.{operation.group}." if operation.group else "client."
    call = f"{place}{operation.name}({', '.join(expressions)})"
    address = "" if server(ir) else literal("https://api.example.com")
    imports = ["import datetime"] if "datetime." in call else []
    imports += ["import uuid"] if "uuid." in call else []
    imports += [""] if imports else []
    models = ", models" if "models." in call else ""
    files = [f"from {package}.models import File"] if "File(" in call else []
    lines = [*imports, f"from {package} import Client, errors{models}", *files, ""]
    lines += [f"with Client({address}) as client:", "    try:", f"        result = {call}"]
    lines += ["    except errors.ApiError as error:", "        print(error.status_code, error.body)"]
    lines += ["    else:", "        print(result)"]
    return "\n".join(lines)


def _effort(operation: Operation) -> tuple[bool, bool, bool, int, int]:
    required = [parameter for parameter in operation.parameters if parameter.required]
    length = len(operation.path)
    return (
        operation.deprecated,
        operation.method != "GET",
        operation.body is not None,
        len(required),
        length,
    )


def _arguments(operation: Operation, types: Mapping[str, Schema]) -> dict[str, str]:
    found = {item.name: _value(item.schema, types) for item in operation.parameters if item.required}
    if operation.body and operation.body.required:
        content = sorted_contents(operation.body)[0]
        found["body"] = "b'...'" if content.kind == "binary" else _value(content.schema, types)
    return found


def _value(schema: Schema, types: Mapping[str, Schema], depth: int = 0) -> str:
    if "$ref" in schema:
        return _named(schema["$ref"].rsplit("/", 1)[1], types, depth)
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], types, depth)
    if "const" in schema or "enum" in schema:
        return literal(schema["const"] if "const" in schema else schema["enum"][0])
    match schema.get("type"):
        case "string":
            return _text(schema)
        case "integer":
            return literal(max(1, int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))))
        case "number":
            return repr(float(max(1, schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))))
        case "boolean":
            return "True"
        case "array":
            count = schema.get("minItems", 0)
            return f"[{', '.join([_value(schema.get('items', {}), types, depth + 1)] * min(count, 3))}]"
        case "object":
            return "{}"
    return "None"


def _named(name: str, types: Mapping[str, Schema], depth: int) -> str:
    schema = types.get(name, {})
    if "properties" not in schema or depth > _MAX_DEPTH:
        return _value(schema, types, depth + 1) if depth <= _MAX_DEPTH else "None"
    fields = field_names(schema)
    values = [
        f"{fields[wire]}={_value(schema['properties'][wire], types, depth + 1)}"
        for wire in schema.get("required", ())
        if wire in fields
    ]
    return f"models.{name}({', '.join(values)})"


def _text(schema: Schema) -> str:
    kind = schema.get("format", "")
    if kind == "binary":
        return "File(b'...')"
    if kind == "date-time":
        return "datetime.datetime(2026, 1, 31, 12, 0, tzinfo=datetime.timezone.utc)"
    if kind == "date":
        return "datetime.date(2026, 1, 31)"
    if kind == "uuid":
        return f"uuid.UUID({_UUID!r})"
    return literal(
        "example".ljust(min(int(schema.get("minLength", 0)), 64), "x")[: int(schema.get("maxLength", 64))]
    )
