"""A contract whose every string is an attack gives a package of nothing but its types and calls."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine.codegen.ir import Ir
from dovetail_engine.codegen.typescript import emit
from dovetail_engine.codegen.typescript.names import names

PAYLOADS = {
    "double quote": '"; pwned(); //',
    "single quote": "'; pwned(); //",
    "template": "`; pwned(); ${pwned()} //",
    "comment end": "*/ pwned(); /*",
    "comment end in a declaration": "*/ export const pwned: 1; export {}; /*",
    "line feed": "\n pwned(); //",
    "carriage return": "\r pwned(); //",
    "line separator": "\u2028 pwned(); //",
    "paragraph separator": "\u2029 pwned(); //",
    "type end": "; } export type pwned = 1; interface X {",
    "bidirectional": "\u202e pwned() \u2066 \u200b",
    "backslash": "pwned\\",
    "script": "</script><script>pwned()</script><!--",
    "braces": "{{pwned}} %(pwned)s {pwned} %s",
    "directive": '\n//# sourceMappingURL=http://pwned\n/// <reference path="pwned" />\n@ts-ignore',
    "null and escape": "\x00\x1b[2J pwned",
    "prototype": "__proto__",
    "markdown": "](http://pwned) <img src=x onerror=pwned()> `pwned` | ```\npwned\n```",
    "path": "/../../pwned",
    "long": "pwned" * 2000,
}
KEPT = frozenset(("openapi", "type", "in", "style", "scheme", "pattern"))
NAMED = frozenset(("properties", "schemas", "securitySchemes", "mapping", "encoding", "content", "paths"))
SYNTAX = """
SourceFile ImportDeclaration ImportClause NamespaceImport NamedImports ImportSpecifier ExportDeclaration
NamedExports ExportSpecifier StringLiteral Identifier FunctionDeclaration ExportKeyword Parameter Block
ReturnStatement CallExpression PropertyAccessExpression ObjectLiteralExpression PropertyAssignment
ShorthandPropertyAssignment ArrayLiteralExpression NumericLiteral FirstLiteralToken VariableStatement
FirstStatement VariableDeclarationList VariableDeclaration EndOfFileToken
"""
JAVASCRIPT = frozenset(SYNTAX.split())
OWN_TYPES = {"runtime.Unrecognised", "runtime.UnrecognisedNumber", "globalThis.Blob"}
PROPERTIES = {"method", "path", "parameters", "body", "security", "accept", "answers", "server"}


@dataclass(frozen=True)
class Hostile:
    """What one payload gave: the package, and what the compiler sees in its files."""

    payload: str
    ir: Ir
    files: Mapping[str, bytes]
    found: Mapping[str, Any]


@pytest.fixture(scope="module")
def packages(shop_tree, make_ir, write_package, node, tmp_path_factory):
    """All payloads at once: the compiler starts slowly."""
    folder = tmp_path_factory.mktemp("hostile")
    irs = {name: make_ir(poisoned(attackable(shop_tree), payload)) for name, payload in PAYLOADS.items()}
    for name, ir in irs.items():
        write_package(ir, folder / name)
    folders = [folder / name / "lib" for name in irs]
    done = node(Path(__file__).parent / "inspect.mjs", *folders)
    found = json.loads(done.stdout)
    return {
        name: Hostile(PAYLOADS[name], ir, emit(ir), files)
        for (name, ir), files in zip(irs.items(), found, strict=True)
    }


@pytest.fixture(params=PAYLOADS)
def hostile(packages, request):
    return packages[request.param]


class TestHostileContract:
    def test_nothing_of_it_becomes_code(self, hostile):
        found = hostile.found
        assert {name: file["errors"] for name, file in found.items() if file["errors"]} == {}
        _assert_javascript(found["operations.js"], hostile.ir)
        _assert_declarations(found, hostile.ir)

    def test_it_is_there_as_text(self, hostile):
        marker = b"__proto__" if "__proto__" in hostile.payload else b"pwned"
        for path in (
            "README.md",
            "package.json",
            "lib/operations.js",
            "lib/operations.d.ts",
            "lib/types.d.ts",
        ):
            assert marker in hostile.files[path]

    def test_nothing_of_it_becomes_a_path_or_metadata(self, hostile, shop_ir):
        files, honest = hostile.files, emit(shop_ir)
        assert files.keys() == honest.keys()
        manifest, usual = json.loads(files["package.json"]), json.loads(honest["package.json"])
        changed = {key for key in manifest if manifest[key] != usual.get(key)}
        assert changed == {"description", "dovetail"}
        assert manifest.keys() == usual.keys()
        assert changed.isdisjoint({"scripts", "dependencies"})
        same = [
            path
            for path in files
            if path.startswith("lib/runtime/") or path.endswith(("index.js", "client.js"))
        ]
        assert {path: files[path] for path in same} == {path: honest[path] for path in same}

    def test_no_file_holds_a_character_that_deceives(self, hostile):
        for path, data in hostile.files.items():
            assert not re.search(
                "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]", data.decode()
            ), path

    def test_the_readme_shows_text_as_text(self, hostile):
        text = hostile.files["README.md"].decode()
        prose = re.sub(r"(?s)```.*?\n```\n|`[^`\n]*`", "", text)
        assert not re.search(r"(?<!\\)[<\[]|(?<!\\)://", prose)


def attackable(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The sample with text wherever OpenAPI allows it, and the extensions that other generators obey."""
    info = {"title": "t", "version": "1", "description": "d", "summary": "s", "termsOfService": "t",
            "contact": {"name": "n"}, "license": {"name": "l"}}  # fmt: skip
    return {**_described(tree), "info": info, "tags": [{"name": "t", "description": "d"}], "x-text": "t"}


def poisoned(value: Any, payload: str, place: str = "") -> Any:
    """Every string with the payload behind it: values, and keys that are names; references keep in step."""
    if isinstance(value, list):
        return [poisoned(item, payload, place) for item in value]
    if isinstance(value, str):
        return _reference(value, payload) if value.startswith("#/") else _poisoned_text(value, payload, place)
    if not isinstance(value, dict):
        return value
    is_names = place in NAMED or place == "security"
    result = {}
    for key, child in value.items():
        name = _poisoned_text(key, payload, place) if is_names else key
        result[name] = poisoned(child, payload, "" if is_names else key)
    return result


def _poisoned_text(text: str, payload: str, place: str) -> str:
    if place in KEPT:
        return text
    if place == "paths":
        harmless = re.sub(r"[{}]", "", payload)
        return re.sub(r"\{(\w+)\}", lambda match: "{" + match[1] + "}", text) + harmless
    if place == "name" and text in ("order_id", "plain", "label", "matrix"):
        return text
    return text + payload


def _reference(text: str, payload: str) -> str:
    return text + payload.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def _described(value: Any, place: str = "") -> Any:
    if isinstance(value, list):
        return [_described(item) for item in value]
    if not isinstance(value, dict):
        return value
    children = {key: _described(child, key) for key, child in value.items()}
    if {"type", "properties", "oneOf", "anyOf"} & set(value) and place != "properties" and "in" not in value:
        children |= {"description": "d", "title": "t", "default": "d", "example": "e", "$comment": "c"}
        children |= dict.fromkeys(
            ("x-python-type", "x-python-import", "customTypePath", "default_factory"), "t"
        )
    if "operationId" in value:
        children |= {"summary": "s", "description": "d", "tags": ["t"], "externalDocs": {"url": "u"}}
    return children


def _assert_javascript(file: Mapping[str, Any], ir: Any) -> None:
    functions = {own.function for own in names(ir).operations.values()}
    assert set(file["kinds"]) <= JAVASCRIPT
    assert all(re.fullmatch(r"runtime\.\w+", call) for call in file["calls"])
    assert set(file["declared"]) == functions
    assert file["modules"] == ["./runtime/index.js"]
    runtime = {name for name in file["names"] if name not in functions | PROPERTIES}
    assert not any("pwned" in name.lower() for name in runtime)
    others = [kind for kind in file["statements"] if kind not in ("FunctionDeclaration", "FirstStatement")]
    assert (others, file["statements"].count("FirstStatement") <= 1) == (["ImportDeclaration"], True)
    assert len(functions) == len(ir.operations)


def _assert_declarations(found: Mapping[str, Any], ir: Any) -> None:
    types = {named.name for named in ir.types}
    assert sorted(found["types.d.ts"]["declared"]) == sorted(types)
    assert set(found["types.d.ts"]["names"]) <= types | OWN_TYPES
    assert len(found["types.d.ts"]["statements"]) == len(types) + 2
    assert len(found["operations.d.ts"]["statements"]) == 4 * len(ir.operations) + 4
    modules = {module for file in found.values() for module in file["modules"]}
    assert modules == {"./types.js", "./operations.js", "./client.js", "./runtime/index.js"}
    expected = {"Exclude", "Promise", "AsyncIterable", "Blob", "FormData"}
    for name in found["operations.d.ts"]["names"]:
        head, _, rest = name.partition(".")
        assert (
            head == "runtime"
            or rest in types
            or name in expected | set(found["operations.d.ts"]["declared"]) | {"Throws"}
        )
