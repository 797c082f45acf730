"""A document that was read and checked."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dovetail_engine.oas import resolve
from dovetail_engine.oas.canonical import Digests
from dovetail_engine.oas.diagnostics import Diagnostic, Position
from dovetail_engine.oas.model import Api, Dialect
from dovetail_engine.oas.normalise import normalise
from dovetail_engine.oas.parts import Part
from dovetail_engine.oas.sources import Format, Sources, Spot


class Document:
    """One OpenAPI document; made by `load`, never changed. Parts that cost are computed when first asked for.

    `data` are the bytes as given, `tree` what they say as OpenAPI 3, in JSON values with string keys; nobody
    may write to it. `warnings` are the objections that did not keep it from being used.
    """

    def __init__(
        self,
        *,
        data: bytes,
        name: str,
        format: Format,  # noqa: A002 - the public word, as in the address of a stored document
        tree: dict[str, Any],
        dialect: Dialect,
        objections: Callable[[], tuple[Diagnostic, ...]],
        parts: Mapping[str, Part],
        digests: Digests,
        sources: Sources,
        written: dict[str, Any],
    ) -> None:
        self.data, self.name, self.format = data, name, format
        self.tree, self.dialect, self.parts = tree, dialect, parts
        self.openapi: str = written.get("openapi") or "2.0"
        self._digests, self._sources, self._written = digests, sources, written
        self._objections = objections

    def __repr__(self) -> str:
        return f"Document({self.name!r}, openapi={self.openapi!r}, {len(self.data)} bytes of {self.format})"

    @cached_property
    def api(self) -> Api:
        """The normalised model, with every reference but those of schemas followed."""
        return normalise(self.tree, self.dialect)

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The objections that did not keep the document from being used."""
        return self._objections()

    @property
    def digest(self) -> str:
        """`sha256:<hex>` of what the document says, whatever its format, key order or number spelling."""
        return self._digests.document

    @property
    def component_digests(self) -> Mapping[str, str]:
        """By pointer of each part, the digest of what it says; references are not followed.

        A digest is made when it is asked for, and costs more than comparing the texts of two parts."""
        return self._digests

    @cached_property
    def component_references(self) -> Mapping[str, tuple[str, ...]]:
        """By pointer of each part, the distinct texts of the references and mapping targets in it, sorted."""
        return {pointer: part.references for pointer, part in self.parts.items()}

    def locate(self, pointer: str) -> Position | None:
        """Where a pointer was written, or None if nothing is there; reads the source again."""
        return self.locate_all([pointer]).get(pointer)

    def locate_all(self, wanted: Iterable[str]) -> dict[str, Position]:
        """The places of many pointers, in one pass over the source; those that do not exist are absent."""
        return {
            pointer: Position(spot.line, spot.column)
            for pointer, spot in self.spots(wanted).items()
            if spot.line is not None and spot.column is not None
        }

    def spots(self, wanted: Iterable[str]) -> dict[str, Spot]:
        """Where each of these pointers was written: perhaps in other words, or in another file."""
        return self._sources.spots(wanted)

    def resolve(self, ref: str) -> tuple[str, Any]:
        """The final pointer and value of a chain of references, starting with `ref` (`#/…`).

        What stands beside a `$ref` on the way is dropped: in a 3.1 schema it counts, so there follow single
        steps with `target`. Raises `oas.resolve.UnresolvableError`, which the references of a loaded
        document never do.
        """
        return resolve.resolve(self.tree, ref)

    def target(self, ref: str) -> tuple[str, Any]:
        """The pointer and value that a reference names, one step."""
        return resolve.target(self.tree, ref)

    def to_json(self) -> bytes:
        """The document as indented JSON, in its own key order; `data` itself if it is JSON."""
        if self.format == "json":
            return self.data
        return msgspec.json.format(msgspec.json.encode(self._written), indent=2) + b"\n"

    def to_yaml(self) -> bytes:
        """The document as YAML, in its own key order; `data` itself if it is YAML."""
        if self.format == "yaml":
            return self.data
        from dovetail_engine.oas import yaml_text  # noqa: PLC0415 - slow to import, and seldom needed

        return yaml_text.dump(self._written)
