"""`emit`: the IR as a complete Python project, every file checked before it is given away."""

import ast
from collections.abc import Iterator
from importlib import resources

from dovetail_engine.codegen.ir import Ir
from dovetail_engine.codegen.python.clients import client_module
from dovetail_engine.codegen.python.errors import errors_module
from dovetail_engine.codegen.python.models import models_module
from dovetail_engine.codegen.python.operations import operations_module
from dovetail_engine.codegen.python.project import package_name, project_name, pyproject, readme
from dovetail_engine.codegen.python.source import docstring, literal
from dovetail_engine.codegen.version import to_pep440

_RUNTIME = "dovetail_engine.codegen.python.runtime"


def emit(ir: Ir) -> dict[str, bytes]:
    """The files of the project by path: `pyproject.toml`, `README.md` and `src/<package>/…`."""
    return project(ir)[0]


def project(ir: Ir) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files, and the types that had to be left as `Any`, with the reason."""
    package = package_name(ir)
    models, untyped = models_module(ir, package)
    agent = f"{project_name(ir)}/{to_pep440(ir.identity.version)}"
    modules = {
        "__init__.py": _package_module(ir),
        "_operations.py": operations_module(ir),
        "async_client.py": client_module(ir, asynchronous=True, user_agent=agent),
        "client.py": client_module(ir, asynchronous=False, user_agent=agent),
        "errors.py": errors_module(ir),
        "models.py": models,
    }
    files = {f"src/{package}/{name}": text for name, text in modules.items()}
    files |= {f"src/{package}/_runtime/{name}": text for name, text in _runtime()}
    for name, text in files.items():
        if not name.endswith("/models.py"):
            ast.parse(text, name)
    files |= {"README.md": readme(ir), "pyproject.toml": pyproject(ir), f"src/{package}/py.typed": ""}
    return {name: files[name].encode() for name in sorted(files)}, untyped


_PUBLIC = [
    *("Answer", "ApiError", "AsyncClient", "Client", "ClientCredentials", "DecodeError", "File", "Hooks"),
    *("Options", "Retries", "TransportError", "errors", "models", "raw", "streamed"),
]


def _runtime() -> Iterator[tuple[str, str]]:
    for item in sorted(resources.files(_RUNTIME).iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            yield item.name, item.read_text("utf-8")


def _package_module(ir: Ir) -> str:
    lines = docstring(f"The client of {ir.identity.namespace}/{ir.identity.contract}.")
    lines += ["", "from . import errors, models", "from ._runtime.answers import Answer, raw, streamed"]
    lines += ["from ._runtime.auth import ClientCredentials", "from ._runtime.options import Hooks, Options"]
    lines += ["from ._runtime.retries import Retries", "from ._runtime.wire import File"]
    lines += ["from .async_client import AsyncClient", "from .client import Client"]
    lines += ["from .errors import ApiError, DecodeError, TransportError", ""]
    lines += [f"__version__ = {literal(to_pep440(ir.identity.version))}", ""]
    lines += ["__all__ = [", *(f"    {literal(name)}," for name in _PUBLIC), "]"]
    return "\n".join(lines) + "\n"
