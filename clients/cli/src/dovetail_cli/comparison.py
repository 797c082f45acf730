"""Two sides compared by the engine, with the names people know them by."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from dovetail_cli.documents import read_document
from dovetail_cli.policies import Strictness, Wishes, read_policy
from dovetail_cli.render.view import Names
from dovetail_cli.sides import Side, read_side, read_sides
from dovetail_engine.compat import Report, combine, compare
from dovetail_engine.oas import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the JSON report about them, their names, and the policy they were judged by."""

    base: Side
    head: Side
    report: dict[str, Any]
    names: Names
    strictness: Strictness


@dataclass(frozen=True, slots=True)
class Terms:
    """How to compare: a policy file where one is named, what the command line wants, and further bases."""

    policy: str | None = None
    wishes: Wishes = field(default_factory=Wishes)
    also: tuple[str, ...] = ()
    registry: str | None = None
    root: str | None = None


def compare_sides(base: str, head: str, terms: Terms) -> Comparison:
    """Read both sides and compare them; further bases are told of in the same report.

    The policy is the one of the file that is named, else of the contract whose release is the base, else of
    `dovetail.toml` in this folder.
    """
    old, new = read_sides(base, head, registry=terms.registry, root=terms.root)
    strictness = _strictness(old, terms)
    base_document, head_document = read_document(old), read_document(new)
    names = _names(old, new, base_document, head_document)
    bases = [(names.base, base_document), *_others(old, terms, strictness)]
    report = _report(bases, head_document, strictness).to_dict()
    report["stats"]["policy"] = strictness.source
    return Comparison(old, new, report, names, strictness)


def _strictness(base: Side, terms: Terms) -> Strictness:
    if terms.policy is not None or base.coordinate is None:
        return read_policy(terms.policy, terms.wishes)
    from dovetail_cli.registry_policies import stored_policy  # noqa: PLC0415 - HTTP loads only for coordinates

    stored = stored_policy(base.coordinate.contract, location=terms.registry)
    return replace(stored, policy=terms.wishes.over(stored.policy))


def _others(base: Side, terms: Terms, strictness: Strictness) -> list[tuple[str, Document]]:
    """The further bases by what they are called; every other live release if the policy speaks for those."""
    sides = [read_side(argument, registry=terms.registry, root=terms.root) for argument in terms.also]
    if base.coordinate is not None and strictness.policy.against == "live":
        from dovetail_cli.registry_documents import earlier  # noqa: PLC0415 - HTTP loads only for coordinates

        sides += [
            read_side(argument, registry=terms.registry)
            for argument in earlier(base, location=terms.registry)
        ]
    return [(side.version or side.argument, read_document(side)) for side in sides]


def _report(bases: Sequence[tuple[str, Document]], head: Document, strictness: Strictness) -> Report:
    """The report on one base, or the one about all of them."""
    reports = [
        (
            label,
            compare(
                document,
                head,
                strictness.policy,
                waivers=strictness.waivers,
                labels=(label, "this version"),
                today=strictness.today,
            ),
        )
        for label, document in bases
    ]
    return reports[0][1] if len(reports) == 1 else combine(reports, strictness.policy)


def _names(old: Side, new: Side, base: Document, head: Document) -> Names:
    written, offered = _info(base, "version"), _info(head, "version")
    version = old.version or written
    label = old.version or (written if written != offered else None) or _label(old, "the base")
    called = new.version or (offered if written != offered else None) or _label(new, "this version")
    if label == called:
        # Two folders may hold a file of one name.
        label, called = old.name, new.name
    return Names(
        label,
        old.name,
        new.name,
        base_version=version,
        title=_info(head, "title") or "",
        head_version=called,
    )


def _info(document: Document, name: str) -> str | None:
    info = document.tree.get("info")
    value = info.get(name) if isinstance(info, dict) else None
    return value if isinstance(value, str) and value else None


def _label(side: Side, unnamed: str) -> str:
    if side.argument == "-":
        return unnamed
    return PurePath(side.argument).name if side.path == side.argument else side.argument.partition(":")[0]
