"""Trying a built package out before anybody gets it."""

import io
import subprocess
import sys
import tempfile
import zipfile

from dovetail_engine.codegen import Package, objections

from . import confined

_SECONDS = 30
_MEMORY = 2 << 30
_LONGEST = 600


class PackageRefused(Exception):
    """A package that must not be served; the message says why."""


def try_out(package: Package) -> list[str]:
    """What was checked, in words. Raises PackageRefused at the first thing that is wrong."""
    found = objections(package)
    if found:
        raise PackageRefused("; ".join(found)[:_LONGEST])
    if package.target == "typescript":
        return ["archive"]
    _import(package)
    return ["archive", "compiled", "imported"]


def _import(package: Package) -> None:
    with tempfile.TemporaryDirectory(prefix="dovetail-trial-") as folder:
        with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
            archive.extractall(folder)
        name = package.project.replace("-", "_")
        command = [sys.executable, "-I", "-B", confined.__file__, folder, name, str(_SECONDS), str(_MEMORY)]
        try:
            done = subprocess.run(  # noqa: S603 - our own script, and a name that the inspection has read
                command,
                cwd=folder,
                env={},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=2 * _SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PackageRefused(f"importing it took more than {2 * _SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"it ended with {done.returncode}"
        raise PackageRefused(f"it cannot be imported: {reason}"[:_LONGEST])
