"""Waiting for packages that do not come, or come broken."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dovetail_cli.coordinates import Contract
from dovetail_cli.failures import Failure
from dovetail_cli.location import Location
from dovetail_cli.publishing import install_lines, wait_for_packages

ORDERS = Contract("acme", "orders")


def package(state: str, reason: str | None = None) -> dict[str, Any]:
    """A package as a registry tells it."""
    return {
        "ecosystem": "python",
        "state": state,
        "reason": reason,
        "job_id": "01a1f8d8-fbdb-7724-8aca-61086f64f12a",
        "project": "acme-orders",
        "version": None,
        "filename": None,
        "size": None,
        "sha256": None,
        "available_at": None,
        "checks": None,
    }


@pytest.fixture
def packages() -> Iterator[tuple[Location, list[dict[str, Any]]]]:
    """A server that answers every request with this list of packages, which the test fills."""
    answered: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"items": answered, "next_cursor": None}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Location(f"http://127.0.0.1:{server.server_port}"), answered
        server.shutdown()
        thread.join()


class TestWaitForPackages:
    def test_in_vain_it_says_that_the_release_is_made(self, packages: Any) -> None:
        location, answered = packages
        answered.append(package("pending"))
        with pytest.raises(
            Failure, match=r"of acme/orders 1\.0\.0 were not ready after 0\.3 seconds"
        ) as failure:
            wait_for_packages(location, ORDERS, "1.0.0", seconds=0.3)
        assert "The release is made" in failure.value.hint

    def test_a_failed_one_ends_the_wait_and_tells_its_reason(self, packages: Any) -> None:
        location, answered = packages
        answered.append(package("failed", "too large"))
        (found,) = wait_for_packages(location, ORDERS, "1.0.0", seconds=5)
        assert list(install_lines(location, [found])) == ["python: acme-orders was not built: too large"]
