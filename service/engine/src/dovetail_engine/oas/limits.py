"""How large and how deep a document may be before it is refused."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that hold while a document is read.

    `size` and `expanded_size` are bytes, before parsing and after YAML aliases are expanded; `nodes` counts
    values after that expansion; `depth` counts nested objects and arrays; `aliases` counts YAML aliases.
    """

    size: int = 20 * MIB
    expanded_size: int = 64 * MIB
    nodes: int = 1_500_000
    depth: int = 150
    aliases: int = 100_000
