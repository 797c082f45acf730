"""Reading OpenAPI documents: bytes in, a checked `Document` with one normalised model out."""

from dovetail_engine.oas.diagnostics import Diagnostic, DocumentInvalid, Position
from dovetail_engine.oas.document import Document
from dovetail_engine.oas.limits import Limits
from dovetail_engine.oas.load import load

__all__ = ["Diagnostic", "Document", "DocumentInvalid", "Limits", "Position", "load"]
