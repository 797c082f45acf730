"""The package managers as their users run them: each in a folder and with a cache of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from harness.processes import BIN, ROOT

TOOLS = ROOT / "contract-tests" / "packages"
YOUNG = 3
"""Days that a release must have been there, where a manager is told to wait."""

_OF_THE_MACHINE = re.compile("CERT|CA_BUNDLE|PROXY", re.IGNORECASE)
"""Variables without which this machine may reach no index at all."""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    text: str


class Manager(ABC):
    """One manager in one project. `index` is the registry's address, `token` what it is signed in with."""

    name: str
    caches_over_http = True
    tells_deprecation = True

    def __init__(self, folder: Path, index: str, token: str | None) -> None:
        self.folder, self.index, self.token = folder, index, token
        folder.mkdir(parents=True)
        self.prepare()

    @abstractmethod
    def prepare(self) -> None:
        """Make the project, without a dependency."""

    @abstractmethod
    def install(self, version: str, *, young: bool = False) -> Done:
        """Install the client in a version; with `young` no release is old enough."""

    @abstractmethod
    def lock(self, version: str) -> Done:
        """Write the lock file for a version."""

    @abstractmethod
    def install_locked(self) -> Done:
        """Install what the lock file says, and nothing else."""

    @abstractmethod
    def installed(self) -> str | None:
        """The version that is there, None without one."""

    def forget(self) -> None:
        """Lose the cache and what is installed; the project and its lock file stay."""
        for name in (".cache", ".home", *self.products):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def uninstall(self) -> None:
        """Lose what is installed; the cache stays."""
        for name in self.products:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    products: tuple[str, ...] = ()

    def run(self, *command: str | Path, **environment: str) -> Done:
        """Run a command in the project, with nothing of this machine's settings but the path."""
        path = os.pathsep.join([str(BIN), os.environ["PATH"]])
        inherited = {name: value for name, value in os.environ.items() if _OF_THE_MACHINE.search(name)}
        inherited |= {"PATH": path, "HOME": str(self.folder / ".home"), "NO_COLOR": "1", "CI": "1"}
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env={**inherited, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return Done(done.returncode, done.stdout + done.stderr)


class PythonManager(Manager):
    """A manager of Python packages; `index` stands for all packages, ours and others."""

    products = (".venv",)

    @property
    def address(self) -> str:
        """The index with the token in it, as `pip` takes it."""
        where = urlsplit(f"{self.index}/pypi/simple/")
        return where._replace(
            netloc=f"__token__:{self.token}@{where.netloc}" if self.token else where.netloc
        ).geturl()

    def prepare(self) -> None:
        self.environment()

    def environment(self) -> None:
        """Make an empty virtual environment."""
        self.run(BIN / "uv", "venv", "--quiet", "--seed", "--no-index", "--python", sys.executable, ".venv")
        if not (self.folder / ".venv" / "bin" / "pip").exists():
            self.run(sys.executable, "-m", "venv", ".venv")

    def installed(self) -> str | None:
        found = sorted((self.folder / ".venv").glob("lib/python*/site-packages/acme_orders-*.dist-info"))
        return found[0].name.removeprefix("acme_orders-").removesuffix(".dist-info") if found else None

    def forget(self) -> None:
        super().forget()
        self.environment()

    def uninstall(self) -> None:
        super().uninstall()
        self.environment()


class Pip(PythonManager):
    """pip, with a requirements file of hashes for a lock file."""

    name = "pip"
    caches_over_http = False

    def prepare(self) -> None:
        self.run(sys.executable, "-m", "venv", ".venv")

    environment = prepare

    def install(self, version: str, *, young: bool = False) -> Done:
        waiting = [f"--uploaded-prior-to=P{YOUNG}D"] if young else []
        return self._pip("install", "--no-deps", *waiting, f"acme-orders=={version}")

    def lock(self, version: str) -> Done:
        page = f"{self.index}/pypi/simple/acme-orders/"
        wanted = {"Accept": "application/vnd.pypi.simple.v1+json"}
        answer = httpx2.get(page, headers=wanted, auth=("__token__", self.token or ""))
        hashes = [
            file["hashes"]["sha256"]
            for file in answer.json()["files"]
            if file["filename"].startswith(f"acme_orders-{version}-")
        ]
        line = f"acme-orders=={version} --hash=sha256:{hashes[0]}\n"
        (self.folder / "requirements.txt").write_text(line)
        return Done(0, line)

    def install_locked(self) -> Done:
        return self._pip("install", "--no-deps", "--require-hashes", "-r", "requirements.txt")

    def _pip(self, command: str, *arguments: str) -> Done:
        index = ("--index-url", self.address, "--cache-dir", ".cache", "--retries", "0", "--no-input")
        pip = (self.folder / ".venv" / "bin" / "python", "-m", "pip", "--disable-pip-version-check")
        return self.run(*pip, command, *index, *arguments, PIP_CONFIG_FILE=os.devnull)


class Uv(PythonManager):
    """uv, with a project."""

    name = "uv"

    def install(self, version: str, *, young: bool = False) -> Done:
        waiting = ["--exclude-newer", f"{YOUNG} days"] if young else []
        return self._uv(
            "pip", "install", "--no-deps", *waiting, f"acme-orders=={version}", "--index-url", self.address
        )

    def lock(self, version: str) -> Done:
        (self.folder / "pyproject.toml").write_text(
            '[project]\nname = "consumer"\nversion = "1"\nrequires-python = ">=3.11"\n'
            f'dependencies = ["acme-orders=={version}"]\n'
            f'[[tool.uv.index]]\nname = "acme"\nurl = "{self.index}/pypi/simple/"\ndefault = true\n'
        )
        return self._uv("lock")

    def install_locked(self) -> Done:
        return self._uv("sync", "--frozen")

    def _uv(self, *arguments: str) -> Done:
        settings = {"UV_CACHE_DIR": ".cache", "UV_HTTP_RETRIES": "0"}
        if self.token:
            settings |= {"UV_INDEX_ACME_USERNAME": "__token__", "UV_INDEX_ACME_PASSWORD": self.token}
        return self.run(BIN / "uv", *arguments, **settings)


class Poetry(PythonManager):
    """poetry, from an environment of its own."""

    name = "poetry"

    def install(self, version: str, *, young: bool = False) -> Done:
        self._project(version, young=young)
        return self._poetry("install", "--no-root")

    def lock(self, version: str) -> Done:
        self._project(version)
        return self._poetry("lock")

    def install_locked(self) -> Done:
        return self._poetry("sync", "--no-root")

    def _project(self, version: str, *, young: bool = False) -> None:
        (self.folder / "poetry.lock").unlink(missing_ok=True)
        waiting = f"min-release-age = {YOUNG}\n" if young else ""
        (self.folder / "poetry.toml").write_text(f"[virtualenvs]\nin-project = true\n[solver]\n{waiting}")
        (self.folder / "pyproject.toml").write_text(
            '[project]\nname = "consumer"\nversion = "1"\nrequires-python = ">=3.11,<4"\n'
            f'dependencies = ["acme-orders=={version}"]\n[tool.poetry]\npackage-mode = false\n'
            f'[[tool.poetry.source]]\nname = "acme"\nurl = "{self.index}/pypi/simple/"\n'
        )

    def _poetry(self, *arguments: str) -> Done:
        settings = {"POETRY_CACHE_DIR": str(self.folder / ".cache")}
        if self.token:
            signed = "POETRY_HTTP_BASIC_ACME"
            settings |= {f"{signed}_USERNAME": "__token__", f"{signed}_PASSWORD": self.token}
        poetry = TOOLS / ".poetry" / "bin" / "poetry"
        return self.run(poetry, *arguments, "--no-interaction", **settings)


class NodeManager(Manager):
    """A manager of npm packages; `index` stands for our scope alone."""

    products = ("node_modules",)

    def prepare(self) -> None:
        self.declare(None)
        self.configure()

    def declare(self, version: str | None) -> None:
        """Write the project's package.json."""
        wanted = {"@acme/orders": version} if version else {}
        manifest = {
            "name": "consumer",
            "version": "1.0.0",
            "private": True,
            "type": "module",
            "dependencies": wanted,
        }
        (self.folder / "package.json").write_text(json.dumps(manifest))

    def configure(self, *, young: bool = False) -> None:
        """Write the settings of the registry."""
        lines = [f"@acme:registry={self.index}/npm/", "registry=http://127.0.0.1:9/"]
        if self.token:
            lines.append(f"{self.index.removeprefix('http:')}/npm/:_authToken={self.token}")
        lines += ["fetch-retries=0", "audit=false", "fund=false", "update-notifier=false"]
        (self.folder / ".npmrc").write_text("\n".join([*lines, *(self.waiting if young else [])]) + "\n")

    waiting: tuple[str, ...] = ()
    """The lines of `.npmrc` that make the manager wait for a release to age."""

    def install(self, version: str, *, young: bool = False) -> Done:
        self.declare(version)
        self.configure(young=young)
        return self.resolve()

    def lock(self, version: str) -> Done:
        return self.install(version)

    @abstractmethod
    def resolve(self) -> Done:
        """Install what package.json says."""

    def installed(self) -> str | None:
        manifest = self.folder / "node_modules" / "@acme" / "orders" / "package.json"
        return json.loads(manifest.read_text())["version"] if manifest.exists() else None


class Npm(NodeManager):
    """npm."""

    name = "npm"
    waiting = (f"min-release-age={YOUNG}",)

    def resolve(self) -> Done:
        return self._npm("install")

    def install_locked(self) -> Done:
        return self._npm("ci")

    def _npm(self, *arguments: str) -> Done:
        return self.run(BIN / "npm", *arguments, "--cache", ".cache")


class Pnpm(NodeManager):
    """pnpm; it keeps the age of releases in a file of its own."""

    name = "pnpm"

    def configure(self, *, young: bool = False) -> None:
        super().configure()
        waiting = f"minimumReleaseAge: {YOUNG * 24 * 60}\nminimumReleaseAgeStrict: true\n" if young else ""
        (self.folder / "pnpm-workspace.yaml").write_text(f"packages: []\n{waiting}")

    def resolve(self) -> Done:
        return self._pnpm("install", "--no-frozen-lockfile")

    def install_locked(self) -> Done:
        return self._pnpm("install", "--frozen-lockfile")

    def _pnpm(self, *arguments: str) -> Done:
        tool = TOOLS / "node_modules" / "pnpm" / "bin" / "pnpm.mjs"
        places = (
            "--store-dir",
            ".cache/store",
            "--config.cache-dir=.cache/cache",
            "--config.fetch-retries=0",
        )
        return self.run(BIN / "node", tool, *arguments, *places)


class YarnClassic(NodeManager):
    """yarn 1."""

    name = "yarn 1"

    def resolve(self) -> Done:
        return self._yarn("install")

    def install_locked(self) -> Done:
        return self._yarn("install", "--frozen-lockfile")

    def _yarn(self, *arguments: str) -> Done:
        tool = TOOLS / "node_modules" / "yarn" / "bin" / "yarn.js"
        return self.run(BIN / "node", tool, *arguments, "--cache-folder", ".cache", "--non-interactive")


class Yarn(NodeManager):
    """yarn 4, with node_modules."""

    name = "yarn 4"

    def configure(self, *, young: bool = False) -> None:
        port = urlsplit(self.index).hostname
        settings = {
            "enableTelemetry": False,
            "enableGlobalCache": False,
            "cacheFolder": ".cache",
            "nodeLinker": "node-modules",
            "httpRetry": 0,
            "unsafeHttpWhitelist": [port],
            "npmScopes": {"acme": {"npmRegistryServer": f"{self.index}/npm"}},
            "npmMinimalAgeGate": YOUNG * 24 * 60,
            "npmPreapprovedPackages": [] if young else ["@acme/*"],
        }
        if self.token:
            settings["npmScopes"]["acme"] |= {"npmAuthToken": self.token, "npmAlwaysAuth": True}  # type: ignore[index]  # a mapping
        # JSON is YAML.
        (self.folder / ".yarnrc.yml").write_text(json.dumps(settings))
        (self.folder / "yarn.lock").touch()

    def resolve(self) -> Done:
        return self._yarn("install", "--no-immutable")

    def install_locked(self) -> Done:
        return self._yarn("install", "--immutable")

    def _yarn(self, *arguments: str) -> Done:
        tool = TOOLS / "node_modules" / "@yarnpkg" / "cli-dist" / "bin" / "yarn.js"
        return self.run(BIN / "node", tool, *arguments, YARN_ENABLE_HARDENED_MODE="0")


class Bun(NodeManager):
    """bun."""

    name = "bun"

    def configure(self, *, young: bool = False) -> None:
        signed = f', token = "{self.token}"' if self.token else ""
        waiting = f"minimumReleaseAge = {YOUNG * 24 * 3600}\n" if young else ""
        (self.folder / "bunfig.toml").write_text(
            f'[install]\n{waiting}[install.scopes]\nacme = {{ url = "{self.index}/npm/"{signed} }}\n'
            '[install.cache]\ndir = ".cache"\n'
        )

    def resolve(self) -> Done:
        return self._bun("install", "--no-summary")

    def install_locked(self) -> Done:
        return self._bun("install", "--frozen-lockfile")

    def _bun(self, *arguments: str) -> Done:
        (tool,) = TOOLS.glob("node_modules/@oven/bun-*/bin/bun")
        return self.run(tool, *arguments)


USUAL: tuple[type[Manager], ...] = (Pip, Uv, Npm, Pnpm)
"""Managers that every run of the tests tries."""
OTHERS: tuple[type[Manager], ...] = (Poetry, YarnClassic, Yarn, Bun)
