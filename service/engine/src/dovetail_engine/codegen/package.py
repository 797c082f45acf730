"""The public face of the generators: one document in, one installable package out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dovetail_engine.codegen.ir import OperationReport

Target = Literal["python", "typescript"]


@dataclass(frozen=True, slots=True)
class Package:
    """A built package.

    `project` is the name its index knows (`acme-orders`, `@acme/orders`), `version` its version in that
    ecosystem's spelling, `files` the tree as `dovetail generate` writes it, `data` the archive named
    `filename`, and `metadata` the METADATA file of a wheel or the package.json of an npm package.
    """

    target: Target
    project: str
    version: str
    filename: str
    data: bytes
    metadata: bytes
    files: Mapping[str, bytes]
    report: tuple[OperationReport, ...] = ()
    """For each operation: fully typed, or raw and why."""
