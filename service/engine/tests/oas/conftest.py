"""What the tests of `oas` share: small documents, and the corpus of real ones."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dovetail_engine.oas import Document, DocumentInvalid, load

CORPUS = Path(
    os.environ.get("DOVETAIL_CORPUS", Path(__file__).resolve().parents[4].parent / "shared" / "corpus")
)


@pytest.fixture
def tree() -> Callable[..., dict[str, Any]]:
    """Builds the tree of a small valid document: `tree(paths=…, components=…, openapi=…)`."""

    def build(openapi: str = "3.1.0", **fields: Any) -> dict[str, Any]:
        return {"openapi": openapi, "info": {"title": "Orders", "version": "1"}, "paths": {}} | fields

    return build


@pytest.fixture
def read(tree: Callable[..., dict[str, Any]]) -> Callable[..., Document]:
    """Loads the small document with these fields."""

    def build(openapi: str = "3.1.0", **fields: Any) -> Document:
        return load(msgspec.json.encode(tree(openapi, **fields)))

    return build


@pytest.fixture
def codes(read: Callable[..., Document]) -> Callable[..., dict[str, str]]:
    """The objections to the small document with these fields: code to pointer of the last."""

    def collect(openapi: str = "3.1.0", **fields: Any) -> dict[str, str]:
        try:
            found = read(openapi, **fields).warnings
        except DocumentInvalid as error:
            found = error.diagnostics
        return {f"{each.severity} {each.code}": each.pointer for each in found}

    return collect


@pytest.fixture
def refused() -> Callable[..., tuple[str, int | None, int | None]]:
    """The code and place of the first error in these bytes."""

    def collect(data: bytes, **options: Any) -> tuple[str, int | None, int | None]:
        with pytest.raises(DocumentInvalid) as caught:
            load(data, **options)
        first = caught.value.diagnostics[0]
        assert first.severity == "error"
        return first.code, first.line, first.column

    return collect


@pytest.fixture
def corpus() -> list[Path]:
    """The real documents, in time order within each API."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real documents is not at {CORPUS}")
    return sorted(path for path in CORPUS.glob("*/*") if path.suffix in {".json", ".yaml"})
