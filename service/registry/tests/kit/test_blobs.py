import hashlib
import stat

import pytest

from dovetail_registry.kit.blobs import BlobMissing, FolderBlobs


@pytest.fixture
def blobs(tmp_path):
    return FolderBlobs(tmp_path / "blobs")


class TestPut:
    async def test_answers_the_hash_under_which_the_bytes_lie(self, blobs):
        address = await blobs.put(b"hello")
        assert address == hashlib.sha256(b"hello").hexdigest()
        assert await blobs.get(address) == b"hello"
        assert await blobs.put(b"hello") == address

    async def test_nobody_else_may_read(self, blobs):
        path = blobs.path(await blobs.put(b"secret"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        for folder in (path.parent, path.parent.parent, blobs.root):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    async def test_leaves_no_temporary_files(self, blobs):
        await blobs.put(b"hello")
        assert len([path for path in blobs.root.rglob("*") if path.is_file()]) == 1


class TestGet:
    async def test_says_what_is_missing(self, blobs):
        with pytest.raises(BlobMissing, match="0" * 64):
            await blobs.get("0" * 64)

    async def test_takes_no_paths(self, blobs):
        for address in ("../../etc/passwd", "", "A" * 64, "0" * 63):
            with pytest.raises(ValueError, match="address"):
                await blobs.get(address)
