"""The registry of rules, and their manual."""

import json
from collections import Counter
from functools import cache

from dovetail_engine.compat.rules import (
    annotations,
    bodies,
    bounds,
    calls,
    composition,
    documents,
    encodings,
    generic,
    life,
    links,
    objects,
    operations,
    parameters,
    responses,
    schemes,
    servers,
    texts,
    values,
)
from dovetail_engine.compat.rules.coverage import page
from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule, Target

FAMILIES = (
    ("Operations and types", operations),
    ("Servers", servers),
    ("Security", schemes),
    ("Webhooks, callbacks and routes", calls),
    ("Parameters", parameters),
    ("Request bodies", bodies),
    ("Forms", encodings),
    ("Responses", responses),
    ("Links", links),
    ("Types and values", values),
    ("Patterns and formats", texts),
    ("Limits", bounds),
    ("Objects", objects),
    ("Arrays, alternatives and conditions", composition),
    ("Announcements", life),
    ("Annotations", annotations),
    ("The document", documents),
    ("Everything else", generic),
)
"""Every family, in the order of the manual."""

__all__ = [
    "FAMILIES",
    "Example",
    "Hit",
    "Probe",
    "Rule",
    "Target",
    "all_rules",
    "explain",
    "pages",
    "rules_on",
]


class UnknownRule(LookupError):
    """There is no rule of that id."""


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id."""
    found = [rule for _, family in FAMILIES for rule in family.rules()]
    twice = [name for name, count in Counter(rule.id for rule in found).items() if count > 1]
    if twice:
        raise ValueError(f"rule ids must be unique: {', '.join(twice)}")
    return {rule.id: rule for rule in found}


@cache
def rules_on(target: Target) -> tuple[Rule, ...]:
    """The rules that look at one kind of thing."""
    return tuple(rule for rule in all_rules().values() if target == rule.on or target in rule.also)


def explain(rule_id: str) -> str:
    """The manual page of a rule, as Markdown; raises UnknownRule."""
    rule = all_rules().get(rule_id)
    if rule is None:
        raise UnknownRule(rule_id)
    parts = [
        f"# {rule.id}",
        rule.summary,
        _facts(rule),
        "## Why it matters",
        rule.rationale,
        "## When it breaks",
    ]
    parts += [_LEVELS[rule.axis if rule.axis == "source" else rule.effect], "## Examples"]
    parts += [_example(example) for example in rule.examples]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, bytes]:
    """The manual: path under the repository's root to bytes."""
    made = {f"spec/rules/{name}.md": explain(name).encode() for name in all_rules()}
    coverage = page(all_rules()).encode()
    return {"spec/rules/README.md": _contents().encode(), "spec/rules/coverage.md": coverage, **made}


_LEVELS = {
    "NARROWED": (
        "Where the side that holds to the old contract *sends* the message (requests; responses of a "
        "callback), "
        "if it may send one that is refused now. In the other direction it is safe. The report shows "
        "the message."
    ),
    "WIDENED": (
        "Where the side that holds to the old contract *reads* the message (responses; requests of a "
        "callback), "
        "if it may read one that its contract rules out. In the other direction it is safe. The report "
        "shows the "
        "message."
    ),
    "MEANING": (
        "Never on the wire: every message stays valid. It is always `risky`, because its sense is lost."
    ),
    "ANNOTATED": "Never: it is always `safe`.",
    "source": (
        "Always, for code that uses the generated clients; never on the wire. Only a policy with the "
        "`source` axis reports it."
    ),
}


def _facts(rule: Rule) -> str:
    looks = ", ".join((rule.on, *rule.also))
    return f"Effect: `{rule.effect}` · axis: `{rule.axis}` · looks at: {looks} · since {rule.since}"


def _example(example: Example) -> str:
    title = f"**{'Reported' if example.fires else 'Not reported'}: {example.summary}**"
    return "\n\n".join([title, "Base:", _code(example.base), "Head:", _code(example.head)])


def _code(value: object) -> str:
    return "```json\n" + json.dumps(value, indent=2) + "\n```"


def _contents() -> str:
    lines = [
        "# Rules",
        "",
        (
            "What the gate names. Containment decides whether a change breaks somebody; a rule says what "
            "happened."
        ),
    ]
    lines += ["", "[Coverage](coverage.md) tells which rule names what other gates name or miss."]
    for title, family in FAMILIES:
        lines += ["", f"## {title}", ""]
        lines += [f"- [{rule.id}]({rule.id}.md): {rule.summary}" for rule in family.rules()]
    return "\n".join(lines) + "\n"
