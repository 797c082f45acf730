"""Real documents through a running registry: every version in time order, and their packages."""

import json
import re
import subprocess
import sys
import tarfile
import time
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from harness.cpu import cpu_seconds
from harness.processes import BIN, ROOT
from harness.registry import Registry, registry_on

pytestmark = pytest.mark.corpus

SMALL_BYTES = 250_000
"""APIs whose documents together are smaller go through in every run; all of them in the long one."""
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass
class Sweep:
    """What became of the documents of one API."""

    api: str
    versions: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    refused: int = 0
    packages: dict[str, int] = field(default_factory=lambda: {"python": 0, "npm": 0})
    cpu: float = 0.0

    def row(self) -> tuple[str, ...]:
        """Return the row of the table."""
        counted = (self.verdicts.count("breaking"), self.verdicts.count("unknown"), self.refused)
        steps = " ".join(f"{v}:{w}" for v, w in zip(self.versions, self.verdicts, strict=True))
        built = (self.packages["python"], self.packages["npm"])
        return (self.api, *map(str, (len(self.versions), *counted, *built)), f"{self.cpu:.1f}", steps)


def apis(corpus: Path) -> list[dict[str, Any]]:
    manifest: list[dict[str, Any]] = json.loads((corpus / "manifest.json").read_bytes())
    return manifest


def size(api: dict[str, Any]) -> int:
    return sum(version["bytes"] for version in api["versions"])


def declared(document: bytes) -> tuple[int, ...] | None:
    """Return the version a document gives itself where it is SemVer, as numbers."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree = json.loads(document) if document.lstrip().startswith(b"{") else yaml.load(document, loader)  # noqa: S506 - both are safe loaders
    found = SEMVER.fullmatch(str(tree.get("info", {}).get("version", "")))
    return tuple(map(int, found.groups())) if found else None


def publish(registry: Registry, sweep: Sweep, document: bytes) -> dict[str, Any]:
    """Publish under the document's own version where it is new and high enough, otherwise under `auto`."""
    highest = max((tuple(map(int, version.split("."))) for version in sweep.versions), default=(-1,))
    own = declared(document)
    wanted = ".".join(map(str, own)) if own and own > highest else "auto"
    coordinate = f"corpus/{sweep.api}"
    accepting = {"allow_breaking": "true", "accept_unknown": "true"}
    answer = registry.publish(coordinate, document, version=wanted, **accepting)
    if answer.status_code == 409 and wanted != "auto":
        # It breaks, and the version it gives itself is no major step.
        sweep.refused += 1
        answer = registry.publish(coordinate, document, version="auto", **accepting)
    assert answer.status_code in {200, 201}, answer.text[:2000]
    release: dict[str, Any] = answer.json()
    return release


def packages_of(client: httpx2.Client, api: str, version: str) -> list[dict[str, Any]]:
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline:
        answer = client.get(f"/v1/namespaces/corpus/contracts/{api}/releases/{version}/packages")
        items: list[dict[str, Any]] = answer.json()["items"]
        if all(item["state"] in {"available", "failed"} for item in items):
            return items
        time.sleep(0.2)
    raise AssertionError(f"{api} {version} was not built in time: {items}")


def fetch(client: httpx2.Client, package: dict[str, Any]) -> bytes:
    """Download a package as its index offers it."""
    if package["ecosystem"] == "npm":
        document = client.get(f"/npm/{package['project']}").json()
        address = document["versions"][package["version"]]["dist"]["tarball"]
    else:
        page = client.get(
            f"/pypi/simple/{package['project']}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
        )
        files = {each["filename"]: each["url"] for each in page.json()["files"]}
        address = str(page.url.join(files[package["filename"]]))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def import_wheel(content: bytes, folder: Path) -> Path:
    """Unpack a wheel and import everything in it in a fresh interpreter."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(folder)  # noqa: S202 - our own wheel; zipfile keeps names inside
    package = next(path.parent for path in folder.glob("*/__init__.py"))
    modules = [
        ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(package.rglob("*.py"))
    ]
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *modules],
        env={"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return package


def unpack_tarball(content: bytes, folder: Path) -> Path:
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def check_types(python: Path, typescript: Path) -> None:
    """Check both packages with the strict settings of mypy and tsc."""
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(python)]
    done = subprocess.run(mypy, cwd=python.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    tsc = ROOT / "contract-tests" / "typescript" / "node_modules" / "typescript" / "bin" / "tsc"
    sources = [str(path) for path in typescript.rglob("*.d.ts")]
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]
    done = subprocess.run(
        [BIN / "node", tsc, *options, *sources], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def go_through(registry: Registry, corpus: Path, api: dict[str, Any], folder: Path, *, types: bool) -> Sweep:
    sweep = Sweep(api["api"])
    registry.make_contract("corpus", sweep.api)
    before = cpu_seconds(registry.service.process.pid)
    with registry.client() as client:
        for version in api["versions"]:
            release = publish(registry, sweep, (corpus / version["file"]).read_bytes())
            if release["version"] in sweep.versions:
                continue  # `auto` answers the release that says the same
            sweep.versions.append(release["version"])
            sweep.verdicts.append(release["verdict"])
            check_packages(client, sweep, release["version"], folder / release["version"], types=types)
    sweep.cpu = cpu_seconds(registry.service.process.pid) - before
    return sweep


def check_packages(client: httpx2.Client, sweep: Sweep, version: str, folder: Path, *, types: bool) -> None:
    built = packages_of(client, sweep.api, version)
    assert {item["ecosystem"]: item["reason"] for item in built} == {"python": None, "npm": None}
    content = {item["ecosystem"]: fetch(client, item) for item in built}
    python = import_wheel(content["python"], folder / "python")
    typescript = unpack_tarball(content["npm"], folder / "npm")
    assert json.loads((typescript / "package.json").read_bytes())["name"] == f"@corpus/{sweep.api}"
    if types:
        check_types(python, typescript)
    for item in built:
        sweep.packages[item["ecosystem"]] += 1


class TestRealDocuments:
    def test_small_ones_go_all_the_way(
        self, corpus: Path, own_data: Path, tmp_path: Path, table: list[tuple[str, ...]]
    ) -> None:
        small = [api for api in apis(corpus) if size(api) < SMALL_BYTES]
        assert small
        with registry_on(own_data, log_level="warning") as registry:
            for api in small:
                sweep = go_through(registry, corpus, api, tmp_path / api["api"], types=False)
                table.append(sweep.row())

    @pytest.mark.long
    def test_all_go_all_the_way_and_their_packages_are_typed(
        self, corpus: Path, own_data: Path, tmp_path: Path, table: list[tuple[str, ...]]
    ) -> None:
        failures = {}
        with registry_on(own_data, log_level="warning") as registry:
            for api in apis(corpus):
                try:
                    sweep = go_through(registry, corpus, api, tmp_path / api["api"], types=True)
                except (AssertionError, httpx2.HTTPError) as error:
                    failures[api["api"]] = f"{type(error).__name__}: {error}"
                else:
                    table.append(sweep.row())
        assert failures == {}
