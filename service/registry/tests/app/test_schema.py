from datetime import UTC, datetime
from uuid import uuid4

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from dovetail_registry import schema
from dovetail_registry.checks.tables import CheckRow
from dovetail_registry.kit.db import Database
from dovetail_registry.schema import SchemaMismatch

WRITTEN_BY_0001 = """
INSERT INTO namespaces (id, name, description, created_at) VALUES (:id, 'acme', '', :at);
INSERT INTO contracts (id, namespace_id, namespace, name, description, created_at)
VALUES (:id, :id, 'acme', 'orders', '', :at);
INSERT INTO documents
(sha256, digest, format, openapi, title, info_version, size, operations, warnings, created_at)
VALUES ('a', 'b', 'json', '3.1.0', '', '', 1, 1, '[]', :at);
INSERT INTO checks
(id, contract_id, document_sha256, version, channel, verdict, suggested_bump, outcome, counts, report,
policy, engine, allow_breaking, accept_unknown, created_at)
VALUES (:id, :id, 'a', 'auto', 'main', 'compatible', 'none', 'checked', '{}', '{}',
'{}', '0.1.0', false, false, :at)
"""


@pytest_asyncio.fixture(loop_scope="session")
async def db(backend, empty_database, tmp_path):
    async with empty_database(backend, tmp_path) as url:
        made = Database(url)
        yield made
        await made.close()


class TestPrepare:
    async def test_makes_exactly_what_the_tables_say(self, db):
        await schema.prepare(db, apply=True)

        def differences(connection):
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return compare_metadata(context, schema.METADATA)

        async with db.readers.connect() as connection:
            assert await connection.run_sync(differences) == []

    async def test_twice_changes_nothing(self, db):
        await schema.prepare(db, apply=True)
        await schema.prepare(db, apply=True)
        assert await schema.revision(db) == schema.newest()

    async def test_without_leave_to_migrate_says_what_is_missing(self, db):
        with pytest.raises(SchemaMismatch, match="DOVETAIL_MIGRATE"):
            await schema.prepare(db, apply=False)


class TestUpgrade:
    async def test_keeps_what_an_older_version_wrote(self, db):
        one = uuid4().hex if db.is_sqlite else uuid4()
        async with db.writers.begin() as connection:
            await connection.run_sync(lambda sync: schema.upgrade(sync, "0001"))
            for statement in WRITTEN_BY_0001.split(";"):
                at = datetime(2026, 1, 1) if db.is_sqlite else datetime(2026, 1, 1, tzinfo=UTC)  # noqa: DTZ001 - SQLite keeps no zone
                values = {"id": one, "at": at} if ":id" in statement else {"at": at}
                await connection.execute(text(statement), values)
        await schema.prepare(db, apply=True)
        async with db.read() as session:
            row = await session.scalar(select(CheckRow))
        assert (row.engine, row.policy, row.waivers, row.live, row.judged_on) == (
            "0.1.0",
            {},
            None,
            None,
            None,
        )
