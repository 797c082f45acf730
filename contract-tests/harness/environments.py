"""Empty environments for the real package managers, as their users have them."""

import fcntl
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from harness.processes import BIN, ROOT

TYPESCRIPT = ROOT / "contract-tests" / "typescript"
_OURS = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
_QUIET = ("--no-audit", "--no-fund", "--no-update-notifier")


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a command in a folder and return what it printed; fails with that when the command does."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
    done = subprocess.run(
        command, cwd=folder, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"{shlex.join(command)}\n{printed}"
    return printed


@dataclass(frozen=True)
class PythonEnvironment:
    """A virtual environment in which nothing is installed but pip."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "PythonEnvironment":
        """Make one in `folder`."""
        run([sys.executable, "-m", "venv", str(folder)], folder.parent)
        return cls(folder)

    @property
    def python(self) -> str:
        """Return the path of its interpreter."""
        return str(self.folder / "bin" / "python")

    def run(self, command: list[str], **environment: str) -> str:
        """Run a command as if this environment were activated; `uv` is the workspace's."""
        path = os.pathsep.join([str(self.folder / "bin"), str(BIN), os.environ["PATH"]])
        program = shutil.which(command[0], path=path)
        assert program, f"there is no {command[0]}"
        here = {"PATH": path, "VIRTUAL_ENV": str(self.folder), "UV_CACHE_DIR": str(self.folder / "cache")}
        return run([program, *command[1:]], self.folder, **here, **environment)


@dataclass(frozen=True)
class NodeProject:
    """An npm project without dependencies and with a cache of its own."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "NodeProject":
        """Make one in `folder`."""
        folder.mkdir()
        (folder / "package.json").write_text('{"name": "consumer", "private": true, "type": "module"}')
        return cls(folder)

    def npm(self, arguments: list[str]) -> str:
        """Run npm in the project."""
        return self._run([str(BIN / "npm"), *arguments, *_QUIET, "--cache", str(self.folder / ".cache")])

    def compile(self, file: str) -> str:
        """Compile a TypeScript file with the strictest settings."""
        options = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]
        exact = ["--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"]
        return self._run([str(BIN / "node"), str(type_script_compiler()), *options, *exact, file])

    def node(self, file: str, **environment: str) -> str:
        """Run a JavaScript file."""
        return self._run([str(BIN / "node"), file], **environment)

    def _run(self, command: list[str], **environment: str) -> str:
        path = os.pathsep.join([str(BIN), os.environ["PATH"]])
        return run(command, self.folder, PATH=path, **environment)


def type_script_compiler() -> Path:
    """Return the pinned TypeScript compiler, installed where it is missing; processes wait for each other."""
    compiler = TYPESCRIPT / "node_modules" / "typescript" / "bin" / "tsc"
    with (TYPESCRIPT / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not compiler.exists():
            path = os.pathsep.join([str(BIN), os.environ["PATH"]])
            run([str(BIN / "npm"), "ci", "--ignore-scripts", *_QUIET], TYPESCRIPT, PATH=path)
    return compiler
