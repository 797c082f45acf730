"""Emitted packages and the runtime under the TypeScript compiler."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import typescript
from dovetail_engine.codegen.ir import Identity
from dovetail_engine.codegen.lower import lower

RUNTIME = Path(typescript.__file__).parent / "runtime"
ODD = """
Record Promise Array Error Response Date Object String Client client Auth CallOptions Options runtime types
Types server Blob ApiError TransportError Outcome Success unwrap createClient default delete new await any
undefined constructor toString __proto__ prototype 1st été ξ 名前 a-b a_b aB $ref … EachArgs EachSuccess
"""
ODD_NAMES = ODD.split()


class TestConsumer:
    def test_a_strict_consumer_gets_the_types_of_the_contract(self, shop_ir, write_package, tsc, tmp_path):
        write_package(shop_ir, tmp_path / "package")
        shutil.copy(Path(__file__).parent / "consumer.ts", tmp_path)
        assert tsc(tmp_path) == []

    def test_the_package_resolves_by_its_name_as_node_does(self, shop_ir, write_package, tsc, node, tmp_path):
        write_package(shop_ir, tmp_path / "node_modules" / "@acme" / "shop")
        (tmp_path / "package.json").write_text('{"type": "module"}')
        lines = [
            'import { listOrders, type Order } from "@acme/shop";',
            'import { ApiError } from "@acme/shop/runtime";',
            "console.log(typeof listOrders, new ApiError(404, null, new Response()).status);",
        ]
        (tmp_path / "main.ts").write_text("\n".join([*lines, "export type Mine = Order;"]))
        (tmp_path / "main.mjs").write_text("\n".join([lines[0].replace(", type Order", ""), *lines[1:]]))
        assert tsc(tmp_path, module="NodeNext", moduleResolution="NodeNext") == []
        assert node(tmp_path / "main.mjs").stdout == "function 404\n"


class TestOddNames:
    def test_names_of_globals_keywords_and_other_alphabets_compile(
        self, make_ir, write_package, tsc, tmp_path
    ):
        write_package(make_ir(_odd_document()), tmp_path / "package")
        assert tsc(tmp_path) == []

    def test_javascript_takes_them_too(self, make_ir, write_package, node, tmp_path):
        write_package(make_ir(_odd_document()), tmp_path)
        (tmp_path / "main.mjs").write_text(
            'import * as api from "./lib/index.js"; console.log(Object.keys(api.createClient()).length);'
        )
        done = node(tmp_path / "main.mjs")
        assert (done.stdout.strip(), done.stderr) == (str(len(ODD_NAMES)), "")


class TestRuntime:
    def test_the_compiled_runtime_is_what_its_source_says(self, node, tools, tmp_path):
        compiler = tools / "node_modules" / "typescript" / "bin" / "tsc"
        done = node(compiler, "-p", RUNTIME, "--outDir", tmp_path)
        assert (done.returncode, done.stdout) == (0, "")
        fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        kept = {path.name: path.read_bytes() for path in (RUNTIME / "lib").iterdir()}
        assert fresh == kept


class TestBundle:
    @pytest.fixture
    def bundled(self, shop_ir, write_package, node, tools, tmp_path):
        """The bundle of one operation, minified: its size with gzip, and its text."""

        def bundle(operations):
            write_package(replace(shop_ir, operations=operations), tmp_path / "package")
            (tmp_path / "main.js").write_text('export { listAnimals } from "./package/lib/index.js";')
            script = f"""
                import {{ build }} from {json.dumps((tools / "node_modules/esbuild/lib/main.js").as_uri())};
                import {{ gzipSync }} from "node:zlib";
                const {{ outputFiles: [file] }} = await build({{
                  entryPoints: ["main.js"], absWorkingDir: {json.dumps(str(tmp_path))},
                  bundle: true, minify: true, format: "esm", target: "es2022", write: false,
                }});
                console.log(JSON.stringify([gzipSync(file.contents).length, file.text]));
            """
            (tmp_path / "build.mjs").write_text(script)
            return json.loads(node(tmp_path / "build.mjs").stdout)

        return bundle

    def test_one_operation_costs_little(self, shop_ir, bundled):
        size, text = bundled(tuple(replace(each, security=()) for each in shop_ir.operations))
        assert size <= 1536
        assert "Retry-After" in text
        assert "multipart" not in text
        assert "/orders" not in text

    def test_credentials_cost_little_more(self, shop_ir, bundled):
        assert bundled(shop_ir.operations)[0] <= 1728


@pytest.mark.corpus
@pytest.mark.long
class TestCorpus:
    def test_every_real_document_compiles(self, write_package, tsc, tmp_path):
        corpus = Path(os.environ.get("DOVETAIL_CORPUS", Path(__file__).parents[6] / "shared" / "corpus"))
        if not corpus.is_dir():
            pytest.skip("the corpus of real documents is not here")
        failures = {}
        for path in sorted(corpus.glob("*/*")):
            document = oas.load(path.read_bytes(), name=path.name)
            folder = tmp_path / path.parent.name / path.stem
            ir = lower(document, Identity("acme", path.parent.name, "1.0.0", "", "", document.digest))
            write_package(ir, folder)
            if errors := tsc(folder):
                failures[f"{path.parent.name}/{path.name}"] = errors
        assert failures == {}


def _odd_document():
    properties = {name: {"$ref": _schema(name)} for name in ODD_NAMES}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Odd", "version": "1"},
        "paths": {
            f"/{index}/{{{name}}}": {"get": _odd_operation(name)} for index, name in enumerate(ODD_NAMES)
        },
        "components": {"schemas": {name: {"type": "object", "properties": properties} for name in ODD_NAMES}},
    }


def _odd_operation(name):
    schema = {"$ref": _schema(name)}
    parameter = {"name": name, "required": True, "schema": schema}
    response = {"description": "", "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": name,
        "parameters": [{**parameter, "in": place} for place in ("path", "query", "header")],
        "responses": {"200": response},
    }


def _schema(name):
    return f"#/components/schemas/{name}"
