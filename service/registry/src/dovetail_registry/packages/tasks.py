"""Building a package in the sandbox: it imports the engine and nothing of the service."""

import traceback
from dataclasses import asdict, dataclass
from typing import Any

from dovetail_engine import codegen
from dovetail_engine.codegen.ir import Identity
from dovetail_engine.codegen.package import Target
from dovetail_registry.documents.tasks import loaded

from .trial import try_out


@dataclass(frozen=True, slots=True)
class Built:
    """A package's archive and what its index tells of it."""

    project: str
    version: str
    filename: str
    data: bytes
    metadata: bytes
    file_count: int
    unpacked_size: int
    report: list[dict[str, Any]]
    checks: list[str]


@dataclass(frozen=True, slots=True)
class Unbuildable:
    """The generator failed; it would fail again in the same way."""

    reason: str
    trace: str


def warm_up() -> None:
    """Nothing but this module's imports, so that the first real task does not wait for them."""


def build(
    data: bytes, coordinate: tuple[str, str, str], target: Target, max_size: int
) -> Built | Unbuildable:
    """The package of a document released as (namespace, contract, version); the same bytes every time."""
    try:
        return _build(data, coordinate, target, max_size)
    except Exception as error:  # noqa: BLE001 - whatever the generator raises is the state of this package
        reason = f"{type(error).__name__}: {error}"
        return Unbuildable(reason[:2000].replace("\x00", ""), traceback.format_exc())


def _build(data: bytes, coordinate: tuple[str, str, str], target: Target, max_size: int) -> Built:
    document = loaded(data, max_size)
    identity = Identity(*coordinate, document.api.title, document.api.description, document.digest)
    package = codegen.build(document, identity, target)
    checks = try_out(package)
    return Built(
        project=package.project,
        version=package.version,
        filename=package.filename,
        data=package.data,
        metadata=package.metadata,
        file_count=len(package.files),
        unpacked_size=sum(map(len, package.files.values())),
        report=[asdict(operation) for operation in package.report],
        checks=checks,
    )
