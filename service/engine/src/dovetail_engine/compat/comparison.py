"""Comparing two documents: walk, judge, and gather what belongs to one cause."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.judgement import Judgement, Observation
from dovetail_engine.compat.life import life_in
from dovetail_engine.compat.modes import sights, walk_in
from dovetail_engine.compat.nodes import raw
from dovetail_engine.compat.places import name_path, subject
from dovetail_engine.compat.policy import Policy, Waiver
from dovetail_engine.compat.policy.severities import levelled
from dovetail_engine.compat.policy.verdicts import accounts, suggested_bump, verdict, waive
from dovetail_engine.compat.policy.windows import is_over
from dovetail_engine.compat.report import LEVELS, MODES, Finding, Mode, Occurrence, Place, Report
from dovetail_engine.compat.rules import Hit, Rule
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Meeting, Site
from dovetail_engine.oas import Document
from dovetail_engine.oas.sources import Spot


def compare(
    base: Document,
    head: Document,
    policy: Policy | None = None,
    *,
    waivers: Sequence[Waiver] = (),
    labels: tuple[str, str] = ("base", "head"),
    today: date | None = None,
) -> Report:
    """What becomes of those who rely on `base` when `head` takes its place.

    A pure function: the same documents, policy, waivers and day give the same report, byte for byte.
    `labels` are what the two are called in the report's statistics. Without `today` no waiver is expired and
    no sunset near or past.
    """
    policy = policy or Policy()
    drift = Drift(base, head)
    # A digest of the whole costs more than finding the parts that differ.
    if not drift.changed and base.digest == head.digest:
        stats = _stats((), labels, 0, ())
        return Report("compatible", "none", (), stats, accounts((), waivers, today))
    sides = Sides(base, head, policy, drift)
    judgement = Judgement(sides, policy, drift)
    found: list[Finding] = []
    for mode in MODES:
        # Code moves from the old generated client to the new one, whatever the wire has to bear.
        source = policy.covers("source") and mode == "backward"
        wire = policy.covers("wire") and policy.judges(mode)
        if wire or source:
            met = walk_in(mode, base, head, drift)
            found += _findings(base, head, _observations(met, judgement, wire=wire, source=source), mode)
    told = [finding for finding in _told_once(found) if not is_over(finding, today)]
    judged = _told_apart(sorted(told, key=_order))
    kept = levelled(judged, policy, today)
    findings = waive(sorted(kept, key=_order), waivers, today)
    stats = _stats(findings, labels, sides.questions, judgement.contradictions, len(judged) - len(kept))
    bump = suggested_bump(judged, equal=False)
    return Report(verdict(findings, policy), bump, findings, stats, accounts(findings, waivers, today))


def _observations(
    meetings: Iterable[Meeting | Site], judgement: Judgement, *, wire: bool, source: bool
) -> Iterator[Observation]:
    for met in meetings:
        if isinstance(met, Site):
            yield from judgement.schema(met) if wire else ()
            continue
        for sight in sights(met):
            if wire if sight.rule.axis == "wire" else source:
                yield from judgement.http(sight, met.scene)


def _findings(
    base: Document, head: Document, observations: Iterable[Observation], mode: Mode
) -> Iterator[Finding]:
    by_cause: dict[tuple[Any, ...], list[Observation]] = {}
    for one in observations:
        atom = msgspec.json.encode(one.hit.atom, order="deterministic")
        place = None if one.rule.on in _FOLDED else (one.hit.base, one.hit.head)
        by_cause.setdefault((one.rule.id, place, atom), []).append(one)
    places = (
        base.spots({one[0].hit.base for one in by_cause.values() if one[0].hit.base is not None}),
        head.spots({one[0].hit.head for one in by_cause.values() if one[0].hit.head is not None}),
    )
    for group in by_cause.values():
        yield _finding(base, head, group, places, mode)


def _told_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without forward ones that show no break and tell what a backward one tells."""
    told = {(one.rule, one.base, one.head, one.message) for one in findings if one.mode == "backward"}
    for one in findings:
        calm = one.mode == "forward" and one.level in {"risky", "safe"}
        if not calm or (one.rule, one.base, one.head, one.message) not in told:
            yield one


_FOLDED: frozenset[str] = frozenset({"security", "servers"})
"""What is one cause however often it is written: the same change of credentials or addresses."""


def _finding(
    base: Document,
    head: Document,
    group: list[Observation],
    places: tuple[dict[str, Spot], dict[str, Spot]],
    mode: Mode,
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
        fingerprint=_fingerprint(rule, occurrences, path, hit.atom, mode),
        occurrences=occurrences,
        mode=mode,
        sunset=_sunset(base, head, hit),
    )


def _sunset(base: Document, head: Document, hit: Hit) -> date | None:
    document, place = (base, hit.base) if hit.head is None else (head, hit.head)
    try:
        life = life_in(raw(document, place or ""))
    except KeyError:
        # Some places name what is not written, such as a schema that takes anything.
        return None
    return date.fromisoformat(life.sunset) if life.deprecated and life.sunset else None


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


def _fingerprint(
    rule: Rule, occurrences: tuple[Occurrence, ...], path: list[str], atom: Any, mode: Mode
) -> str:
    directions = sorted({one.direction or "" for one in occurrences if one.level == occurrences[0].level})
    parts = [rule.id, rule.axis, directions, path, atom, *([mode] if mode != "backward" else [])]
    said = msgspec.json.encode(parts, order="deterministic")
    return hashlib.sha256(said).hexdigest()[:16]


def _place(place: str | None, known: dict[str, Spot]) -> Place | None:
    if place is None:
        return None
    return Place(*known[place])


def _order(finding: Finding) -> tuple[Any, ...]:
    places = tuple(place.pointer if place else "" for place in (finding.base, finding.head))
    level, mode = LEVELS.index(finding.level), MODES.index(finding.mode)
    return (level, mode, finding.rule, finding.subject, finding.fingerprint, places)


def _stats(
    findings: Sequence[Finding],
    labels: tuple[str, str],
    questions: int,
    contradictions: Sequence[str],
    ignored: int = 0,
) -> dict[str, Any]:
    counts: dict[str, int] = {
        level: sum(1 for finding in findings if finding.level == level) for level in LEVELS
    }
    return {
        "base": labels[0],
        "head": labels[1],
        **counts,
        "ignored": ignored,
        "questions": questions,
        "contradictions": sorted(set(contradictions)),
    }
