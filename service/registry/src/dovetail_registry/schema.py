"""The whole database schema, and bringing a database to it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from .checks import tables as checks
from .contracts import tables as contracts
from .documents import tables as documents
from .events import tables as events
from .identity import tables as identity
from .jobs import tables as jobs
from .kit.db import Database, Row
from .packages import tables as packages
from .policies import tables as policies
from .releases import tables as releases

TABLES = (identity, contracts, policies, documents, releases, checks, jobs, packages, events)
METADATA = Row.metadata

_LOCK = 0x646F7665
"""PostgreSQL's advisory lock while one of several starting processes migrates."""


class SchemaMismatch(Exception):
    """The database is not at the schema of this version."""


async def prepare(db: Database, *, apply: bool) -> None:
    """Bring the database up to date, or only check that it is. Raises SchemaMismatch."""
    if apply:
        async with db.writers.begin() as connection:
            if not db.is_sqlite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.run_sync(upgrade)
    found = await revision(db)
    if found != newest():
        raise SchemaMismatch(
            f"the database is at schema {found or 'none'}, this version needs {newest()}; "
            "start once with DOVETAIL_MIGRATE=true, or run the version that made it"
        )


async def revision(db: Database) -> str | None:
    """The schema revision the database is at."""
    async with db.readers.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def newest() -> str | None:
    """The schema revision this version needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the missing migrations on a connection, up to a revision."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    return config


def _scripts() -> Path:
    installed = Path(__file__).parent / "migrations"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "migrations"
