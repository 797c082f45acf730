"""The second judge: values against a document as it was written, nothing lowered."""

import functools
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

from dovetail_engine.compat.bundling import Bundles, Foreign
from dovetail_engine.compat.dialect import ANNOTATIONS
from dovetail_engine.compat.nodes import View, raw, target
from dovetail_engine.oas import Document
from dovetail_engine.oas.resolve import UnresolvableError

# Words this judge does not know, or reads in another sense than DESIGN lays down.
_NO_SAY = {
    "3.0": frozenset({"format", "discriminator", "pattern"}),
    **dict.fromkeys(
        ("3.1", "3.2"), frozenset({"format", "discriminator", "pattern", "readOnly", "writeOnly"})
    ),
}


class Written:
    """openapi-schema-validator on one document; it abstains where it does not know a keyword."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bundles = Bundles(_Referred(document), foreign=_NO_SAY[document.dialect])
        self._validity: dict[tuple[str, View, str], bool | None] = {}

    def valid(self, place: str, view: View, value: Any) -> bool | None:
        """Whether the schema at a place takes the value, or None if this judge has no say."""
        # The same schema is referred to at many an operation.
        key = (target(self._document, place), view, repr(value))
        if key not in self._validity:
            self._validity[key] = self._valid(place, view, value)
        return self._validity[key]

    def _valid(self, place: str, view: View, value: Any) -> bool | None:
        try:
            schema = self._bundles.bundle(raw(self._document, place), value)
            if self._reads_otherwise(schema):
                return None
            return next(iter(self._validator_class(view)(schema).iter_errors(value)), None) is None
        except (Foreign, re.error, UnresolvableError, RecursionError):
            return None

    def _reads_otherwise(self, schema: Any) -> bool:
        """Whether something stands beside a reference, which OpenAPI 3.0 ignores and this judge does not."""
        if self._document.dialect != "3.0":
            return False
        if isinstance(schema, Mapping):
            beside = schema.keys() - ANNOTATIONS - {"$ref", "$defs"} if "$ref" in schema else ()
            return bool(beside) or any(map(self._reads_otherwise, schema.values()))
        return isinstance(schema, list) and any(map(self._reads_otherwise, schema))

    def _validator_class(self, view: View) -> Any:
        judges = _validators()
        if self._document.dialect != "3.0":
            return judges.OAS31Validator if self._document.dialect == "3.1" else judges.OAS32Validator
        return judges.OAS30WriteValidator if view == "request" else judges.OAS30ReadValidator


class _Referred(Mapping[str, Any]):
    """What each reference of a document leads to, one step."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __getitem__(self, ref: str) -> Any:
        return self._document.target(ref)[1]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@functools.cache
def _validators() -> Any:
    """openapi-schema-validator's validators, without its settings: importing those takes half of a check."""
    name = "openapi_schema_validator"
    spec = find_spec(name)
    if spec is not None and name not in sys.modules:
        # The package as it is before its own code runs, and only until the module in it is there.
        sys.modules[name] = module_from_spec(spec)
        try:
            return import_module(f"{name}.validators")
        finally:
            del sys.modules[name]
    return import_module(f"{name}.validators")
