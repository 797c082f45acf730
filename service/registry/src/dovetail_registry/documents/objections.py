"""What openapi-spec-validator objects to, with its resolvers closed, and what each objection weighs.

The engine's own checks decide first what cannot be used at all. Of what this validator finds beyond them, the
table says which is an error and which is a warning: real documents break the letter and work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ExtraParametersError,
    OpenAPIValidationError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Objection:
    """One kind of objection: how it is recognised, what it weighs, and why."""

    code: str
    raised: type[Exception]
    severity: Severity
    why: str


TABLE = (
    Objection(
        "operation-id-repeated",
        DuplicateOperationIDError,
        "warning",
        "The engine refuses two operations with one id; what is left is a HEAD that shares its GET's.",
    ),
    Objection(
        "parameter-repeated",
        ParameterDuplicateError,
        "warning",
        "The engine refuses parameters that contradict each other; what is left says the same twice.",
    ),
    Objection(
        "path-parameter-mismatch",
        UnresolvableParameterError,
        "warning",
        "A path template and its parameters disagree; the template counts.",
    ),
    Objection(
        "required-without-property",
        ExtraParametersError,
        "warning",
        "A property is required that the schema does not describe; any value satisfies it.",
    ),
    Objection(
        "letter-of-the-specification",
        OpenAPIValidationError,
        "warning",
        "The document breaks the letter of OpenAPI or of its schema dialect in a way that tools live with.",
    ),
    Objection(
        "default-mismatch",
        ValidationError,
        "warning",
        "A default value does not satisfy its own schema.",
    ),
    Objection(
        "validator-stopped",
        Exception,
        "warning",
        "openapi-spec-validator could not finish; the engine's own checks passed.",
    ),
)
"""First match wins, so the special comes before the general.

No row weighs as an error at present: what makes a document unusable the engine has found already, and every
objection that real, working documents draw beyond that is one of letter.
"""

LIMIT = 100


class ClosedHandlers(Mapping[str, Any]):
    """Claims every URL scheme and refuses it: nothing is fetched, no file is read.

    An empty mapping would not do: jsonschema-path falls back to the network for schemes it has no handler of.
    """

    def __contains__(self, scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Any:
        return _refuse

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


class OutsideReference(Exception):
    """A reference leads out of the document."""


def objections(tree: dict[str, Any], dialect: str) -> list[dict[str, Any]]:
    """The validator's objections as diagnostics, each distinct one once, at most LIMIT of them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for error in _errors(tree, dialect):
        kind = weigh(error)
        message = str(getattr(error, "message", "")) or f"{type(error).__name__}: {error}"
        found.setdefault((kind.code, message), _diagnostic(kind, message))
        if len(found) >= LIMIT:
            break
    return list(found.values())


def weigh(error: Exception) -> Objection:
    """The row of the table for an error."""
    return next(row for row in TABLE if isinstance(error, row.raised))


def manual() -> str:
    """The table as a page, in Markdown."""
    rows = [f"| `{row.code}` | {row.severity} | {row.why} |" for row in TABLE]
    head = (
        "# What openapi-spec-validator objects to\n\n"
        "Publishing runs it after the engine's own checks, with no access to network or files. An error "
        "would refuse the document; warnings are kept with it.\n\n"
    )
    return head + "\n".join(["| code | weight | why |", "|---|---|---|", *rows]) + "\n"


def _errors(tree: dict[str, Any], dialect: str) -> Iterator[Exception]:
    kind = _VALIDATORS[dialect]
    root = SchemaPath.from_dict(tree, handlers=ClosedHandlers())
    try:
        # Not `iter_errors`: that begins with the meta-schema, which the engine has checked already.
        yield from kind(root).root_validator(root)
    except Exception as error:  # noqa: BLE001 - the validator raises anything on documents it did not foresee
        yield error


_VALIDATORS = {
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}


def _diagnostic(kind: Objection, message: str) -> dict[str, Any]:
    return {
        "severity": kind.severity,
        "code": kind.code,
        "message": message if len(message) <= 500 else message[:499] + "…",
        "pointer": "",
        "line": None,
        "column": None,
        "hint": kind.why,
    }


def _refuse(uri: str) -> NoReturn:
    raise OutsideReference(f"{uri} is outside the document and is not fetched")
