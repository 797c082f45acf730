"""What the service does when the ground gives way."""

import errno
import os
import sqlite3

import pytest
from sqlalchemy import event, update
from sqlalchemy.exc import DBAPIError, OperationalError

from dovetail_registry.contracts.tables import NamespaceRow
from dovetail_registry.kit.db import driver_url


class TestFailedCommit:
    @pytest.mark.parametrize(
        ("cause", "status", "slug"),
        [
            ("disk I/O error", 500, "internal-error"),
            ("database or disk is full", 507, "storage-full"),
            ("database is locked", 503, "database-busy"),
        ],
    )
    async def test_is_not_answered_as_success(self, fresh, cause, status, slug):
        engine = fresh.resources.db.writers.sync_engine

        def fail(_connection):
            raise OperationalError("COMMIT", None, Exception(cause))

        event.listen(engine, "commit", fail)
        try:
            answer = await fresh.client.post("/v1/namespaces", json={"name": "acme"})
        finally:
            event.remove(engine, "commit", fail)
        assert answer.status_code == status
        assert answer.json()["type"].endswith(f"/problems/{slug}")
        assert (await fresh.client.get("/v1/namespaces/acme")).status_code == 404
        assert (await fresh.client.post("/v1/namespaces", json={"name": "acme"})).status_code == 201


class TestLockedDatabase:
    async def test_is_told_with_a_time_to_come_back_and_reads_go_on(self, tmp_path, start, make_settings):
        url = f"sqlite:///{tmp_path / 'locked.db'}"
        async with start(make_settings(url, database_wait_seconds=0.2)) as registry:
            other = sqlite3.connect(tmp_path / "locked.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            answer = await registry.client.post("/v1/namespaces", json={"name": "acme"})
            assert answer.status_code == 503
            assert answer.headers["retry-after"] == "1"
            assert answer.json()["type"].endswith("/problems/database-busy")
            assert (await registry.client.get("/v1/namespaces")).status_code == 200
            other.execute("ROLLBACK")
            other.close()
            assert (await registry.client.post("/v1/namespaces", json={"name": "acme"})).status_code == 201


class TestFullDisk:
    async def test_publishes_nothing_and_leaves_no_file(self, registry, document, monkeypatch):
        contract = await registry.contract()
        unique = document(extra="disk")

        def full(_descriptor):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        before = files(registry)
        monkeypatch.setattr(os, "fsync", full)
        answer = await registry.publish(contract, unique)
        monkeypatch.undo()
        assert answer.status_code == 507, answer.text
        assert answer.json()["type"].endswith("/problems/storage-full")
        assert files(registry) == before
        assert (await registry.client.get(f"{contract}/releases")).json()["items"] == []
        assert (await registry.publish(contract, unique)).status_code == 201


class TestReadSessions:
    async def test_cannot_write(self, registry):
        async with registry.resources.db.read() as session:
            with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
                await session.execute(update(NamespaceRow).values(description="x"))


class TestDriverUrl:
    def test_adds_the_driver(self):
        assert driver_url("sqlite:////x/y.db").drivername == "sqlite+aiosqlite"
        assert driver_url("postgresql://u@h/d").drivername == "postgresql+asyncpg"

    def test_refuses_other_databases(self):
        with pytest.raises(ValueError, match="sqlite"):
            driver_url("mysql://x")


def files(registry):
    return {path for path in registry.resources.blobs.root.rglob("*") if path.is_file()}
