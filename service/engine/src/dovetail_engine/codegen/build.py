"""`build`: a document becomes an installable package."""

import re
from dataclasses import replace

from dovetail_engine.codegen import pack, typescript
from dovetail_engine.codegen.ir import Identity, Ir, OperationReport
from dovetail_engine.codegen.lower import lower, reachable, references_of
from dovetail_engine.codegen.package import Package, Target
from dovetail_engine.codegen.python.emit import project
from dovetail_engine.codegen.python.project import metadata, package_name, project_name
from dovetail_engine.codegen.version import to_pep440
from dovetail_engine.oas import Document

_NAMESPACE = re.compile(r"[a-z][a-z0-9]{1,38}")
_CONTRACT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
GENERATOR_VERSION = "0.2.0"
"""Raised with every change of what is generated; a published package is never made again."""


class IdentityInvalid(ValueError):
    """A namespace or contract that cannot name a package."""


def build(document: Document, identity: Identity, target: Target) -> Package:
    """The package of a document: the same bytes for the same document, identity and generator version.

    Raises IdentityInvalid for what cannot name a package, VersionUnsupported for such a version.
    """
    _check(identity)
    ir = lower(document, identity)
    return _python(ir) if target == "python" else _typescript(ir)


def _check(identity: Identity) -> None:
    if not _NAMESPACE.fullmatch(identity.namespace):
        raise IdentityInvalid(
            f"{identity.namespace!r} is no name of a namespace: a-z, then a-z and 0-9, up to 39"
        )
    if not _CONTRACT.fullmatch(identity.contract):
        raise IdentityInvalid(
            f"{identity.contract!r} is no name of a contract: words of a-z and 0-9 joined by '-'"
        )
    to_pep440(identity.version)


def _python(ir: Ir) -> Package:
    files, untyped = project(ir)
    version = to_pep440(ir.identity.version)
    modules = {name.removeprefix("src/"): data for name, data in files.items() if name.startswith("src/")}
    described = metadata(ir, files["README.md"].decode())
    filename, data = pack.wheel(package_name(ir), version, modules, described)
    report = _degraded(ir, untyped)
    return Package("python", project_name(ir), version, filename, data, described, files, report)


def _typescript(ir: Ir) -> Package:
    files = typescript.emit(ir)
    project, version = f"@{ir.identity.namespace}/{ir.identity.contract}", ir.identity.version
    filename, data = pack.tarball(project, version, files)
    return Package("typescript", project, version, filename, data, files["package.json"], files, ir.report)


def _degraded(ir: Ir, untyped: dict[str, str]) -> tuple[OperationReport, ...]:
    """The report, with the operations that reach a type which had to be left open."""
    if not untyped:
        return ir.report
    reports = []
    for operation, report in zip(ir.operations, ir.report, strict=True):
        lost = sorted(reachable(ir, references_of(operation)) & set(untyped))
        reasons = tuple(f"type {name}: {untyped[name]}" for name in lost)
        reports.append(replace(report, typed=report.typed and not lost, raw=(*report.raw, *reasons)))
    return tuple(reports)
