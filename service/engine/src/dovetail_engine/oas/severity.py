"""What each objection to a document weighs: the one table of errors and warnings.

An error is what makes the meaning of the document undeterminable: no reader could tell which exchanges it
allows. All else that breaks the letter of OpenAPI is a warning, and its message says how it is read.
"""

from collections.abc import Mapping
from types import MappingProxyType

from dovetail_engine.oas.diagnostics import Diagnostic, Severity

_ERRORS = (
    # Found before or while the text is read.
    "too-large",
    "too-deep",
    "too-many-nodes",
    "too-many-aliases",
    "empty-document",
    "not-utf8",
    "not-json",
    "not-yaml",
    "duplicate-key",
    "key-not-string",
    "several-documents",
    "merge-key",
    "bad-alias",
    "bad-tag",
    "bad-number",
    "not-an-object",
    "not-openapi",
    "unsupported-version",
    # The meta-schema's.
    "wrong-type",
    "bad-value",
    "bad-status",
    "path-without-slash",
    "missing-field",
    "schema-and-content",
    # References.
    "external-ref",
    "remote-ref",
    "outside-root",
    "file-not-read",
    "too-many-files",
    "anchor-ref",
    "unresolvable-ref",
    "ref-cycle",
    "ref-to-wrong-kind",
    # Statements that contradict each other.
    "duplicate-operation-id",
    "duplicate-parameter",
)
_WARNINGS = (
    "unknown-field",
    "missing-annotation",
    "annotation-of-wrong-type",
    "contradicting-fields",
    "parameter-without-schema",
    "empty-list",
    "empty-object",
    "duplicate-entries",
    "component-name",
    "status-in-lower-case",
    "keyword-of-3.1",
    "keyword-of-3.0",
    "bad-pattern",
    "repeated-parameter",
    "ignored-parameter",
    "equivalent-paths",
    "unknown-security-scheme",
    "operation-id-of-head",
    "path-with-query",
    "path-parameter-not-required",
    "path-parameter-undeclared",
    "path-parameter-unused",
    "mapping-leads-nowhere",
    "parameter-as-header",
    # Of a document in another version than 3.0 and 3.1.
    "query-not-compared",
    "not-in-openapi-3",
    "media-type-unsaid",
)
SEVERITY: Mapping[str, Severity] = MappingProxyType(
    {**dict.fromkeys(_ERRORS, "error"), **dict.fromkeys(_WARNINGS, "warning")}
)


def objection(code: str, message: str, pointer: str, hint: str = "") -> Diagnostic:
    """A diagnostic of the weight its code has; its place in the text is filled in by `load`."""
    return Diagnostic(SEVERITY[code], code, message, pointer, hint=hint)
