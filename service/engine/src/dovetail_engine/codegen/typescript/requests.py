"""The request half of an operation: the type of its arguments, and how the runtime writes them."""

from collections.abc import Sequence

from dovetail_engine.codegen.ir import Content, Operation, Parameter, PartEncoding, SecurityScheme
from dovetail_engine.codegen.requests import is_idempotency_key
from dovetail_engine.codegen.typescript.names import arguments
from dovetail_engine.codegen.typescript.schemas import RECORD, UNKNOWN, TypeWriter
from dovetail_engine.codegen.typescript.syntax import comment, literal, member

_DELIMITED = {"spaceDelimited": "runtime.spaced", "pipeDelimited": "runtime.piped"}
_PATH_STYLES = {
    ("simple", True): "runtime.simpleExploded",
    ("label", False): "runtime.label",
    ("label", True): "runtime.labelExploded",
    ("matrix", False): "runtime.matrix",
    ("matrix", True): "runtime.matrixExploded",
}


class RequestWriter:
    """Writes the requests of one package."""

    def __init__(self, types: TypeWriter, schemes: Sequence[SecurityScheme]) -> None:
        self._types = types
        self._schemes = {scheme.name: scheme for scheme in schemes}

    def arguments_type(self, name: str, operation: Operation) -> str:
        """The declaration of the type of an operation's first argument."""
        fields = [self._field(key, parameter) for key, parameter in arguments(operation)]
        bodies = self._bodies(operation)
        if len(bodies) > 1:
            shared = f"{{\n{''.join(fields)}}} & " if fields else ""
            choice = " | ".join(f"{{\n{body}}}" for body in bodies)
            return f"export type {name} = {shared}({choice});\n"
        if not fields and not bodies:
            return f"export type {name} = {{ [name: string]: never }};\n"
        return f"export interface {name} {{\n{''.join([*fields, *bodies])}}}\n"

    def descriptor(self, operation: Operation) -> list[str]:
        """The properties of the runtime's `Operation` that say how the request is written."""
        writers = [self._writer(key, parameter) for key, parameter in arguments(operation)]
        bodies = [
            f"[{literal(_sent(content))}, {_body_writer(content)}]" for content in sent_contents(operation)
        ]
        security = self._security(operation)
        writers += [f"runtime.body({', '.join(bodies)})"] if bodies else []
        writers += [f"runtime.security({', '.join(security)})"] if security else []
        keyed = any(is_idempotency_key(parameter) for _, parameter in arguments(operation))
        return [
            f"method: {literal(operation.method.upper())}",
            f"path: {literal(_path(operation.path))}",
            *([f"request: [{', '.join(writers)}]"] if writers else []),
            *(["keyed: true"] if keyed else []),
        ]

    def auth_type(self, name: str) -> str:
        """The declaration of the type that holds the secrets."""
        fields = [
            comment(scheme.description, indent="  ")
            + f"  {member(scheme.wire_name)}?: runtime.Secret<{_secret(scheme)}> | undefined;\n"
            for scheme in self._schemes.values()
            if scheme.kind != "other"
        ]
        documentation = comment("", tags=["Secrets by the name of their security scheme."])
        return f"{documentation}export interface {name} {{\n{''.join(fields)}}}\n"

    def _field(self, key: str, parameter: Parameter) -> str:
        text = self._types.expression(parameter.schema, "  ")
        tags = ["@deprecated"] if parameter.deprecated else []
        documentation = comment(parameter.description, tags=tags, indent="  ")
        required = parameter.required and not is_idempotency_key(parameter)
        return f"{documentation}  {member(key)}{_typed(text, required=required)};\n"

    def _bodies(self, operation: Operation) -> list[str]:
        contents = sent_contents(operation)
        if operation.body is None or not contents:
            return []
        documentation = comment(operation.body.description, indent="  ")
        return [
            f"{documentation}  body{_typed(self._content(content), required=operation.body.required)};\n"
            + (
                f"  contentType{_typed(literal(_sent(content)), required=index > 0)};\n"
                if len(contents) > 1
                else ""
            )
            for index, content in enumerate(contents)
        ]

    def _content(self, content: Content) -> str:
        if content.kind == "json":
            return self._types.expression(content.schema, "  ")
        if content.kind in ("form", "multipart"):
            text = self._types.expression(content.schema, "  ")
            fields = RECORD if text == UNKNOWN else text
            return f"{fields} | FormData" if content.kind == "multipart" else fields
        if content.kind == "ndjson" and not content.raw:
            return f"readonly ({self._types.expression(content.schema, '  ')})[]"
        return "runtime.Binary" if content.kind == "binary" else "string"

    def _writer(self, key: str, parameter: Parameter) -> str:
        style = self._style(parameter)
        texts = [literal(parameter.wire_name)]
        if key != parameter.wire_name or style:
            texts.append(literal(key))
        if style:
            texts.append(style)
        if is_idempotency_key(parameter):
            return f"runtime.idempotencyKey({', '.join(texts)})"
        json_header = parameter.location == "header" and _is_json(parameter)
        return f"runtime.{'headerJson' if json_header else parameter.location}({', '.join(texts)})"

    def _style(self, parameter: Parameter) -> str:
        """The runtime's style where it is not the default of the location."""
        simple = self._types.is_scalar(parameter.schema)
        if parameter.location == "header":
            return '"="' if parameter.explode and not simple and not _is_json(parameter) else ""
        if _is_json(parameter):
            return "runtime.pathJson" if parameter.location == "path" else "runtime.asJson"
        if parameter.location == "path":
            plain = simple or self._types.is_array(parameter.schema)
            return (
                ""
                if parameter.style == "simple" and plain
                else _PATH_STYLES.get((parameter.style, parameter.explode), "")
            )
        if parameter.location == "cookie":
            return ""
        style = query_style(parameter.style, explode=parameter.explode or simple)
        return f"runtime.reserved({style or 'runtime.exploded'})" if parameter.allow_reserved else style

    def _security(self, operation: Operation) -> list[str]:
        """The alternatives, anonymous last: what a caller has secrets for is used."""
        alternatives = [
            "[" + ", ".join(filter(None, (self._credential(name) for name in alternative))) + "]"
            for alternative in operation.security
        ]
        distinct = sorted(dict.fromkeys(alternatives), key=lambda text: text == "[]")
        return [] if distinct == ["[]"] else distinct

    def _credential(self, name: str) -> str:
        scheme = self._schemes.get(name)
        if scheme is None or scheme.kind == "other":
            return ""
        if scheme.kind == "basic":
            return f"runtime.basic({literal(scheme.wire_name)})"
        if scheme.kind == "api-key":
            place = {"query": "Query", "cookie": "Cookie"}.get(scheme.location, "Header")
            return f"runtime.keyIn{place}({literal(scheme.wire_name)}, {literal(scheme.parameter_name)})"
        return f"runtime.bearer({literal(scheme.wire_name)})"


def sent_contents(operation: Operation) -> list[Content]:
    """The representations of a body, one for each type that is sent; `fetch` sends none with GET and HEAD."""
    bodiless = operation.method.upper() in ("GET", "HEAD")
    contents = operation.body.contents if operation.body and not bodiless else ()
    return list({_sent(content): content for content in reversed(contents)}.values())[::-1]


def query_style(style: str, *, explode: bool) -> str:
    """The runtime's style for a query parameter or form property; empty for the default."""
    if style == "deepObject":
        return "runtime.deep"
    return "" if explode else _DELIMITED.get(style, "runtime.joined")


def _sent(content: Content) -> str:
    return "application/json" if content.kind == "json" and "*" in content.media_type else content.media_type


def _body_writer(content: Content) -> str:
    if content.kind == "json":
        return "runtime.jsonBody"
    if content.kind == "ndjson" and not content.raw:
        return "runtime.linesBody"
    if content.kind == "form":
        styles = [
            (part.wire_name, query_style(part.style, explode=part.explode)) for part in content.encodings
        ]
        return (
            f"runtime.formBody({', '.join(f'[{literal(name)}, {style}]' for name, style in styles if style)})"
        )
    if content.kind == "multipart":
        parts = [
            f"[{literal(part.wire_name)}, {literal(kind)}]"
            for part in content.encodings
            if (kind := _part_type(part))
        ]
        return f"runtime.multipartBody({', '.join(parts)})"
    return "runtime.rawBody"


def _part_type(part: PartEncoding) -> str:
    """The content type of a part, where the contract gives exactly one."""
    return "" if "," in part.content_type or "*" in part.content_type else part.content_type


def _path(path: str) -> str:
    """A path template as part of a URL: it starts with one slash, and nothing in it may start a fragment."""
    return "/" + path.lstrip("/").replace("#", "%23")


def _is_json(parameter: Parameter) -> bool:
    return "json" in parameter.media_type.lower()


def _secret(scheme: SecurityScheme) -> str:
    return "runtime.UserAndPassword" if scheme.kind == "basic" else "string"


def _typed(text: str, *, required: bool) -> str:
    return f": {text}" if required else f"?: {text} | undefined"
