"""The upstream indexes this machine's own pip and npm are set to, or their built-in defaults."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from harness.processes import BIN

_DEFAULT = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"


@cache
def upstreams() -> dict[str, str]:
    """Return the registry's settings for the upstream indexes."""
    return {"DOVETAIL_PYPI_UPSTREAM": _of_pip(), "DOVETAIL_NPM_UPSTREAM": _of_npm()}


def _of_pip() -> str:
    set_here = _output(sys.executable, "-m", "pip", "config", "get", "global.index-url")
    return set_here or _output(sys.executable, "-c", _DEFAULT)


def _of_npm() -> str:
    return _output(str(BIN / "npm"), "config", "get", "registry")


def _output(*command: str) -> str:
    # Away from any project, whose own .npmrc would answer.
    done = subprocess.run(command, cwd=Path("/"), capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
