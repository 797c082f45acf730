"""The reference of the policy file, from the table that reads it."""

from collections.abc import Iterator

from dovetail_engine.compat.policy.fields import FILE, Field, Section

EXAMPLE = """\
[policy]
mode = "backward"                # old clients must keep working with the new service
against = "live"                 # those of every live release, not of the base alone
enum_growth = "risky"            # our readers cope with new values in answers
response_members = "risky"       # and with new members in closed objects

[policy.deprecation]
min_days = 90                    # three months between an announcement and its sunset
after_sunset = "risky"           # then a removal passes

[[policy.severity]]
path = "/internal/**"
when = "breaking"
level = "risky"
reason = "Only our own console calls these."

[[policy.severity]]
rule = "operation-deprecated"
level = "breaking"
reason = "Deprecations go through the API council."

[[waiver]]
fingerprint = "7c1f9e2"
reason = "The one caller of it was changed in May."
owner = "orders team"
expires = 2027-01-31
"""
"""A policy file that shows most of what there is; a test reads it."""

_INTRODUCTION = """\
# The policy file

`dovetail.toml` in the folder where `dovetail` runs, or the file that `--policy` names, says how strict the \
gate is. A check against a coordinate takes the policy that the registry keeps for the contract instead \
(`dovetail policy show`, `dovetail policy set`), unless `--policy` names a file. What stands on the command \
line wins over both. What is left out is as strict as without a file.

```toml
{example}```
"""


def page() -> str:
    """The page, in Markdown."""
    sections = "\n".join(_section(FILE, ()))
    return f"{_INTRODUCTION.format(example=EXAMPLE)}\n{sections}"


def _section(section: Section, path: tuple[str, ...]) -> Iterator[str]:
    inner = {name: each for name, each in section.fields.items() if isinstance(each, Section)}
    fields = {name: each for name, each in section.fields.items() if isinstance(each, Field)}
    if path:
        title = ".".join(path)
        yield f"## `{f'[[{title}]]' if section.many else f'[{title}]'}`\n\n{section.doc}\n"
    for name, each in fields.items():
        yield f"- `{name}`{_facts(each)}: {each.kind.allowed}. {each.doc}"
    if fields:
        yield ""
    for name, table in inner.items():
        yield from _section(table, (*path, name))


def _facts(field: Field) -> str:
    if field.required:
        return " (required)"
    return (
        f" (default {field.default if ' ' in field.default else f'`{field.default}`'})"
        if field.default
        else ""
    )
