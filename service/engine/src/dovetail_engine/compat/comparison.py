"""Comparing two documents: walk, judge, and gather what belongs to one cause."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.judgement import Judgement, Observation
from dovetail_engine.compat.places import name_path, subject
from dovetail_engine.compat.policy import Policy, Waiver, suggested_bump, verdict, waive
from dovetail_engine.compat.report import LEVELS, Finding, Occurrence, Place, Report
from dovetail_engine.compat.rules import Hit, Rule, rules_on
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Site, walk
from dovetail_engine.oas import Document, Position


def compare(
    base: Document,
    head: Document,
    policy: Policy | None = None,
    *,
    waivers: Sequence[Waiver] = (),
    labels: tuple[str, str] = ("base", "head"),
) -> Report:
    """What becomes of those who rely on `base` when `head` takes its place.

    A pure function: the same documents, policy and waivers give the same report, byte for byte.
    `labels` are what the two are called in the report's statistics.
    """
    policy = policy or Policy()
    if base.digest == head.digest:
        return Report("compatible", "none", (), _stats((), labels, 0, ()))
    drift = Drift(base, head)
    sides = Sides(base, head, policy)
    judgement = Judgement(sides, policy, drift)
    observations = list(_observations(base, head, drift, judgement, policy))
    findings = waive(_findings(base, head, observations), waivers)
    stats = _stats(findings, labels, sides.questions, judgement.contradictions)
    return Report(verdict(findings, policy), suggested_bump(findings, equal=False), findings, stats)


def _observations(
    base: Document, head: Document, drift: Drift, judgement: Judgement, policy: Policy
) -> Iterable[Observation]:
    for met in walk(base, head, drift):
        if isinstance(met, Site):
            if policy.covers("wire"):
                yield from judgement.schema(met)
            continue
        for rule in rules_on(met.target):
            if policy.covers(rule.axis):
                yield from (judgement.http(rule, hit, met.scene) for hit in rule.check(met.base, met.head))


def _findings(base: Document, head: Document, observations: Iterable[Observation]) -> list[Finding]:
    by_cause: dict[tuple[Any, ...], list[Observation]] = {}
    for one in observations:
        atom = msgspec.json.encode(one.hit.atom, order="deterministic")
        place = None if one.rule.on in _FOLDED else (one.hit.base, one.hit.head)
        by_cause.setdefault((one.rule.id, place, atom), []).append(one)
    places = (
        base.locate_all({one[0].hit.base for one in by_cause.values() if one[0].hit.base is not None}),
        head.locate_all({one[0].hit.head for one in by_cause.values() if one[0].hit.head is not None}),
    )
    found = [_finding(base, head, group, places) for group in by_cause.values()]
    return _told_apart(sorted(found, key=_order))


_FOLDED: frozenset[str] = frozenset({"security", "servers"})
"""What is one cause however often it is written: the same change of credentials or addresses."""


def _finding(
    base: Document,
    head: Document,
    group: list[Observation],
    places: tuple[dict[str, Position], dict[str, Position]],
) -> Finding:
    rule, hit = group[0].rule, group[0].hit
    occurrences = _occurrences(group)
    level = occurrences[0].level
    document, place = (base, hit.base) if hit.base is not None else (head, hit.head or "")
    path = [] if rule.on in _FOLDED else _names(base, head, hit)
    notes = sorted({one.note for one in group if one.note and one.occurrence.level == level == "unknown"})
    return Finding(
        rule=rule.id,
        axis=rule.axis,
        level=level,
        effect=rule.effect,
        subject=rule.on if rule.on in _FOLDED else subject(document, place),
        base=_place(hit.base, places[0]),
        head=_place(hit.head, places[1]),
        message=_message(hit, notes),
        fingerprint=_fingerprint(rule, occurrences, path, hit.atom),
        occurrences=occurrences,
    )


def _message(hit: Hit, notes: list[str]) -> str:
    if not notes:
        return hit.message
    return f"it is not decided whether this breaks anyone ({notes[0]}): {hit.message}"


def _names(base: Document, head: Document, hit: Hit) -> list[str]:
    """The name-based path of a cause; of both sides where they call it differently."""
    old = name_path(base, hit.base) if hit.base is not None else []
    new = name_path(head, hit.head) if hit.head is not None else []
    return [*old, "->", *new] if old and new and old != new else old or new


def _told_apart(findings: list[Finding]) -> list[Finding]:
    """The findings, the second and later ones of one fingerprint (nameless twins) with a number in theirs."""
    counts: Counter[str] = Counter()
    apart = []
    for finding in findings:
        twin = counts[finding.fingerprint]
        counts[finding.fingerprint] += 1
        marked = hashlib.sha256(f"{finding.fingerprint} {twin}".encode()).hexdigest()[:16]
        apart.append(replace(finding, fingerprint=marked) if twin else finding)
    return apart


def _occurrences(group: list[Observation]) -> tuple[Occurrence, ...]:
    """The worst occurrence of each operation and direction, worst first."""
    worst: dict[tuple[str, str], Occurrence] = {}
    for one in group:
        key = (one.occurrence.operation, one.occurrence.direction or "")
        known = worst.get(key)
        if known is None or LEVELS.index(one.occurrence.level) < LEVELS.index(known.level):
            worst[key] = one.occurrence
    return tuple(worst[key] for key in sorted(worst, key=lambda key: (LEVELS.index(worst[key].level), key)))


def _fingerprint(rule: Rule, occurrences: tuple[Occurrence, ...], path: list[str], atom: Any) -> str:
    directions = sorted({one.direction or "" for one in occurrences if one.level == occurrences[0].level})
    said = msgspec.json.encode([rule.id, rule.axis, directions, path, atom], order="deterministic")
    return hashlib.sha256(said).hexdigest()[:16]


def _place(place: str | None, known: dict[str, Position]) -> Place | None:
    if place is None:
        return None
    position = known.get(place)
    return Place(place, position.line if position else None, position.column if position else None)


def _order(finding: Finding) -> tuple[Any, ...]:
    places = tuple(place.pointer if place else "" for place in (finding.base, finding.head))
    return (LEVELS.index(finding.level), finding.rule, finding.subject, finding.fingerprint, places)


def _stats(
    findings: Sequence[Finding], labels: tuple[str, str], questions: int, contradictions: Sequence[str]
) -> dict[str, Any]:
    counts: dict[str, int] = {
        level: sum(1 for finding in findings if finding.level == level) for level in LEVELS
    }
    return {
        "base": labels[0],
        "head": labels[1],
        **counts,
        "questions": questions,
        "contradictions": sorted(set(contradictions)),
    }
