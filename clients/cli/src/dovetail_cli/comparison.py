"""Two sides compared by the engine, with the names people know them by."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dovetail_cli.documents import read_document
from dovetail_cli.policies import Strictness
from dovetail_cli.render.view import Names
from dovetail_cli.sides import Side, read_sides
from dovetail_engine.compat import compare
from dovetail_engine.oas import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the JSON report about them, and their names."""

    base: Side
    head: Side
    report: dict[str, Any]
    names: Names


def compare_sides(
    base: str, head: str, strictness: Strictness, *, registry: str | None, root: str | None = None
) -> Comparison:
    """Read both sides and compare them under a policy."""
    old, new = read_sides(base, head, registry=registry, root=root)
    base_document, head_document = read_document(old), read_document(new)
    names = _names(old, new, base_document, head_document)
    report = compare(
        base_document,
        head_document,
        strictness.policy,
        waivers=strictness.waivers,
        labels=(names.base, "this version"),
    )
    return Comparison(old, new, report.to_dict(), names)


def _names(old: Side, new: Side, base: Document, head: Document) -> Names:
    written, offered = _version(base), _version(head)
    version = old.version or written
    label = old.version or (written if written != offered else None) or _label(old)
    return Names(label, old.name, new.name, base_version=version)


def _version(document: Document) -> str | None:
    info = document.tree.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    return version if isinstance(version, str) and version else None


def _label(side: Side) -> str:
    if side.argument == "-":
        return "the base"
    return PurePath(side.argument).name if side.path == side.argument else side.argument.partition(":")[0]
