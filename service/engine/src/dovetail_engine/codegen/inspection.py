"""A built package, read again as an index and an installer will read it."""

import base64
import csv
import email
import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from dovetail_engine.codegen.package import Package

_PATH = re.compile(r"(?:[A-Za-z0-9_.@+-]+/)*[A-Za-z0-9_.@+-]+")
_HOOKS = frozenset(("scripts", "bin", "gypfile", "dependencies", "optionalDependencies", "peerDependencies"))


def objections(package: Package) -> tuple[str, ...]:
    """What is wrong with a package's archive: names, digests, metadata, code that does not compile; usually
    nothing."""
    try:
        return tuple(_of_wheel(package) if package.target == "python" else _of_tarball(package))
    except (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, ValueError, KeyError) as error:
        return (f"the archive cannot be read: {type(error).__name__}: {error}",)


def _of_wheel(package: Package) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    yield from _of_names(names)
    distribution = package.project.replace("-", "_")
    info = f"{distribution}-{package.version}.dist-info"
    if package.filename != f"{distribution}-{package.version}-py3-none-any.whl":
        yield f"the file is called {package.filename}"
    yield from _of_record(files, f"{info}/RECORD")
    if files.get(f"{info}/METADATA") != package.metadata:
        yield "METADATA is not what the index says"
    headers = email.message_from_bytes(package.metadata)
    if (headers["Name"], headers["Version"]) != (package.project, package.version):
        yield f"METADATA names {headers['Name']} {headers['Version']}"
    for name, data in files.items():
        if not name.startswith((f"{distribution}/", f"{info}/")):
            yield f"{name} lies outside of the package"
        if name.endswith(".py"):
            yield from _of_code(name, data)


def _of_record(files: Mapping[str, bytes], record: str) -> Iterator[str]:
    """RECORD lists every file with its digest and size (PEP 427), itself without."""
    rows = {row[0]: tuple(row[1:]) for row in csv.reader(io.StringIO(files[record].decode())) if row}
    for name in sorted(rows.keys() ^ files.keys()):
        yield f"{name} is {'missing' if name in rows else 'not in RECORD'}"
    for name in sorted((rows.keys() & files.keys()) - {record}):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        if rows[name] != (f"sha256={digest}", str(len(files[name]))):
            yield f"{name} is not what RECORD says"


def _of_code(name: str, data: bytes) -> Iterator[str]:
    try:
        compile(data, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        yield f"{name} does not compile: {error}"


def _of_tarball(package: Package) -> Iterator[str]:
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(package.data))) as archive:
        members = archive.getmembers()
        files = {each.name: _read(archive, each) for each in members if each.isfile()}
    yield from _of_names([each.name for each in members])
    yield from (f"{each.name} is no plain file" for each in members if not each.isfile())
    yield from (f"{name} lies outside of the package" for name in files if not name.startswith("package/"))
    if files.get("package/package.json") != package.metadata:
        yield "package.json is not what the index says"
    manifest = json.loads(package.metadata)
    if (manifest.get("name"), manifest.get("version")) != (package.project, package.version):
        yield f"package.json names {manifest.get('name')} {manifest.get('version')}"
    yield from (f"package.json has {key}" for key in sorted(_HOOKS & manifest.keys()))
    for path in sorted(set(_paths(manifest.get("exports")))):
        if path.replace("./", "package/", 1) not in files:
            yield f"{path} is exported and not there"


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    return opened.read() if opened else b""


def _of_names(names: list[str]) -> Iterator[str]:
    folded = [name.lower() for name in names]
    yield from (f"{name} is there twice" for name, count in Counter(names).items() if count > 1)
    if len(set(folded)) < len(set(names)):
        yield "two names differ in case alone"
    for name in names:
        if not _PATH.fullmatch(name) or {".", ".."} & set(name.split("/")):
            yield f"{name!r} is no plain path"
        if name.endswith(".pth"):
            yield f"{name} would run when Python starts"


def _paths(exported: Any) -> Iterator[str]:
    if isinstance(exported, str):
        yield exported
    elif isinstance(exported, Mapping):
        for value in exported.values():
            yield from _paths(value)
