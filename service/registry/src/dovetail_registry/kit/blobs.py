"""Bytes kept under the hash of their content, in a folder."""

import asyncio
import errno
import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import Protocol

from .problems import Problem

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_ADDRESS = re.compile(r"[0-9a-f]{64}")


class StorageFull(Problem):
    """The service's disk is full. Nothing was written. The operator has to make room; then try again."""

    status = 507
    slug = "storage-full"
    title = "Storage full"


class BlobMissing(Problem):
    """The database knows these bytes, the store has lost them. The operator has to restore them from a
    backup."""

    status = 500
    slug = "blob-missing"
    title = "Stored bytes are missing"


class BlobStore(Protocol):
    """Where documents and artifacts lie, addressed by the SHA-256 of their bytes in hexadecimal."""

    async def put(self, data: bytes) -> str:
        """Keep bytes durably and answer their address; putting the same twice changes nothing."""

    async def get(self, address: str) -> bytes:
        """The bytes at an address. Raises BlobMissing."""

    async def check(self) -> None:
        """Raise OSError when nothing can be written."""


class FolderBlobs:
    """A BlobStore in a folder that only its owner may read. A blob appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    async def put(self, data: bytes) -> str:
        """Write, flush to the disk, then rename into place."""
        return await asyncio.to_thread(self._put, data)

    async def get(self, address: str) -> bytes:
        """Read the file."""
        try:
            return await asyncio.to_thread(self.path(address).read_bytes)
        except FileNotFoundError:
            raise BlobMissing(f"The bytes with SHA-256 {address} are not in the store.") from None

    async def check(self) -> None:
        """Write and remove an empty file."""
        await asyncio.to_thread(self._check)

    def path(self, address: str) -> Path:
        """Where the blob with this address lies."""
        if not _ADDRESS.fullmatch(address):
            raise ValueError(f"not a blob address: {address!r}")
        return self.root / address[:2] / address[2:4] / address

    def _put(self, data: bytes) -> str:
        address = hashlib.sha256(data).hexdigest()
        path = self.path(address)
        if path.exists():
            return address
        try:
            _make_folder(path.parent, self.root)
            self._write(path, data)
        except OSError as error:
            if error.errno in _NO_SPACE:
                raise StorageFull("The disk is full; nothing was stored.") from error
            raise
        return address

    def _write(self, path: Path, data: bytes) -> None:
        temporary = path.parent / f".{secrets.token_hex(8)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def _check(self) -> None:
        _make_folder(self.root, self.root)
        probe = self.root / f".probe-{secrets.token_hex(8)}"
        probe.touch(0o600)
        probe.unlink()


def _make_folder(folder: Path, root: Path) -> None:
    if folder.is_dir():
        return
    if folder != root:
        _make_folder(folder.parent, root)
    folder.mkdir(mode=0o700, parents=folder == root, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
