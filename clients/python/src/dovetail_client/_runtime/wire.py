"""The base of every generated model, and files to upload."""

from typing import IO, Any, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class WireModel(BaseModel):
    """A JSON object of the contract: unknown fields are kept, fields are set by Python name or by wire name.

    Only the fields that were set are sent: leaving one out and setting it to None are different things.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        protected_namespaces=(),
        defer_build=True,
    )


class File:
    """A file to upload: its content, and the name and media type it is sent with."""

    __slots__ = ("content", "content_type", "filename")

    def __init__(
        self,
        content: bytes | IO[bytes],
        filename: str = "upload",
        content_type: str = "application/octet-stream",
    ) -> None:
        self.content = content
        self.filename = filename
        self.content_type = content_type

    def __repr__(self) -> str:
        return f"File(filename={self.filename!r}, content_type={self.content_type!r})"

    def read(self) -> bytes:
        """The whole content."""
        return self.content if isinstance(self.content, bytes) else self.content.read()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take a file as it is; bytes and binary file objects become one."""
        return core_schema.no_info_plain_validator_function(cls._accept)

    @classmethod
    def _accept(cls, value: object) -> "File":
        if isinstance(value, File):
            return value
        if isinstance(value, bytes) or hasattr(value, "read"):
            return cls(cast("bytes | IO[bytes]", value))
        raise ValueError("a File, bytes or a binary file object is expected")
