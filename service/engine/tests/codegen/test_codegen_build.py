"""`build`: who may be built, and what comes back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, IdentityInvalid, Package, VersionUnsupported, build


@pytest.fixture
def document() -> oas.Document:
    return oas.load(b'{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}')


class TestIdentity:
    @pytest.mark.parametrize("namespace", ["", "a", "Acme", "ac-me", "1a", "../a", "a" * 40])
    def test_a_namespace_that_names_no_package_is_refused(
        self, namespace: str, document: oas.Document, identity: Identity
    ) -> None:
        with pytest.raises(IdentityInvalid, match="namespace"):
            build(document, replace(identity, namespace=namespace), "python")

    @pytest.mark.parametrize("contract", ["", "Orders", "a_b", "a--b", "-a", "a/b", "a.b", "a\n"])
    def test_so_is_a_contract(self, contract: str, document: oas.Document, identity: Identity) -> None:
        with pytest.raises(IdentityInvalid, match="contract"):
            build(document, replace(identity, contract=contract), "typescript")

    def test_and_a_version_that_no_index_takes(self, document: oas.Document, identity: Identity) -> None:
        with pytest.raises(VersionUnsupported):
            build(document, replace(identity, version="1.0"), "python")


class TestPackage:
    def test_names_follow_the_index(self, document: oas.Document, identity: Identity) -> None:
        preview = replace(identity, contract="order-items", version="1.2.0-feature.3")
        found = [build(document, preview, target) for target in ("python", "typescript")]
        assert [(package.project, package.version, package.filename) for package in found] == [
            (
                "acme-order-items",
                "1.2.0.dev3+feature",
                "acme_order_items-1.2.0.dev3+feature-py3-none-any.whl",
            ),
            ("@acme/order-items", "1.2.0-feature.3", "order-items-1.2.0-feature.3.tgz"),
        ]

    def test_a_contract_without_operations_is_a_package_too(
        self, document: oas.Document, identity: Identity, install: Callable[[Package], Any]
    ) -> None:
        package = replace(build(document, replace(identity, contract="orders"), "python"))
        module = install(package)
        assert module.Client("http://127.0.0.1")
        assert package.report == ()
