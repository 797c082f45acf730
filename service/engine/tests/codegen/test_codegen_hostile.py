"""Contract text that wants to be code: in every string position, none of it may become any."""

import ast
import email
import io
import json
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Package, build

MARK = "CANARY"
PAYLOADS = [
    f"'+{MARK}()+'",
    f'"+{MARK}()+"',
    f'"""\n{MARK}()\n"""',
    f"'''\n{MARK}()\n'''",
    f'\\"""\n{MARK}()\n"""',
    f'\\\\"\n{MARK}()',
    f"{{{MARK}()}}",
    f"${{{MARK}()}} `{MARK}()`",
    f"*/ {MARK}() /*",
    f"# x\r{MARK}()",
    f"x\u2028{MARK}()\u2029{MARK}()\u0085{MARK}()",
    f"\u202e{MARK}()\u2066\u200b",
    f"trailing {MARK}() \\",
    f"{{{{ {MARK}() }}}} {{% {MARK} %}}",
    f"]\n[{MARK}]\n",
    f"\nRequires-Dist: {MARK}\n\n```\n{MARK}()\n```",
    f"../../{MARK}.py\x00",
    f"{MARK}()" * 400,
    f"os.system('{MARK}')",
]
CODE_BEARING = {
    "x-python-import": {"module": MARK, "name": MARK},
    "x-python-type": f"{MARK}.{MARK}",
    "customTypePath": f"{MARK}.{MARK}",
    "customBasePath": f"{MARK}.{MARK}",
    "default_factory": MARK,
}


NAMED_BY_AUTHORS = frozenset(
    ("properties", "paths", "content", "mapping", "variables", "securitySchemes", "responses", "schemas")
)
"""Maps whose keys are contract text; the keys of all others are words of OpenAPI."""
WORDS_OF_OPENAPI = {"openapi", "$ref", "type", "in", "style", "scheme"}
"""Fields whose values are words of OpenAPI: tried one by one, since the rest depends on them."""

Path = tuple[Any, ...]


def positions(value: Any, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Every string of a document that its author chooses, as a value or (True) as a key."""
    if isinstance(value, dict):
        for key, child in value.items():
            if path and path[-1] in NAMED_BY_AUTHORS:
                yield (*path, key), True
            yield from positions(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from positions(child, (*path, index))
    elif isinstance(value, str):
        yield path, False


def place(tree: dict[str, Any], path: Path, text: str, *, key: bool) -> None:
    owner: Any = tree
    for step in path[:-1]:
        owner = owner[step]
    if not key:
        owner[path[-1]] = text
        return
    kept = [(text if name == path[-1] else name, child) for name, child in owner.items()]
    owner.clear()
    owner.update(kept)


def accepted(tree: dict[str, Any]) -> bool:
    try:
        oas.load(json.dumps(tree).encode())
    except oas.DocumentInvalid:
        return False
    return True


def spread(tree: dict[str, Any], places: list[tuple[Path, bool]], payload: str) -> tuple[dict[str, Any], int]:
    """The document with the payload in as many of the places as the loader takes, found by halving."""
    candidate = deepcopy(tree)
    for number, (path, key) in enumerate(places):
        text = f"{payload}{number}" if not payload.endswith("\\") else f"{number}{payload}"
        place(
            candidate,
            path,
            f"{path[-1]}/{text}" if key and path[0] == "paths" and len(path) == 2 else text,
            key=key,
        )
    if accepted(candidate):
        return candidate, len(places)
    if len(places) == 1:
        return tree, 0
    half = len(places) // 2
    tree, first = spread(tree, places[:half], payload)
    tree, second = spread(tree, places[half:], payload)
    return tree, first + second


@pytest.fixture(scope="module")
def free_places(orders_contract: dict[str, Any]) -> list[tuple[Path, bool]]:
    """The places that take any text, deepest first, so that no renamed key hides another place."""
    places = [(path, key) for path, key in positions(orders_contract) if path[-1] not in WORDS_OF_OPENAPI]
    return [one for one in places[::-1] if spread(orders_contract, [one], "any text")[1]]


@pytest.fixture(scope="module")
def shape(orders_package: Package) -> tuple[set[str], set[str]]:
    return code_of(orders_package)


def code_of(package: Package) -> tuple[set[str], set[str]]:
    """What happens in the modules: everything called, and everything imported."""
    called: set[str] = set()
    imported: set[str] = set()
    for name, data in package.files.items():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(data)):
                if isinstance(node, ast.Call):
                    called.add(ast.unparse(node.func))
                elif isinstance(node, ast.Import | ast.ImportFrom):
                    imported.update(alias.name for alias in node.names)
    return called, imported


def own(names: set[str]) -> set[str]:
    """Names without those made from contract text: groups' classes and credentials' checks."""
    return {name for name in names if not name.endswith("Operations")}


class TestEveryPosition:
    @pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
    def test_no_payload_becomes_code(
        self,
        payload: str,
        contract: dict[str, Any],
        free_places: list[tuple[Path, bool]],
        shape: tuple[set[str], set[str]],
    ) -> None:
        tree, count = spread(contract, free_places, payload)
        assert count > 60
        hostile = Identity(
            "acme", "orders", "1.2.0", payload, payload, payload, f"https://x.example/{payload}"
        )
        package = build(oas.load(json.dumps(tree).encode()), hostile, "python")
        called, imported = code_of(package)
        assert own(called) <= own(shape[0])
        assert imported <= shape[1]
        check_texts(package)

    def test_a_word_of_openapi_replaced_is_refused_or_harmless(
        self, contract: dict[str, Any], package_of: Callable[..., Package], shape: tuple[set[str], set[str]]
    ) -> None:
        words = {path[-1]: path for path, key in positions(contract) if path[-1] in WORDS_OF_OPENAPI}
        assert set(words) == WORDS_OF_OPENAPI
        for path in words.values():
            tree = deepcopy(contract)
            place(tree, path, PAYLOADS[0], key=False)
            if accepted(tree):
                called, imported = code_of(package_of(tree))
                assert own(called) <= own(shape[0])
                assert imported <= shape[1]

    def test_code_bearing_extensions_do_nothing(
        self, contract: dict[str, Any], package_of: Callable[..., Package], orders_package: Package
    ) -> None:
        for schema in contract["components"]["schemas"].values():
            schema.update(CODE_BEARING)
            for child in schema.get("properties", {}).values():
                child.update({} if "$ref" in child else CODE_BEARING)
        package = package_of(contract)
        assert package.files["src/acme_orders/models.py"] == orders_package.files["src/acme_orders/models.py"]
        assert not any(MARK.encode() in data for data in package.files.values())


def check_texts(package: Package) -> None:
    """Comments, metadata, project file and paths say only what we wrote."""
    for name, data in package.files.items():
        assert MARK not in name
        if name.endswith(".py"):
            tokens = tokenize.tokenize(io.BytesIO(data).readline)
            assert not any(token.type == tokenize.COMMENT and MARK in token.string for token in tokens)
            assert not set(data.decode()) & set("\r\u2028\u2029\u0085\u202e\u2066\u200b\x00")
    project = tomllib.loads(package.files["pyproject.toml"].decode())
    assert set(project) == {"build-system", "project", "tool"}
    assert not any(MARK in text for text in project["project"]["dependencies"])
    headers = email.message_from_bytes(package.metadata)
    assert len(headers.get_all("Requires-Dist", [])) == 4
    assert not any(MARK in name for name in headers)
    readme = package.files["README.md"].decode()
    assert readme.count("```") == 4


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "class",
            "None",
            "json",
            "Record",
            "Client",
            "model_config",
            "__init__",
            "1st",
            "ключ",
            "a" * 200,
            "self",
            "list",
            "_m",
        ],
    )
    def test_odd_names_give_a_package_that_imports(
        self,
        name: str,
        contract: dict[str, Any],
        package_of: Callable[..., Package],
        install: Callable[[Package], Any],
    ) -> None:
        schemas = contract["components"]["schemas"]
        component = name if name.isascii() else "n"
        schemas[component] = {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]}
        contract["paths"]["/odd"] = {
            "get": {
                "operationId": name,
                "tags": [name],
                "parameters": [{"name": name, "in": "query", "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "x",
                        "content": {
                            "application/json": {"schema": {"$ref": f"#/components/schemas/{component}"}}
                        },
                    }
                },
            }
        }
        package = install(package_of(contract))
        assert package.Client("http://127.0.0.1")
        made = [model for model in vars(package.models).values() if getattr(model, "model_fields", None)]
        assert any(
            name in {field.alias, wire} for model in made for wire, field in model.model_fields.items()
        )
