"""Places in the text, hashes of the meaning, and the text in the other format."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.oas import Document, Position, load
from dovetail_engine.oas import pointer as pointers

Read = Callable[..., Document]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def document(extension: Any) -> bytes:
    return msgspec.json.encode(
        {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "x": extension}
    )


class TestLocate:
    def test_a_member_is_at_its_key_and_an_element_at_its_start(self) -> None:
        head = '{"openapi": "3.1.0", "paths": {},\n'
        text = head + ' "info": {"title": "é", "version": "1"}, "x-y": [1,\n  {"a/b": {}}]}'
        found = load(text.encode())
        assert found.locate("") == Position(1, 1)
        assert found.locate("/info/version") == Position(2, 25)
        assert found.locate("/x-y/1") == Position(3, 3)
        assert found.locate("/x-y/1/a~1b") == Position(3, 4)
        assert found.locate("/x-y/2") is None
        assert found.locate("/info/version/0") is None

    def test_yaml_places_are_found_behind_aliases_where_the_anchor_stands(self) -> None:
        head = "openapi: 3.1.0\ninfo:\n  title: é\n  version: '1'\n"
        text = head + "x-a: &a\n  - b: {c: 1}\nx-d: [*a, *a]\npaths: {}\n"
        found = load(text.encode())
        assert found.locate("") == Position(1, 1)
        assert found.locate("/info/version") == Position(4, 3)
        assert found.locate("/x-a/0/b/c") == Position(6, 9)
        assert found.locate("/x-d/1") == Position(7, 11)
        assert found.locate("/x-d/1/0/b") == Position(6, 5)
        assert found.locate("/x-d/9") is None

    @settings(max_examples=150, deadline=None)
    @given(JSON)
    def test_every_place_of_a_document_is_found_in_both_formats(self, value: Any) -> None:
        original = load(document(value))
        for one in (original, load(original.to_yaml()), load(json.dumps(original.tree, indent=1).encode())):
            wanted = list(_pointers(one.tree))
            found = one.locate_all(wanted)
            assert set(found) == set(wanted)
            lines = one.data.decode().split("\n")
            assert all(at.column <= len(lines[at.line - 1]) for at in found.values() if one.format == "json")

    @pytest.mark.corpus
    def test_every_place_of_a_real_document_is_found(self, corpus: list[Path]) -> None:
        for path in corpus[::16]:
            found = load(path.read_bytes(), name=path.name)
            wanted = set(_pointers(found.tree))
            assert set(found.locate_all(wanted)) == wanted


class TestDigest:
    def test_it_is_of_the_meaning(self, read: Read) -> None:
        base = read(
            components={"schemas": {"A": {"required": ["a", "b"], "enum": [1, "x"], "type": ["object"]}}}
        )
        same = read(
            components={
                "schemas": {"A": {"type": "object", "enum": ["x", 1.0, 1], "required": ["b", "a", "a"]}}
            }
        )
        assert base.digest == same.digest
        assert base.digest.startswith("sha256:")
        assert len(base.digest) == 71

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"default": ["a", "b"]}, {"default": ["b", "a"]}),
            ({"example": {"required": ["a", "b"]}}, {"example": {"required": ["b", "a"]}}),
            ({"enum": [["a", "b"]]}, {"enum": [["b", "a"]]}),
            ({"x-own": {"enum": [1, 2]}}, {"x-own": {"enum": [2, 1]}}),
            ({"enum": [1, 2], "x-enum-names": ["A"]}, {"enum": [2, 1], "x-enum-names": ["A"]}),
            ({"allOf": [{}, {"type": "string"}]}, {"allOf": [{"type": "string"}, {}]}),
            ({"description": "a"}, {"description": "b"}),
            ({"default": True}, {"default": 1}),
            ({"default": 1}, {"default": "1"}),
            ({"default": None}, {}),
        ],
    )  # fmt: skip
    def test_what_has_a_meaning_changes_it(self, read: Read, one: Any, other: Any) -> None:
        first, second = (read(components={"schemas": {"A": each}}) for each in (one, other))
        assert first.digest != second.digest
        assert first.component_digests != second.component_digests

    def test_scopes_and_dependent_names_are_sets(self, read: Read) -> None:
        schemes = {"o": {"type": "openIdConnect", "openIdConnectUrl": "https://a"}}

        def build(names: list[str]) -> Document:
            schema = {"dependentRequired": {"a": names}}
            components = {"securitySchemes": schemes, "schemas": {"A": schema}}
            return read(components=components, security=[{"o": names}])

        assert build(["x", "y"]).digest == build(["y", "x"]).digest

    def test_each_component_has_its_own(self, read: Read) -> None:
        components = {"schemas": {"A": {"type": "string"}, "B": {"$ref": "#/components/schemas/A"}}}
        before = read(components=components, paths={"/a": {}}, webhooks={"w": {}}).component_digests
        components["schemas"]["A"]["type"] = "integer"
        after = read(components=components, paths={"/a": {}}, webhooks={"w": {}}).component_digests
        assert {name for name in before if before[name] != after[name]} == {"/components/schemas/A"}
        assert set(before) == {"/components/schemas/A", "/components/schemas/B", "/paths/~1a", "/webhooks/w"}

    def test_the_tree_keeps_its_own_order(self, read: Read) -> None:
        schema = {"required": ["b", "a"], "enum": [2.0, 1.0], "type": ["string"]}
        found = read(components={"schemas": {"A": schema}}).tree["components"]["schemas"]["A"]
        assert found == schema
        assert type(found["enum"][0]) is float

    @settings(max_examples=200, deadline=None)
    @given(JSON)
    def test_json_and_yaml_of_one_document_are_equal(self, value: Any) -> None:
        original = load(document(value))
        there = load(original.to_yaml())
        back = load(there.to_json())
        assert (there.format, back.format) == ("yaml", "json")
        assert there.tree == original.tree
        assert original.digest == there.digest == back.digest
        assert original.component_digests == there.component_digests

    @pytest.mark.corpus
    def test_real_documents_keep_theirs_in_the_other_format(self, corpus: list[Path]) -> None:
        for path in corpus[::16]:
            original = load(path.read_bytes(), name=path.name)
            other = original.to_json() if original.format == "yaml" else original.to_yaml()
            assert load(other).digest == original.digest


class TestYamlText:
    @given(
        st.text()
        | st.sampled_from(["no", "0o17", "1e5", "<<", "=", "2022-11-15", "~", ".inf", "1:30", "- a", "a: b"])
    )
    def test_readers_of_yaml_1_1_read_the_same_text(self, text: str) -> None:
        written = load(document({text: text, "multi": text + "\n" + text})).to_yaml()
        tree = yaml.safe_load(written)
        assert tree["x"] == {text: text, "multi": text + "\n" + text}

    def test_it_reads_well(self) -> None:
        text = (
            load(document({"a": [1, {"b": "x: y"}], "c": "one\ntwo\n", "d": {}, "200": "200"}))
            .to_yaml()
            .decode()
        )
        assert text.partition("x:\n")[2] == (
            "  a:\n  - 1\n  - b: 'x: y'\n  c: |\n    one\n    two\n  d: {}\n  '200': '200'\n"
        )


class TestResolve:
    def test_a_chain_is_followed_to_its_end(self, read: Read) -> None:
        schemas = {"A": {"$ref": "#/components/schemas/B~1C"}, "B/C": {"type": "string"}}
        found = read(components={"schemas": schemas})
        assert found.resolve("#/components/schemas/A") == ("/components/schemas/B~1C", {"type": "string"})
        assert found.target("#/components/schemas/A") == ("/components/schemas/A", schemas["A"])


class TestPointer:
    @given(st.lists(st.text()))
    def test_splitting_undoes_joining(self, tokens: list[str]) -> None:
        assert pointers.split(pointers.join("", *tokens)) == tokens

    @given(st.lists(st.text()))
    def test_a_fragment_names_the_same_place(self, tokens: list[str]) -> None:
        pointer = pointers.join("", *tokens)
        assert pointers.from_fragment(pointers.to_fragment(pointer)) == pointer

    @pytest.mark.parametrize("pointer", ["/a/01", "/a/-1", "/a/2", "/a/١", "/b/c", "/0"])  # noqa: RUF001 - a digit
    def test_a_place_that_is_not_there_is_an_error(self, pointer: str) -> None:
        with pytest.raises(KeyError):
            pointers.get({"a": [1, 2], "b": "c"}, pointer)


def _pointers(tree: Any) -> list[str]:
    found, stack = [], [("", tree)]
    while stack:
        pointer, value = stack.pop()
        found.append(pointer)
        members = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
        stack.extend((pointers.join(pointer, key), child) for key, child in members)
    return found
