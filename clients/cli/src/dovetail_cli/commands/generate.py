"""`dovetail generate FILE`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import click

from dovetail_cli import options
from dovetail_cli.coordinates import Contract, parse_contract
from dovetail_cli.documents import read_document
from dovetail_cli.failures import Failure
from dovetail_cli.sides import read_file
from dovetail_cli.versions import is_version
from dovetail_engine.codegen import Identity, Package, VersionUnsupported, build
from dovetail_engine.oas import Document

_DEFAULT_NAMESPACE: Final = "local"


@click.command()
@click.argument("file")
@click.option("--target", type=click.Choice(["python", "typescript"]), required=True, help="The language.")
@click.option("--output", "-o", metavar="DIR", required=True, help="The folder to write into.")
@click.option("--name", metavar="NAMESPACE/CONTRACT", help="What to call it; else from the document's title.")
@click.option("--version", metavar="X.Y.Z", help="Its version; else info.version, else 0.0.0.")
@click.option("--replace", is_flag=True, help="Remove what else is in DIR.")
@options.root
def generate(
    *,
    file: str,
    target: Literal["python", "typescript"],
    output: str,
    name: str | None,
    version: str | None,
    replace: bool,
    root: str | None,
) -> None:
    """Write a typed client of an OpenAPI document into a folder: the same bytes every time.

    FILE is a file, or `-` for standard input.
    """
    document = read_document(read_file(file, root=root))
    contract = parse_contract(name) if name else _contract(document)
    package = _build(document, contract, _version(document, version), target)
    _write(package.files, Path(output), replace=replace)
    click.echo(f"{package.project} {package.version}: {len(package.files)} files in {output}")


def _build(
    document: Document, contract: Contract, version: str, target: Literal["python", "typescript"]
) -> Package:
    api = document.api
    identity = Identity(
        contract.namespace, contract.name, version, api.title, api.description, document.digest
    )
    try:
        return build(document, identity, target)
    except VersionUnsupported as error:
        raise Failure(f"{version} cannot be a version of a Python package: {error}.") from error
    except ModuleNotFoundError as error:
        raise Failure(
            f"Generating needs the package {error.name}, which is not installed here.",
            hint="Install it: pip install 'dovetail-cli[codegen]'",
        ) from error


def _contract(document: Document) -> Contract:
    title = re.sub(r"[^a-z0-9]+", "-", document.api.title.lower()).strip("-")
    named = re.sub(r"^[^a-z]+", "", title)
    return Contract(_DEFAULT_NAMESPACE, named or "api")


def _version(document: Document, given: str | None) -> str:
    if given is not None and not is_version(given):
        raise Failure(f"`{given}` is no version.", hint="Write it as SemVer, e.g. 1.4.0.")
    written = document.api.version
    return given or (written if is_version(written) else "0.0.0")


def _write(files: Mapping[str, bytes], folder: Path, *, replace: bool) -> None:
    try:
        strange = _strange(files, folder)
        if strange and not replace:
            shown = ", ".join(strange[:3]) + (f" and {len(strange) - 3} more" if len(strange) > 3 else "")
            raise Failure(
                f"{folder} holds files that are not of this client: {shown}.",
                hint="Choose an empty folder, or pass --replace to remove them.",
            )
        for path in strange:
            (folder / path).unlink()
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    except OSError as error:
        raise Failure(f"{error.filename or folder} cannot be written: {error.strerror or error}.") from error


def _strange(files: Mapping[str, bytes], folder: Path) -> list[str]:
    if folder.exists() and not folder.is_dir():
        raise Failure(f"{folder} is no folder.")
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path.as_posix() for path in found if path.as_posix() not in files and not _is_cache(path))


def _is_cache(path: Path) -> bool:
    return bool({"__pycache__", "node_modules", ".git"} & set(path.parts))
