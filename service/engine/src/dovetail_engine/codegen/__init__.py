"""Typed client packages from a contract: `lower` describes the client, `build` makes the package."""

from dovetail_engine.codegen.ir import Identity, Ir
from dovetail_engine.codegen.lower import lower

__all__ = ["Identity", "Ir", "lower"]
