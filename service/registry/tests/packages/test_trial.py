"""What happens to a package before anybody gets it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Package, build, pack
from dovetail_registry.packages.trial import PackageRefused, try_out

CONTRACT = {
    "openapi": "3.1.0",
    "info": {"title": "Orders", "version": "1"},
    "paths": {
        "/orders": {"get": {"operationId": "listOrders", "responses": {"204": {"description": "None"}}}}
    },
}


@pytest.fixture(scope="module")
def package() -> Callable[[Any], Package]:
    """The package of a small contract."""
    document = oas.load(json.dumps(CONTRACT).encode())
    identity = Identity("acme", "orders", "1.0.0", "Orders", "", document.digest)
    return lambda target: build(document, identity, target)


def with_code(package: Package, code: str) -> Package:
    """The wheel with more code in its client, and a RECORD that fits."""
    name = "acme_orders/client.py"
    modules = {
        path.removeprefix("src/"): data for path, data in package.files.items() if path.startswith("src/")
    }
    modules[name] += f"\n{code}\n".encode()
    filename, data = pack.wheel("acme_orders", "1.0.0", modules, package.metadata)
    assert filename == package.filename
    return replace(package, data=data)


class TestTrial:
    def test_a_python_package_is_read_compiled_and_imported(self, package: Callable[[Any], Package]) -> None:
        assert try_out(package("python")) == ["archive", "compiled", "imported"]

    def test_an_npm_package_is_read(self, package: Callable[[Any], Package]) -> None:
        assert try_out(package("typescript")) == ["archive"]

    def test_an_archive_out_of_order_is_refused(self, package: Callable[[Any], Package]) -> None:
        broken = replace(package("python"), metadata=b"Name: other\nVersion: 1.0.0\n")
        with pytest.raises(PackageRefused, match="METADATA is not what the index says"):
            try_out(broken)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("raise RuntimeError('not today')", "RuntimeError: not today"),
            ("import nothing_of_the_kind", "No module named 'nothing_of_the_kind'"),
            ("import os; os._exit(7)", "it ended with 7"),
            ("with open('there', 'w') as file: file.write('x')", "File too large"),
            ("x = bytearray(1 << 33)", "MemoryError"),
        ],
    )
    def test_one_that_cannot_be_imported_is_refused_with_the_reason(
        self, package: Callable[[Any], Package], code: str, reason: str
    ) -> None:
        with pytest.raises(PackageRefused, match=reason):
            try_out(with_code(package("python"), code))

    def test_the_import_sees_nothing_of_the_service(
        self, package: Callable[[Any], Package], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DOVETAIL_ADMIN_TOKEN", "secret")
        code = "import os; assert 'DOVETAIL_ADMIN_TOKEN' not in os.environ, 'seen'"
        assert try_out(with_code(package("python"), code))[-1] == "imported"
