"""Where the parts of a document stand in what its author wrote: one text, another dialect, many files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from dovetail_engine.oas import json_source
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.diagnostics import Position

Format = Literal["json", "yaml"]
_BOM = b"\xef\xbb\xbf"


class Spot(NamedTuple):
    """A place as its author wrote it: pointer, line and column in `file`, None being the main one.

    Line and column are None where nothing stands at the pointer.
    """

    pointer: str
    line: int | None = None
    column: int | None = None
    file: str | None = None


class Sources(Protocol):
    """Finds what was written for the places of a document."""

    def spots(self, wanted: Iterable[str]) -> dict[str, Spot]:
        """For each pointer of the document, where it was written."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """One text that says the document as it is."""

    data: bytes
    format: Format

    def spots(self, wanted: Iterable[str]) -> dict[str, Spot]:
        """Each pointer itself, with its line and column."""
        places = list(wanted)
        found = locate(self.data, self.format, places)
        return {place: Spot(place, *found.get(place, (None, None))) for place in places}


class Origins:
    """From the pointers of a document that was made to those of what it was made of, by what they start with.

    What was made without a source of its own is attributed to the nearest object around it.
    """

    def __init__(self, made: Mapping[str, tuple[str, str]], trees: Mapping[str, Any]) -> None:
        self._made, self._trees = made, trees

    def of(self, pointer: str) -> tuple[str, str]:
        """The text and the pointer in it that a pointer of the made document comes from."""
        start = pointer
        while start not in self._made:
            start = start.rpartition("/")[0]
        name, origin = self._made[start]
        return name, _existing(self._trees[name], origin + pointer[len(start) :])


@dataclass(frozen=True, slots=True)
class Made:
    """A document made of other texts: `texts` by name, of which `main` is the one people mean."""

    origins: Origins
    texts: Mapping[str, Sources]
    main: str = ""

    def spots(self, wanted: Iterable[str]) -> dict[str, Spot]:
        """Where each pointer comes from, with the file where that is not the main one."""
        asked: dict[str, dict[str, str]] = defaultdict(dict)
        for place in wanted:
            name, origin = self.origins.of(place)
            asked[name][place] = origin
        found: dict[str, Spot] = {}
        for name, places in asked.items():
            spots = self.texts[name].spots(set(places.values()))
            file = None if name == self.main else name
            found |= {
                place: spots[origin]._replace(file=spots[origin].file or file)
                for place, origin in places.items()
            }
        return found


def locate(data: bytes, format: Format, wanted: Iterable[str]) -> dict[str, Position]:  # noqa: A002 - the public word
    """The places of those pointers that exist in readable source text."""
    text, places = data.removeprefix(_BOM), set(wanted)
    if not places or format == "json":
        return json_source.locate(text, places) if places else {}
    from dovetail_engine.oas import yaml_source  # noqa: PLC0415 - slow to import, and JSON does without

    return yaml_source.locate(text, places)


def _existing(tree: Any, pointer: str) -> str:
    """The pointer, or what of it exists in the tree."""
    at, value = "", tree
    for token in pointers.split(pointer):
        try:
            value = pointers.get(value, pointers.join("", token))
        except KeyError:
            return at
        at = pointers.join(at, token)
    return at
