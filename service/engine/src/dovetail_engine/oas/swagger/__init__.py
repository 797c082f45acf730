"""Swagger 2.0, read as the OpenAPI 3.0 document that says the same."""

from dovetail_engine.oas.swagger.conversion import convert
from dovetail_engine.oas.swagger.structure import check

__all__ = ["check", "convert"]
