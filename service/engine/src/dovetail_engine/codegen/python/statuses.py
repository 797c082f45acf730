"""Which answers are results and which are errors, and the types of both."""

from collections.abc import Iterable

from dovetail_engine.codegen.contents import STREAMS
from dovetail_engine.codegen.ir import Content, Operation, Response, Schema

EMPTY_STATUSES = frozenset(("204", "205", "304"))
NAMES = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    402: "PaymentRequiredError",
    403: "ForbiddenError",
    404: "NotFoundError",
    405: "MethodNotAllowedError",
    406: "NotAcceptableError",
    408: "RequestTimeoutError",
    409: "ConflictError",
    410: "GoneError",
    412: "PreconditionFailedError",
    413: "ContentTooLargeError",
    415: "UnsupportedMediaTypeError",
    422: "UnprocessableContentError",
    423: "LockedError",
    424: "FailedDependencyError",
    428: "PreconditionRequiredError",
    429: "TooManyRequestsError",
    500: "InternalServerError",
    501: "MethodNotImplementedError",
    502: "BadGatewayError",
    503: "ServiceUnavailableError",
    504: "GatewayTimeoutError",
    507: "InsufficientStorageError",
}
ALWAYS = (400, 401, 403, 404, 409, 422, 429, 500, 502, 503)
"""Statuses that have a class in every package, documented or not."""


def error_name(status: int) -> str:
    """The class of an error status."""
    return NAMES.get(status, f"Status{status}Error")


def contents_of(operation: Operation, response: Response) -> tuple[Content, ...]:
    """The bodies that an answer can really have."""
    if operation.method == "HEAD" or response.status in EMPTY_STATUSES:
        return ()
    return response.contents


def results(operation: Operation) -> tuple[Response, ...]:
    """The answers that are results: 2xx and 3xx, else `default`."""
    found = tuple(response for response in operation.responses if response.status[:1] in "23")
    return found or tuple(response for response in operation.responses if response.status == "default")


def streams(operation: Operation) -> tuple[Content, ...]:
    """The results that are read item by item."""
    contents = [content for response in results(operation) for content in contents_of(operation, response)]
    return tuple(content for content in contents if content.kind in STREAMS)


def is_stream(operation: Operation) -> bool:
    """Whether every body of a result is read item by item, so that the operation has no other method."""
    return bool(streams(operation)) and not operation.stream_name


def error_statuses(operations: Iterable[Operation]) -> list[int]:
    """Every error status that has its own class, in order."""
    documented = {
        int(response.status)
        for operation in operations
        for response in operation.responses
        if response.status.isdigit() and 400 <= int(response.status) <= 599
    }
    return sorted({*documented, *ALWAYS})


def error_schemas(operations: Iterable[Operation], status: int) -> list[Schema] | None:
    """The documented bodies of an error status, over all operations; None where one cannot be typed."""
    schemas: list[Schema] = []
    for operation in operations:
        by_status = {response.status: response for response in operation.responses}
        names = (str(status), f"{status // 100}XX", "default")
        response = next((by_status[name] for name in names if name in by_status), None)
        for content in contents_of(operation, response) if response else ():
            if content.kind != "json":
                return None
            schemas.append(content.schema)
    return schemas
