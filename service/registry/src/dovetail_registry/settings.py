"""Everything an operator can set, as `DOVETAIL_…` environment variables."""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .kit.db import driver_url

PREFIX = "DOVETAIL_"
OTHERS = frozenset({"DOVETAIL_URL", "DOVETAIL_TOKEN", "DOVETAIL_CORPUS", "DOVETAIL_TEST_POSTGRES"})
"""Variables with our prefix that other parts of Dovetail read."""

_MEBI = 1024 * 1024


def _supported_database(value: str) -> str:
    driver_url(value)
    return value


class Settings(BaseSettings):
    """The registry's settings. A value that does not fit stops the start."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(Path("dovetail-data"), description="Folder for the database, documents and artifacts.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8400, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    public_url: HttpUrl | None = Field(
        None,
        description="How clients reach the service; never taken from a request. By default host and port.",
    )
    database_url: Annotated[str, AfterValidator(_supported_database)] | None = Field(
        None, description="`sqlite:///FILE` or `postgresql://…`. By default SQLite in the data folder."
    )
    admin_token: Annotated[SecretStr, Field(min_length=20, max_length=200)] | None = Field(
        None,
        description="Becomes the administrator's token at the first start; otherwise one is made and shown.",
    )
    public_read: bool = Field(
        True, description="Anyone who reaches the service may read and install; `false` asks for a token."
    )
    pypi_upstream: HttpUrl | None = Field(
        None, description="Simple index that Python projects outside our namespaces are redirected to."
    )
    npm_upstream: HttpUrl | None = Field(
        None, description="npm registry that packages outside our namespaces are redirected to."
    )
    migrate: bool = Field(
        True, description="Bring the database up to date at start; otherwise only check it."
    )
    worker: bool = Field(True, description="Run jobs in this process.")
    processes: int = Field(
        2, ge=1, le=64, description="Processes for heavy work: parsing, comparing, generating."
    )
    process_memory: int = Field(2048 * _MEBI, ge=256 * _MEBI, description="Address space of each, in bytes.")
    max_document_bytes: int = Field(
        16 * _MEBI, ge=1024, description="Largest document that can be published."
    )
    max_body_bytes: int = Field(1 * _MEBI, ge=1024, description="Largest other request body.")
    examine_seconds: float = Field(120, gt=0, description="Time to read and validate a document.")
    compare_seconds: float = Field(180, gt=0, description="Time to compare two documents.")
    build_seconds: float = Field(900, gt=0, description="Time to build one package.")
    database_wait_seconds: float = Field(5, gt=0, description="How long a request waits for a busy database.")
    job_attempts: int = Field(4, ge=1, le=50, description="How often a job is tried before it has failed.")
    job_lease_seconds: float = Field(
        20, gt=0, description="A worker that is silent for this long lost its job."
    )
    stop_seconds: int = Field(10, ge=0, description="How long a stop waits for requests under way.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severity logged."
    )
    log_format: Literal["json", "console"] = Field("json", description="JSON lines, or text for people.")

    @cached_property
    def base_url(self) -> str:
        """How clients reach the service, without a slash at the end."""
        if self.public_url is not None:
            return str(self.public_url).rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @cached_property
    def database(self) -> str:
        """The database to use."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'dovetail.db'}"


class SettingsInvalid(Exception):
    """One or more settings do not fit; `errors` are lines that name each variable."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors


def load(**overrides: Any) -> Settings:
    """Settings from the environment, some given here instead. Raises SettingsInvalid."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsInvalid([_line(found["loc"], found["msg"]) for found in error.errors()]) from None


def unknown_names(environment: Iterable[str] = os.environ) -> list[str]:
    """Variables with our prefix that nothing reads: probably misspelt."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | OTHERS
    return sorted(
        name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known
    )


def manual() -> str:
    """The manual page of all settings, in Markdown."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    head = (
        "# Settings\n\nEnvironment variables of the registry; a wrong value stops the start and is named.\n\n"
    )
    return head + "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows]) + "\n"


def _line(location: tuple[int | str, ...], message: str) -> str:
    return f"{PREFIX}{str(location[0]).upper()}: {message}" if location else message


def _default(value: object) -> str:
    if value is None:
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
