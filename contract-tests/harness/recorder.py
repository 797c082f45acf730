"""A reverse proxy on loopback that remembers what was asked, and may change what is answered."""

import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_HOP_BY_HOP = frozenset(("connection", "keep-alive", "transfer-encoding", "content-length", "host"))


@dataclass(frozen=True)
class Seen:
    """A request as it arrived, its path undecoded, and the status of its answer."""

    method: str
    path: str
    headers: Mapping[str, str]
    status: int


@dataclass
class Recorder:
    """What passed since the last `clear`; `change` may alter the body of an answer."""

    url: str
    target: int = 0
    seen: list[Seen] = field(default_factory=list)
    change: Callable[[str, bytes], bytes] | None = None

    def clear(self) -> None:
        """Forget what was seen, and change nothing any more."""
        self.seen.clear()
        self.change = None


@contextmanager
def recording() -> Iterator[Recorder]:
    """Run a recorder; `target` is the port of the service behind it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    recorder = Recorder(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = partial(_Handler, recorder)  # type: ignore[assignment]  # a factory does
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield recorder
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, recorder: Recorder, *arguments: object) -> None:
        self.recorder = recorder
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server gives

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP_BY_HOP}
        behind = http.client.HTTPConnection("127.0.0.1", self.recorder.target, timeout=60)
        behind.request(self.command, self.path, body or None, headers)
        found = behind.getresponse()
        data = found.read()
        behind.close()
        lowered = {name.lower(): value for name, value in headers.items()}
        self.recorder.seen.append(Seen(self.command, self.path, lowered, found.status))
        if self.recorder.change is not None:
            data = self.recorder.change(self.path, data)
        self.send_response(found.status)
        for name, value in found.getheaders():
            if name.lower() not in _HOP_BY_HOP:
                self.send_header(name, value)
        length = found.getheader("Content-Length") if self.command == "HEAD" else str(len(data))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the standard library's names

    def log_message(self, *_: object) -> None:
        """Tests read what was seen."""
