import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from dovetail_engine.codegen.typescript import emit

DIGEST = """
import hashlib, json, sys
from dovetail_engine import oas
from dovetail_engine.codegen.ir import Identity
from dovetail_engine.codegen.lower import lower
from dovetail_engine.codegen.typescript import emit
identity = Identity("acme", "shop", "1.2.3", "Shop", "", "sha256:0")
files = emit(lower(oas.load(sys.stdin.buffer.read()), identity))
print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())
"""


class TestEmit:
    def test_the_manifest_is_complete_and_names_nobody_else(self, shop_ir):
        manifest = json.loads(emit(shop_ir)["package.json"])
        assert (manifest["name"], manifest["version"], manifest["type"]) == ("@acme/shop", "1.2.3", "module")
        assert manifest["sideEffects"] is False
        assert manifest["dovetail"] == {"contract": "acme/shop", "document": shop_ir.identity.document_digest}
        assert manifest.keys().isdisjoint({"dependencies", "peerDependencies", "scripts", "license", "bin"})

    def test_every_entry_point_is_a_file_with_its_types(self, shop_ir):
        files = emit(shop_ir)
        exports = json.loads(files["package.json"])["exports"]
        targets = {
            path
            for entry in exports.values()
            for path in (entry.values() if isinstance(entry, dict) else [entry])
        }
        assert {target.removeprefix("./") for target in targets} <= files.keys()

    def test_every_module_has_declarations(self, shop_ir):
        files = emit(shop_ir)
        scripts = {path.removesuffix(".js") for path in files if path.endswith(".js")}
        assert scripts == {path.removesuffix(".d.ts") for path in files if path.endswith(".d.ts")}

    def test_the_readme_shows_a_call_of_this_contract(self, shop_ir):
        readme = emit(shop_ir)["README.md"].decode()
        assert readme.startswith("# Shop\n")
        assert 'import { createClient, listOrders, unwrap } from "@acme/shop";' in readme
        assert "| `createOrder` | POST /orders |" in readme

    def test_what_is_not_fully_typed_is_said(self, shop_ir):
        report = tuple(
            replace(each, typed=False, raw=("a reason",)) if each.name == "read_log" else each
            for each in shop_ir.report
        )
        assert "## Not fully typed" not in emit(shop_ir)["README.md"].decode()
        assert "- `readLog`: a reason" in emit(replace(shop_ir, report=report))["README.md"].decode()

    def test_a_body_that_fetch_cannot_send_is_left_out_and_said(self, shop_ir):
        create = next(operation for operation in shop_ir.operations if operation.name == "create_order")
        files = emit(replace(shop_ir, operations=(replace(create, method="GET"),)))
        assert "jsonBody" not in files["lib/operations.js"].decode()
        assert "- `createOrder`: the body is left out" in files["README.md"].decode()

    def test_a_contract_without_operations_gives_a_package(self, shop_ir):
        files = emit(replace(shop_ir, operations=(), types=(), report=(), security_schemes=()))
        assert "## Operations" not in files["README.md"].decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"namespace": "../x"},
            {"contract": "A"},
            {"contract": "a/b"},
            {"version": "1"},
            {"version": "1.0.0\n"},
        ],
    )
    def test_an_identity_that_is_none_is_refused(self, shop_ir, wrong):
        with pytest.raises(ValueError, match="not a"):
            emit(replace(shop_ir, identity=replace(shop_ir.identity, **wrong)))

    @pytest.mark.parametrize("seed", ["1", "2"])
    def test_the_same_contract_gives_the_same_bytes_under_any_hash_seed(self, shop_ir, shop_tree, seed):
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], input=json.dumps(shop_tree).encode(), capture_output=True,
            check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        files = emit(replace(shop_ir, identity=replace(shop_ir.identity, document_digest="sha256:0")))
        assert (
            done.stdout.decode().strip() == hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        )
