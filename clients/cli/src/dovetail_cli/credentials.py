"""Where `dovetail login` keeps what it was told: one file that only its owner can read."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from platformdirs import user_config_path

from dovetail_cli.failures import Failure


@dataclass(frozen=True, slots=True)
class Credentials:
    """The registry of the last login and the token of each registry."""

    current: str | None = None
    tokens: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls) -> Self:
        """What is stored; empty when nothing is."""
        path = _path()
        try:
            stored = json.loads(path.read_bytes())
            return cls._from_json(stored)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise Failure(f"The stored login {path} cannot be read: {error.strerror or error}.") from error
        except (ValueError, TypeError, KeyError) as error:
            raise Failure(
                f"The stored login {path} is damaged.",
                hint="Remove that file and run `dovetail login` again.",
            ) from error

    def remember(self, url: str, token: str) -> "Credentials":
        """These credentials with `url` as the current registry and its token."""
        return Credentials(url, {**self.tokens, url: token})

    def forget(self, url: str) -> "Credentials":
        """These credentials without the token of `url`."""
        left = {known: token for known, token in self.tokens.items() if known != url}
        return Credentials(None if self.current == url else self.current, left)

    def save(self) -> Path:
        """Store them, readable by their owner alone, whole or not at all; answers with the file."""
        path = _path()
        content = json.dumps({"current": self.current, "tokens": self.tokens}, indent=2) + "\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(path, content)
        except OSError as error:
            raise Failure(f"The login cannot be stored in {path}: {error.strerror or error}.") from error
        return path

    @classmethod
    def _from_json(cls, stored: Any) -> Self:
        current, tokens = stored["current"], stored["tokens"]
        if not (current is None or isinstance(current, str)) or not isinstance(tokens, dict):
            raise TypeError("unexpected shape")
        return cls(current, {str(url): str(token) for url, token in tokens.items()})


def _path() -> Path:
    return user_config_path("dovetail", appauthor=False) / "credentials.json"


def _replace(path: Path, content: str) -> None:
    # mkstemp makes the file with mode 0600, so the token is never readable by others, not even for a moment.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".credentials-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
