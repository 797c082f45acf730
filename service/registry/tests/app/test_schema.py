import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dovetail_registry import schema
from dovetail_registry.kit.db import Database
from dovetail_registry.schema import SchemaMismatch


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
