"""Names of releases, and the versions in them."""

import pytest

from dovetail_cli.coordinates import Contract, Coordinate, find_coordinate, parse_contract, parse_coordinate
from dovetail_cli.failures import Failure
from dovetail_cli.versions import is_version, next_version

ORDERS = Contract("acme", "orders")


class TestParseCoordinate:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("acme/orders", Coordinate(ORDERS)),
            ("acme/orders@1.4.0", Coordinate(ORDERS, version="1.4.0")),
            ("acme/orders@2.0.0-rc.1", Coordinate(ORDERS, version="2.0.0-rc.1")),
            ("acme/orders@my-branch", Coordinate(ORDERS, channel="my-branch")),
            ("acme/order-events", Coordinate(Contract("acme", "order-events"))),
        ],
    )
    def test_it_reads_what_it_writes(self, text: str, meant: Coordinate) -> None:
        assert parse_coordinate(text) == meant
        assert str(meant) == text

    @pytest.mark.parametrize(
        "text",
        [
            "orders",
            "Acme/orders",
            "acme/orders/x",
            "ac-me/orders",
            "acme/orders@",
            "acme/../orders",
            "acme/orders@1.4",
        ],
    )
    def test_anything_else_is_refused_with_an_example(self, text: str) -> None:
        assert find_coordinate(text) is None
        with pytest.raises(Failure, match="is no coordinate") as failure:
            parse_coordinate(text)
        assert "acme/orders@1.4.0" in failure.value.hint

    def test_a_contract_has_no_selector(self) -> None:
        with pytest.raises(Failure, match="is no contract"):
            parse_contract("acme/orders@1.4.0")


class TestNextVersion:
    @pytest.mark.parametrize(
        ("version", "bump", "after"),
        [
            ("1.1.0", "major", "2.0.0"),
            ("1.1.3", "minor", "1.2.0"),
            ("1.1.3", "patch", "1.1.4"),
            ("0.3.1", "major", "0.4.0"),
            ("0.3.1", "minor", "0.3.2"),
            ("1.1.0", "none", None),
            ("1.1.0-rc.1", "patch", None),
            ("2024-01", "major", None),
        ],
    )
    def test_below_1_the_minor_counts_as_major(self, version: str, bump: str, after: str | None) -> None:
        assert next_version(version, bump) == after

    @pytest.mark.parametrize(
        "text", ["1.0", "01.0.0", "1.0.0-", "1.0.0-a..b", "v1.0.0", "\u0661.\u0660.\u0660", ""]
    )
    def test_what_is_no_semver_is_no_version(self, text: str) -> None:
        assert not is_version(text)
