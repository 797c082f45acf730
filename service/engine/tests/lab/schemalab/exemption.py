""" "No accidental names", implemented a second time and from the theory alone.

Where a sender's object leaves extra values unconstrained, the sender never sends by accident a name or
pattern that only the receiver declares. What a schema says outright (through `allOf` and `$ref`) is sure;
what it says in an alternative, a condition or a negation is possible. So a value is surely accidental,
surely sendable, or the theory leaves it open; between plain schemas nothing is left open.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_APPLICATORS: Final = ("anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas")


@dataclass(frozen=True)
class Said:
    """The schema objects that apply to one place: surely, and possibly."""

    sure: tuple[Any, ...]
    possible: tuple[Any, ...]


class Exemption:
    """Judges values that `sender` accepts and `receiver` refuses."""

    def __init__(self, sender: Any, receiver: Any, definitions: Mapping[str, Any] | None = None) -> None:
        self._definitions = definitions or {}
        self._sender = self._said([sender], [])
        self._receiver = self._said([receiver], [])

    def surely_sendable(self, value: Any) -> bool:
        """Return whether no name in the value can be called accidental."""
        return not any(self._possibly_accidental(*place) for place in self._places(value))

    def surely_accidental(self, value: Any) -> bool:
        """Return whether some name in the value is accidental beyond doubt."""
        return any(self._surely_accidental(*place) for place in self._places(value))

    def _places(self, value: Any) -> Iterator[tuple[str, Said, Said]]:
        stack = [(value, self._sender, self._receiver)]
        while stack:
            here, sender, receiver = stack.pop()
            if isinstance(here, dict):
                for name in here:
                    yield name, sender, receiver
                    stack.append((here[name], *(self._under(side, name) for side in (sender, receiver))))
            elif isinstance(here, list):
                for index, item in enumerate(here):
                    stack.append((item, *(self._at(side, index) for side in (sender, receiver))))

    def _surely_accidental(self, name: str, sender: Said, receiver: Said) -> bool:
        everything = (*sender.sure, *sender.possible)
        return (
            any(_declares(schema, name) for schema in receiver.sure)
            and not any(_declares(schema, name) or _mentions(schema, name) for schema in everything)
            and not any(_constrains(schema, name) or _hints(schema) for schema in everything)
        )

    def _possibly_accidental(self, name: str, sender: Said, receiver: Said) -> bool:
        told = any(
            _declares(schema, name) or _mentions(schema, name)
            for schema in (*receiver.sure, *receiver.possible)
        )
        meant = any(
            _declares(schema, name) or _requires(schema, name) or _constrains(schema, name)
            for schema in sender.sure
        )
        return told and not meant

    def _under(self, said: Said, name: str) -> Said:
        sure = [child for schema in said.sure for child in _children(schema, name)]
        possible = [child for schema in said.possible for child in _children(schema, name)]
        rest = [schema["unevaluatedProperties"] for schema in said.sure if "unevaluatedProperties" in schema]
        return self._said(sure, [*possible, *rest])

    def _at(self, said: Said, index: int) -> Said:
        sure = [child for schema in said.sure for child in _items(schema, index)]
        possible = [child for schema in said.possible for child in _items(schema, index)]
        rest = [
            schema[keyword]
            for schema in said.sure
            for keyword in ("contains", "unevaluatedItems")
            if keyword in schema
        ]
        return self._said(sure, [*possible, *rest])

    def _said(self, sure: list[Any], possible: list[Any]) -> Said:
        found: dict[bool, list[Any]] = {True: [], False: []}
        seen: set[tuple[int, bool]] = set()
        stack = [*((schema, True) for schema in sure), *((schema, False) for schema in possible)]
        while stack:
            schema, surely = stack.pop()
            if not isinstance(schema, dict) or (id(schema), surely) in seen:
                continue
            seen.add((id(schema), surely))
            found[surely].append(schema)
            stack.extend((part, surely) for part in schema.get("allOf", ()))
            if "$ref" in schema:
                stack.append((self._definitions[schema["$ref"].rpartition("/")[2]], surely))
            for keyword in _APPLICATORS:
                if keyword in schema:
                    stack.extend((part, False) for part in _parts(schema[keyword]))
        return Said(tuple(found[True]), tuple(found[False]))


def _parts(value: Any) -> list[Any]:
    # `dependentSchemas` has schemas by name; every other dictionary is a schema.
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and value and all(isinstance(part, dict | bool) for part in value.values()):
        return [value, *value.values()]
    return [value]


def _declares(schema: Any, name: str) -> bool:
    return name in schema.get("properties", {}) or any(
        re.search(pattern, name) for pattern in schema.get("patternProperties", {})
    )


def _requires(schema: Any, name: str) -> bool:
    values = [*schema.get("enum", []), schema.get("const")]
    return name in schema.get("required", []) or any(
        name in value for value in values if isinstance(value, dict)
    )


def _mentions(schema: Any, name: str) -> bool:
    needs = schema.get("dependentRequired", {})
    return (
        _requires(schema, name)
        or name in needs
        or any(name in names for names in needs.values())
        or name in schema.get("dependentSchemas", {})
        or "propertyNames" in schema
    )


def _constrains(schema: Any, name: str) -> bool:
    rest = schema.get("additionalProperties", True)
    return rest not in (True, {}) and not _declares(schema, name)


def _hints(schema: Any) -> bool:
    return "unevaluatedProperties" in schema or "propertyNames" in schema


def _children(schema: Any, name: str) -> list[Any]:
    found = [schema["properties"][name]] if name in schema.get("properties", {}) else []
    patterns = schema.get("patternProperties", {})
    found += [patterns[pattern] for pattern in patterns if re.search(pattern, name)]
    return found or [schema.get("additionalProperties", True)]


def _items(schema: Any, index: int) -> list[Any]:
    prefix = schema.get("prefixItems", [])
    return [prefix[index]] if index < len(prefix) else [schema.get("items", True)]
