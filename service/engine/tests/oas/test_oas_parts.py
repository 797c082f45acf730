"""The parts of a document: their canonical texts, and what they refer to."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine.oas import Document, load

Read = Callable[..., Document]
SCHEMA = "/components/schemas/A"
REF = "#/components/schemas/A"


class TestText:
    def test_it_is_the_same_in_any_order_of_keys_and_any_spelling_of_strings(self, read: Read) -> None:
        one = read(components={"schemas": {"A": {"title": "é/", "type": "string"}}})
        other = load(
            b'{"components": {"schemas": {"A": {"type": "string", "title": "\\u00e9\\/"}}},'
            b' "openapi": "3.1.0", "info": {"title": "Orders", "version": "1"}}'
        )
        assert one.parts[SCHEMA].text == other.parts[SCHEMA].text == '{"title":"é/","type":"string"}'.encode()

    def test_every_component_path_item_and_webhook_is_a_part(self, read: Read) -> None:
        found = read(
            components={
                "schemas": {"A": True},
                "responses": {"a/b": {"description": "ok"}},
                "x-own": {"B": {}},
            },
            paths={"/a": {}, "x-note": {"$ref": "#/nowhere"}},
            webhooks={"w": {}},
        ).parts
        assert {pointer: part.kind for pointer, part in found.items()} == {
            SCHEMA: "schema",
            "/components/responses/a~1b": "response",
            "/paths/~1a": "path-item",
            "/paths/x-note": None,
            "/webhooks/w": "path-item",
        }


class TestReferences:
    @pytest.mark.parametrize(
        ("schema", "expected"),
        [
            (
                {"anyOf": [{"$ref": f"{REF}/not"}, {"items": {"$ref": REF}}, {"$ref": REF}], "not": {}},
                [REF, f"{REF}/not"],
            ),
            ({"properties": {"$ref": {"type": "string"}}}, []),
            ({"description": f'"$ref":"{REF}"', "title": '"$ref'}, []),
            ({"default": {"$ref": 'a "b" \\'}}, ['a "b" \\']),
        ],
    )
    def test_they_are_distinct_and_sorted(self, read: Read, schema: Any, expected: list[str]) -> None:
        assert list(read(components={"schemas": {"A": schema}}).component_references[SCHEMA]) == expected

    def test_the_targets_of_discriminator_mappings_are_among_them(self, read: Read) -> None:
        mapping = {"a": REF, "b": "B"}
        schema = {"properties": {"x": {"discriminator": {"propertyName": "k", "mapping": mapping}}}}
        found = read(components={"schemas": {"A": schema, "B": {}}}).component_references
        assert found == {SCHEMA: (REF, "B"), "/components/schemas/B": ()}

    def test_beside_a_reference_they_count_in_both_dialects(self, read: Read) -> None:
        schema = {
            "$ref": "#/components/schemas/B",
            "discriminator": {"propertyName": "k", "mapping": {"b": "B"}},
        }
        for version in ("3.0.3", "3.1.0"):
            found = read(version, components={"schemas": {"A": schema, "B": {}}}).component_references
            assert found[SCHEMA] == ("#/components/schemas/B", "B")

    @pytest.mark.corpus
    def test_real_documents_have_none_that_a_walk_does_not_find(self, corpus: list[Path]) -> None:
        for path in corpus[::8]:
            document = load(path.read_bytes(), name=path.name)
            for pointer, part in document.parts.items():
                assert set(document.component_references[pointer]) == set(_references(part.value))


def _references(value: Any) -> Iterator[str]:
    members = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for child in members:
        yield from _references(child)
    if isinstance(value, Mapping):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        discriminator = value.get("discriminator")
        if isinstance(discriminator, Mapping):
            yield from discriminator.get("mapping", {}).values()
