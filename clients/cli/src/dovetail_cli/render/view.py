"""A JSON report (`"schema": 1`) arranged for people; the text and the Markdown show the same view."""

import json
import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from dovetail_cli.failures import Failure
from dovetail_cli.safe import one_line
from dovetail_cli.versions import next_version

SCHEMA: Final = 1
SHORT: Final = 7
"""How many digits of a fingerprint name it."""

_PHRASES: Final = frozenset({"this version", "the base"})
SYMBOLS: Final = {"breaking": "✗", "unknown": "?", "risky": "~", "safe": "✓", "compatible": "✓"}
RANK: Final = {"breaking": 0, "unknown": 1, "risky": 2, "safe": 3}
"""Worst first; every level of a report has a rank."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the two sides are called: a short label for sentences, and a name that goes before line numbers.

    `base_version` is the version the next one is counted from, where there is one. `title` and
    `head_version` are what the head calls itself, where it does.
    """

    base: str
    base_source: str
    head_source: str
    base_version: str | None = None
    title: str = ""
    head_version: str | None = None


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Commands that exist and help here, ready to paste; empty where there is none.

    `manual` is the URL under which the pages of the rules are served.
    """

    changelog: str = ""
    accept: str = ""
    manual: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """One finding with the occurrence that shows it best."""

    finding: Mapping[str, Any]
    occurrence: Mapping[str, Any]
    operations: tuple[str, ...]

    @classmethod
    def of(cls, finding: Mapping[str, Any]) -> Self:
        """The finding with its worst occurrence: the one with the smallest witness, where there are any."""
        occurrences: Sequence[Mapping[str, Any]] = finding["occurrences"]
        worst = [found for found in occurrences if found["level"] == finding["level"]] or occurrences
        shown = min(
            (found for found in worst if found["witness"]), key=_size, default=worst[0] if worst else {}
        )
        # What concerns no operation, such as a schema that nobody uses, has an empty one.
        names = dict.fromkeys(found["operation"] for found in [shown, *worst] if found and found["operation"])
        return cls(finding, shown, tuple(one_line(name) for name in names))

    @property
    def level(self) -> str:
        """The level of the finding."""
        return str(self.finding["level"])

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return one_line(self.finding["rule"])

    @property
    def subject(self) -> str:
        """The name-based place people know, or the pointer where a report has no such name."""
        cause = self.finding["cause"]
        place = cause["head"] or cause["base"] or {"pointer": ""}
        return one_line(self.finding.get("subject") or place["pointer"])

    @property
    def message(self) -> str:
        """What happened, as a sentence."""
        said = one_line(self.finding["message"])
        return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', ':', '!', '?')) else '.'}"

    @property
    def title(self) -> str:
        """The id of the rule, and the mode where it is not the usual one."""
        return f"{self.rule} (forward)" if self.is_forward else self.rule

    @property
    def is_forward(self) -> bool:
        """Whether it is about new clients that meet the old service."""
        return self.finding.get("mode") == "forward"

    @property
    def is_waived(self) -> bool:
        """Whether an owner let it pass."""
        return bool(self.finding["waived"])

    @property
    def fingerprint(self) -> str:
        """The digits that name it in a waiver."""
        return one_line(self.finding["fingerprint"])[:SHORT]

    @property
    def notes(self) -> list[str]:
        """Why its level is not the gate's own, and which releases it was found against."""
        said = [one_line(reason) for reason in self.finding.get("overridden", ())]
        against = [one_line(release) for release in self.finding.get("against", ())]
        return [*said, *([f"found against {', '.join(against)}"] if against else [])]

    def base(self, names: Names) -> str:
        """What the old contract is called: the base, or the first release that it was found against."""
        against = self.finding.get("against") or [names.base]
        return one_line(names.base if names.base in against else against[0])

    def ruling(self, names: Names) -> str:
        """Who takes the counter-example and who does not, and why."""
        return verdict_line(self.witness, self.base(names)) if self.witness else ""

    def told(self, names: Names) -> str:
        """What happened, and who may send the counter-example that follows."""
        if self.witness is None:
            return self.message
        verb = "send" if self.witness["kind"] == "request" else "answer"
        return f"{self.message} {self._sender(self.witness, self.base(names))} may {verb}:"

    def _sender(self, witness: Mapping[str, Any], base: str) -> str:
        from_head = witness["accepted_by"] == "head"
        side = "this version" if from_head else base
        if from_head != self.is_forward:
            return f"{side[:1].upper()}{side[1:]}" if side in _PHRASES else side
        # In a webhook or callback the service itself sends, and who listens answers.
        return f"A {'client' if witness['kind'] == 'request' else 'listener'} of {side}"

    @property
    def direction(self) -> str:
        """`request` or `response`; the axis where a finding has no direction."""
        return str(self.occurrence.get("direction") or self.finding["axis"])

    @property
    def witness(self) -> Mapping[str, Any] | None:
        """The counter-example of the shown occurrence."""
        return self.occurrence.get("witness")

    @property
    def reach(self) -> str:
        """The shown operation `and N more`."""
        return f"{self.operation}{self.others}"

    @property
    def operation(self) -> str:
        """The operation of the shown occurrence."""
        return self.operations[0] if self.operations else "the whole contract"

    @property
    def others(self) -> str:
        """` and N more`, or nothing."""
        more = len(self.operations) - 1
        return f" and {more} more" if more > 0 else ""

    def place(self, names: Names) -> str:
        """`file:line:column` of the cause, in the head, or in the base for what is gone."""
        cause = self.finding["cause"]
        source, found = (
            (names.head_source, cause["head"]) if cause["head"] else (names.base_source, cause["base"])
        )
        if not cause["head"] and self.base(names) != one_line(names.base):
            source = self.base(names)
        if not found:
            return ""
        source = file_of(found, source)
        if found["line"] is None:
            return one_line(f"{source}#{found['pointer']}")
        return one_line(f"{source}:{found['line']}:{found['column'] or 1}")

    @property
    def position(self) -> tuple[tuple[int, int, str], ...]:
        """Where it stands in the head, where it is there, and in the base: line, column and pointer."""
        cause = self.finding["cause"]
        return tuple(
            (place["line"] or 0, place["column"] or 0, place["pointer"])
            for place in (cause["head"], cause["base"])
            if place
        )


@dataclass(frozen=True, slots=True)
class View:
    """A report with the names of its sides and the ways out; `whole` asks to fold nothing away."""

    report: Mapping[str, Any]
    names: Names
    ways_out: WaysOut = field(default_factory=WaysOut)
    whole: bool = False

    def __post_init__(self) -> None:
        if self.report.get("schema") != SCHEMA:
            raise Failure(
                f"The report has schema {self.report.get('schema')!r}; this dovetail reads schema {SCHEMA}.",
                hint="Install the dovetail-cli that belongs to the registry.",
            )

    @property
    def verdict(self) -> str:
        """`compatible`, `breaking` or `unknown`."""
        return str(self.report["verdict"])

    @property
    def findings(self) -> tuple[Cause, ...]:
        """Every finding: worst first, then what reaches more operations, then as the document goes."""
        found = [Cause.of(finding) for finding in self.report["findings"]]
        return tuple(sorted(found, key=_order))

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The findings that decide a verdict other than `compatible`: breaking or unknown, and not waived."""
        if self.verdict == "compatible":
            return ()
        deciding = {"breaking", "unknown"}
        return tuple(found for found in self.findings if found.level in deciding and not found.is_waived)

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are by level; waived ones count as `waived` alone."""
        return Counter(
            "waived" if found["waived"] else str(found["level"]) for found in self.report["findings"]
        )

    @property
    def headline(self) -> str:
        """What was found, in a few words: `2 causes, 5 operations`."""
        if self.verdict == "compatible":
            return self._compatible_headline()
        worst = [cause for cause in self.causes if cause.level == self.verdict] or list(self.causes)
        operations = {name for cause in worst for name in cause.operations}
        parts = [count(len(worst), "cause"), count(len(operations), "operation")]
        unknown = sum(cause.level == "unknown" for cause in self.causes)
        if self.verdict == "breaking" and unknown:
            parts.append(f"{unknown} unknown")
        return ", ".join(parts)

    @property
    def next_version(self) -> str | None:
        """The version this change asks for, where there is one to count from."""
        return next_version(self.names.base_version or "", str(self.report["suggested_bump"]))

    @property
    def advice(self) -> tuple[str, str]:
        """About the version: `next version` and which, or `bump` and which; both empty for none."""
        bump = str(self.report["suggested_bump"])
        if self.next_version:
            return "next version", self.next_version
        return ("bump", bump) if bump != "none" else ("", "")

    @property
    def notes(self) -> list[str]:
        """What became of waivers that let nothing pass, and of the clients of each of several releases."""
        waivers = [
            _about(waiver) for waiver in self.report.get("waivers", ()) if waiver["state"] != "applied"
        ]
        return [*waivers, *(_becomes(release) for release in self.report.get("live", ()))]

    def tally(self) -> list[tuple[str, str]]:
        """What was found besides the causes, as (level, text)."""
        counts = self.counts
        shown = [
            ("waived", f"waived {counts['waived']}"),
            ("risky", f"{SYMBOLS['risky']} risky {counts['risky']}"),
        ]
        shown.append(("safe", f"{SYMBOLS['safe']} compatible {counts['safe']}"))
        return [(level, text) for level, text in shown if counts[level]]

    def _compatible_headline(self) -> str:
        total = len(self.report["findings"])
        if not total:
            return (
                "no change" if self.report["suggested_bump"] == "none" else "no change that concerns anyone"
            )
        counts = self.counts
        others = [
            f"{counts[level]} {level}"
            for level in ("breaking", "unknown", "risky", "waived")
            if counts[level]
        ]
        return ", ".join([count(total, "change"), *others])


def count(number: int, noun: str) -> str:
    """`1 cause`, `2 causes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def verdict_line(witness: Mapping[str, Any], base: str) -> str:
    """Who takes the counter-example and who does not, and why."""
    from_head = witness["accepted_by"] == "head"
    if witness["kind"] == "request":
        taken = "accepted here" if from_head else f"accepted by {base}"
        left = f"refused by {base}" if from_head else "refused here"
    else:
        taken = "promised here" if from_head else f"promised by {base}"
        left = f"outside {base}" if from_head else "outside this version"
    return f"{taken} · {left}: {one_line(witness['reason'])}"


def file_of(place: Mapping[str, Any], source: str) -> str:
    """The file a place stands in: the source itself, or a part of it, which is named from its folder."""
    part = place.get("file")
    if not part:
        return source
    # Of `main:specs/openapi.yaml` the path begins behind the colon.
    revision, colon, path = source.rpartition(":")
    return revision + colon + posixpath.normpath(posixpath.join(posixpath.dirname(path), part))


def _about(waiver: Mapping[str, Any]) -> str:
    name = one_line(f"waiver {waiver['fingerprint'][:SHORT]} of {waiver['owner']}")
    if waiver["state"] == "expired":
        return f"{name} expired on {waiver['expires']}"
    return f"{name} covers nothing any more"


def _becomes(release: Mapping[str, Any]) -> str:
    counts = [f"{release['counts'][level]} {level}" for level in RANK if release["counts"].get(level)]
    return one_line(
        f"clients of {release['release']}: {release['verdict']} ({', '.join(counts) or 'no change'})"
    )


def _order(cause: Cause) -> tuple[Any, ...]:
    return (RANK.get(cause.level, 0), -len(cause.operations), cause.position, cause.finding["fingerprint"])


def _size(occurrence: Mapping[str, Any]) -> tuple[bool, int]:
    """Smallest first; an answer whose body says it all before one that needs its status line."""
    exchange = occurrence["witness"]["exchange"]
    return exchange["status"] not in {None, 200}, len(json.dumps(exchange))
