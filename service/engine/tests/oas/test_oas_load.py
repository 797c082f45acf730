"""Bytes to documents: what is read, and what is refused, where and how fast."""

import copy
import random
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dovetail_engine.oas import Document, DocumentInvalid, Limits, load

Refused = Callable[..., tuple[str, int | None, int | None]]
HEAD = "openapi: 3.1.0\ninfo: {title: Orders, version: '1'}\npaths: {}\n"


def read(text: str) -> Document:
    return load(text.encode())


class TestJson:
    def test_a_document_is_read_as_it_is_written(self) -> None:
        data = b'{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}}'
        document = load(data, name="orders.json")
        assert (document.format, document.openapi, document.dialect) == ("json", "3.0.3", "3.0")
        assert (document.data, document.to_json(), document.name) == (data, data, "orders.json")
        assert document.warnings == ()

    def test_integers_beyond_64_bits_stay_exact(self) -> None:
        document = load(
            b'{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"x-n":' + b"9" * 40 + b"}"
        )
        assert document.tree["x-n"] == int("9" * 40)

    def test_a_byte_order_mark_is_tolerated(self) -> None:
        document = load(b'\xef\xbb\xbf{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}')
        assert document.locate("/info/title") is not None

    @pytest.mark.parametrize(
        ("text", "code", "line", "column"),
        [
            ('{"a": 1,\n "b": }', "not-json", 2, 7),
            ('{"é": 1,\n}', "not-json", 2, 1),
            ('{"a": NaN}', "not-json", 1, 7),
            ('{"a": 1e999}', "not-json", None, None),
            ('{"a": "\\ud800"}', "not-json", None, None),
            ('{"a": {"b": 1,\n  "b": 2}}', "duplicate-key", 2, 3),
            ('{"a": [{}, {"\\u0022:": 1,\n "c" :1, "c" :2}]}', "duplicate-key", 2, 10),
            ('{"\\u0061": 1, "a": 2}', "duplicate-key", 1, 15),
            ('{"b": "\\u003a", "a" : 1, "a" : 2}', "duplicate-key", 1, 26),
            ("[1]", "not-an-object", None, None),
            ("{}", "not-openapi", None, None),
        ],
    )
    def test_a_broken_text_is_refused_at_its_place(
        self, refused: Refused, text: str, code: str, line: int | None, column: int | None
    ) -> None:
        assert refused(text.encode()) == (code, line, column)

    def test_a_duplicate_hidden_by_a_key_that_is_spaced_differently_is_found(self, refused: Refused) -> None:
        assert refused(b'{"a": 1, "b" : "\\u0022:", "a": 2}')[0] == "duplicate-key"


class TestYaml:
    def test_scalars_follow_the_core_schema_of_yaml_1_2(self) -> None:
        words = "[no, on, 017, 2022-11-15, 1_000, 12:30, '1']"
        numbers = "[0o17, 0x1F, 1e3, +1, -.5, 0.10]"
        tree = read(HEAD + f"x-w: {words}\nx-n: {numbers}\nx-o: [~, Null, True, FALSE]").tree
        assert tree["x-w"] == ["no", "on", "017", "2022-11-15", "1_000", "12:30", "1"]
        assert tree["x-n"] == [15, 31, 1000.0, 1, -0.5, 0.1]
        assert tree["x-o"] == [None, None, True, False]

    def test_keys_are_strings_as_written(self) -> None:
        assert list(read(HEAD + "x-k: {200: a, true: b, 1.0: c, ~: d}").tree["x-k"]) == [
            "200",
            "true",
            "1.0",
            "~",
        ]

    def test_anchors_are_expanded(self) -> None:
        document = read(HEAD + "x-a: &a {n: 1}\nx-b: [*a, *a]\nx-c: {? &k key : 1, x: *k}")
        assert document.tree["x-b"] == [{"n": 1}, {"n": 1}]
        assert document.tree["x-c"] == {"key": 1, "x": "key"}

    def test_core_tags_are_read(self) -> None:
        document = read(HEAD + "x-t: [!!str 1, !!float 1, !!int 7, ! 2, !!null '', !!map {}, !!seq []]")
        assert document.tree["x-t"] == ["1", 1.0, 7, "2", None, {}, []]

    @pytest.mark.parametrize(
        ("text", "code", "line", "column"),
        [
            ("a:\n  b: 1\n  b: 2\n", "duplicate-key", 3, 3),
            ("a: &a {x: 1}\nb:\n  <<: *a\n", "merge-key", 3, 3),
            ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
            ("a: !!python/object:os.system x", "bad-tag", 1, 4),
            ("a: !!int x", "bad-tag", 1, 4),
            ("a: .nan", "bad-number", 1, 4),
            ("a: -.inf", "bad-number", 1, 4),
            ("a: 1e999", "bad-number", 1, 4),
            ("a: &a [*a]", "bad-alias", 1, 8),
            ("a: *b", "bad-alias", 1, 4),
            ("? [a]\n: 1", "key-not-string", 1, 3),
            ("a: [1,\n b: }", "not-yaml", 2, 5),
            ("é: \x01", "not-yaml", 1, 4),
            ("# nothing\n", "empty-document", None, None),
            ("hello", "not-an-object", None, None),
        ],
    )
    def test_a_text_that_is_not_plain_data_is_refused_at_its_place(
        self, refused: Refused, text: str, code: str, line: int | None, column: int | None
    ) -> None:
        assert refused(text.encode()) == (code, line, column)

    def test_a_flow_mapping_is_yaml_when_its_name_says_so(self) -> None:
        text = b"{openapi: 3.1.0, info: {title: T, version: '1'}, paths: {},}"
        assert load(text, name="orders.yaml").format == "yaml"


class TestLimits:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"[" * 100_000, "too-deep"),
            (b'{"a":' * 100_000, "too-deep"),
            (b"a: " + b"[" * 100_000, "too-deep"),
            (b"- " * 50_000, "too-deep"),
            (b"a: " + b"[\n" * 50_000, "too-deep"),
            (b"a: " + b"{" * 100_000, "key-not-string"),
            (b"x" * 50_000_000, "too-large"),
            (b"[" * 20_000_000, "too-many-nodes"),
        ],
        ids=[
            "json-lists",
            "json-objects",
            "yaml-flow",
            "yaml-block",
            "yaml-lines",
            "yaml-maps",
            "50 MB",
            "20 MB",
        ],
    )
    def test_a_bomb_is_refused(self, refused: Refused, data: bytes, code: str) -> None:
        assert refused(data)[0] == code

    def test_nested_aliases_are_counted_as_what_they_expand_to(self, refused: Refused) -> None:
        lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 9)]
        assert refused(b"\n".join(lines))[0] == "too-many-nodes"

    def test_a_long_text_repeated_by_aliases_is_counted_as_well(self, refused: Refused) -> None:
        text = b'a: &a "' + b"x" * 1_000_000 + b'"\nb: [' + b", ".join([b"*a"] * 1000) + b"]"
        assert refused(text)[0] == "too-many-nodes"

    def test_depth_counts_through_aliases(self, refused: Refused) -> None:
        chain = b"a: &a [[[[1]]]]\nb: [[[*a]]]\n"
        assert refused(chain, limits=Limits(depth=7))[0] == "too-deep"
        assert refused(chain, limits=Limits(depth=8))[0] == "not-openapi"

    def test_depth_counts_the_same_in_json_and_yaml(self, refused: Refused) -> None:
        for data in (b'{"a": [[[[1]]]]}', b"a: [[[[1]]]]"):
            assert refused(data, limits=Limits(depth=4))[0] == "too-deep"
            assert refused(data, limits=Limits(depth=5))[0] == "not-openapi"

    def test_the_number_of_aliases_is_bounded(self, refused: Refused) -> None:
        assert refused(b"a: &a 1\nb: [*a, *a, *a]", limits=Limits(aliases=2))[0] == "too-many-aliases"


class TestEncoding:
    def test_other_encodings_are_named_with_their_place(self, refused: Refused) -> None:
        assert refused("a: ok\nb: é".encode("latin-1")) == ("not-utf8", 2, 4)
        assert refused('{"a": 1}'.encode("utf-16"))[0] == "not-utf8"

    def test_an_empty_file_says_so(self, refused: Refused) -> None:
        assert refused(b" \n\t") == ("empty-document", None, None)


class TestVersion:
    @pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.1"])
    def test_3_0_and_3_1_are_read(self, version: str) -> None:
        document = read(f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n")
        assert (document.openapi, document.dialect) == (version, version[:3])

    @pytest.mark.parametrize("line", ["openapi: 3.0", "openapi: '3.1'", "swagger: '1.2'"])
    def test_every_other_version_is_refused_at_its_line(self, line: str) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            read(f"info: {{}}\n{line}\n")
        (diagnostic,) = caught.value.diagnostics
        assert (diagnostic.code, diagnostic.line) == ("unsupported-version", 2)
        assert "3.1.x and 3.2.x are supported" in diagnostic.message
        assert diagnostic.hint


class TestDiagnostics:
    def test_a_diagnostic_has_a_wire_form(self) -> None:
        with pytest.raises(DocumentInvalid) as caught:
            load(b'{"a": 1, "a": 2}')
        assert caught.value.diagnostics[0].to_dict() == {
            "severity": "error",
            "code": "duplicate-key",
            "message": 'The key "a" appears twice in one object.',
            "pointer": "/a",
            "line": 1,
            "column": 10,
            "hint": "Remove one of the two: readers differ in which one they take.",
        }

    def test_errors_come_before_warnings_and_one_habit_does_not_drown_the_rest(self) -> None:
        schemas = "".join(f"    S{n}: {{required: [a, a]}}\n" for n in range(200))
        with pytest.raises(DocumentInvalid) as caught:
            read(HEAD + f"components:\n  schemas:\n{schemas}    T: {{type: strin}}\n")
        found = caught.value.diagnostics
        assert (found[0].code, found[0].line) == ("bad-value", 206)
        assert [each.code for each in found[1:]] == ["duplicate-entries"] * 8
        assert found[-1].message == "193 more of this kind."


class TestAnyBytes:
    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_nothing_but_a_refusal_comes_of_bytes(self, data: bytes) -> None:
        with pytest.raises(DocumentInvalid):
            load(data)

    @settings(max_examples=150, deadline=None)
    @given(st.randoms(use_true_random=False), st.booleans())
    def test_nothing_but_a_refusal_comes_of_a_mutated_document(
        self, chance: random.Random, yaml: bool
    ) -> None:
        data = bytearray(_EXAMPLE.to_yaml() if yaml else _EXAMPLE.to_json())
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.randint(0, 6)] = chance.choice(_SPLINTERS)
        _use(bytes(data))

    @settings(max_examples=300, deadline=None)
    @given(st.randoms(use_true_random=False))
    def test_nothing_but_a_refusal_comes_of_values_in_wrong_places(self, chance: random.Random) -> None:
        tree = msgspec.json.decode(_EXAMPLE.to_json())
        for _ in range(chance.randint(1, 3)):
            owner, key = chance.choice(list(_slots(tree)))
            owner[key] = copy.deepcopy(chance.choice(_VALUES))
        _use(msgspec.json.encode(tree))


def _use(data: bytes) -> None:
    try:
        document = load(data)
    except DocumentInvalid:
        return
    assert document.api.title is not None
    assert load(document.to_yaml()).digest == document.digest


def _slots(tree: object) -> list[tuple[object, object]]:
    found, stack = [], [tree]
    while stack:
        owner = stack.pop()
        members = (
            owner.items() if isinstance(owner, dict) else enumerate(owner) if isinstance(owner, list) else ()
        )
        for key, value in list(members):
            found.append((owner, key))
            stack.append(value)
    return found


_SPLINTERS = [
    b"",
    b"{",
    b"]",
    b'"',
    b": ",
    b"\n",
    b"&a ",
    b"*a",
    b"- ",
    b"null",
    b"1e9",
    b"\xff",
    b"$ref",
    b"#/",
]
_VALUES = [
    None,
    True,
    1.5,
    "",
    "x",
    [],
    {},
    [[]],
    ["a", 1],
    {"$ref": "#/info"},
    {"$ref": "#/components"},
    {"$ref": "#/x-odd"},
    {"": {}},
]
_EXAMPLE = read(
    HEAD.replace("paths: {}\n", "")
    + """
servers: [{url: 'https://{host}', variables: {host: {default: a}}}]
security: [{key: []}]
tags: [{name: orders}]
x-odd: {name: [], in: {}, type: [], content: {a: 1}, schema: 1, headers: [], post: {tags: 1}, properties: 1}
webhooks: {placed: {post: {responses: {'200': {description: ok}}}}}
paths:
  /orders/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    post:
      operationId: change
      tags: [orders]
      security: [{}, {key: [write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      responses:
        '200':
          description: ok
          headers: {X-Rate: {schema: {type: integer}}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Order'}, examples: {a: {value: 1}}}
          links: {self: {operationId: change}}
        4XX: {$ref: '#/components/responses/Error'}
      callbacks: {done: {'{$request.body#/url}': {post: {responses: {default: {description: ok}}}}}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string, pattern: '^a+$'}}}
  responses: {Error: {description: no}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Order:
      type: [object, 'null']
      required: [id, lines]
      properties:
        id: {type: integer, minimum: 1.0}
        lines: {type: array, items: {$ref: '#/components/schemas/Order'}}
        kind: {enum: [b, a]}
      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/Order'}}
"""
)
