"""The database: SQLite with one writer, or PostgreSQL; read and write sessions are different types.

A request or a job is one transaction. Services never commit: `Database.write` does, when its block ends well.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import DateTime, MetaData, String, event, make_url
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from .blobs import StorageFull
from .problems import Problem

Name = String().with_variant(String(collation="C"), "postgresql")
"""Text that sorts by code point on both databases."""


class Row(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A point in time; always UTC, also on SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; a time without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it by this name
    ) -> datetime | None:
        """Give back UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DatabaseBusy(Problem):
    """The database did not become free in time. Nothing was written; try again after `Retry-After`
    seconds."""

    status = 503
    slug = "database-busy"
    title = "Database busy"


class DatabaseUnavailable(Problem):
    """The database cannot be reached. Nothing was written; try again after `Retry-After` seconds."""

    status = 503
    slug = "database-unavailable"
    title = "Database unavailable"


class ReadSession(AsyncSession):
    """A session that reads one consistent state; the database itself refuses writes through it."""


class WriteSession(ReadSession):
    """A session that may write. Its transaction begins with the first statement and holds SQLite's only
    writer from then on, so slow work comes before that."""

    def on_commit(self, action: Callable[[], None]) -> None:
        """Do this once the transaction is committed, and not when it is rolled back."""
        self.info.setdefault("on_commit", []).append(action)


class Database:
    """Engines and sessions for one database."""

    def __init__(self, url: str, *, busy_timeout: float = 5.0, pool_size: int = 8) -> None:
        self.url = driver_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        make = self._sqlite if self.is_sqlite else self._postgresql
        self.readers = make(pool_size, busy_timeout, writes=False)
        self.writers = make(1 if self.is_sqlite else pool_size, busy_timeout, writes=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadSession]:
        """A session of its own for a block of reads."""
        async with ReadSession(self.readers, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with WriteSession(self.writers, expire_on_commit=False) as session:
            yield session
            try:
                await session.commit()
            except BaseException:
                # SQLAlchemy would give the connection back with its transaction still open.
                await session.invalidate()
                raise
        for action in session.info.get("on_commit", []):
            action()

    async def close(self) -> None:
        """Give all connections back."""
        await asyncio.gather(self.readers.dispose(), self.writers.dispose())

    def _sqlite(self, pool_size: int, busy_timeout: float, *, writes: bool) -> AsyncEngine:
        engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=busy_timeout,
            connect_args={"timeout": busy_timeout},
        )

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in _SQLITE_PRAGMAS if writes else (*_SQLITE_PRAGMAS, "query_only = ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _postgresql(self, pool_size: int, busy_timeout: float, *, writes: bool) -> AsyncEngine:
        engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=busy_timeout,
            pool_pre_ping=True,
            connect_args={"timeout": busy_timeout, "server_settings": {"lock_timeout": f"{busy_timeout}s"}},
        )
        if writes:
            return engine
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def driver_url(url: str) -> URL:
    """The address with our drivers in it, from `sqlite:///FILE` or `postgresql://…`. Raises ValueError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ValueError(str(error)) from None
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    if parsed.get_backend_name() not in drivers:
        raise ValueError("only sqlite:/// and postgresql:// databases are supported")
    return parsed.set(drivername=drivers[parsed.get_backend_name()])


def problem_of(error: Exception) -> Problem | None:
    """What a database error means for whoever asked; None when it is a fault of ours."""
    text = str(getattr(error, "orig", None) or error).lower()
    if isinstance(error, PoolTimeout) or "database is locked" in text or "lock timeout" in text:
        return DatabaseBusy(
            "The database is busy; nothing was written. Try again.", headers={"Retry-After": "1"}
        )
    if "disk is full" in text or "no space left" in text or "could not extend file" in text:
        return StorageFull("The disk is full; nothing was written.")
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or isinstance(error, (InterfaceError, ConnectionError)) or _cannot_connect(error, text):
        return DatabaseUnavailable("The database cannot be reached.", headers={"Retry-After": "5"})
    return None


async def read_session(request: Request) -> AsyncIterator[ReadSession]:
    """A dependency: a session for reading, closed before the response is sent."""
    async with request.app.state.resources.db.read() as session:
        yield session


async def write_session(request: Request) -> AsyncIterator[WriteSession]:
    """A dependency: the request's transaction, committed before the response is sent."""
    async with request.app.state.resources.db.write() as session:
        yield session


# Without scope="function" FastAPI would commit after the response was sent: a failed commit would answer 201.
Reads = Annotated[ReadSession, Depends(read_session, scope="function")]
Writes = Annotated[WriteSession, Depends(write_session, scope="function")]

_SQLITE_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY")


def _cannot_connect(error: Exception, text: str) -> bool:
    return isinstance(error, OperationalError) and ("unable to open" in text or "connect" in text)
