"""A real registry process with a data folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from harness.processes import BIN, Service, free_port, start
from harness.upstream import upstreams

ADMIN_TOKEN = "admin-token-of-the-contract-tests"


@dataclass
class Registry:
    """A running registry; `restart` gives the next process on the same data and port."""

    service: Service
    data: Path
    port: int
    settings: dict[str, str]

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.service.url

    def client(self, token: str | None = ADMIN_TOKEN) -> httpx2.Client:
        """Return an HTTP client of it, signed in with `token` if given."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx2.Client(base_url=self.url, headers=headers, timeout=300)

    def restart(self, **settings: str) -> "Registry":
        """Start again where an ended process left off, with settings changed."""
        assert not self.service.alive(), "end the process first"
        return start_registry(self.data, port=self.port, **{**self.settings, **settings})

    def make_contract(self, namespace: str, contract: str) -> None:
        """Make a contract, and its namespace where there is none."""
        with self.client() as client:
            made = client.post("/v1/namespaces", json={"name": namespace})
            assert made.status_code in (201, 409), made.text
            made = client.post(f"/v1/namespaces/{namespace}/contracts", json={"name": contract})
            assert made.status_code in (201, 409), made.text

    def publish(self, coordinate: str, document: bytes, **parameters: Any) -> httpx2.Response:
        """Offer a document as a release of `namespace/contract`."""
        namespace, contract = coordinate.split("/")
        media_type = "application/json" if document.lstrip().startswith(b"{") else "application/yaml"
        with self.client() as client:
            return client.post(
                f"/v1/namespaces/{namespace}/contracts/{contract}/releases",
                params=parameters,
                content=document,
                headers={"Content-Type": media_type},
            )

    def make_token(self, *scopes: str, namespace: str | None = None) -> str:
        """Return a new token with these scopes."""
        wanted = {"name": "contract tests", "scopes": list(scopes), "namespace": namespace}
        with self.client() as client:
            made = client.post("/v1/tokens", json=wanted)
        assert made.status_code == 201, made.text
        return str(made.json()["secret"])


def start_registry(data: Path, *, port: int | None = None, **settings: str) -> Registry:
    """Start a registry on `data`; a keyword such as `worker="false"` sets DOVETAIL_WORKER."""
    port = port or free_port()
    chosen = {f"DOVETAIL_{name.upper()}": value for name, value in settings.items()}
    environment = {
        "DOVETAIL_ADMIN_TOKEN": ADMIN_TOKEN,
        "DOVETAIL_DATA": str(data),
        "DOVETAIL_PORT": str(port),
        **upstreams(),
        **chosen,
    }
    service = start(
        [str(BIN / "dovetail"), "serve"],
        url=f"http://127.0.0.1:{port}",
        ready="/readyz",
        log=data.with_suffix(".log"),
        env=environment,
    )
    return Registry(service, data, port, settings)


@contextmanager
def registry_on(data: Path, **settings: str) -> Iterator[Registry]:
    """Run a registry for the length of a `with` block."""
    registry = start_registry(data, **settings)
    try:
        yield registry
    finally:
        registry.service.stop()
