"""Starting real services on free ports and stopping them by their process id."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"


@dataclass
class Service:
    """A service process that answers at `url`; what it prints is in `log`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        """Return everything the process has printed so far."""
        return self.log.read_text(errors="replace")

    def alive(self) -> bool:
        """Tell whether the process still runs."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self, by: signal.Signals = signal.SIGTERM, *, within: float = 20) -> int:
        """Ask the process to end and return its exit code; killed when it takes longer than `within`."""
        if self.alive():
            self.process.send_signal(by)
        try:
            return self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(
    command: Sequence[str], *, url: str, ready: str, log: Path, env: Mapping[str, str], within: float = 60
) -> Service:
    """Start `command` and return once `url` + `ready` answers; raises with what it printed otherwise."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **env}, stdout=output, stderr=subprocess.STDOUT
        )
    service = Service(url, process, log)
    deadline = time.monotonic() + within
    while not _answers(url + ready):
        if not service.alive() or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"{' '.join(command)} is not ready at {url}:\n{service.printed()[-4000:]}")
        time.sleep(0.1)
    return service


@contextmanager
def running(
    command: Sequence[str], *, url: str, ready: str, log: Path, env: Mapping[str, str]
) -> Iterator[Service]:
    """Run a service for the length of a `with` block."""
    service = start(command, url=url, ready=ready, log=log, env=env)
    try:
        yield service
    finally:
        service.stop()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
