"""Documents on the wire."""

from typing import Literal

from pydantic import BaseModel, Field


class Diagnostic(BaseModel):
    """One objection to a document."""

    severity: Literal["error", "warning"]
    code: str = Field(description="What kind of objection, in kebab-case.")
    message: str
    pointer: str = Field(description="JSON Pointer to the place; empty for the document as a whole.")
    line: int | None = Field(description="Line in the source, from 1.")
    column: int | None = Field(description="Column in the source, from 1.")
    hint: str = Field(description="The way out; may be empty.")


class DocumentInfo(BaseModel):
    """What is known of a stored document."""

    sha256: str = Field(description="SHA-256 of its bytes in hexadecimal.")
    digest: str = Field(description="Hash of its meaning: JSON and YAML of one document have the same.")
    format: Literal["json", "yaml"]
    openapi: str = Field(description="The version of OpenAPI it is written in.")
    title: str
    info_version: str = Field(description="`info.version` as written; releases have versions of their own.")
    size: int = Field(description="Bytes.")
    operations: int = Field(description="How many operations it describes.")
