"""Typed client packages from a contract: `lower` describes the client, `build` makes the package."""

from dovetail_engine.codegen.build import GENERATOR_VERSION, IdentityInvalid, build
from dovetail_engine.codegen.inspection import objections
from dovetail_engine.codegen.ir import Identity, Ir
from dovetail_engine.codegen.lower import lower
from dovetail_engine.codegen.package import Package, Target
from dovetail_engine.codegen.version import VersionUnsupported, to_pep440

__all__ = [
    "GENERATOR_VERSION",
    "Identity",
    "IdentityInvalid",
    "Ir",
    "Package",
    "Target",
    "VersionUnsupported",
    "build",
    "lower",
    "objections",
    "to_pep440",
]
