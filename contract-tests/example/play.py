"""Plays the worked example on a running registry: two releases, a refusal, and how to install the clients.

Playing it again changes nothing and shows the same story.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

PROVIDER = Path(__file__).resolve().parents[1] / "providers" / "orders"
DOVETAIL = Path(sys.executable).with_name("dovetail")
CONTRACT = "acme/orders"
REFUSED = 1


class Stage:
    """A registry to play on, and the folder in which the provider's contracts are exported."""

    def __init__(self, registry: str, token: str, folder: Path) -> None:
        self.registry = registry.rstrip("/")
        self.folder = folder
        self.environment = {**os.environ, "DOVETAIL_URL": self.registry, "DOVETAIL_TOKEN": token}

    def play(self) -> None:
        """Play the whole story; raises `CalledProcessError` where it does not go as told."""
        self._publish("1.0.0", "A team releases the first contract of its order service:")
        self._publish("1.1.0", "The next one adds notes and a filter, which breaks nobody:", wait=True)
        self._publish(
            "1.2.0", "The one after that is offered as 1.2.0, and would break its callers:", refused=True
        )
        self._show_installation()

    def _publish(self, version: str, caption: str, *, wait: bool = False, refused: bool = False) -> None:
        file = self._export(version)
        print(f"\n{caption}\n", flush=True)
        command = ["publish", file, "--contract", CONTRACT, "--version", version, "--create"]
        command += ["--wait"] if wait else []
        print(f"$ dovetail {shlex.join(command)}", flush=True)
        done = self._dovetail(*command)
        if done.returncode != (REFUSED if refused else 0):
            raise subprocess.CalledProcessError(done.returncode, "dovetail publish")

    def _export(self, version: str) -> str:
        command = [sys.executable, "-m", "orders_provider", "export", "--version", version]
        path = os.pathsep.join(filter(None, [str(PROVIDER), os.environ.get("PYTHONPATH", "")]))
        exported = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": path}, check=True, stdout=subprocess.PIPE
        )
        file = f"orders-{version}.json"
        (self.folder / file).write_bytes(exported.stdout)
        return file

    def _dovetail(self, *arguments: str, capture: bool = False) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [DOVETAIL, *arguments],
            cwd=self.folder,
            env=self.environment,
            check=False,
            stdout=subprocess.PIPE if capture else None,
        )

    def _show_installation(self) -> None:
        listed = self._dovetail("releases", CONTRACT, "--format", "json", capture=True)
        listed.check_returncode()
        newest = next(each["version"] for each in json.loads(listed.stdout) if not each["yanked"])
        project = CONTRACT.replace("/", "-")
        print(f"\nInstall the clients of {newest}:\n")
        print(f"  pip install --index-url {self.registry}/pypi/simple/ {project}=={newest}")
        print(f"  uv pip install --index-url {self.registry}/pypi/simple/ {project}=={newest}")
        print(f"  npm install --@acme:registry={self.registry}/npm/ @{CONTRACT}@{newest}")
        print(flush=True)


def main() -> None:
    """Play on the registry the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registry", required=True, help="the address of a running registry")
    parser.add_argument("--token-file", type=Path, help="holds an administrator's token; else DOVETAIL_TOKEN")
    options = parser.parse_args()
    token = options.token_file.read_text().strip() if options.token_file else os.environ["DOVETAIL_TOKEN"]
    with tempfile.TemporaryDirectory(prefix="dovetail-example-") as folder:
        Stage(options.registry, token, Path(folder)).play()


if __name__ == "__main__":
    main()
