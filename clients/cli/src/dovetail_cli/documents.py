"""Documents read from sides; a bad one ends the command with its diagnostics."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

from dovetail_cli.failures import Failure
from dovetail_cli.render import diagnostics
from dovetail_cli.sides import Side
from dovetail_engine.oas import Document, DocumentInvalid, load


class InvalidDocument(Failure):
    """A side that is no valid OpenAPI document; shows every diagnostic with its place."""

    def __init__(self, name: str, found: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(f"{name} is no valid OpenAPI document.")
        self.name = name
        self.found = found

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the diagnostics and the message to `file`, or to standard error."""
        diagnostics.print_text(self.found, name=self.name, file=file)
        super().show(file)


def read_document(side: Side) -> Document:
    """The document of a side; an InvalidDocument if it is none."""
    try:
        return load(side.data, name=side.name)
    except DocumentInvalid as invalid:
        raise InvalidDocument(side.name, [found.to_dict() for found in invalid.diagnostics]) from invalid
