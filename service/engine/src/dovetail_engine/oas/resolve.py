"""Following references inside one document; nothing outside it is ever opened."""

from typing import Any

from dovetail_engine.oas import pointer as pointers


class UnresolvableError(Exception):
    """A reference that leads nowhere: `code` is the diagnostic's, `hint` the way out."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def target(tree: dict[str, Any], ref: str) -> tuple[str, Any]:
    """The place and value that a reference names, one step; raises UnresolvableError."""
    if not ref.startswith("#"):
        raise UnresolvableError(
            "external-ref",
            f"The reference {ref!r} leads out of the document, and nothing outside it is read.",
            "Put the document together first: dovetail bundle FILE.",
        )
    if len(ref) > 1 and not ref.startswith(("#/", "#%2F", "#%2f")):
        raise UnresolvableError(
            "anchor-ref",
            f"The reference {ref!r} names an anchor; only JSON pointers (#/…) are followed.",
            "Point at the place itself, e.g. #/components/schemas/Name.",
        )
    try:
        pointer = pointers.from_fragment(ref)
        return pointer, pointers.get(tree, pointer)
    except (KeyError, ValueError):
        raise UnresolvableError("unresolvable-ref", f"The reference {ref!r} leads nowhere.") from None


def resolve(tree: dict[str, Any], ref: str) -> tuple[str, Any]:
    """The place and value at the end of a chain of references; raises UnresolvableError."""
    seen: list[str] = []
    pointer, value = target(tree, ref)
    while type(value) is dict and type(value.get("$ref")) is str:
        if pointer in seen:
            circle = " -> ".join(["#" + place for place in [*seen, pointer]])
            raise UnresolvableError("ref-cycle", f"The references go in a circle: {circle}.")
        seen.append(pointer)
        pointer, value = target(tree, value["$ref"])
    return pointer, value
