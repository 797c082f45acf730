"""What the registry adds to the `dovetail` command: `serve`, `worker` and `admin`."""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
import uvicorn

from . import export, schema
from . import settings as settings_module
from .app import create_app
from .identity import service as identity
from .kit.db import Database
from .kit.telemetry import Metrics, configure_logging, log
from .resources import make_data_folder, opened
from .settings import Settings, SettingsInvalid
from .worker import work

_DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder for everything stored."
)


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on; 0 takes a free one.")
@_DATA
def serve(**given: Any) -> None:
    """Run the registry."""
    settings = _settings(given)
    configuration = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=settings.stop_seconds,
        # The service sits behind no proxy that it knows of: a client's X-Forwarded-For is not believed.
        proxy_headers=False,
    )
    server = uvicorn.Server(configuration)
    # uvicorn raises the signal that stopped it once more at the end: a stop that was asked for is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    server.run()
    if not server.started:
        sys.exit(1)


@click.command()
@_DATA
def worker(**given: Any) -> None:
    """Run jobs without serving, beside a registry on the same database."""
    asyncio.run(_work(_settings(given)))


@click.group()
def admin() -> None:
    """Look after a registry from its own machine."""


@admin.command()
@_DATA
def token(**given: Any) -> None:
    """Make a new administrator's token, for when the others are lost."""
    settings = _settings(given)
    click.echo(asyncio.run(_another_administrator(settings)))


@admin.command()
@_DATA
def migrate(**given: Any) -> None:
    """Bring the database to the schema of this version."""
    settings = _settings(given)
    asyncio.run(_migrate(settings))
    click.echo(f"The database is at schema {schema.newest()}.")


@admin.command("export-openapi")
def export_openapi() -> None:
    """Write the registry's own contract to standard output."""
    sys.stdout.buffer.write(export.openapi_document())


def _settings(given: dict[str, Any]) -> Settings:
    try:
        settings = settings_module.load(**{name: value for name, value in given.items() if value is not None})
    except SettingsInvalid as error:
        _refuse(error.errors)
    configure_logging(settings.log_level, settings.log_format)
    for name in settings_module.unknown_names():
        log.warning("unknown_setting", name=name, hint="nothing reads this variable; is it misspelt?")
    return settings


def _refuse(lines: list[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(2)


async def _work(settings: Settings) -> None:
    async with opened(settings, Metrics()) as resources:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, resources.stopping.set)
        await work(resources)


async def _another_administrator(settings: Settings) -> str:
    make_data_folder(settings)
    db = Database(settings.database)
    try:
        await schema.prepare(db, apply=settings.migrate)
        return await identity.another_administrator(db)
    finally:
        await db.close()


async def _migrate(settings: Settings) -> None:
    make_data_folder(settings)
    db = Database(settings.database)
    try:
        await schema.prepare(db, apply=True)
    finally:
        await db.close()
