"""Archives for the package indexes, byte for byte the same on every machine.

Nothing is compressed, because deflate differs between builds of zlib; times, owners and modes are fixed.
"""

import base64
import hashlib
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_TAR_TIME = 499162500  # 1985-10-26, the time that npm itself writes
_MODE = 0o100644
_STORED_MAX = 0xFFFF
_WHEEL = b"Wheel-Version: 1.0\nGenerator: dovetail\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(
    distribution: str, version: str, modules: Mapping[str, bytes], metadata: bytes
) -> tuple[str, bytes]:
    """A pure-Python wheel (PEP 427): its file name and its bytes.

    `distribution` is the normalised name with underscores, `modules` the files by their installed path.
    """
    info = f"{distribution}-{version}.dist-info"
    files = {name: modules[name] for name in sorted(modules)}
    files |= {f"{info}/METADATA": metadata, f"{info}/WHEEL": _WHEEL}
    rows = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""]).encode()
    return f"{distribution}-{version}-py3-none-any.whl", _zip(files)


def tarball(name: str, version: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """An npm tarball: its file name (without the scope) and its bytes; every path goes under `package/`."""
    return f"{name.rsplit('/', 1)[-1]}-{version}.tgz", _gzip(
        _tar({f"package/{path}": files[path] for path in files})
    )


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 3
            entry.external_attr = _MODE << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def _tar(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            entry.mode = _MODE & 0o777
            entry.mtime = _TAR_TIME
            archive.addfile(entry, io.BytesIO(files[name]))
    return buffer.getvalue()


def _gzip(data: bytes) -> bytes:
    """A gzip member (RFC 1952) of stored deflate blocks (RFC 1951, 3.2.4)."""
    blocks = [data[start : start + _STORED_MAX] for start in range(0, len(data), _STORED_MAX)] or [b""]
    parts = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    for number, block in enumerate(blocks, 1):
        size = len(block)
        parts.append(struct.pack("<BHH", number == len(blocks), size, size ^ 0xFFFF) + block)
    parts.append(struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF))
    return b"".join(parts)
