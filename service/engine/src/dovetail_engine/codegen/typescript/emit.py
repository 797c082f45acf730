"""`emit`: the whole npm package of a contract, without Node."""

from functools import cache
from importlib import resources

from dovetail_engine.codegen.ir import Ir
from dovetail_engine.codegen.typescript import manifest, modules
from dovetail_engine.codegen.typescript.names import names


def emit(ir: Ir) -> dict[str, bytes]:
    """The files of the package by path, the same bytes for the same IR.

    Every module comes as an ES module and as its declarations. The paths are the same for every contract.
    """
    known = names(ir)
    texts = {
        "package.json": manifest.package_json(ir),
        "README.md": manifest.readme(ir, known),
        "lib/index.js": modules.index_code(),
        "lib/index.d.ts": modules.index_declarations(ir),
        "lib/types.js": "export {};\n",
        "lib/types.d.ts": modules.types_declarations(ir),
        "lib/operations.js": modules.operations_code(ir, known),
        "lib/operations.d.ts": modules.operations_declarations(ir, known),
        "lib/client.js": modules.client_code(),
        "lib/client.d.ts": modules.client_declarations(ir, known),
        "lib/query.js": modules.queries_code(ir, known),
        "lib/query.d.ts": modules.queries_declarations(ir, known),
    }
    return {path: text.encode() for path, text in texts.items()} | _runtime()


@cache
def _runtime() -> dict[str, bytes]:
    folder = resources.files("dovetail_engine.codegen.typescript") / "runtime" / "lib"
    return {
        f"lib/runtime/{file.name}": file.read_bytes()
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    }
