"""Generates what is committed but not written by hand, and compares it with what is there.

python scripts/generate.py            write
python scripts/generate.py --check    compare; names each file that differs and fails
python scripts/generate.py --only P   write only what lies under P
"""

import argparse
import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dovetail_engine import oas
from dovetail_engine.codegen import build
from dovetail_engine.codegen.ir import Identity
from dovetail_engine.compat import report_schema, rules
from dovetail_engine.compat.policy import manual
from dovetail_registry import export, settings
from dovetail_registry.documents import objections
from dovetail_registry.kit import problems

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write or compare; 1 when something differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--only", default="", metavar="PATH", help="leave the rest alone")
    arguments = parser.parse_args()
    wanted = {path: data for path, data in generated() if path.startswith(arguments.only)}
    stale = [path for path in present() if path.startswith(arguments.only) and path not in wanted]
    differing = [path for path, data in wanted.items() if read(path) != data]
    if arguments.check:
        for path in differing:
            print(difference(path, wanted[path]))
        for path in stale:
            print(f"{path}: nothing generates it any more")
        print(f"{len(wanted)} generated files, {len(differing) + len(stale)} differ")
        return 1 if differing or stale else 0
    for path in differing:
        write(path, wanted[path])
    for path in stale:
        (ROOT / path).unlink()
    print(f"{len(wanted)} generated files, {len(differing)} written, {len(stale)} removed")
    return 0


def generated() -> Iterator[tuple[str, bytes]]:
    """Every generated file: its path from the root, and its bytes."""
    contract = export.openapi_document()
    yield "spec/openapi.json", contract
    yield "spec/report.schema.json", (json.dumps(report_schema(), indent=2) + "\n").encode()
    yield from rules.pages().items()
    for kind in problems.catalogue():
        yield f"spec/problems/{kind.slug}.md", problems.page(kind).encode()
    yield "spec/policy.md", manual.page().encode()
    yield "spec/settings.md", settings.manual().encode()
    yield "spec/objections.md", objections.manual().encode()
    document = oas.load(contract, name="spec/openapi.json")
    for folder, target in CLIENTS.items():
        for name, data in build(document, identity(document), target).files.items():
            yield f"{folder}/{name}", data


def present() -> list[str]:
    """The files that lie where only generated ones belong."""
    found = (path for folder in (*CLIENTS, *PAGES) for path in (ROOT / folder).rglob("*") if path.is_file())
    ignored = {"__pycache__", "node_modules", ".mypy_cache"}
    return sorted(str(path.relative_to(ROOT)) for path in found if not ignored.intersection(path.parts))


def identity(document: oas.Document) -> Identity:
    """Our own client: `dovetail-client` and `@dovetail/client`."""
    api = document.api
    return Identity("dovetail", "client", api.version, api.title, api.description, document.digest)


def read(path: str) -> bytes | None:
    """The committed bytes, None when there are none."""
    file = ROOT / path
    return file.read_bytes() if file.is_file() else None


def write(path: str, data: bytes) -> None:
    """Write one generated file."""
    file = ROOT / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def difference(path: str, data: bytes) -> str:
    """The first lines in which a file differs."""
    old = (read(path) or b"").decode(errors="replace").splitlines()
    new = data.decode(errors="replace").splitlines()
    lines = list(
        difflib.unified_diff(old, new, f"{path} (committed)", f"{path} (generated)", lineterm="", n=1)
    )
    return "\n".join(lines[:20])


CLIENTS = {"clients/python": "python", "clients/typescript": "typescript"}
PAGES = ("spec/rules", "spec/problems")

if __name__ == "__main__":
    sys.exit(main())
