"""Archives: byte for byte the same, and accepted by those who read them."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dovetail_engine.codegen import Package, pack

FILES = {
    "acme_orders/__init__.py": b"x = 1\n",
    "acme_orders/py.typed": b"",
    "acme_orders/data.py": b"y" * 70_000,
}
METADATA = b"Metadata-Version: 2.1\nName: acme-orders\nVersion: 1.0.0\n"


class TestWheel:
    def test_has_a_record_of_every_file(self) -> None:
        name, data = pack.wheel("acme_orders", "1.0.0", FILES, METADATA)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = [
                line.split(",")
                for line in archive.read("acme_orders-1.0.0.dist-info/RECORD").decode().splitlines()
            ]
            assert [row[0] for row in rows] == archive.namelist()
            for path, digest, size in rows[:-1]:
                content = archive.read(path)
                wanted = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                assert (digest, int(size)) == (f"sha256={wanted}", len(content))
        assert name == "acme_orders-1.0.0-py3-none-any.whl"
        assert rows[-1] == ["acme_orders-1.0.0.dist-info/RECORD", "", ""]

    def test_does_not_depend_on_the_order_of_files(self) -> None:
        assert pack.wheel("a", "1", FILES, METADATA) == pack.wheel(
            "a", "1", dict(reversed(FILES.items())), METADATA
        )

    def test_stores_plain_files_with_fixed_times_and_modes(self) -> None:
        with zipfile.ZipFile(io.BytesIO(pack.wheel("a", "1", FILES, METADATA)[1])) as archive:
            for entry in archive.infolist():
                assert entry.compress_type == zipfile.ZIP_STORED
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.external_attr >> 16 == 0o100644

    def test_has_no_trailing_data_or_comment(self) -> None:
        data = pack.wheel("a", "1", FILES, METADATA)[1]
        assert data[-22:-18] == b"PK\x05\x06"


class TestTarball:
    def test_every_reader_of_gzip_gets_the_files_back(self) -> None:
        name, data = pack.tarball("@acme/orders", "1.0.0", FILES)
        assert name == "orders-1.0.0.tgz"
        assert gzip.decompress(data) == zlib.decompress(data, wbits=31)
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            found = {entry.name: archive.extractfile(entry).read() for entry in archive}  # type: ignore[union-attr]
        assert found == {f"package/{path}": content for path, content in FILES.items()}

    def test_is_stored_so_that_no_zlib_can_change_it(self) -> None:
        data = pack.tarball("x", "1.0.0", FILES)[1]
        assert data.count(b"y" * 60_000) == 1
        assert data == pack.tarball("x", "1.0.0", dict(reversed(FILES.items())))[1]

    def test_owners_times_and_modes_are_fixed(self) -> None:
        with tarfile.open(fileobj=io.BytesIO(pack.tarball("x", "1.0.0", FILES)[1])) as archive:
            assert {(entry.uid, entry.gid, entry.uname, entry.mtime, entry.mode) for entry in archive} == {
                (0, 0, "", 499162500, 0o644)
            }

    def test_npm_installs_it(
        self, tmp_path: Path, package_of: Callable[..., Package], contract: dict[str, Any]
    ) -> None:
        package = package_of(contract, "typescript")
        (tmp_path / package.filename).write_bytes(package.data)
        (tmp_path / "package.json").write_text('{"name": "consumer", "version": "1.0.0", "private": true}')
        npm = Path(sys.executable).with_name("npm")
        command = [
            npm,
            "install",
            f"./{package.filename}",
            "--offline",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
        ]
        environment = {
            "PATH": f"{npm.parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "npm_config_cache": str(tmp_path / "cache"),
        }
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
        installed = json.loads((tmp_path / "node_modules" / "@acme" / "orders" / "package.json").read_text())
        assert (installed["name"], installed["version"]) == ("@acme/orders", package.version)
        assert package.metadata == package.files["package.json"]
