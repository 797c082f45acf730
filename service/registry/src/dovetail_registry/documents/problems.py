"""What is wrong with documents."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from dovetail_registry.kit.problems import Problem, ProblemDetails

from .schemas import Diagnostic


class InvalidDocumentDetails(ProblemDetails):
    """A document that cannot be used; `diagnostics` says where and why."""

    model_config = ConfigDict(extra="allow", title="InvalidDocument")

    diagnostics: list[Diagnostic] = Field(description="Errors and warnings, with their places.")


class InvalidDocument(Problem):
    """The document is not usable OpenAPI 3.0 or 3.1. Each diagnostic has a JSON Pointer, a line and a column.
    `dovetail validate FILE` shows the same before you publish."""

    status = 422
    slug = "invalid-document"
    title = "Invalid document"
    model: ClassVar[type[BaseModel]] = InvalidDocumentDetails
