"""What a conversion keeps of its source: where each part came from, references still to turn, objections."""

from collections.abc import Iterator
from typing import Any

from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas import resolve
from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.severity import objection


class Trace:
    """The record of one conversion of `source`.

    `made` says for pointers of the result where they come from; what lies below one lies below the other.
    """

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        self.made: dict[str, str] = {"": ""}
        self.objections: list[Diagnostic] = []
        self._found_at: dict[str, str] = {"": ""}
        self._references: list[tuple[dict[str, Any], str]] = []

    def note(self, made: str, source: str) -> None:
        """What stands at a pointer of the result was written at one of the source."""
        self.made[made] = source
        self._found_at.setdefault(source, made)

    def reference(self, ref: str) -> dict[str, Any]:
        """A reference of the source, to be turned into one of the result when all of that is known."""
        made = {"$ref": ref}
        self.turn(made, "$ref")
        return made

    def turn(self, holder: dict[str, Any], key: str) -> None:
        """What stands under a key of the result is a reference of the source, to be turned as well."""
        self._references.append((holder, key))

    def lost(self, message: str, source: str) -> None:
        """Note that something has no form in OpenAPI 3."""
        self.objections.append(objection("not-in-openapi-3", message, source))

    def follow(self, raw: Any, at: str) -> tuple[str, Any, str | None]:
        """The place and value that stand at a pointer of the source, and the reference that led there."""
        if type(raw) is not dict or type(raw.get("$ref")) is not str:
            return at, raw, None
        try:
            return *resolve.resolve(self.source, raw["$ref"]), raw["$ref"]
        except resolve.UnresolvableError:
            return at, raw, raw["$ref"]

    def turn_references(self) -> None:
        """Let every reference lead to where its target now stands; one that leads nowhere stays as it is."""
        for holder, key in self._references:
            try:
                source, _ = resolve.target(self.source, holder[key])
            except resolve.UnresolvableError:
                continue
            holder[key] = pointers.to_fragment(self._moved(source))

    def _moved(self, source: str) -> str:
        for start in _starts(source):
            if start in self._found_at:
                return self._found_at[start] + source[len(start) :]
        return source


def _starts(pointer: str) -> Iterator[str]:
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""


def mapping(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if type(value) is dict else {}


def listing(value: Any) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return value if type(value) is list else []


def texts(value: Any) -> list[str]:
    """The strings of a list, each once."""
    return list(dict.fromkeys(each for each in listing(value) if type(each) is str))


def extensions(value: dict[str, Any]) -> dict[str, Any]:
    """The fields that vendors added; `x-nullable` has become one of OpenAPI's own."""
    return {key: each for key, each in value.items() if key.startswith("x-") and key != "x-nullable"}
