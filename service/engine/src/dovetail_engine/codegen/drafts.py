"""Named types in the making: drafts by key, and the final names of all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dovetail_engine.codegen import literals, naming
from dovetail_engine.codegen.ir import Direction, Schema

COMPONENTS = "/components/schemas"
SUFFIXES: dict[str, str] = {"": "", "out": "", "in": "Input", "form": "Form"}
"""What the name of a twin ends with, by its side."""


@dataclass(slots=True)
class Draft:
    """A type whose references still hold keys; `wanted` is the name it would like."""

    key: str
    pointer: str
    wanted: str
    source: str
    direction: Direction
    schema: Schema


class Naming:
    """Writes final names in place of draft keys."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, schema: Schema) -> Schema:
        """A copy of a lowered schema with final references."""
        copy = literals.rewritten(schema, self)
        if isinstance(ref := schema.get("$ref"), str):
            copy["$ref"] = self._ref(ref)
        if isinstance(discriminator := schema.get("discriminator"), Mapping):
            mapping = {value: self._ref(ref) for value, ref in discriminator["mapping"].items()}
            copy["discriminator"] = {**discriminator, "mapping": mapping}
        return copy

    def _ref(self, key: str) -> str:
        return f"#{COMPONENTS}/{self._names[key]}"


def final_names(drafts: Iterable[Draft]) -> dict[str, str]:
    """Final names by key: the contract's own names first, then those of inline types."""
    drafts = list(drafts)
    own = {_order(draft): draft for draft in drafts if draft.source}
    inline = {_order(draft): draft for draft in drafts if not draft.source}
    names = naming.unique({source: draft.wanted for source, draft in own.items()})
    more = naming.unique({source: draft.wanted for source, draft in inline.items()}, names.values())
    final = {own[source].key: name for source, name in names.items()}
    return final | {inline[source].key: name for source, name in more.items()}


def _order(draft: Draft) -> str:
    twin = draft.key.split(" ", 1)[0]
    return f"{draft.source}{SUFFIXES[twin]}" if draft.source else f"{draft.pointer} {twin}"
