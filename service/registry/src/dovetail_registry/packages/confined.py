"""Imports every module of a Python package, and can do little else. Run as a script in a process of its own:
`python -I -B confined.py FOLDER PACKAGE`. Where the kernel allows it there is no network."""

import ctypes
import importlib
import pkgutil
import resource
import sys

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main(folder: str, package: str, seconds: int, memory: int) -> None:
    """Give up what an import has no need of, then import."""
    # A process that may not have a name space of its own keeps its network; the limits hold all the same.
    ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.path.insert(0, folder)
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        importlib.import_module(module.name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
