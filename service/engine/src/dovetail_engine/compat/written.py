"""The second judge: values against a document as it was written, nothing lowered."""

import re
from collections.abc import Mapping
from typing import Any

from dovetail_engine.compat.lowering import references
from dovetail_engine.compat.nodes import View, raw, target
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.resolve import UnresolvableError

_DOCUMENT = "urn:document"
# Words this judge does not know, or reads in another sense than DESIGN lays down.
_NO_SAY = {
    "3.0": frozenset({"format", "discriminator", "pattern"}),
    "3.1": frozenset({"format", "discriminator", "pattern", "readOnly", "writeOnly"}),
}


class Written:
    """openapi-schema-validator on one document; it abstains where it does not know a keyword."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._registry: Any = None
        self._abstains: dict[str, bool] = {}
        self._validity: dict[tuple[str, View, str], bool | None] = {}

    def valid(self, place: str, view: View, value: Any) -> bool | None:
        """Whether the schema at a place takes the value, or None if this judge has no say."""
        if place not in self._abstains:
            self._abstains[place] = self._uses_unknown(place)
        if self._abstains[place]:
            return None
        # The same schema is referred to at many an operation.
        key = (target(self._document, place), view, repr(value))
        if key not in self._validity:
            self._validity[key] = self._valid(place, view, value)
        return self._validity[key]

    def _valid(self, place: str, view: View, value: Any) -> bool | None:
        from referencing.exceptions import Unresolvable  # noqa: PLC0415 - slow to import, as the validators are

        try:
            validator = self._validator_class(view)(
                {"$ref": _DOCUMENT + pointer.to_fragment(place)}, registry=self._resources()
            )
            return next(iter(validator.iter_errors(value)), None) is None
        except (re.error, Unresolvable, RecursionError):
            return None

    def _validator_class(self, view: View) -> Any:
        import openapi_schema_validator as judges  # noqa: PLC0415 - slow to import, needed for witnesses alone

        if self._document.dialect == "3.1":
            return judges.OAS31Validator
        return judges.OAS30WriteValidator if view == "request" else judges.OAS30ReadValidator

    def _resources(self) -> Any:
        if self._registry is None:
            from referencing import Registry, Resource  # noqa: PLC0415 - as above
            from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - as above

            resource: Any = Resource.from_contents(self._document.tree, default_specification=DRAFT202012)
            self._registry = Registry().with_resource(_DOCUMENT, resource)
        return self._registry

    def _uses_unknown(self, place: str) -> bool:
        words = _NO_SAY[self._document.dialect]
        waiting, seen = [place], set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            value = raw(self._document, at)
            if _mentions(value, words):
                return True
            try:
                waiting.extend(self._document.target(ref)[0] for ref in references(value))
            except UnresolvableError:
                return True
        return False


def _mentions(value: Any, words: frozenset[str]) -> bool:
    if isinstance(value, Mapping):
        return any(key in words or _mentions(inner, words) for key, inner in value.items())
    if isinstance(value, list):
        return any(_mentions(inner, words) for inner in value)
    return False
