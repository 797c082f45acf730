"""A sample contract, the compiler, and a loopback service for the emitted package."""

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from dovetail_engine import oas
from dovetail_engine.codegen.ir import Identity, Ir
from dovetail_engine.codegen.lower import lower
from dovetail_engine.codegen.typescript import emit

HERE = Path(__file__).parent
ROOT = HERE.parents[4]
TOOLS = ROOT / "contract-tests" / "typescript"
NODE = Path(sys.executable).parent / "node"
RUN = """
import * as api from "./package/lib/index.js";
const [baseUrl] = process.argv.slice(2);
const plain = (value) => value instanceof Error ? { ...value, message: value.message } : value;
const main = async () => { %s };
const shown = (_, value) => value instanceof Response ? undefined : plain(value);
main().then(
  (value) => console.log(JSON.stringify(value ?? null, shown)),
  (error) => console.log(JSON.stringify({ thrown: error.name, message: error.message })),
);
"""


@dataclass
class Shop:
    """A service that answers as told and remembers what it was asked."""

    url: str
    folder: Path
    requests: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    left: threading.Event = field(default_factory=threading.Event)

    def run(self, script: str) -> Any:
        """What the body of an async function returns in Node, as JSON; `api` is the package."""
        module = self.folder / "run.mjs"
        module.write_text(RUN % script, encoding="utf-8")
        command = [NODE, "--throw-deprecation", module, self.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def call(self, operation: str, args: Any = None, **options: Any) -> Any:
        """The outcome of one call."""
        given = {"auth": {}, **options}
        return self.run(
            f"return api.{operation}({json.dumps(args)} ?? undefined, {{ baseUrl, ...{json.dumps(given)} }});"
        )


@pytest.fixture(scope="session")
def make_ir() -> Callable[[Mapping[str, Any]], Ir]:
    """An IR from a document's tree."""

    def make(tree: Mapping[str, Any], contract: str = "shop") -> Ir:
        document = oas.load(json.dumps(tree).encode())
        title = tree["info"]["title"]
        return lower(document, Identity("acme", contract, "1.2.3", title, "", document.digest))

    return make


@pytest.fixture(scope="session")
def shop_tree() -> dict[str, Any]:
    return yaml.safe_load((HERE / "shop.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def shop_ir(make_ir: Callable[..., Ir], shop_tree: dict[str, Any]) -> Ir:
    return make_ir(shop_tree)


@pytest.fixture(scope="session")
def write_package() -> Callable[[Ir, Path], Path]:
    """Writes the package of an IR into a folder."""

    def write(ir: Ir, folder: Path) -> Path:
        for path, data in emit(ir).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def node() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Node with the pinned tools installed; they come from the npm registry at first use."""
    _install()

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [NODE, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    return run


@pytest.fixture(scope="session")
def tsc(node: Callable[..., subprocess.CompletedProcess[str]]) -> Callable[[Path], list[str]]:
    """Checks a folder's TypeScript strictly; gives the errors."""

    def check(folder: Path, **options: Any) -> list[str]:
        settings = {
            "target": "ES2022", "module": "ESNext", "moduleResolution": "Bundler", "types": [],
            "noEmit": True, "lib": ["ES2022", "DOM", "DOM.Iterable"], "strict": True, "skipLibCheck": False,
            "exactOptionalPropertyTypes": True, "noUncheckedIndexedAccess": True, **options,
        }  # fmt: skip
        (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": settings, "include": ["**/*"]}))
        done = node(TOOLS / "node_modules" / "typescript" / "bin" / "tsc", "-p", folder)
        return [line for line in done.stdout.splitlines() if "error TS" in line] or (
            [done.stdout + done.stderr] if done.returncode else []
        )

    return check


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the pinned npm tools."""
    return TOOLS


@pytest.fixture
def shop(shop_ir: Ir, write_package: Callable[[Ir, Path], Path], tmp_path: Path) -> Iterator[Shop]:
    write_package(shop_ir, tmp_path / "package")
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    found = Shop(f"http://127.0.0.1:{server.server_port}", tmp_path)
    server.RequestHandlerClass = partial(Handler, found)  # type: ignore[assignment]  # a factory does
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.left.set()
    server.shutdown()
    thread.join()
    server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Records the request and answers as the shop was told."""

    protocol_version = "HTTP/1.1"

    def __init__(self, shop: Shop, *arguments: Any) -> None:
        self.shop = shop
        super().__init__(*arguments)

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = {"method": self.command, "path": self.path, "headers": headers, "body": body}
        self.shop.requests.append(asked)
        plan = {"status": 200, "type": "application/json", "body": b"{}", **self.shop.answer}
        if plan.get("wait"):
            self.shop.left.wait(10)
        self.send_response(plan["status"])
        if plan["type"]:
            self.send_header("Content-Type", plan["type"])
        self.send_header("Content-Length", str(len(plan["body"])))
        self.end_headers()
        if plan.get("pause"):
            self.wfile.write(plan["body"][:1])
            time.sleep(plan["pause"])
            self.wfile.write(plan["body"][1:])
        elif self.command != "HEAD":
            self.wfile.write(plan["body"])

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 - the standard library's names

    def log_message(self, *_: Any) -> None:
        """Tests read `requests`."""


def _install() -> None:
    """Install the pinned tools where they are missing; parallel test processes wait for each other."""
    with (TOOLS / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (TOOLS / "node_modules" / "typescript").exists():
            npm = NODE.parent / "npm"
            command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            environment = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"}
            subprocess.run(command, cwd=TOOLS, check=True, env=environment)
