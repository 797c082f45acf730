"""What the inspection of a package finds, one fault at a time."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Package, build
from dovetail_engine.codegen.inspection import objections

Files = dict[str, bytes]


@pytest.fixture
def wheel(orders_package: Package) -> Package:
    return orders_package


@pytest.fixture
def npm(package_of: Callable[..., Package], contract: dict[str, Any]) -> Package:
    return package_of(contract, "typescript")


def rewrapped(package: Package, change: Callable[[Files], None]) -> Package:
    """The wheel with other files in it."""
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return replace(package, data=buffer.getvalue())


def repacked(package: Package, change: Callable[[Files], None], links: tuple[str, ...] = ()) -> Package:
    """The tarball with other files in it."""
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(package.data))) as archive:
        files = {each.name: archive.extractfile(each).read() for each in archive}  # type: ignore[union-attr]  # plain files
    change(files)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for name in links:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
    return replace(package, data=gzip.compress(buffer.getvalue()))


def unchanged(files: Files) -> None:
    """Leave the files as they are."""


class TestWheel:
    def test_a_built_wheel_is_in_order(self, wheel: Package) -> None:
        assert objections(wheel) == ()
        assert objections(rewrapped(wheel, unchanged)) == ()

    def test_a_preview_of_a_channel_is_in_order(self, contract: dict[str, Any], identity: Identity) -> None:
        preview = replace(identity, version="1.2.0-branch.3")
        for target in ("python", "typescript"):
            package = build(oas.load(json.dumps(contract).encode()), preview, target)  # type: ignore[arg-type]
            assert objections(package) == ()

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("acme_orders/client.py", b"x = 1", "acme_orders/client.py is not what RECORD says"),
            ("acme_orders/client.py", b"def (", "does not compile"),
            ("acme_orders/more.py", b"", "acme_orders/more.py is not in RECORD"),
            ("other/evil.py", b"", "other/evil.py lies outside of the package"),
            ("acme_orders/start.pth", b"", "would run when Python starts"),
            ("../evil.py", b"", "'../evil.py' is no plain path"),
            ("acme_orders/CLIENT.py", b"", "two names differ in case alone"),
            ("acme_orders-1.2.0.dist-info/METADATA", b"Name: x", "METADATA is not what the index says"),
        ],
    )
    def test_each_fault_is_told(self, wheel: Package, name: str, data: bytes, said: str) -> None:
        found = objections(rewrapped(wheel, lambda files: files.update({name: data})))
        assert any(said in each for each in found)

    def test_a_missing_file_is_told(self, wheel: Package) -> None:
        found = objections(rewrapped(wheel, lambda files: files.pop("acme_orders/errors.py") and None))
        assert "acme_orders/errors.py is missing" in found

    def test_other_names_and_no_archive_are_told(self, wheel: Package) -> None:
        other = replace(wheel, metadata=b"Name: other\nVersion: 1.2.0\n")
        assert "METADATA names other 1.2.0" in objections(other)
        assert any("cannot be read" in each for each in objections(replace(wheel, data=b"no zip")))


class TestTarball:
    def test_a_built_tarball_is_in_order(self, npm: Package) -> None:
        assert objections(npm) == ()
        assert objections(repacked(npm, unchanged)) == ()

    def test_links_are_told(self, npm: Package) -> None:
        found = objections(repacked(npm, unchanged, links=("package/passwd",)))
        assert found == ("package/passwd is no plain file",)

    def test_what_is_exported_must_be_there(self, npm: Package) -> None:
        found = objections(repacked(npm, lambda files: files.pop("package/lib/index.js") and None))
        assert found == ("./lib/index.js is exported and not there",)

    @pytest.mark.parametrize("key", ["scripts", "dependencies", "bin"])
    def test_a_manifest_that_runs_or_fetches_something_is_told(self, npm: Package, key: str) -> None:
        manifest = json.dumps({**json.loads(npm.metadata), key: {"install": "x"}}).encode()
        changed = repacked(npm, lambda files: files.update({"package/package.json": manifest}))
        assert objections(replace(changed, metadata=manifest)) == (f"package.json has {key}",)
        assert objections(changed) == ("package.json is not what the index says",)

    def test_other_names_are_told(self, npm: Package) -> None:
        assert any("package.json names" in each for each in objections(replace(npm, project="@x/y")))
