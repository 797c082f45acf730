"""The coverage page: kinds of change that other gates name or miss, and the rules that name them here."""

from collections.abc import Iterable, Mapping

from dovetail_engine.compat.rules.kinds import AROUND, IN_SCHEMAS, Kind
from dovetail_engine.compat.rules.model import Rule

GAPS: tuple[Kind, ...] = (
    Kind("`multipleOf`", "", "multiple-of-tightened multiple-of-loosened"),
    Kind("`uniqueItems`", "", "unique-items-added unique-items-removed"),
    Kind("`minProperties`", "", "min-properties-raised min-properties-lowered"),
    Kind("`maxProperties`", "", "max-properties-raised max-properties-lowered"),
    Kind("`maxItems` of a property", "", "max-items-raised max-items-lowered"),
    Kind("`maximum` and `minimum` of a response that go", "", "maximum-raised minimum-lowered"),
    Kind("`not`", "", "not-added not-removed condition-changed"),
    Kind("`additionalProperties: false`", "", "additional-properties-closed additional-properties-opened"),
    Kind(
        "`additionalProperties` with a schema",
        "",
        "additional-properties-typed additional-properties-untyped",
    ),
    Kind("`format`", "", "format-added format-removed format-changed"),
    Kind("an overlapping alternative of a request", "", "branch-added"),
    Kind("what a discriminator selects", "", "discriminator-changed"),
    Kind("`style` and `explode` of a parameter", "", "parameter-style-changed"),
    Kind("`schema` and `content` of a parameter", "", "parameter-style-changed"),
    Kind("`allowReserved`", "", "allow-reserved-removed allow-reserved-added"),
    Kind("`allowEmptyValue`", "", "allow-empty-value-removed allow-empty-value-added"),
    Kind("the place of a parameter", "", "parameter-moved"),
    Kind("`encoding`: media types of parts", "", "part-content-type-removed part-content-type-added"),
    Kind("`encoding`: headers of parts", "", "part-header-became-required part-header-became-optional"),
    Kind("`encoding`: style of fields", "", "field-style-changed field-allow-reserved-removed"),
    Kind("base paths", "", "base-path-removed"),
    Kind("servers and their variables", "", "server-removed server-added server-default-changed"),
    Kind("a literal path that shadows a template", "", "request-routed-elsewhere"),
    Kind("`links`", "", "link-removed link-added link-target-changed link-parameters-changed"),
    Kind("callbacks", "", "callback-removed callback-added callback-expression-changed"),
    Kind("`in`, `name` and `scheme` of a security scheme", "", "security-tightened"),
    Kind("alternatives and combinations of credentials", "", "security-tightened security-loosened"),
    Kind(
        "OAuth flows and OpenID Connect",
        "",
        "oauth-flow-removed oauth-url-changed open-id-connect-url-changed",
    ),
)
"""What rule-based gates were found to pass over."""


def page(rules: Mapping[str, Rule]) -> str:
    """The page, as Markdown."""
    parts = [
        "# Coverage",
        (
            "Which rule names which kind of change. The first column holds the ids of another gate, for "
            "those who come from there; a rule here is named for what happened, and the place is in the "
            "finding. Whether it breaks is decided by containment in the direction of the message."
        ),
        "## Around schemas",
        _table(AROUND, rules),
        "## Schemas, parameters and headers",
        _table(IN_SCHEMAS, rules),
        "## What others pass over",
        _table(GAPS, rules),
    ]
    return "\n\n".join(parts) + "\n"


def _table(kinds: Iterable[Kind], rules: Mapping[str, Rule]) -> str:
    lines = ["| kind of change | rules here | effect | remark |", "|---|---|---|---|"]
    lines += [_row(kind, rules) for kind in sorted(kinds)]
    return "\n".join(lines)


def _row(kind: Kind, rules: Mapping[str, Rule]) -> str:
    names = kind.rules.split()
    linked = ", ".join(f"[{name}]({name}.md)" for name in names) or "none"
    effects = ", ".join(dict.fromkeys(_effect(rules[name]) for name in names)) or "no change for us"
    return f"| {', '.join(kind.ids)} | {linked} | {effects} | {kind.note} |"


def _effect(rule: Rule) -> str:
    return "source" if rule.axis == "source" else rule.effect
