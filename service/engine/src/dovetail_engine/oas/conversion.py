"""What becomes of a document that is read as one of another version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.sources import Origins


@dataclass(frozen=True, slots=True)
class Conversion:
    """The converted tree, where its parts come from, and what was lost or had to be assumed on the way.

    Objections of a code in `harmless` are none to the source, which calls some things by other `words`.
    """

    tree: dict[str, Any]
    origins: Origins
    objections: tuple[Diagnostic, ...]
    harmless: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)

    def at_source(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Objections to the converted tree as objections to the source."""
        for each in found:
            if each.code in self.harmless:
                continue
            hint = each.hint
            for ours, theirs in self.words.items():
                hint = hint.replace(ours, theirs)
            yield replace(each, pointer=self.origins.of(each.pointer)[1], hint=hint)
