"""Deciding quickly that a document has no error; which one it has is for `rules` to find.

A document that passes is never objected to by an error of `rules`; one that does not may yet be right.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dovetail_engine.oas import grammar
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.parts import Part, references
from dovetail_engine.oas.resolve import UnresolvableError, resolve
from dovetail_engine.oas.structure import METHODS


def passes(tree: dict[str, Any], dialect: Dialect, parts: Mapping[str, Part]) -> bool:
    """Whether a document is seen at once to have no error; `parts` are its own."""
    return (
        grammar.validator("document", dialect).is_valid(tree)
        and _resolvable(tree, parts)
        and _distinct(tree, parts.values())
    )


def _resolvable(tree: dict[str, Any], parts: Mapping[str, Part]) -> bool:
    for reference in references(parts.values()):
        named = parts.get(reference[1:])
        if named is not None and reference.startswith("#") and not _is_reference(named.value):
            continue
        try:
            resolve(tree, reference)
        except UnresolvableError:
            return False
    return True


def _is_reference(value: Any) -> bool:
    return type(value) is dict and "$ref" in value


def _distinct(tree: dict[str, Any], parts: Iterable[Part]) -> bool:
    """Whether no operationId and, in one place, no parameter is given twice."""
    names: list[str] = []
    shared: dict[str, tuple[str, str]] = {}
    for item in _path_items(parts):
        operations = {method: item[method] for method in METHODS if method in item}
        names += _names(operations)
        for owner in (item, *operations.values()):
            keys = [_key(tree, each, shared) for each in owner.get("parameters", ())]
            if len(keys) > len(set(keys)):
                return False
    return len(names) == len(set(names))


def _names(operations: Mapping[str, dict[str, Any]]) -> list[str]:
    found = {method: each["operationId"] for method, each in operations.items() if "operationId" in each}
    # HEAD may share the name of its GET: that only earns a warning.
    if "head" in found and found["head"] == found.get("get"):
        del found["head"]
    return list(found.values())


def _key(
    tree: dict[str, Any], parameter: dict[str, Any], shared: dict[str, tuple[str, str]]
) -> tuple[str, str]:
    """What tells a parameter from others: where it is sent, and its name."""
    reference = parameter.get("$ref")
    if reference is None:
        return parameter["in"], parameter["name"]
    if reference not in shared:
        shared[reference] = _key(tree, resolve(tree, reference)[1], shared)
    return shared[reference]


def _path_items(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """The path items that the grammar finds, also in callbacks; all have passed its validator."""
    waiting: list[dict[str, Any]] = []
    for part in parts:
        if part.kind == "path-item":
            waiting.append(part.value)
        elif part.kind == "callback":
            waiting.extend(_members(part.value))
    while waiting:
        item = waiting.pop()
        yield item
        for method in METHODS:
            for callback in item.get(method, {}).get("callbacks", {}).values():
                waiting.extend(_members(callback))


def _members(callback: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (item for name, item in callback.items() if not name.startswith("x-") and name != "$ref")
