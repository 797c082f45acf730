"""Documents in several files, put together by the pure bundler."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.oas import DocumentInvalid, Limits, load
from dovetail_engine.oas.bundle import NOT_READ, Bundle, FileRefused, bundle
from dovetail_engine.oas.bundle.files import MOST_FILES
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.structure import Kind, walk_from

HEAD = "openapi: 3.1.0\ninfo: {title: Orders, version: '1'}\n"
FINE = "'200': {description: Fine.}"
Files = dict[str, str]


def put_together(files: Files, main: str = "openapi.yaml", **options: Any) -> Bundle:
    def read(name: str) -> bytes:
        if name not in files:
            raise FileRefused(NOT_READ, f"{name} is not there.")
        return files[name].encode()

    return bundle(main, read, **options)


def schemas(text: str, **files: str) -> dict[str, Any]:
    """The component schemas of a document with these, whose files' names are written with `__` for `/`."""
    named = {name.replace("__", "/") + ".yaml": each for name, each in files.items()}
    made = put_together({"openapi.yaml": f"{HEAD}components:\n  schemas:\n{text}"} | named)
    load(made.data, sources=made.sources)
    found: dict[str, Any] = made.tree["components"]["schemas"]
    return found


def objections(files: Files, main: str = "openapi.yaml", **options: Any) -> list[tuple[Any, ...]]:
    with pytest.raises(DocumentInvalid) as caught:
        put_together(files, main, **options)
    return [(each.code, each.file, each.line, each.column) for each in caught.value.diagnostics]


class TestComponents:
    def test_a_component_that_is_a_file_holds_it(self) -> None:
        found = schemas("    Order: {$ref: order.yaml}\n", order="type: object\n")
        assert found == {"Order": {"type": "object"}}

    def test_what_a_file_refers_to_is_lifted(self) -> None:
        found = schemas(
            "    Order: {$ref: schemas/order.yaml}\n",
            schemas__order="properties: {by: {$ref: ../people/customer.yaml}, to: {$ref: '#/$defs/place'}}\n"
            "$defs: {place: {type: string}}\n",
            people__customer="type: object\n",
        )
        by, to = (found["Order"]["properties"][name]["$ref"] for name in ("by", "to"))
        assert (by, to) == ("#/components/schemas/customer", "#/components/schemas/place")
        assert (found["customer"], found["place"]) == ({"type": "object"}, {"type": "string"})

    @pytest.mark.parametrize(
        "spelling",
        ["a.yaml", "./a.yaml", "x/../a.yaml", "a.yaml#", "a%2Eyaml", "../a.yaml#", "index.yaml#/A"],
    )
    def test_one_place_is_one_component_however_it_is_spelled(self, spelling: str) -> None:
        start = "specs/" if spelling.startswith("../") else ""
        main = f"{HEAD}components:\n  schemas:\n    A: {{$ref: '{'../' if start else ''}a.yaml'}}\n"
        main += f"    B: {{type: array, items: {{$ref: '{spelling}'}}}}\n"
        files = {
            "a.yaml": "type: string\n",
            "index.yaml": "A: {$ref: a.yaml}\n",
            f"{start}openapi.yaml": main,
        }
        found = put_together(files, f"{start}openapi.yaml").tree["components"]["schemas"]
        assert found == {"A": {"type": "string"}, "B": {"type": "array", "items": REF_A}}

    def test_a_section_may_be_a_file_of_its_own(self) -> None:
        files = {
            "openapi.yaml": f"{HEAD}components: {{schemas: {{$ref: schemas/index.yaml}}}}\n",
            "schemas/index.yaml": "A: {$ref: a.yaml}\nB: {items: {$ref: 'index.yaml#/A'}}\n",
            "schemas/a.yaml": "properties: {b: {$ref: 'index.yaml#/B'}}\n",
        }
        found = put_together(files).tree["components"]["schemas"]
        assert found == {
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"items": REF_A},
        }

    def test_files_may_refer_to_each_other_and_to_the_main_one(self) -> None:
        found = schemas(
            "    A: {$ref: a.yaml}\n    Own: {type: string}\n",
            a="properties: {b: {$ref: b.yaml}, own: {$ref: 'openapi.yaml#/components/schemas/Own'}}\n",
            b="properties: {a: {$ref: a.yaml}, b: {$ref: '#'}}\n",
        )
        own, again = {"$ref": "#/components/schemas/Own"}, {"$ref": "#/components/schemas/b"}
        assert found["A"] == {"properties": {"b": again, "own": own}}
        assert found["b"] == {"properties": {"a": REF_A, "b": again}}

    def test_beside_a_reference_a_31_schema_keeps_what_it_says(self) -> None:
        found = schemas("    A: {$ref: a.yaml}\n    B: {$ref: a.yaml, maxLength: 3}\n", a="type: string\n")
        assert found["B"] == {"$ref": "#/components/schemas/A", "maxLength": 3}

    def test_an_identifier_of_a_text_that_is_no_more_is_left_out(self) -> None:
        found = schemas("    A: {$ref: a.yaml}\n", a="$id: https://a.example/a\ntype: string\n")
        assert found == {"A": {"type": "string"}}

    def test_what_is_no_reference_of_the_grammar_stays(self) -> None:
        text = "    A: {example: {$ref: a.yaml}, enum: [{$ref: a.yaml}], x-more: {$ref: a.yaml}}\n"
        made = put_together({"openapi.yaml": f"{HEAD}components:\n  schemas:\n{text}"})
        assert made.original is not None
        assert made.files == ("openapi.yaml",)


REF_A = {"$ref": "#/components/schemas/A"}


class TestNames:
    def test_a_name_that_is_taken_gets_the_folder_and_then_a_number(self) -> None:
        found = schemas(
            "    Cat: {anyOf: [{$ref: a/Cat.yaml}, {$ref: b/Cat.yaml}, {$ref: 'b_Cat.yaml#/x/Cat'}]}\n"
            "    a_Cat: {type: boolean}\n",
            a__Cat="type: string\n",
            b__Cat="type: integer\n",
            b_Cat="x: {Cat: {type: number}}\n",
        )
        kinds = {name: each.get("type") for name, each in found.items()}
        assert kinds == {
            "Cat": None,
            "a_Cat": "boolean",
            "a_Cat_2": "string",
            "b_Cat": "integer",
            "b_Cat_Cat": "number",
        }

    def test_a_name_is_made_of_letters_that_names_may_have(self) -> None:
        found = schemas("    A: {items: {$ref: 'b.yaml#/my type~1é'}}\n", b="my type/é: {type: string}\n")
        assert found["my_type"] == {"type": "string"}

    def test_a_branch_that_got_another_name_is_still_selected_by_its_own(self) -> None:
        found = schemas(
            "    Cat: {type: string}\n    Pet:\n      oneOf: [{$ref: pets/Cat.yaml}, {$ref: pets/Dog.yaml}]\n"
            "      discriminator: {propertyName: kind, mapping: {d: pets/Dog.yaml}}\n",
            pets__Cat="type: object\n",
            pets__Dog="type: object\n",
        )
        mapping = {"d": "#/components/schemas/Dog", "Cat": "#/components/schemas/pets_Cat"}
        assert found["Pet"]["discriminator"] == {"propertyName": "kind", "mapping": mapping}


class TestOtherObjects:
    MAIN = (
        f"{HEAD}tags: {{$ref: tags.yaml}}\n"
        "paths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: ./a.yaml}\n  /c: {$ref: a.yaml, summary: Own.}\n"
    )
    PART = (
        "get:\n  parameters: [{$ref: 'p.json#/limit'}]\n"
        "  responses: {'200': {$ref: 'p.json#/fine'}, default: {$ref: 'p.json#/fine'}}\n"
    )
    SHARED = (
        '{"limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/number"}},'
        ' "number": {"type": "integer"},'
        ' "fine": {"description": "Fine.", "headers": {"X": {"$ref": "#/header"}}},'
        ' "header": {"schema": {"$ref": "#/number"}}}'
    )

    @pytest.fixture
    def made(self) -> Bundle:
        files = {
            "openapi.yaml": self.MAIN,
            "a.yaml": self.PART,
            "p.json": self.SHARED,
            "tags.yaml": "- name: t\n",
        }
        return put_together(files)

    def test_parameters_responses_and_headers_are_components(self, made: Bundle) -> None:
        components = {name: list(each) for name, each in made.tree["components"].items()}
        assert components == {
            "parameters": ["limit"],
            "responses": ["fine"],
            "schemas": ["number"],
            "headers": ["header"],
        }
        assert made.tree["paths"]["/a"]["get"]["parameters"] == [{"$ref": "#/components/parameters/limit"}]

    def test_a_path_is_written_in_place_and_then_referred_to(self, made: Bundle) -> None:
        paths = made.tree["paths"]
        assert paths["/b"] == {"$ref": "#/paths/~1a"}
        assert paths["/c"] == {"$ref": "#/paths/~1a", "summary": "Own."}

    def test_what_can_be_no_component_is_written_in_place(self, made: Bundle) -> None:
        assert made.tree["tags"] == [{"name": "t"}]

    def test_it_is_one_valid_document(self, made: Bundle) -> None:
        document = load(made.data, sources=made.sources)
        assert [each.label for each in document.api.operations] == ["GET /a", "GET /b", "GET /c"]
        assert not document.warnings

    def test_a_swagger_document_has_its_own_sections(self) -> None:
        main = (
            "swagger: '2.0'\ninfo: {title: A, version: '1'}\nproduces: [application/json]\n"
            "paths: {/a: {get: {parameters: [{$ref: 'p.yaml#/limit'}],"
            " responses: {'200': {$ref: 'p.yaml#/fine'}}}}}\n"
        )
        part = (
            "limit: {name: limit, in: query, type: integr}\n"
            "fine: {description: Fine., schema: {$ref: 's.yaml#/Order'}}\n"
        )
        made = put_together({"openapi.yaml": main, "p.yaml": part, "s.yaml": "Order: {type: object}\n"})
        assert [list(made.tree[name]) for name in ("definitions", "parameters", "responses")] == [
            ["Order"],
            ["limit"],
            ["fine"],
        ]
        with pytest.raises(DocumentInvalid) as caught:
            load(made.data, sources=made.sources)
        (fault,) = caught.value.diagnostics
        assert (fault.file, fault.line, fault.pointer) == ("p.yaml", 1, "/limit/type")

    @pytest.mark.parametrize(
        "head",
        [
            "swagger: '2.0'\ninfo: {title: A, version: '1'}\n",
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\n",
            HEAD,
        ],
        ids=["2.0", "3.0", "3.1"],
    )
    def test_a_path_that_says_more_than_its_reference_has_both(self, head: str) -> None:
        own = "{responses: {'200': {description: Own.}}}"
        main = f"{head}paths:\n  /a: {{$ref: a.yaml, get: {own}}}\n"
        part = f"parameters: [{{name: n, in: header, type: string}}]\npost: {{responses: {{{FINE}}}}}\n"
        if "swagger" not in head:
            part = part.replace("type: string", "schema: {type: string}")
        made = put_together({"openapi.yaml": main, "a.yaml": part})
        document = load(made.data, sources=made.sources)
        labels = {each.label: [one.name for one in each.parameters] for each in document.api.operations}
        assert labels == {"GET /a": [], "POST /a": ["n"]}


class TestPlaces:
    def test_an_objection_stands_in_the_file_where_the_text_is(self) -> None:
        main = f"{HEAD}paths:\n  /a:\n    $ref: a.yaml\n"
        part = f"get:\n  responses: {{{FINE}}}\n  parameters: [{{name: n, in: quary}}]\n"
        made = put_together({"openapi.yaml": main, "a.yaml": part})
        with pytest.raises(DocumentInvalid) as caught:
            load(made.data, sources=made.sources)
        (first, *_) = caught.value.diagnostics
        assert (first.file, first.line, first.column, first.pointer) == (
            "a.yaml",
            3,
            26,
            "/get/parameters/0/in",
        )
        assert str(first).startswith("a.yaml:3:26: error[bad-value]")

    def test_a_place_of_the_main_file_has_no_file(self) -> None:
        made = put_together({"openapi.yaml": f"{HEAD}tags: {{$ref: t.yaml}}\npaths: {{}}\n", "t.yaml": "[]"})
        spots = load(made.data, sources=made.sources).spots(["/info/title", "/tags"])
        assert (spots["/info/title"].line, spots["/info/title"].file) == (2, None)
        assert (spots["/tags"].pointer, spots["/tags"].file) == ("", "t.yaml")


class TestRefusals:
    @pytest.mark.parametrize(
        ("ref", "code"),
        [
            ("none.yaml", NOT_READ),
            ("a.yaml#/none", "unresolvable-ref"),
            ("a.yaml#name", "anchor-ref"),
            ("../a.yaml", "outside-root"),
            ("x/../../a.yaml", "outside-root"),
            ("%2e%2e/a.yaml", "outside-root"),
            ("/etc/passwd", "outside-root"),
            ("https://a.example/a.yaml", "remote-ref"),
            ("HTTP://a.example/a.yaml", "remote-ref"),
            ("//a.example/a.yaml", "remote-ref"),
            ("file:///etc/passwd", "remote-ref"),
        ],
    )
    def test_a_reference_is_refused_at_its_place(self, ref: str, code: str) -> None:
        files = {
            "openapi.yaml": f"{HEAD}components: {{schemas: {{A: {{$ref: b.yaml}}}}}}\n",
            "b.yaml": f"properties:\n  a:\n    $ref: '{ref}'\n",
            "a.yaml": "type: string\n",
        }
        assert objections(files) == [(code, "b.yaml", 3, 5)]

    def test_a_file_that_is_no_text_of_the_kind_is_named(self) -> None:
        files = {"openapi.yaml": f"{HEAD}tags: {{$ref: t.json}}\n", "t.json": '[\n{"name": }]'}
        assert objections(files) == [("not-json", "t.json", 2, 10)]

    def test_a_text_that_holds_itself_is_refused(self) -> None:
        files = {"openapi.yaml": f"{HEAD}tags: {{$ref: t.yaml}}\n", "t.yaml": "- {$ref: t.yaml}\n"}
        assert objections(files) == [("ref-cycle", "t.yaml", 1, 4)]

    def test_references_in_a_circle_are_the_documents_fault(self) -> None:
        files = {
            "openapi.yaml": f"{HEAD}components: {{schemas: {{A: {{$ref: a.yaml}}}}}}\n",
            "a.yaml": "$ref: b.yaml\n",
            "b.yaml": "$ref: a.yaml\n",
        }
        made = put_together(files)
        with pytest.raises(DocumentInvalid) as caught:
            load(made.data, sources=made.sources)
        assert caught.value.diagnostics[0].code == "ref-cycle"

    def test_all_files_together_keep_the_limits_of_one(self) -> None:
        names = [f"{number}.yaml" for number in range(MOST_FILES)]
        listed = "".join(f"  - $ref: {name}\n" for name in names)
        files = {"openapi.yaml": f"{HEAD}tags:\n{listed}"} | dict.fromkeys(names, "name: a\n")
        assert objections(files)[0][0] == "too-many-files"
        small = {"openapi.yaml": f"{HEAD}tags: {{$ref: t.yaml}}\n", "t.yaml": "- name: t\n" * 50}
        assert objections(small, limits=Limits(size=300))[0][0] == "too-large"

    def test_pointers_that_lead_in_circles_end(self) -> None:
        files = {
            "openapi.yaml": f"{HEAD}tags: {{$ref: 'a.yaml#/x'}}\n",
            "a.yaml": "$ref: b.yaml#/x\n",
            "b.yaml": "$ref: a.yaml#/x\n",
        }
        assert objections(files)[0][0] == "unresolvable-ref"

    def test_texts_that_multiply_are_refused(self) -> None:
        files = {"openapi.yaml": f"{HEAD}tags: {{$ref: 0.yaml}}\n", "40.yaml": "[]\n"}
        files |= {f"{n}.yaml": f"- $ref: {n + 1}.yaml\n- $ref: {n + 1}.yaml\n" for n in range(40)}
        with pytest.raises(DocumentInvalid) as caught:
            put_together(files, limits=Limits(nodes=10_000))
        assert caught.value.diagnostics[0].code == "too-many-nodes"


class TestBytes:
    def test_a_document_of_one_file_is_that_file(self) -> None:
        main = HEAD + "paths: {}\n# the end\n"
        assert put_together({"openapi.yaml": main}).data == main.encode()

    def test_the_same_files_make_the_same_bytes(self) -> None:
        files = {"openapi.yaml": TestOtherObjects.MAIN, "a.yaml": TestOtherObjects.PART}
        files |= {"p.json": TestOtherObjects.SHARED, "tags.yaml": "- name: t\n"}
        made = put_together(files)
        assert put_together(dict(reversed(files.items()))).data == made.data
        assert load(made.to_yaml()).digest == load(made.to_json()).digest


NAMES = st.sampled_from(["a.json", "b.json", "c/d.json", "openapi.json"])
REFS = st.builds(
    lambda up, name, tail: f"{up}{name}{tail}",
    st.sampled_from(["", "./", "../"]),
    NAMES,
    st.sampled_from(["", "#", "#/a", "#/properties/a", "#/components/schemas/A"]),
)
SCHEMAS = st.recursive(
    st.just({"type": "string"}) | REFS.map(lambda ref: {"$ref": ref}) | st.booleans(),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(["items", "not"]), inner, max_size=2),
        st.fixed_dictionaries({"properties": st.dictionaries(st.sampled_from("ab"), inner)}),
        st.fixed_dictionaries({"allOf": st.lists(inner, max_size=2)}),
    ),
    max_leaves=6,
)


class TestAnyFiles:
    @given(st.fixed_dictionaries(dict.fromkeys(("a.json", "b.json", "c/d.json"), SCHEMAS)), SCHEMAS)
    @settings(max_examples=200, deadline=None)
    def test_nothing_but_a_refusal_comes_of_any_files(self, parts: dict[str, Any], schema: Any) -> None:
        main = {
            "openapi": "3.1.0",
            "info": {"title": "A", "version": "1"},
            "components": {"schemas": {"A": schema}},
        }
        files = {name: json.dumps(each) for name, each in ({"openapi.json": main} | parts).items()}
        try:
            made = put_together(files, "openapi.json")
            document = load(made.data, sources=made.sources)
        except DocumentInvalid:
            return
        assert not _outward(document.tree["components"]["schemas"])
        assert all(spot.line for spot in document.spots(list(document.parts)).values())


def split(tree: dict[str, Any], dialect: Dialect) -> Files:
    """The document with each component schema and each path in a file of its own."""
    files: Files = {}
    parts: list[tuple[dict[str, Any], str, Kind, str]] = []
    for section, kind, owner in (
        ("schemas", "schema", tree.get("components", {}).get("schemas", {})),
        ("paths", "path-item", tree["paths"]),
    ):
        parts += [(owner, name, kind, f"{section}/{at}.json") for at, name in enumerate(owner)]
    named = {name: file for _, name, kind, file in parts if kind == "schema"}
    for owner, name, kind, file in parts:
        if isinstance(owner[name], dict):
            _refer_out(owner[name], kind, dialect, named, "../")
            files[file] = json.dumps(owner[name])
            owner[name] = {"$ref": file}
    _refer_out(tree, "document", dialect, named, "")
    return files | {"openapi.json": json.dumps(tree)}


def _refer_out(value: dict[str, Any], kind: Kind, dialect: Dialect, named: Files, up: str) -> None:
    for place in walk_from(kind, value, "", dialect):
        ref = place.ref or ""
        if ref.removeprefix("#/components/schemas/") in named:
            place.value["$ref"] = up + named[ref.removeprefix("#/components/schemas/")]
        elif ref.startswith("#/") and up:
            place.value["$ref"] = f"{up}openapi.json{ref}"


@pytest.mark.corpus
class TestRealDocuments:
    def test_what_is_taken_apart_is_put_together_again(self, corpus: list[Path]) -> None:
        for path in {path.parent: path for path in corpus}.values():
            document = load(path.read_bytes(), name=path.name)
            files = split(msgspec.json.decode(msgspec.json.encode(document.tree)), document.dialect)
            made = put_together(files, "openapi.json")
            assert len(made.files) == len(files), path
            assert load(made.data, sources=made.sources).digest == document.digest, path


def _outward(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        found = [ref for ref in own if not ref.startswith("#/components/")]
        return found + [ref for child in value.values() for ref in _outward(child)]
    return [ref for child in value for ref in _outward(child)] if isinstance(value, list) else []
